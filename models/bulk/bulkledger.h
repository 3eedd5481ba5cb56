// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/error.h"
#include "models/bulk/bulkplan.h"
#include "models/bulk/bulktally.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <functional>
#include <memory>

namespace stashdeck {

/// What a journal says about its run as a whole.
struct JournalHead {
    enum class Stage {
        Listing, ///< the list is being made; not worth keeping
        Listed, ///< nothing was written to the database
        Running,
        Finished, ///< no key is left
        Stopped, ///< by a person, with keys left
    };
    QUuid id;
    QUuid profile;
    BulkPlan plan;
    Stage stage = Stage::Listing;
    bool undoing = false; ///< its changes are being taken back
    WallTime startedAt{};
    WallTime touchedAt{};
    qint64 copyBytes = 0;
    friend bool operator==(const JournalHead &, const JournalHead &) = default;
};

/// The file of one run: its fixed list, the state of each key, and saved copies. SQLite in WAL mode, readable by its
/// owner only; a kill at any moment leaves what was committed. One process at a time has it open. Blocks for the disk:
/// lives on the journal's worker (BulkJournal).
class BulkLedger final {
public:
    /// Nothing is touched before open().
    explicit BulkLedger(QString path);
    ~BulkLedger();
    BulkLedger(const BulkLedger &) = delete;
    BulkLedger &operator=(const BulkLedger &) = delete;

    enum class Mode { Create, Existing };
    /// Storage when the file cannot be made or read, or another window has it open.
    [[nodiscard]] Result<void> open(Mode mode);
    void close();

    [[nodiscard]] Result<JournalHead> head();
    [[nodiscard]] Result<void> setHead(const JournalHead &head);

    /// Keys that are in the list already are left out; how many came new.
    [[nodiscard]] Result<qint64> add(const QList<JournalRow> &rows);
    /// Sets every target by the rule; keys that it does not touch are skipped: how many. Before the run only.
    [[nodiscard]] Result<qint64> applyRule(const RenameRule &rule);
    [[nodiscard]] Result<void> applyPrefix(const QByteArray &prefix);

    /// Rows after `after` that are not settled, by id; at most `most`, and at most `mostBytes` of names (one at least).
    [[nodiscard]] Result<QList<JournalRow>> takeUnsettled(qint64 after, int most, qint64 mostBytes);
    /// Rows that are done and not taken back, with their copies; at most `mostBytes` of copies (one at least).
    [[nodiscard]] Result<QList<JournalRow>> takeUndoable(qint64 after, int most, qint64 mostBytes);
    /// On disk, the power cut included, when it returns: what takes the change back. SHA-1 is worked out where the row
    /// has a dump and put into the result.
    /// With Keep::Sums only the SHA-1 stays.
    enum class Keep { Copies, Sums };
    [[nodiscard]] Result<QList<JournalRow>> prepare(QList<JournalRow> rows, Keep keep);
    /// State, note and undo state of each; a copy's expiry where `before` is newer, and its dump where there is one.
    [[nodiscard]] Result<void> settle(const QList<JournalRow> &rows, qint64 goneAmongDone = 0);
    /// After a kill: what was sent may have been applied.
    [[nodiscard]] Result<void> doubtPrepared();

    [[nodiscard]] Result<BulkTally> tally();
    /// Bytes of saved copies, as they are: the head only knows of the last time it was written.
    [[nodiscard]] Result<qint64> copyBytes();
    /// Some rows that are to be done, chosen by chance, in the order of the list.
    [[nodiscard]] Result<QList<JournalRow>> sample(int most);
    [[nodiscard]] Result<QList<JournalRow>> first(int most);
    /// Names that more than one key would get, and names that are keys of the list themselves.
    [[nodiscard]] Result<QList<JournalRow>> collisionsInside(int most);
    [[nodiscard]] Result<QList<JournalRow>> problems(int most);
    /// Every key as CSV: key, type, state. No formula survives in it.
    [[nodiscard]] Result<qint64> writeCsv(const QString &path);
    /// The rows of one page, for going through all of them.
    [[nodiscard]] Result<QList<JournalRow>> page(qint64 after, int most);

private:
    [[nodiscard]] QSqlQuery &prepared(const char *sql);
    [[nodiscard]] Result<void> makeFile() const;
    [[nodiscard]] Result<void> makeTables();
    [[nodiscard]] Result<void> run(const char *sql);
    [[nodiscard]] Result<QList<JournalRow>> rowsOf(QSqlQuery &query, qint64 mostBytes);
    [[nodiscard]] Result<void> setTargets(const std::function<QByteArray(const QByteArray &)> &name);
    [[nodiscard]] Result<QList<JournalRow>> select(const char *sql, const QVariantList &values);
    [[nodiscard]] tl::unexpected<Error> failed(const QSqlQuery &query) const;
    template <typename Work> [[nodiscard]] Result<void> inTransaction(Work work);
    void setDurable(bool durable);

    QString m_path;
    QString m_connection;
    QSqlDatabase m_database;
    std::vector<std::pair<const char *, std::unique_ptr<QSqlQuery>>> m_queries;
};

} // namespace stashdeck
