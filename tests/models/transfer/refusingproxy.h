// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>

namespace stashdeck {

/// Passes whole requests on to a real server, but for those it is told to refuse with words of the service. Lives on
/// the test's thread.
class RefusingProxy final : public QTcpServer {
    Q_OBJECT

public:
    explicit RefusingProxy(const QUrl &server)
        : m_server(server)
    {
        listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
    /// The error for a request, or nothing to pass it on; `number` counts from 1.
    void setRefusal(std::function<QByteArray(const QByteArray &request, int number)> refusal)
    {
        m_refusal = std::move(refusal);
    }
    [[nodiscard]] int refused() const { return m_refused; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *client = new QTcpSocket(this);
        client->setSocketDescriptor(descriptor);
        const QPointer<QTcpSocket> server(new QTcpSocket(client));
        server->connectToHost(m_server.host(), quint16(m_server.port()));
        const auto buffer = std::make_shared<QByteArray>();
        connect(client, &QTcpSocket::readyRead, this, [this, client, server, buffer] {
            buffer->append(client->readAll());
            const qsizetype head = buffer->indexOf("\r\n\r\n");
            if (head < 0)
                return;
            const qsizetype at = buffer->toLower().indexOf("content-length:");
            const qsizetype length = at < 0 || at > head
                ? 0
                : buffer->mid(at + 15, buffer->indexOf('\r', at) - at - 15).trimmed().toLongLong();
            if (buffer->size() < head + 4 + length)
                return;
            QByteArray request = *buffer;
            buffer->clear();
            const QByteArray words = m_refusal ? m_refusal(request, ++m_number) : QByteArray();
            if (words.isEmpty()) {
                // The server refuses another Host than its own.
                request.replace(":" + QByteArray::number(serverPort()) + "\r\n",
                                ":" + QByteArray::number(m_server.port()) + "\r\n");
                if (server)
                    server->write(request);
                return;
            }
            ++m_refused;
            const QByteArray body = "{\"error\":\"" + words + "\"}";
            client->write("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: "
                          + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        });
        connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
        connect(server, &QTcpSocket::disconnected, client, [client] { client->disconnectFromHost(); });
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

private:
    QUrl m_server;
    std::function<QByteArray(const QByteArray &, int)> m_refusal;
    int m_number = 0;
    int m_refused = 0;
};

} // namespace stashdeck
