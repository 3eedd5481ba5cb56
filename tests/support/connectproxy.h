// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QNetworkProxy>
#include <QTcpServer>

namespace stashdeck {

/// An HTTP proxy on loopback that knows CONNECT only, as what stands between an office and the internet. Lives on the
/// test's thread.
class ConnectProxy final : public QTcpServer {
    Q_OBJECT

public:
    enum class Answer {
        Tunnel, ///< 200, then bytes both ways
        Refuse, ///< `refusal` instead of the tunnel
        Silence, ///< reads the request and says nothing
        Close, ///< reads the request and closes
        TunnelToNowhere, ///< 200, then closes
    };

    ConnectProxy();
    ~ConnectProxy() override;

    void setAnswer(Answer answer) { m_answer = answer; }
    /// The whole answer of Answer::Refuse.
    void setRefusal(QByteArray bytes);
    /// "user:password" it wants before anything else; empty for none.
    void setLogin(QByteArray login) { m_login = std::move(login); }

    /// How a client finds it.
    [[nodiscard]] QNetworkProxy address(const QString &user = {}, const QString &password = {}) const;

    /// Ends every tunnel now.
    void cutTunnels();

    [[nodiscard]] int tunnels() const { return m_tunnels; } ///< opened so far
    /// "host:port" of every CONNECT, the refused ones included.
    [[nodiscard]] const QByteArrayList &targets() const { return m_targets; }
    /// Everything it could read that was meant for itself.
    [[nodiscard]] const QByteArray &heard() const { return m_heard; }
    /// Everything that went through it towards servers.
    [[nodiscard]] const QByteArray &carried() const { return m_carried; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class Connection;
    friend class Connection;

    Answer m_answer = Answer::Tunnel;
    QByteArray m_refusal;
    QByteArray m_login;
    int m_tunnels = 0;
    QByteArrayList m_targets;
    QByteArray m_heard;
    QByteArray m_carried;
};

} // namespace stashdeck
