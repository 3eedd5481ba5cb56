// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QHash>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QUrl>

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

/// Certificates for 127.0.0.1 and localhost, made by openssl into a folder that goes with the object.
class TestCertificates final {
public:
    TestCertificates();
    [[nodiscard]] bool isValid() const { return m_valid; }
    [[nodiscard]] QByteArray problem() const { return m_problem; }
    [[nodiscard]] QString caFile() const;

    enum class Kind { Good, SelfSigned, UnknownAuthority, Expired, NotYetValid, WrongHost };
    [[nodiscard]] QSslCertificate certificate(Kind kind) const;
    [[nodiscard]] QSslKey key(Kind kind) const;

private:
    bool run(const QStringList &arguments);
    [[nodiscard]] QString path(const QString &name) const;
    void make();

    QTemporaryDir m_folder;
    bool m_valid = false;
    QByteArray m_problem;
};

/// An HTTP server on loopback that fails as told, and counts. Lives on the test's thread. The faults are taken in
/// order, one a request; the last one stays.
class FaultServer final : public QTcpServer {
    Q_OBJECT

public:
    FaultServer();
    ~FaultServer() override;

    /// From now on over TLS with this certificate.
    void useTls(QSslCertificate certificate, QSslKey key);
    void setFaults(QList<Fault> faults);
    void setFault(const Fault &fault) { setFaults({fault}); }

    [[nodiscard]] QUrl url() const;
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
    QList<Delivery> m_deliveries;
    QByteArray m_received;
    QList<qintptr> m_unread;
    std::optional<std::pair<QSslCertificate, QSslKey>> m_tls;
    int m_connections = 0;
};

} // namespace stashdeck
