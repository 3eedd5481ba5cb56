// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/keyspace/scanpage.h"

#include <QObject>
#include <QSet>

#include <stop_token>

namespace stashdeck {

/// Walks through the database page by page; can be stopped anywhere and goes on from there. Costs one command a
/// thousand keys, and one for the total. Asks for the next page before it hands over the last one, so that server and
/// window work at the same time. After a lost connection it goes on by itself as soon as the session is back.
class KeyScanner final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle,
        Scanning,
        Stopped, ///< by a person; resume() goes on
        BudgetReached, ///< paused after the commands that were granted; resume() grants as many again
        Failed, ///< see error(); resume() tries the same page again
        Finished,
        NotPermitted, ///< this token may not list keys
    };
    Q_ENUM(State)

    explicit KeyScanner(Session *session, QObject *parent = nullptr);
    ~KeyScanner() override;

    /// From the beginning. `onlyType` lets the server filter by type.
    void start(const QByteArray &pattern, KeyType onlyType = KeyType::Unknown);
    void stop();
    void resume();
    /// Commands a scan may use before it pauses to ask; 0 for no limit.
    void setCommandBudget(qint64 commands) { m_budget = commands; }

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const QByteArray &pattern() const { return m_step.pattern; }
    [[nodiscard]] KeyType onlyType() const { return m_step.onlyType; }
    /// Keys the server looked at, as far as it can be known: it does not tell while a pattern is searched.
    [[nodiscard]] qint64 examined() const;
    /// Keys that came, repeats too.
    [[nodiscard]] qint64 found() const { return m_found; }
    /// Keys in the database when the scan began; -1 when that is not known.
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] qint64 commands() const { return m_commands; }
    /// Of the scan or of its last change of state.
    [[nodiscard]] WallTime changedAt() const { return m_changedAt; }
    /// True when it waits for the connection and will go on by itself.
    [[nodiscard]] bool resumesByItself() const;

signals:
    void keysFound(const std::vector<stashdeck::ScannedKey> &keys);
    void stateChanged(stashdeck::KeyScanner::State state);
    void progressChanged();

private:
    void setState(State state);
    void requestPage();
    void take(Result<ScanPage> page);
    void fail(const Error &error);

    QPointer<Session> m_session;
    ScanStep m_step;
    QSet<QByteArray> m_seenCursors;
    std::stop_source m_stop;
    Error m_error;
    State m_state = State::Idle;
    qint64 m_pages = 0;
    qint64 m_found = 0;
    qint64 m_total = -1;
    qint64 m_commands = 0;
    qint64 m_budget = 0;
    qint64 m_budgetEnd = 0;
    quint64 m_run = 0;
    WallTime m_changedAt{};
};

} // namespace stashdeck
