// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QIODevice;

namespace stashdeck {

/// Lines of a file without their ends, with bounded memory: what is longer than the limit is passed over and told.
class LineReader final {
public:
    struct Line {
        QByteArray text;
        qint64 number = 0; ///< from 1
        bool tooLong = false; ///< `text` is empty then
        bool terminated = true; ///< false for a last line without its \n
    };

    LineReader(QIODevice *device, qsizetype longest);

    /// False at the end.
    [[nodiscard]] bool next(Line &line);
    [[nodiscard]] qint64 bytesRead() const { return m_read - (m_buffer.size() - m_at); }

private:
    [[nodiscard]] bool fill();

    QIODevice *m_device;
    qsizetype m_longest;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_read = 0;
    qint64 m_number = 0;
};

} // namespace stashdeck
