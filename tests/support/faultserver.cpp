// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

Fault Fault::answer(int status, const QByteArray &body, const QByteArray &moreHeaders, const QByteArray &contentType)
{
    Fault fault;
    fault.bytes = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Type: " + contentType
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body;
    return fault;
}

Fault Fault::raw(QByteArray bytes, End end)
{
    Fault fault;
    fault.bytes = std::move(bytes);
    fault.end = end;
    return fault;
}

// ---- one connection -------------------------------------------------------------------------------------------------

class FaultServer::Connection final : public QObject {
public:
    Connection(FaultServer *server, QTcpSocket *socket, int number)
        : QObject(server)
        , m_server(server)
        , m_socket(socket)
        , m_number(number)
    {
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_drip.setSingleShot(false);
        connect(&m_drip, &QTimer::timeout, this, &Connection::dripOne);
    }

    void end(Fault::End how)
    {
        switch (how) {
        case Fault::End::KeepAlive:
            takeRequests();
            break;
        case Fault::End::Close:
            m_socket->disconnectFromHost();
            break;
        case Fault::End::Reset:
            reset();
            break;
        case Fault::End::Stall:
            m_stalls = true;
            break;
        }
    }

private:
    void reset()
    {
        m_socket->flush();
        linger option = {1, 0};
        ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &option, sizeof option);
        m_socket->abort();
    }

    void read()
    {
        if (const qint64 most = m_server->m_faults.isEmpty() ? -1 : m_server->m_faults.first().readAtMost; most >= 0) {
            const QByteArray bytes = m_socket->read(most - m_read);
            m_read += bytes.size();
            m_server->m_received += bytes;
            if (m_read >= most)
                end(m_server->nextFault().end);
            return;
        }
        const QByteArray bytes = m_socket->readAll();
        m_server->m_received += bytes;
        m_buffer += bytes;
        takeRequests();
    }

    void takeRequests()
    {
        if (m_stalls || m_drip.isActive())
            return;
        const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        Delivery delivery;
        delivery.connection = m_number;
        const QByteArrayList lines = m_buffer.first(headEnd).split('\n');
        const QByteArrayList first = lines.first().trimmed().split(' ');
        delivery.method = first.value(0);
        delivery.path = first.value(1);
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            delivery.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
        }
        const qsizetype length = delivery.headers.value("content-length").toLongLong();
        if (m_buffer.size() < headEnd + 4 + length)
            return;
        delivery.body = m_buffer.mid(headEnd + 4, length);
        m_buffer.remove(0, headEnd + 4 + length);
        m_server->m_deliveries.append(delivery);
        const Fault fault = m_server->m_responder ? m_server->m_responder(delivery) : m_server->nextFault();
        const QPointer<Connection> self(this);
        perform(fault);
        if (self)
            emit m_server->delivered();
    }

    void perform(const Fault &fault)
    {
        if (fault.dripMs > 0) {
            m_dripping = fault;
            m_drip.start(fault.dripMs);
            return;
        }
        m_socket->write(fault.bytes);
        end(fault.end);
    }

    void dripOne()
    {
        m_socket->write(m_dripping.bytes.first(1));
        m_dripping.bytes.remove(0, 1);
        if (!m_dripping.bytes.isEmpty())
            return;
        m_drip.stop();
        end(m_dripping.end);
    }

    FaultServer *m_server;
    QTcpSocket *m_socket;
    const int m_number;
    QByteArray m_buffer;
    qint64 m_read = 0; ///< where a fault counts them
    QTimer m_drip;
    Fault m_dripping;
    bool m_stalls = false;
};

// ---- the server -----------------------------------------------------------------------------------------------------

FaultServer::FaultServer(const QHostAddress &address, quint16 port)
{
    listen(address, port);
}

FaultServer::~FaultServer()
{
    dropConnections();
}

void FaultServer::dropConnections()
{
    const auto connections = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : connections)
        socket->abort();
    for (const qintptr descriptor : std::exchange(m_unread, {}))
        ::close(int(descriptor));
}

void FaultServer::useTls(QSslCertificate certificate, QSslKey key)
{
    m_tls = {std::move(certificate), std::move(key)};
}

void FaultServer::setFaults(QList<Fault> faults)
{
    m_faults = std::move(faults);
}

QUrl FaultServer::url(const QString &host) const
{
    QUrl url;
    url.setScheme(m_tls ? u"https"_s : u"http"_s);
    url.setHost(host);
    url.setPort(serverPort());
    return url;
}

void FaultServer::clear()
{
    m_deliveries.clear();
    m_received.clear();
    m_connections = 0;
}

Fault FaultServer::nextFault()
{
    if (m_faults.isEmpty())
        return Fault::answer(500, "{\"error\":\"no fault set\"}");
    return m_faults.size() > 1 ? m_faults.takeFirst() : m_faults.first();
}

void FaultServer::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    if (!m_faults.isEmpty() && m_faults.first().neverRead) {
        m_unread.append(descriptor);
        return;
    }
    if (!m_tls) {
        auto *socket = new QTcpSocket;
        socket->setSocketDescriptor(descriptor);
        new Connection(this, socket, m_connections);
        return;
    }
    auto *socket = new QSslSocket;
    socket->setSocketDescriptor(descriptor);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(m_tls->first);
    configuration.setPrivateKey(m_tls->second);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(configuration);
    new Connection(this, socket, m_connections);
    socket->startServerEncryption();
}

} // namespace stashdeck
