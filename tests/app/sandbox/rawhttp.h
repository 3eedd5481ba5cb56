// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <memory>
#include <utility>

class QTcpSocket;

namespace stashdeck {

struct RawAnswer {
    int status = 0; ///< 0: the connection ended or stayed silent
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// One HTTP connection that sends exactly the bytes it is given.
class RawHttp final {
public:
    explicit RawHttp(int port);
    ~RawHttp();
    RawHttp(const RawHttp &) = delete;
    RawHttp &operator=(const RawHttp &) = delete;

    /// Adds Host and Content-Length (when there is a body) unless `headers` has them.
    [[nodiscard]] RawAnswer request(const QByteArray &method, const QByteArray &target, const QByteArrayList &headers,
                                    const QByteArray &body = {});
    void send(const QByteArray &bytes);
    /// One answer with Content-Length; `bodyless` for HEAD.
    [[nodiscard]] RawAnswer readAnswer(bool bodyless = false);
    /// Waits until the bytes that came (a stream's, say) hold `text`; all of them.
    [[nodiscard]] QByteArray readUntil(const QByteArray &text);

private:
    [[nodiscard]] bool more();

    int m_port;
    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_bytes;
};

} // namespace stashdeck
