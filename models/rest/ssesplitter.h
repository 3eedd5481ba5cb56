// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace stashdeck {

/// Cuts a text/event-stream into the data of its events, however the bytes arrive. Lines end with LF, CR or CRLF;
/// `data` lines of one event are joined by LF; comments are counted; every other field is passed over. An event longer
/// than the limit is dropped whole and counted: memory stays bounded whatever the server sends.
class SseSplitter {
public:
    static constexpr qsizetype defaultLimit = 1024LL * 1024;
    explicit SseSplitter(qsizetype limit = defaultLimit)
        : m_limit(limit)
    {
    }

    /// Takes the next bytes and returns the events they completed.
    [[nodiscard]] QList<QByteArray> feed(QByteArrayView bytes);

    [[nodiscard]] qint64 comments() const { return m_comments; }
    [[nodiscard]] qint64 dropped() const { return m_dropped; } ///< events that were too long
    [[nodiscard]] qsizetype buffered() const { return m_line.size() + m_data.size(); }

private:
    void append(QByteArrayView part);
    void endLine(QList<QByteArray> &events);
    void dropEvent();

    qsizetype m_limit;
    QByteArray m_line;
    QByteArray m_data;
    bool m_hasData = false;
    bool m_skipsLine = false; ///< the rest of a line that was too long
    bool m_skipsEvent = false; ///< up to the next empty line
    bool m_afterCr = false;
    bool m_atStart = true;
    qint64 m_comments = 0;
    qint64 m_dropped = 0;
};

} // namespace stashdeck
