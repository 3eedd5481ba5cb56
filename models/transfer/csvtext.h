// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

class QIODevice;

namespace stashdeck {

/// The columns of our files, in their order. Files from elsewhere may order them otherwise and leave out all but the
/// first two and "value".
enum class CsvColumn { Key, Type, Expires, Field, Value, Score, Mark };
inline constexpr int csvColumnCount = 7;
[[nodiscard]] QByteArrayView nameOf(CsvColumn column);

/// Whether a file begins with a line of these names.
[[nodiscard]] bool isCsvTitle(QByteArrayView head);

/// A cell in RFC 4180's quoting. So that no spreadsheet takes it for a formula, a cell that begins with = + - @ ' TAB
/// or CR gets a ' before it; unguardedCell() takes exactly one away again.
void appendCsvCell(QByteArray &line, QByteArrayView cell);
[[nodiscard]] QByteArray unguardedCell(const QByteArray &cell);

/// Rows of a file of comma-separated values (RFC 4180; \n alone ends a row too), with bounded memory.
class CsvRows final {
public:
    enum class Step {
        Row,
        Garbled, ///< a quote in the wrong place; the rest of the line was passed over
        TooLong,
        Truncated, ///< the file ends within quotes
        End,
    };
    struct Row {
        QList<QByteArray> cells;
        qint64 line = 0; ///< where it begins, from 1
        bool terminated = true; ///< false for a last row without its line end
    };

    CsvRows(QIODevice *device, qsizetype longest);

    [[nodiscard]] Step next(Row &row);
    [[nodiscard]] qint64 bytesRead() const { return m_read - (m_buffer.size() - m_at); }

private:
    [[nodiscard]] int peek();
    int take();
    Step passOver(Step step);

    QIODevice *m_device;
    qsizetype m_longest;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_read = 0;
    qint64 m_line = 1;
};

} // namespace stashdeck
