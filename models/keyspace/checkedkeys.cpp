// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/checkedkeys.h"

#include <bit>

namespace stashdeck {

CheckedKeys::CheckedKeys(const KeyStore *store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
}

bool CheckedKeys::isChecked(const QByteArray &key) const
{
    const auto row = m_store->find(key);
    return row && isChecked(*row);
}

KeyRows CheckedKeys::rows() const
{
    KeyRows rows;
    rows.reserve(static_cast<size_t>(m_count));
    for (size_t word = 0; word < m_words.size(); ++word) {
        for (quint64 bits = m_words[word]; bits != 0; bits &= bits - 1)
            rows.push_back(static_cast<KeyRow>(word * bitsAWord + static_cast<size_t>(std::countr_zero(bits))));
    }
    return rows;
}

void CheckedKeys::makeRoom()
{
    const size_t words = (m_store->rows() + bitsAWord - 1) / bitsAWord;
    if (words > m_words.size())
        m_words.resize(words, 0);
}

void CheckedKeys::setChecked(std::span<const KeyRow> rows, bool checked)
{
    makeRoom();
    qint64 difference = 0;
    for (const KeyRow row : rows) {
        if (row >= m_store->rows() || (checked && !m_store->isAlive(row)))
            continue;
        quint64 &word = m_words[row / bitsAWord];
        const quint64 bit = quint64(1) << (row % bitsAWord);
        if (((word & bit) != 0) == checked)
            continue;
        word ^= bit;
        ++difference;
    }
    if (difference == 0)
        return;
    m_count += checked ? difference : -difference;
    emit changed();
}

void CheckedKeys::invert(std::span<const KeyRow> rows)
{
    makeRoom();
    bool any = false;
    for (const KeyRow row : rows) {
        if (row >= m_store->rows())
            continue;
        quint64 &word = m_words[row / bitsAWord];
        const quint64 bit = quint64(1) << (row % bitsAWord);
        const bool was = (word & bit) != 0;
        if (!was && !m_store->isAlive(row))
            continue;
        word ^= bit;
        m_count += was ? -1 : 1;
        any = true;
    }
    if (any)
        emit changed();
}

void CheckedKeys::clear()
{
    m_words.clear();
    if (std::exchange(m_count, 0) != 0)
        emit changed();
}

} // namespace stashdeck
