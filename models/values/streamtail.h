// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/streamcommands.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace stashdeck {

/// Watches a stream for new entries: one command each time, only while it is shown and the database is reached, and
/// within the program's own daily budget for polling. An error pauses it; nothing is sent then until resume().
class StreamTail final : public QObject {
    Q_OBJECT

public:
    enum class Pause { None, Budget, Error };

    StreamTail(Session *session, QByteArray key, QObject *parent = nullptr);
    ~StreamTail() override;

    /// Seconds between two looks; 0 is off. The first look is one interval from now.
    void setInterval(int seconds);
    [[nodiscard]] int interval() const { return m_seconds; }
    /// Whether a person can see it; while not, nothing is sent.
    void setShown(bool shown);
    /// Entries up to this one are known.
    void setAfter(StreamId newest) { m_after = std::max(m_after, newest); }
    void setKey(const QByteArray &key) { m_key = key; }

    [[nodiscard]] bool isOn() const { return m_seconds > 0; }
    [[nodiscard]] Pause pause() const { return m_pause; }
    [[nodiscard]] WallTime pausedAt() const { return m_pausedAt; }
    [[nodiscard]] const Error &error() const { return m_error; } ///< in Pause::Error
    [[nodiscard]] qint64 used() const; ///< commands of polling in this window
    [[nodiscard]] qint64 budget() const { return m_budget; }
    /// After an error it looks again; over the budget it may send `moreCommands` more.
    void resume();
    static constexpr qint64 moreCommands = 100;
    /// Commands in an hour at this interval.
    [[nodiscard]] static int commandsAnHour(int seconds) { return seconds > 0 ? 3600 / seconds : 0; }

    void look(); ///< what the timer does: at most one command

signals:
    void changed(); ///< interval or pause
    /// In their order, oldest first; at most `streamWindow` a time.
    void arrived(const std::vector<stashdeck::CollectionRow> &rows);

private:
    void setPause(Pause pause);
    void restart();

    QPointer<Session> m_session;
    QByteArray m_key;
    QTimer m_timer;
    StreamId m_after;
    int m_seconds = 0;
    bool m_shown = false;
    bool m_looking = false;
    qint64 m_budget;
    Pause m_pause = Pause::None;
    WallTime m_pausedAt{};
    Error m_error;
    std::stop_source m_stop;
};

} // namespace stashdeck
