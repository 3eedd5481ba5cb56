// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/lineindex.h"

#include <algorithm>
#include <cstring>

namespace stashdeck {

namespace {

/// The row that begins at `offset`, and where the next one begins.
LineIndex::Row rowFrom(QByteArrayView bytes, qsizetype offset, qsizetype *next)
{
    LineIndex::Row row;
    row.offset = offset;
    row.startsLine = offset == 0 || bytes[offset - 1] == '\n';
    const qsizetype limit = std::min(bytes.size(), offset + LineIndex::rowBytes);
    const void *found = std::memchr(bytes.data() + offset, '\n', size_t(limit - offset));
    if (found) {
        const qsizetype end = static_cast<const char *>(found) - bytes.data();
        row.length = end - offset;
        *next = end + 1;
        return row;
    }
    qsizetype end = limit;
    // Not in the middle of a character.
    for (int back = 0; end < bytes.size() && back < 3 && (uchar(bytes[end]) & 0xC0) == 0x80; ++back)
        --end;
    if (end < bytes.size() && (uchar(bytes[end]) & 0xC0) == 0x80)
        end = limit;
    row.length = end - offset;
    // A line ending right after a full row belongs to it.
    *next = end < bytes.size() && bytes[end] == '\n' ? end + 1 : end;
    return row;
}

} // namespace

LineIndex::LineIndex(QByteArrayView bytes)
{
    qsizetype offset = 0;
    while (offset < bytes.size()) {
        if (m_rows % stride == 0)
            m_starts.push_back(offset);
        ++m_rows;
        qsizetype next = 0;
        (void)rowFrom(bytes, offset, &next);
        offset = next;
    }
}

std::vector<LineIndex::Row> LineIndex::rows(QByteArrayView bytes, qint64 first, int count) const
{
    std::vector<Row> result;
    if (first < 0 || first >= m_rows)
        return result;
    qsizetype offset = m_starts[size_t(first / stride)];
    qint64 row = first / stride * stride;
    while (offset < bytes.size() && int(result.size()) < count) {
        qsizetype next = 0;
        const Row found = rowFrom(bytes, offset, &next);
        if (row >= first)
            result.push_back(found);
        ++row;
        offset = next;
    }
    return result;
}

qint64 LineIndex::rowAt(QByteArrayView bytes, qsizetype at) const
{
    if (m_starts.empty())
        return 0;
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), at);
    const auto block = after == m_starts.begin() ? after : after - 1;
    qint64 row = (block - m_starts.begin()) * stride;
    qsizetype offset = *block;
    for (;;) {
        qsizetype next = 0;
        (void)rowFrom(bytes, offset, &next);
        if (at < next || next >= bytes.size())
            return row;
        offset = next;
        ++row;
    }
}

} // namespace stashdeck
