// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <array>

namespace stashdeck {

/// Lines of standard input, and the signals that ask a program to end, as Qt signals.
class LineSource final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype longestLine = 256LL * 1024 * 1024;
    explicit LineSource(QObject *parent = nullptr);
    ~LineSource() override;
    [[nodiscard]] bool isOpen() const { return m_ready; }

signals:
    void line(const QByteArray &line);
    void tooLong();
    void ended(); ///< end of input
    void interrupted(); ///< SIGINT or SIGTERM

private:
    void readInput();
    void readSignal();
    void takeLines();

    static std::array<int, 2> signalPipe;
    QSocketNotifier m_input;
    QSocketNotifier m_signal;
    QByteArray m_buffer;
    qsizetype m_searched = 0;
    bool m_skips = false;
    bool m_ready = false;
};

} // namespace stashdeck
