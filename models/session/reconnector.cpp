// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session/reconnector.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace stashdeck {

Reconnector::Reconnector(const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Reconnector::tryNow);
}

void Reconnector::failed()
{
    if (m_nextTry && m_clock->now() < *m_nextTry)
        return; // several exchanges failed at once: that is one failure
    m_delay = m_delay == 0s ? 1s : std::min<std::chrono::seconds>(m_delay * 2, 60s);
    m_nextTry = m_clock->now() + m_delay;
    arm();
    emit nextTryChanged();
}

void Reconnector::succeeded()
{
    m_delay = 0s;
    m_timer.stop();
    if (m_nextTry) {
        m_nextTry.reset();
        emit nextTryChanged();
    }
}

void Reconnector::tryAtOnce()
{
    if (!m_nextTry)
        return;
    m_delay = 0s;
    m_nextTry = m_clock->now();
    arm();
    emit nextTryChanged();
}

void Reconnector::setShown(bool shown)
{
    m_shown = shown;
    arm();
}

void Reconnector::arm()
{
    if (!m_shown || !m_nextTry) {
        m_timer.stop();
        return;
    }
    m_timer.start(std::max(0ms, *m_nextTry - m_clock->now()));
}

} // namespace stashdeck
