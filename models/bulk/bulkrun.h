// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/rowworker.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace stashdeck {

/// A run over a journal's list, or its way back: some requests' worth of keys at a time, two at once, in the
/// background. Can be paused and stopped anywhere and goes on from the journal, in this or in a later program. What
/// breaks the connection makes it wait and go on by itself; what needs a person pauses it.
class BulkRun final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Ready, ///< nothing was done by this object yet
        Running,
        Halting, ///< asked to pause or stop; what is in flight ends first
        Paused, ///< by a person, or because of hold(); resume() goes on
        Waiting, ///< for the connection or the server; goes on by itself
        Stopped, ///< by a person; resume() goes on
        Finished,
    };
    Q_ENUM(State)
    /// What a person has to do before a paused run can go on.
    enum class Need {
        Nothing,
        CopiesImpossible, ///< this server or token makes no copies: allowWithoutCopies() deletes for good
        CopiesFull, ///< the copies are as large as they may be; as above
        Unlock, ///< writing is locked
        OtherDatabase, ///< the database to copy to is not open: setOther()
        Server, ///< hold() says why: quota, token, …
    };
    Q_ENUM(Need)

    /// The journal is open. Nothing is sent before start().
    BulkRun(Session *session, std::shared_ptr<BulkJournal> journal, JournalHead head, const BulkTally &tally,
            QObject *parent = nullptr);
    ~BulkRun() override;

    [[nodiscard]] Session *session() const { return m_session; }
    /// Where copies go. Must outlive the run or be replaced.
    void setOther(Session *other) { m_other = other; }
    [[nodiscard]] Session *other() const { return m_other; }

    void start(BulkAim aim = BulkAim::Apply);
    void pause();
    void resume();
    void stop();
    /// Deletes the rest without copies: it cannot be brought back.
    void allowWithoutCopies();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isActive() const
    {
        return m_state == State::Running || m_state == State::Halting || m_state == State::Waiting;
    }
    [[nodiscard]] BulkAim aim() const { return m_aim; }
    [[nodiscard]] Need need() const { return m_need; }
    /// Why it waits or paused.
    [[nodiscard]] const std::optional<Error> &hold() const { return m_hold; }
    [[nodiscard]] const JournalHead &head() const { return m_head; }
    [[nodiscard]] const BulkTally &tally() const { return m_tally; }
    [[nodiscard]] const std::shared_ptr<BulkJournal> &journal() const { return m_journal; }
    /// Keys of this aim: all of the list, or those that can be taken back.
    [[nodiscard]] qint64 total() const;
    [[nodiscard]] qint64 settled() const;
    [[nodiscard]] qint64 requests() const { return m_requests; }
    [[nodiscard]] qint64 commands() const { return m_commands; }
    [[nodiscard]] double keysPerSecond() const;
    /// Nothing while it cannot be told.
    [[nodiscard]] std::optional<Milliseconds> timeLeft() const;
    /// Some keys were removed where the server could not compare them with their copy.
    [[nodiscard]] bool couldNotCompare() const { return m_cannotCompare; }
    /// Whether anything of it can be taken back.
    [[nodiscard]] bool canUndo() const;

signals:
    void stateChanged(stashdeck::BulkRun::State state);
    void progressed();
    /// Keys that are settled for good, as the journal has them now.
    void rowsSettled(const QList<stashdeck::JournalRow> &rows);

private:
    using Before = QHash<qint64, std::pair<RowState, UndoState>>;
    void setState(State state);
    void pump();
    void take();
    void takeRows(const Result<QList<JournalRow>> &rows);
    void launch(const QList<JournalRow> &rows);
    void finishRows(const Before &before, const RowsOutcome &outcome);
    void settleHalt();
    void endPass();
    void holdFor(const RowsOutcome &outcome);
    void writeHead(JournalHead::Stage stage);
    [[nodiscard]] int rowsAtOnce() const;

    QPointer<Session> m_session;
    QPointer<Session> m_other;
    std::shared_ptr<BulkJournal> m_journal;
    JournalHead m_head;
    BulkTally m_tally;
    BulkAim m_aim = BulkAim::Apply;
    State m_state = State::Ready;
    State m_haltTo = State::Paused;
    Need m_need = Need::Nothing;
    std::optional<Error> m_hold;
    std::stop_source m_stop;
    QTimer m_retry;
    QElapsedTimer m_clock;
    qint64 m_countedMs = 0;
    qint64 m_countedKeys = 0;
    qint64 m_cursor = 0;
    qint64 m_requests = 0;
    qint64 m_commands = 0;
    qint64 m_undoable = 0;
    qint64 m_averageBytes = 0;
    int m_largest = 0;
    int m_active = 0;
    int m_pass = 0;
    int m_failures = 0;
    bool m_taking = false;
    bool m_atEnd = false;
    bool m_again = false;
    bool m_cannotCompare = false;
};

} // namespace stashdeck
