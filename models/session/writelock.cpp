// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session/writelock.h"

using namespace std::chrono_literals;

namespace stashdeck {

WriteLock::WriteLock(Mode initial, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_mode(initial)
    , m_clock(clock)
{
    Q_ASSERT(initial != Mode::Unlocked); // only a person unlocks
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &WriteLock::tick);
}

Milliseconds WriteLock::remaining() const
{
    if (m_mode != Mode::Unlocked)
        return 0ms;
    return std::max(0ms, std::chrono::ceil<Milliseconds>(m_until - m_clock->steady()));
}

bool WriteLock::mayWrite() const
{
    // The moment decides, not the timer: a suspended computer wakes up locked.
    return m_mode == Mode::Open || (m_mode == Mode::Unlocked && remaining() > 0ms);
}

void WriteLock::unlock()
{
    if (m_mode != Mode::Locked && m_mode != Mode::Unlocked)
        return;
    m_until = m_clock->steady() + unlockTime;
    setMode(Mode::Unlocked);
    emit ticked(remaining());
}

void WriteLock::lock()
{
    if (m_mode != Mode::ReadOnlyToken)
        setMode(Mode::Locked);
}

void WriteLock::setReadOnlyToken()
{
    setMode(Mode::ReadOnlyToken);
}

void WriteLock::setMode(Mode mode)
{
    if (mode == Mode::Unlocked)
        m_timer.start();
    else
        m_timer.stop();
    if (m_mode == mode)
        return;
    m_mode = mode;
    emit modeChanged(mode);
}

void WriteLock::tick()
{
    const Milliseconds left = remaining();
    emit ticked(left);
    if (left == 0ms)
        lock();
}

} // namespace stashdeck
