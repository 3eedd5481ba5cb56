// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/tools/probejson.h"

#include <QElapsedTimer>
#include <QObject>

#include <deque>
#include <stop_token>

namespace stashdeck {

/// Sends one request after the other and hands out one line for each, in the order of the input.
class ProbeRunner final : public QObject {
    Q_OBJECT

public:
    ProbeRunner(RestClient *client, QObject *parent = nullptr);
    ~ProbeRunner() override;

    void take(const QByteArray &line);
    void takeBad(const QString &why);
    /// No more lines come: `finished` follows once all are answered.
    void endInput();
    /// Stops what is in flight; what waits is answered as cancelled.
    void interrupt();

signals:
    void answered(const QByteArray &line);
    void finished();

private:
    void next();
    void send(ProbeRequest request);
    void answer(QJsonObject object);

    RestClient *m_client;
    /// What to do about one line of input: send it, or say why not.
    std::deque<Result<ProbeRequest>> m_waiting;
    std::stop_source m_stop;
    QElapsedTimer m_clock;
    int m_attempts = 0;
    int m_commands = 0;
    bool m_busy = false;
    bool m_ended = false;
    bool m_interrupted = false;
};

} // namespace stashdeck
