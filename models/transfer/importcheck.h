// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/transfer/importplan.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace stashdeck {

class ImportSource;
struct SourceChunk;

/// The dry run: goes through a file and asks the database which of its keys exist and what they are. Reads only: one
/// command a key, a thousand a request. Nothing is kept: what counts is decided again when the import writes.
class ImportCheck final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle,
        Running,
        Stopped, ///< by a person; resume() goes on
        Failed, ///< see error(); resume() goes on from there
        Finished,
    };
    Q_ENUM(State)

    explicit ImportCheck(Session *session, QObject *parent = nullptr);
    ~ImportCheck() override;

    /// Again at any time: a new plan begins anew.
    void start(const ImportPlan &plan);
    void stop();
    void resume();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const ImportPlan &plan() const { return m_plan; }
    /// `commands` and `requests` are those of the dry run itself.
    [[nodiscard]] const ImportTally &tally() const { return m_tally; }
    /// Of the import, for the keys that were looked at.
    [[nodiscard]] const ImportPrice &price() const { return m_price; }

signals:
    void stateChanged(stashdeck::ImportCheck::State state);
    void progressed();
    /// In the order of the file; some hundreds at a time.
    void rowsFound(const QList<stashdeck::ImportRow> &rows);

private:
    void setState(State state);
    void next();
    void take(const Result<SourceChunk> &chunk);
    void ask();
    void settle(const QList<KeyType> &existing);

    /// A key that is looked at: its row, and what writing it would cost.
    struct Looked {
        ImportRow row;
        bool isDecided = false; ///< by the file alone
        bool goesOn = false; ///< a later part of a file may be about the same key
        qint64 commands = 0;
        qint64 requests = 0; ///< of its own: large keys
    };

    QPointer<Session> m_session;
    ImportPlan m_plan;
    std::shared_ptr<ImportSource> m_source;
    QList<Looked> m_keys; ///< waiting for the database's answer; the last may have parts to come
    bool m_isOpen = false;
    std::stop_source m_stop;
    Error m_error;
    State m_state = State::Idle;
    ImportTally m_tally;
    ImportPrice m_price;
    quint64 m_round = 0;
    qint64 m_last = 0; ///< ordinal of the last row that was told
    bool m_atEnd = false;
};

} // namespace stashdeck
