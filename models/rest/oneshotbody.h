// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <functional>

namespace stashdeck {

/// A request body that can be read once. QNetworkAccessManager sends a POST again by itself when the connection breaks
/// after the server has read it; a body that cannot be rewound is what stops it.
/// It also knows whether the request can have been applied: while a byte of it was not handed out, it cannot.
class OneShotBody final : public QIODevice {
    Q_OBJECT

public:
    explicit OneShotBody(QByteArray body, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool seek(qint64) override { return false; }
    [[nodiscard]] bool atEnd() const override { return m_at >= m_body.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_body.size() - m_at; }

    [[nodiscard]] bool wasStarted() const { return m_started; } ///< the connection stood and asked for the body
    [[nodiscard]] bool wasHandedOut() const { return m_started && atEnd(); } ///< all of it left this object
    [[nodiscard]] qint64 handedOut() const { return m_at; }
    /// From now on nothing more leaves, whoever asks: the exchange is over.
    void revoke() { m_revoked = true; }
    /// Called each time bytes leave.
    void onRead(std::function<void()> callback) { m_onRead = std::move(callback); }

protected:
    qint64 readData(char *to, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const QByteArray m_body;
    qint64 m_at = 0;
    bool m_started = false;
    bool m_revoked = false;
    std::function<void()> m_onRead;
};

} // namespace stashdeck
