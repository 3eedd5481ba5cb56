// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/secret.h"

#include <QString>

#include <utility>

namespace stashdeck {

namespace {

// A volatile pointer: the compiler may not drop the writes as useless.
void overwrite(QByteArray &bytes)
{
    if (bytes.isEmpty() || !bytes.isDetached())
        return; // shared bytes belong to somebody else as well (a literal, a caller's copy)
    volatile char *at = bytes.data();
    for (qsizetype i = 0; i < bytes.size(); ++i)
        at[i] = 0;
}

QByteArray deepCopy(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QByteArray() : QByteArray(bytes.constData(), bytes.size());
}

} // namespace

Secret::Secret(QByteArray bytes)
    : m_bytes(deepCopy(bytes))
{
    // When the caller moved its only copy in, that copy ends here.
    overwrite(bytes);
}

Secret::Secret(const Secret &other)
    : m_bytes(deepCopy(other.m_bytes))
{
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{
}

Secret &Secret::operator=(Secret other) noexcept
{
    m_bytes.swap(other.m_bytes);
    return *this;
}

Secret::~Secret()
{
    overwrite(m_bytes);
}

QString Secret::masked() const
{
    if (m_bytes.size() < 20)
        return QString(qMin<qsizetype>(m_bytes.size(), 8), QChar(0x2022));
    return QString::fromLatin1(m_bytes.first(4)) + QChar(0x2026) + QString::fromLatin1(m_bytes.last(4));
}

bool operator==(const Secret &a, const Secret &b)
{
    if (a.m_bytes.size() != b.m_bytes.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.m_bytes.size(); ++i)
        difference |= static_cast<unsigned char>(a.m_bytes.at(i)) ^ static_cast<unsigned char>(b.m_bytes.at(i));
    return difference == 0;
}

} // namespace stashdeck
