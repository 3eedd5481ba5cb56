// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace stashdeck {

/// Where the rows of a large text begin: at each line, and again after every `rowBytes` of a longer one. Only every
/// 64th beginning is kept, so 100 MB of empty lines cost 12 MB. Built in one pass (run it on a worker above 1 MB); the
/// bytes are not kept and must be handed in again, unchanged, to read a row.
class LineIndex {
public:
    static constexpr qsizetype rowBytes = 400;

    LineIndex() = default;
    explicit LineIndex(QByteArrayView bytes);

    [[nodiscard]] qint64 rowCount() const { return m_rows; }
    struct Row {
        qsizetype offset = 0;
        qsizetype length = 0; ///< without the line ending
        bool startsLine = true; ///< false for the continuation of a longer line
    };
    /// `count` rows from `first` on, fewer at the end.
    [[nodiscard]] std::vector<Row> rows(QByteArrayView bytes, qint64 first, int count) const;
    [[nodiscard]] qint64 rowAt(QByteArrayView bytes, qsizetype offset) const;

private:
    static constexpr qint64 stride = 64;
    std::vector<qsizetype> m_starts;
    qint64 m_rows = 0;
};

} // namespace stashdeck
