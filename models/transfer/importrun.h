// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/transfer/importjournal.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>

namespace stashdeck {

class ImportSource;
struct ImportDone;
struct LargeImport;
struct SourceChunk;

/// Writes the keys of a file into a database. A small key is written by one constant script that decides by the policy
/// in the same moment; some hundreds go in one request. A large one is built under a name of its own and renamed by the
/// policy. Each key's outcome is in a journal on disk before the next is sent, so that the run goes on after a break of
/// the connection, a quota or a kill (ImportJobs); an answer that was lost is looked up in the database, and nothing is
/// written twice. While it runs the database holds one small key more, `stashdeck:import:<id>`, which says how far the
/// last request came; it goes with the run, or after a week.
class ImportRun final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Ready, ///< nothing was done by this object yet
        Running,
        Halting, ///< asked to pause or stop; what is in flight ends first
        Paused, ///< by a person, or because of hold(); resume() goes on
        Waiting, ///< for the connection or the server; goes on by itself
        Stopped, ///< by a person; the journal is kept, resume() goes on
        Finished,
    };
    Q_ENUM(State)
    /// What a person has to do before a paused run can go on.
    enum class Need {
        Nothing,
        Unlock, ///< writing is locked
        File, ///< it was changed, moved or cannot be read
        Scripts, ///< this server or token runs no scripts, and this policy needs them
        Server, ///< hold() says why: quota, token, …
    };
    Q_ENUM(Need)

    /// From ImportJobs. Nothing is sent before start().
    ImportRun(Session *session, std::shared_ptr<ImportJournal> journal, ImportHead head, QObject *parent = nullptr);
    ~ImportRun() override;

    void start();
    void pause();
    void resume();
    /// Keys that are written stay. What a large key left under its other name is removed.
    void stop();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isActive() const
    {
        return m_state == State::Running || m_state == State::Halting || m_state == State::Waiting;
    }
    [[nodiscard]] Need need() const { return m_need; }
    /// Why it waits or paused.
    [[nodiscard]] const std::optional<Error> &hold() const { return m_hold; }
    [[nodiscard]] const ImportHead &head() const { return m_head; }
    [[nodiscard]] const ImportPlan &plan() const { return m_head.plan; }
    [[nodiscard]] const ImportTally &tally() const { return m_head.tally; }
    [[nodiscard]] const std::shared_ptr<ImportJournal> &journal() const { return m_journal; }
    [[nodiscard]] double keysPerSecond() const;
    /// Nothing while it cannot be told.
    [[nodiscard]] std::optional<Milliseconds> timeLeft() const;

signals:
    void stateChanged(stashdeck::ImportRun::State state);
    void progressed();
    /// Keys that are settled for good and in the journal, in the order of the file.
    void rowsSettled(const QList<stashdeck::ImportRow> &rows);

private:
    void setState(State state);
    void checkFile();
    void pump();
    void readMore();
    void takeChunk(const Result<SourceChunk> &chunk);
    void write();
    void takeDone(const ImportDone &done);
    void holdFor(const Error &error, Need need = Need::Nothing);
    void settleHalt();
    void finish();
    void close(ImportHead::Stage stage);

    QPointer<Session> m_session;
    std::shared_ptr<ImportJournal> m_journal;
    ImportHead m_head;
    std::shared_ptr<ImportSource> m_source;
    std::shared_ptr<SourceChunk> m_chunk; ///< read, and not settled
    std::shared_ptr<LargeImport> m_large; ///< the key whose parts are being written
    State m_state = State::Ready;
    State m_haltTo = State::Paused;
    Need m_need = Need::Nothing;
    std::optional<Error> m_hold;
    std::stop_source m_stop;
    QTimer m_retry;
    QElapsedTimer m_clock;
    qint64 m_countedMs = 0;
    qint64 m_countedKeys = 0;
    int m_mostKeys = 0;
    int m_failures = 0;
    bool m_checked = false; ///< the file is the one it was, and what an earlier run left is cleared away
    bool m_busy = false;
    bool m_noScripts = false;
};

} // namespace stashdeck
