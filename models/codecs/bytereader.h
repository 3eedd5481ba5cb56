// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtEndian>

namespace stashdeck {

/// Walks over bytes and never beyond them. Reading past the end gives zeros and sets `failed`; ask it after each value.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] qsizetype offset() const { return m_at; }
    [[nodiscard]] qsizetype left() const { return m_bytes.size() - m_at; }
    [[nodiscard]] bool atEnd() const { return left() == 0; }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] uchar peek() const { return atEnd() ? uchar(0) : uchar(m_bytes[m_at]); }

    [[nodiscard]] uchar byte() { return big<uchar>(); }
    template <typename Number> [[nodiscard]] Number big()
    {
        const QByteArrayView raw = take(sizeof(Number));
        return m_failed ? Number{} : qFromBigEndian<Number>(raw.data());
    }
    template <typename Number> [[nodiscard]] Number little()
    {
        const QByteArrayView raw = take(sizeof(Number));
        return m_failed ? Number{} : qFromLittleEndian<Number>(raw.data());
    }
    [[nodiscard]] QByteArrayView take(quint64 count)
    {
        if (m_failed || count > quint64(left())) {
            m_failed = true;
            return {};
        }
        const QByteArrayView taken = m_bytes.sliced(m_at, qsizetype(count));
        m_at += qsizetype(count);
        return taken;
    }
    /// Up to `end`, which is eaten and not returned.
    [[nodiscard]] QByteArrayView until(char end)
    {
        const qsizetype at = m_failed ? -1 : m_bytes.indexOf(end, m_at);
        if (at < 0) {
            m_failed = true;
            return {};
        }
        const QByteArrayView taken = m_bytes.sliced(m_at, at - m_at);
        m_at = at + 1;
        return taken;
    }
    void fail() { m_failed = true; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_failed = false;
};

} // namespace stashdeck
