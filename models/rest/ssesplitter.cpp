// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/ssesplitter.h"

#include <cstring>

namespace stashdeck {

namespace {

/// The next CR or LF, or the end.
const char *lineEnd(const char *at, const char *end)
{
    const auto *lf = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at)));
    const char *const stop = lf ? lf : end;
    const auto *cr = static_cast<const char *>(std::memchr(at, '\r', size_t(stop - at)));
    return cr ? cr : stop;
}

} // namespace

QList<QByteArray> SseSplitter::feed(QByteArrayView bytes)
{
    QList<QByteArray> events;
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at != end) {
        if (m_afterCr && *at == '\n') { // the second half of CRLF, perhaps of the read before
            m_afterCr = false;
            ++at;
            continue;
        }
        m_afterCr = false;
        const char *const stop = lineEnd(at, end);
        append(QByteArrayView(at, stop - at));
        if (stop == end)
            break;
        m_afterCr = *stop == '\r';
        at = stop + 1;
        endLine(events);
    }
    return events;
}

void SseSplitter::append(QByteArrayView part)
{
    if (m_skipsLine || part.isEmpty())
        return;
    if (m_line.size() + m_data.size() + part.size() > m_limit) {
        m_skipsLine = true;
        dropEvent();
        return;
    }
    m_line.append(part);
}

void SseSplitter::dropEvent()
{
    if (!m_skipsEvent)
        ++m_dropped;
    m_skipsEvent = true;
    m_line = QByteArray();
    m_data = QByteArray();
    m_hasData = false;
}

void SseSplitter::endLine(QList<QByteArray> &events)
{
    if (m_atStart) {
        m_atStart = false;
        if (m_line.startsWith("\xef\xbb\xbf"))
            m_line.remove(0, 3);
    }
    const bool wasCut = std::exchange(m_skipsLine, false);
    if (wasCut)
        return;
    if (m_line.isEmpty()) {
        if (m_hasData)
            events.append(std::exchange(m_data, {}));
        m_data.clear();
        m_hasData = false;
        m_skipsEvent = false;
        return;
    }
    if (m_line.startsWith(':')) {
        ++m_comments;
    } else if (!m_skipsEvent && (m_line == "data" || m_line.startsWith("data:"))) {
        qsizetype from = qMin<qsizetype>(5, m_line.size());
        if (from < m_line.size() && m_line.at(from) == ' ')
            ++from;
        if (m_hasData)
            m_data.append('\n');
        m_data.append(QByteArrayView(m_line).sliced(from));
        m_hasData = true;
    }
    m_line.clear();
}

} // namespace stashdeck
