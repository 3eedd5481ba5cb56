// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/linesource.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace stashdeck {

std::array<int, 2> LineSource::signalPipe = {-1, -1}; // a signal handler can reach nothing but a global

namespace {

int madePipe(std::array<int, 2> &pipe)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pipe.data()) != 0)
        pipe = {-1, -1};
    return pipe[0];
}

} // namespace

LineSource::LineSource(QObject *parent)
    : QObject(parent)
    , m_input(STDIN_FILENO, QSocketNotifier::Read)
    , m_signal(madePipe(signalPipe), QSocketNotifier::Read)
{
    connect(&m_input, &QSocketNotifier::activated, this, &LineSource::readInput);
    connect(&m_signal, &QSocketNotifier::activated, this, &LineSource::readSignal);
    struct sigaction action = {};
    action.sa_handler = [](int) {
        const char byte = 1;
        const int saved = errno;
        [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
        errno = saved;
    };
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    m_ready = true;
}

LineSource::~LineSource()
{
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGTERM, SIG_DFL);
    ::close(signalPipe[0]);
    ::close(signalPipe[1]);
}

void LineSource::readSignal()
{
    char bytes[16];
    if (::read(signalPipe[0], bytes, sizeof bytes) > 0)
        emit interrupted();
}

void LineSource::readInput()
{
    char bytes[64 * 1024];
    const auto got = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0) {
        m_input.setEnabled(false);
        if (!m_buffer.isEmpty() && !m_skips)
            emit line(std::exchange(m_buffer, {}));
        emit ended();
        return;
    }
    m_buffer.append(bytes, got);
    takeLines();
}

void LineSource::takeLines()
{
    qsizetype from = 0;
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', std::max(from, m_searched));
        if (end < 0)
            break;
        if (!std::exchange(m_skips, false))
            emit line(m_buffer.mid(from, end - from));
        from = end + 1;
        m_searched = from;
    }
    m_buffer.remove(0, from);
    m_searched = m_buffer.size();
    if (m_buffer.size() > longestLine) {
        if (!m_skips)
            emit tooLong();
        m_skips = true;
    }
    if (m_skips) {
        m_buffer.clear();
        m_searched = 0;
    }
}

} // namespace stashdeck
