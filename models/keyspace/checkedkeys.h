// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keystore.h"

#include <QObject>

#include <span>

namespace stashdeck {

/// The keys that are checked for an act on many. One bit a key of the store, so they stay checked while a filter hides
/// them and through a rescan; a key that leaves the store is unchecked. A million take some milliseconds. GUI thread.
class CheckedKeys final : public QObject {
    Q_OBJECT

public:
    /// `store` must outlive this object.
    explicit CheckedKeys(const KeyStore *store, QObject *parent = nullptr);

    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    [[nodiscard]] bool isChecked(KeyRow row) const
    {
        const size_t word = row / bitsAWord;
        return word < m_words.size() && (m_words[word] >> (row % bitsAWord) & 1U) != 0;
    }
    /// By name; false for a key that is not loaded.
    [[nodiscard]] bool isChecked(const QByteArray &key) const;
    /// In the order in which the keys came.
    [[nodiscard]] KeyRows rows() const;

    void toggle(KeyRow row) { setChecked(row, !isChecked(row)); }
    void setChecked(KeyRow row, bool checked) { setChecked(std::span(&row, 1), checked); }
    /// Removed keys are passed over.
    void setChecked(std::span<const KeyRow> rows, bool checked);
    void invert(std::span<const KeyRow> rows);
    void clear();

signals:
    /// Once for each call that changed anything.
    void changed();

private:
    static constexpr size_t bitsAWord = 64;
    void makeRoom();

    const KeyStore *m_store;
    std::vector<quint64> m_words;
    qint64 m_count = 0;
};

} // namespace stashdeck
