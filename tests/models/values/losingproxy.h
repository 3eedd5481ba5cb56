// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace stashdeck {

/// Passes bytes between the client under test and a real server, and loses what it is told to lose. Lives on the
/// test's thread.
class LosingProxy final : public QTcpServer {
    Q_OBJECT

public:
    enum class Lose {
        Nothing,
        Request, ///< swallows the next request and hangs up: it never reaches the server
        Answer, ///< the next request is carried out; its answer never arrives
        Everything, ///< from now on every request is swallowed
    };

    explicit LosingProxy(const QUrl &server)
        : m_server(server)
    {
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
    void setLose(Lose what) { m_lose = what; }
    [[nodiscard]] int lost() const { return m_lost; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        client->setSocketDescriptor(descriptor);
        const QPointer<QTcpSocket> server(new QTcpSocket(client));
        server->connectToHost(m_server.host(), quint16(m_server.port()));
        connect(client, &QTcpSocket::readyRead, this, [this, client, server] {
            QByteArray bytes = client->readAll();
            // The server refuses another Host than its own.
            bytes.replace(":" + QByteArray::number(serverPort()) + "\r\n",
                          ":" + QByteArray::number(m_server.port()) + "\r\n");
            if (m_lose == Lose::Request || m_lose == Lose::Everything) {
                if (m_lose == Lose::Request)
                    m_lose = Lose::Nothing;
                ++m_lost;
                client->abort();
                return;
            }
            if (server)
                server->write(bytes);
        });
        connect(server, &QTcpSocket::readyRead, client, [this, client, server] {
            if (m_lose == Lose::Answer) {
                m_lose = Lose::Nothing;
                ++m_lost;
                client->abort();
                return;
            }
            client->write(server->readAll());
        });
        connect(server, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

private:
    QUrl m_server;
    Lose m_lose = Lose::Nothing;
    int m_lost = 0;
};

} // namespace stashdeck
