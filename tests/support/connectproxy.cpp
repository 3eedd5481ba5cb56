// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/connectproxy.h"

#include <QTcpSocket>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

class ConnectProxy::Connection final : public QObject {
public:
    Connection(ConnectProxy *proxy, qintptr descriptor)
        : QObject(proxy)
        , m_proxy(proxy)
        , m_client(this)
        , m_server(this)
    {
        m_client.setSocketDescriptor(descriptor);
        connect(&m_client, &QTcpSocket::readyRead, this, &Connection::read);
        connect(&m_client, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        connect(&m_server, &QTcpSocket::connected, this, [this] {
            ++m_proxy->m_tunnels;
            m_client.write("HTTP/1.1 200 Connection established\r\n\r\n");
            m_isTunnel = true;
            read();
        });
        connect(&m_server, &QTcpSocket::readyRead, this, [this] { m_client.write(m_server.readAll()); });
        connect(&m_server, &QTcpSocket::disconnected, &m_client, &QTcpSocket::disconnectFromHost);
        connect(&m_server, &QTcpSocket::errorOccurred, this, [this] {
            if (!m_isTunnel)
                m_client.write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
            m_client.disconnectFromHost();
        });
    }

    void cut()
    {
        if (!m_isTunnel)
            return;
        m_server.abort();
        m_client.abort();
    }

private:
    void read()
    {
        const QByteArray bytes = m_client.readAll();
        if (m_isTunnel) {
            m_proxy->m_carried += bytes;
            m_server.write(bytes);
            return;
        }
        m_proxy->m_heard += bytes;
        m_buffer += bytes;
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = m_buffer.first(end + 2);
        m_buffer.remove(0, end + 4);
        const QByteArrayList first = head.first(head.indexOf('\r')).split(' ');
        if (first.size() != 3 || first[0] != "CONNECT") {
            m_client.write("HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\n\r\n");
            m_client.disconnectFromHost();
            return;
        }
        m_proxy->m_targets.append(first[1]);
        if (!m_proxy->m_login.isEmpty() && !head.contains(" Basic " + m_proxy->m_login.toBase64() + "\r\n")) {
            m_client.write(
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"office\"\r\n"
                "Content-Type: text/html\r\nContent-Length: 21\r\n\r\n<html>Log in.</html>\n");
            return;
        }
        answer(first[1]);
    }

    void answer(const QByteArray &target)
    {
        switch (m_proxy->m_answer) {
        case Answer::Tunnel: {
            const QUrl url(u"https://"_s + QString::fromLatin1(target));
            m_server.connectToHost(url.host(), quint16(url.port(443)));
            break;
        }
        case Answer::Refuse:
            m_client.write(m_proxy->m_refusal);
            m_client.disconnectFromHost();
            break;
        case Answer::Silence:
            break;
        case Answer::Close:
            m_client.disconnectFromHost();
            break;
        case Answer::TunnelToNowhere:
            ++m_proxy->m_tunnels;
            m_client.write("HTTP/1.1 200 Connection established\r\n\r\n");
            m_client.disconnectFromHost();
            break;
        }
    }

    ConnectProxy *m_proxy;
    QTcpSocket m_client;
    QTcpSocket m_server;
    QByteArray m_buffer;
    bool m_isTunnel = false;
};

ConnectProxy::ConnectProxy()
{
    listen(QHostAddress::LocalHost);
}

ConnectProxy::~ConnectProxy()
{
    const auto connections = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : connections)
        socket->disconnect();
}

void ConnectProxy::setRefusal(QByteArray bytes)
{
    m_answer = Answer::Refuse;
    m_refusal = std::move(bytes);
}

QNetworkProxy ConnectProxy::address(const QString &user, const QString &password) const
{
    return {QNetworkProxy::HttpProxy, u"127.0.0.1"_s, serverPort(), user, password};
}

void ConnectProxy::cutTunnels()
{
    const auto connections = findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly);
    for (QObject *child : connections) {
        if (auto *connection = dynamic_cast<Connection *>(child))
            connection->cut();
    }
}

void ConnectProxy::incomingConnection(qintptr descriptor)
{
    new Connection(this, descriptor);
}

} // namespace stashdeck
