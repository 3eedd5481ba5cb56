// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

namespace stashdeck {

/// What a server does with one request, as data.
struct Fault {
    enum class End {
        KeepAlive, ///< waits for the next request
        Close, ///< FIN after the last byte
        Reset, ///< RST after the last byte
        Stall, ///< says no more, keeps the connection
    };
    QByteArray bytes; ///< the answer, raw; may be any part of one
    End end = End::KeepAlive;
    int dripMs = 0; ///< above 0: one byte each so many ms
    bool neverRead = false; ///< accepts and reads nothing
    qint64 readAtMost = -1; ///< from 0: reads so many bytes of the connection, answers nothing and comes to `end`

    [[nodiscard]] static Fault answer(int status, const QByteArray &body, const QByteArray &moreHeaders = {},
                                      const QByteArray &contentType = "application/json");
    [[nodiscard]] static Fault raw(QByteArray bytes, End end = End::Close);
};

/// A request as the server read it, whole.
struct Delivery {
    QByteArray method;
    QByteArray path;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< counted from 1
};

/// An HTTP server on loopback that fails as told, and counts. Lives on the test's thread. The faults are taken in
/// order, one a request; the last one stays.
class FaultServer final : public QTcpServer {
    Q_OBJECT

public:
    explicit FaultServer(const QHostAddress &address = QHostAddress::LocalHost, quint16 port = 0);
    ~FaultServer() override;

    /// From now on over TLS with this certificate.
    void useTls(QSslCertificate certificate, QSslKey key);
    void setFaults(QList<Fault> faults);
    void setFault(const Fault &fault) { setFaults({fault}); }
    /// Answers each whole request by what it says instead.
    void setResponder(std::function<Fault(const Delivery &)> responder) { m_responder = std::move(responder); }

    [[nodiscard]] QUrl url(const QString &host = QStringLiteral("127.0.0.1")) const;
    [[nodiscard]] const QList<Delivery> &deliveries() const { return m_deliveries; }
    [[nodiscard]] int deliveryCount() const { return int(m_deliveries.size()); }
    [[nodiscard]] int connectionCount() const { return m_connections; }
    /// Everything read on all connections, whole requests or not.
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    void clear();
    void dropConnections();

signals:
    void delivered();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class Connection;
    friend class Connection;
    [[nodiscard]] Fault nextFault();

    QList<Fault> m_faults;
    std::function<Fault(const Delivery &)> m_responder;
    QList<Delivery> m_deliveries;
    QByteArray m_received;
    QList<qintptr> m_unread;
    std::optional<std::pair<QSslCertificate, QSslKey>> m_tls;
    int m_connections = 0;
};

} // namespace stashdeck
