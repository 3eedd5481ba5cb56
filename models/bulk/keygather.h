// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjournal.h"
#include "models/keyspace/scanpage.h"

#include <QObject>

#include <stop_token>

namespace stashdeck {

class Session;

/// Makes the fixed list of a run: walks through the database once and writes what passes into the journal. What is
/// added to the database later is not in it. Costs one command a thousand keys, and one a key where a time to live
/// decides. Can be stopped anywhere; goes on by itself when the connection is back.
class KeyGather final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle,
        Running,
        Stopped, ///< by a person; resume() goes on
        Failed, ///< see error(); resume() tries again
        NotPermitted, ///< this token may not list keys
        Finished,
    };
    Q_ENUM(State)

    /// The journal must be open.
    KeyGather(Session *session, std::shared_ptr<BulkJournal> journal, QObject *parent = nullptr);
    ~KeyGather() override;

    void start(const KeySelection &selection, ExpiryFilter expiry);
    void stop();
    void resume();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] qint64 found() const { return m_found; }
    /// Keys the server looked at, as far as it can be known, and keys in all; -1 when that is not known.
    [[nodiscard]] qint64 examined() const { return m_examined; }
    [[nodiscard]] qint64 total() const { return m_total; }
    [[nodiscard]] qint64 commands() const { return m_commands; }

signals:
    void progressed();
    void stateChanged(stashdeck::KeyGather::State state);

private:
    struct Page;
    struct Step;
    static QCoro::Task<Result<Page>> page(Step step);
    void next();
    void take(const Result<Page> &page);
    void setState(State state);

    QPointer<Session> m_session;
    std::shared_ptr<BulkJournal> m_journal;
    KeySelection m_selection;
    ExpiryFilter m_expiry = ExpiryFilter::Any;
    ScanStep m_scan;
    qsizetype m_nextChosen = 0;
    QSet<QByteArray> m_cursors;
    std::stop_source m_stop;
    Error m_error;
    State m_state = State::Idle;
    qint64 m_found = 0;
    qint64 m_examined = 0;
    qint64 m_total = -1;
    qint64 m_commands = 0;
    quint64 m_run = 0;
};

/// Whether a TTL as PTTL answers it (-1 for none) passes.
[[nodiscard]] bool passesExpiry(ExpiryFilter filter, qint64 ttlMs);

} // namespace stashdeck
