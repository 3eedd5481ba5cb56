// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/oneshotbody.h"

#include <cstring>

namespace stashdeck {

OneShotBody::OneShotBody(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    // Unbuffered: a buffer of QIODevice's own would read ahead and blur what has left.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::readData(char *to, qint64 maxSize)
{
    if (m_revoked)
        return -1;
    m_started = true;
    const qint64 count = qMin(maxSize, m_body.size() - m_at);
    if (count <= 0)
        return -1;
    std::memcpy(to, m_body.constData() + m_at, size_t(count));
    m_at += count;
    if (m_onRead)
        m_onRead();
    return count;
}

} // namespace stashdeck
