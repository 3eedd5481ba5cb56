// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/linereader.h"

#include <QIODevice>

namespace stashdeck {

namespace {

constexpr qint64 step = 256LL * 1024;

} // namespace

LineReader::LineReader(QIODevice *device, qsizetype longest)
    : m_device(device)
    , m_longest(longest)
{
}

bool LineReader::fill()
{
    if (m_at > 0) {
        m_buffer.remove(0, m_at);
        m_at = 0;
    }
    const qsizetype before = m_buffer.size();
    m_buffer.resize(before + step);
    const qint64 got = m_device->read(m_buffer.data() + before, step);
    m_buffer.resize(before + qsizetype(std::max<qint64>(0, got)));
    m_read += std::max<qint64>(0, got);
    return got > 0;
}

bool LineReader::next(Line &line)
{
    line = Line();
    line.number = m_number + 1;
    qsizetype searched = 0; // of the buffer from m_at
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', m_at + searched);
        if (end >= 0) {
            if (!line.tooLong)
                line.text = m_buffer.sliced(m_at, end - m_at);
            m_at = end + 1;
            break;
        }
        searched = m_buffer.size() - m_at;
        if (searched > m_longest) {
            line.tooLong = true;
            m_at = m_buffer.size();
            searched = 0;
        }
        if (!fill()) {
            if (m_at == m_buffer.size() && !line.tooLong)
                return false;
            if (!line.tooLong)
                line.text = m_buffer.sliced(m_at);
            line.terminated = false;
            m_at = m_buffer.size();
            break;
        }
    }
    if (line.text.size() > m_longest) {
        line.text.clear();
        line.tooLong = true;
    }
    if (line.text.endsWith('\r'))
        line.text.chop(1);
    ++m_number;
    return true;
}

} // namespace stashdeck
