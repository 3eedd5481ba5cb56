// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkledger.h"

#include "models/base/bytetext.h"
#include "models/base/privatefile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSqlError>

#include <limits>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int schemaVersion = 1;
constexpr char rowColumns[] = "SELECT k.id, k.key, k.type, k.state, k.undo, k.target, k.before, k.after, k.note";

/// An empty name is a name; a null QByteArray would become NULL.
QVariant blob(const QByteArray &bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}

qint64 count(WallTime time)
{
    return time.time_since_epoch().count();
}

QJsonObject headToJson(const JournalHead &head)
{
    return {{u"id"_s, head.id.toString(QUuid::WithoutBraces)},
            {u"profile"_s, head.profile.toString(QUuid::WithoutBraces)},
            {u"plan"_s, head.plan.toJson()},
            {u"stage"_s, static_cast<int>(head.stage)},
            {u"undoing"_s, head.undoing},
            {u"startedAt"_s, count(head.startedAt)},
            {u"touchedAt"_s, count(head.touchedAt)},
            {u"copyBytes"_s, head.copyBytes}};
}

JournalHead headFromJson(const QJsonObject &json)
{
    JournalHead head;
    head.id = QUuid(json.value(u"id"_s).toString());
    head.profile = QUuid(json.value(u"profile"_s).toString());
    head.plan = BulkPlan::fromJson(json.value(u"plan"_s).toObject());
    head.stage = static_cast<JournalHead::Stage>(std::clamp(json.value(u"stage"_s).toInt(), 0, 4));
    head.undoing = json.value(u"undoing"_s).toBool();
    head.startedAt = WallTime(Milliseconds(json.value(u"startedAt"_s).toInteger()));
    head.touchedAt = WallTime(Milliseconds(json.value(u"touchedAt"_s).toInteger()));
    head.copyBytes = json.value(u"copyBytes"_s).toInteger();
    return head;
}

/// A spreadsheet must not take a name for a formula.
QByteArray csvCell(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    return '"' + cell.replace(u'"', u"\"\""_s).toUtf8() + '"';
}

} // namespace

BulkLedger::BulkLedger(QString path)
    : m_path(std::move(path))
    , m_connection(u"bulk-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

BulkLedger::~BulkLedger()
{
    close();
}

void BulkLedger::close()
{
    m_queries.clear();
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

tl::unexpected<Error> BulkLedger::failed(const QSqlQuery &query) const
{
    return failure(Error::Kind::Storage, query.lastError().text());
}

Result<void> BulkLedger::makeFile() const
{
    if (auto folder = makePrivateFolder(QFileInfo(m_path).path()); !folder)
        return folder;
    QFile file(m_path);
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(Error::Kind::Storage, file.errorString());
    return {};
}

Result<void> BulkLedger::run(const char *sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(QLatin1String(sql)))
        return failed(query);
    return {};
}

Result<void> BulkLedger::makeTables()
{
    for (const char *sql :
         {"CREATE TABLE IF NOT EXISTS head (one INTEGER PRIMARY KEY, json BLOB, gone INTEGER NOT NULL DEFAULT 0)",
          "CREATE TABLE IF NOT EXISTS keys (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, type INTEGER NOT NULL, "
          "state INTEGER NOT NULL DEFAULT 0, undo INTEGER NOT NULL DEFAULT 0, target BLOB, "
          "before INTEGER NOT NULL DEFAULT -1, after INTEGER NOT NULL DEFAULT -1, note TEXT)",
          "CREATE TABLE IF NOT EXISTS copies (id INTEGER PRIMARY KEY, sha BLOB NOT NULL, dump BLOB)"}) {
        if (auto made = run(sql); !made)
            return made;
    }
    return run("PRAGMA user_version=1");
}

Result<void> BulkLedger::open(Mode mode)
{
    if (m_database.isOpen())
        return {};
    if (mode == Mode::Create) {
        if (auto made = makeFile(); !made)
            return made;
    } else if (!QFileInfo(m_path).isFile()) {
        return failure(Error::Kind::Storage, u"%1 does not exist"_s.arg(m_path));
    }
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
    if (!m_database.open()) {
        const QString why = m_database.lastError().text();
        close();
        return failure(Error::Kind::Storage, why);
    }
    const auto prepare = [this]() -> Result<void> {
        // Exclusive: a second window cannot run the same job, and a killed one leaves no lock behind.
        for (const char *sql : {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
                                "PRAGMA temp_store=MEMORY",
                                // Names come in no order, so each page of a scan touches as many pages of the index:
                                // copied back one by one they would cost most of the time that a long list takes.
                                "PRAGMA wal_autocheckpoint=16000", "PRAGMA cache_size=-32768", "BEGIN IMMEDIATE"}) {
            if (auto done = run(sql); !done)
                return done;
        }
        QSqlQuery version(m_database);
        if (!version.exec(u"PRAGMA user_version"_s) || !version.next())
            return failed(version);
        if (version.value(0).toInt() > schemaVersion)
            return failure(Error::Kind::Storage, u"the journal was written by a newer version"_s);
        version.finish();
        if (auto tables = makeTables(); !tables)
            return tables;
        return run("COMMIT");
    };
    auto done = prepare();
    if (!done)
        close();
    return done;
}

QSqlQuery &BulkLedger::prepared(const char *sql)
{
    for (auto &[text, query] : m_queries) {
        if (text == sql)
            return *query;
    }
    auto query = std::make_unique<QSqlQuery>(m_database);
    query->setForwardOnly(true);
    query->prepare(QLatin1String(sql));
    m_queries.emplace_back(sql, std::move(query));
    return *m_queries.back().second;
}

template <typename Work> Result<void> BulkLedger::inTransaction(Work work)
{
    if (auto begun = run("BEGIN IMMEDIATE"); !begun)
        return begun;
    Result<void> done = work();
    if (done)
        done = run("COMMIT");
    if (!done)
        (void)run("ROLLBACK");
    return done;
}

void BulkLedger::setDurable(bool durable)
{
    (void)run(durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
}

Result<JournalHead> BulkLedger::head()
{
    QSqlQuery query(m_database);
    if (!query.exec(u"SELECT json FROM head WHERE one = 1"_s))
        return failed(query);
    if (!query.next())
        return failure(Error::Kind::Storage, u"the journal has no head"_s);
    return headFromJson(QJsonDocument::fromJson(query.value(0).toByteArray()).object());
}

Result<void> BulkLedger::setHead(const JournalHead &head)
{
    static constexpr char sql[] = "INSERT INTO head (one, json) VALUES (1, ?) "
                                  "ON CONFLICT (one) DO UPDATE SET json = excluded.json";
    QSqlQuery &query = prepared(sql);
    query.bindValue(0, QJsonDocument(headToJson(head)).toJson(QJsonDocument::Compact));
    if (!query.exec())
        return failed(query);
    return {};
}

Result<qint64> BulkLedger::add(const QList<JournalRow> &rows)
{
    static constexpr char sql[] = "INSERT OR IGNORE INTO keys (key, type) VALUES (?, ?)";
    qint64 added = 0;
    auto done = inTransaction([&]() -> Result<void> {
        QSqlQuery &query = prepared(sql);
        for (const JournalRow &row : rows) {
            query.bindValue(0, blob(row.key));
            query.bindValue(1, static_cast<int>(row.type));
            if (!query.exec())
                return failed(query);
            added += query.numRowsAffected();
        }
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return added;
}

Result<void> BulkLedger::setTargets(const std::function<QByteArray(const QByteArray &)> &name)
{
    static constexpr char read[] = "SELECT id, key FROM keys WHERE id > ? ORDER BY id LIMIT 2000";
    static constexpr char write[] = "UPDATE keys SET target = ? WHERE id = ?";
    return inTransaction([&]() -> Result<void> {
        qint64 after = 0;
        for (;;) {
            QList<std::pair<qint64, QByteArray>> names;
            QSqlQuery &query = prepared(read);
            query.bindValue(0, after);
            if (!query.exec())
                return failed(query);
            while (query.next())
                names.emplaceBack(query.value(0).toLongLong(), query.value(1).toByteArray());
            query.finish();
            if (names.isEmpty())
                return {};
            QSqlQuery &update = prepared(write);
            for (const auto &[id, key] : std::as_const(names)) {
                update.bindValue(0, blob(name(key)));
                update.bindValue(1, id);
                if (!update.exec())
                    return failed(update);
            }
            after = names.constLast().first;
        }
    });
}

Result<qint64> BulkLedger::applyRule(const RenameRule &rule)
{
    const KeyRenamer renamer(rule);
    if (!renamer.problem().isEmpty())
        return failure(Error::Kind::Command, renamer.problem());
    auto done = setTargets([&renamer](const QByteArray &key) { return renamer.renamed(key); });
    if (!done)
        return tl::unexpected(done.error());
    QSqlQuery query(m_database);
    if (!query.exec(u"UPDATE keys SET state = CASE WHEN target = key THEN 7 ELSE 0 END"_s)
        || !query.exec(u"SELECT COUNT(*) FROM keys WHERE state = 7"_s) || !query.next())
        return failed(query);
    return query.value(0).toLongLong();
}

Result<void> BulkLedger::applyPrefix(const QByteArray &prefix)
{
    return setTargets([&prefix](const QByteArray &key) { return prefix + key; });
}

Result<QList<JournalRow>> BulkLedger::rowsOf(QSqlQuery &query, qint64 mostBytes)
{
    if (!query.exec())
        return failed(query);
    QList<JournalRow> rows;
    qint64 bytes = 0;
    while (query.next()) {
        JournalRow row;
        row.id = query.value(0).toLongLong();
        row.key = query.value(1).toByteArray();
        row.type = static_cast<KeyType>(query.value(2).toInt());
        row.state = static_cast<RowState>(query.value(3).toInt());
        row.undo = static_cast<UndoState>(query.value(4).toInt());
        row.target = query.value(5).toByteArray();
        row.before = query.value(6).toLongLong();
        row.after = query.value(7).toLongLong();
        row.note = query.value(8).toString();
        row.sha = query.value(9).toByteArray();
        row.dump = query.value(10).toByteArray();
        bytes += row.key.size() + row.target.size() + row.dump.size();
        if (!rows.isEmpty() && bytes > mostBytes)
            break;
        rows.append(std::move(row));
    }
    query.finish();
    return rows;
}

Result<QList<JournalRow>> BulkLedger::select(const char *sql, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QLatin1String(rowColumns) + QLatin1String(sql));
    for (const QVariant &value : values)
        query.addBindValue(value);
    return rowsOf(query, std::numeric_limits<qint64>::max());
}

Result<QList<JournalRow>> BulkLedger::takeUnsettled(qint64 after, int most, qint64 mostBytes)
{
    static constexpr char sql[]
        = "SELECT k.id, k.key, k.type, k.state, k.undo, k.target, k.before, k.after, k.note, c.sha, NULL "
          "FROM keys k LEFT JOIN copies c ON c.id = k.id WHERE k.id > ? AND k.state <= 2 ORDER BY k.id LIMIT ?";
    QSqlQuery &query = prepared(sql);
    query.bindValue(0, after);
    query.bindValue(1, most);
    return rowsOf(query, mostBytes);
}

Result<QList<JournalRow>> BulkLedger::takeUndoable(qint64 after, int most, qint64 mostBytes)
{
    static constexpr char sql[]
        = "SELECT k.id, k.key, k.type, k.state, k.undo, k.target, k.before, k.after, k.note, c.sha, c.dump "
          "FROM keys k LEFT JOIN copies c ON c.id = k.id WHERE k.id > ? AND k.state = 3 AND k.undo IN (0, 6) "
          "ORDER BY k.id LIMIT ?";
    QSqlQuery &query = prepared(sql);
    query.bindValue(0, after);
    query.bindValue(1, most);
    return rowsOf(query, mostBytes);
}

Result<QList<JournalRow>> BulkLedger::prepare(QList<JournalRow> rows, Keep keep)
{
    static constexpr char copySql[] = "INSERT OR REPLACE INTO copies (id, sha, dump) VALUES (?, ?, ?)";
    static constexpr char rowSql[] = "UPDATE keys SET state = 1, before = ?, after = ? WHERE id = ?";
    for (JournalRow &row : rows) {
        if (!row.dump.isNull())
            row.sha = QCryptographicHash::hash(row.dump, QCryptographicHash::Sha1).toHex();
    }
    setDurable(true);
    auto done = inTransaction([&]() -> Result<void> {
        QSqlQuery &copy = prepared(copySql);
        QSqlQuery &update = prepared(rowSql);
        for (JournalRow &row : rows) {
            if (!row.sha.isEmpty()) {
                copy.bindValue(0, row.id);
                copy.bindValue(1, row.sha);
                copy.bindValue(2, keep == Keep::Copies ? QVariant(row.dump) : QVariant());
                if (!copy.exec())
                    return failed(copy);
            }
            update.bindValue(0, row.before);
            update.bindValue(1, row.after);
            update.bindValue(2, row.id);
            if (!update.exec())
                return failed(update);
            row.state = RowState::Prepared;
        }
        return {};
    });
    setDurable(false);
    if (!done)
        return tl::unexpected(done.error());
    return rows;
}

Result<void> BulkLedger::settle(const QList<JournalRow> &rows, qint64 goneAmongDone)
{
    static constexpr char rowSql[] = "UPDATE keys SET state = ?, undo = ?, note = ?, before = ? WHERE id = ?";
    static constexpr char copySql[] = "UPDATE copies SET sha = ?, dump = ? WHERE id = ?";
    static constexpr char goneSql[] = "UPDATE head SET gone = gone + ? WHERE one = 1";
    return inTransaction([&]() -> Result<void> {
        QSqlQuery &update = prepared(rowSql);
        for (const JournalRow &row : rows) {
            update.bindValue(0, static_cast<int>(row.state));
            update.bindValue(1, static_cast<int>(row.undo));
            update.bindValue(2, row.note.isEmpty() ? QVariant() : QVariant(row.note));
            update.bindValue(3, row.before);
            update.bindValue(4, row.id);
            if (!update.exec())
                return failed(update);
            if (row.state == RowState::Done && !row.dump.isNull()) {
                QSqlQuery &copy = prepared(copySql);
                copy.bindValue(0, QCryptographicHash::hash(row.dump, QCryptographicHash::Sha1).toHex());
                copy.bindValue(1, row.dump);
                copy.bindValue(2, row.id);
                if (!copy.exec())
                    return failed(copy);
            }
        }
        if (goneAmongDone > 0) {
            QSqlQuery &gone = prepared(goneSql);
            gone.bindValue(0, goneAmongDone);
            if (!gone.exec())
                return failed(gone);
        }
        return {};
    });
}

Result<void> BulkLedger::doubtPrepared()
{
    return run("UPDATE keys SET state = 2 WHERE state = 1");
}

Result<BulkTally> BulkLedger::tally()
{
    BulkTally tally;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT state, undo, COUNT(*) FROM keys GROUP BY state, undo"_s))
        return failed(query);
    while (query.next()) {
        const auto state = size_t(std::clamp(query.value(0).toInt(), 0, rowStateCount - 1));
        const auto undo = size_t(std::clamp(query.value(1).toInt(), 0, undoStateCount - 1));
        tally.states[state] += query.value(2).toLongLong();
        if (state == size_t(RowState::Done))
            tally.undo[undo] += query.value(2).toLongLong();
    }
    if (query.exec(u"SELECT gone FROM head WHERE one = 1"_s) && query.next())
        tally.goneAmongDone = query.value(0).toLongLong();
    return tally;
}

Result<qint64> BulkLedger::copyBytes()
{
    QSqlQuery query(m_database);
    if (!query.exec(u"SELECT COALESCE(SUM(LENGTH(dump)), 0) FROM copies"_s) || !query.next())
        return failed(query);
    return query.value(0).toLongLong();
}

Result<QList<JournalRow>> BulkLedger::sample(int most)
{
    QSqlQuery range(m_database);
    if (!range.exec(u"SELECT MAX(id), COUNT(*) FROM keys WHERE state = 0"_s) || !range.next())
        return failed(range);
    if (range.value(1).toLongLong() <= most)
        return first(most);
    return select(", NULL, NULL FROM keys k WHERE k.id IN (SELECT id FROM keys WHERE state = 0 ORDER BY RANDOM() LIMIT "
                  "?) ORDER BY k.id",
                  {most});
}

Result<QList<JournalRow>> BulkLedger::first(int most)
{
    return select(", NULL, NULL FROM keys k WHERE k.state = 0 ORDER BY k.id LIMIT ?", {most});
}

Result<QList<JournalRow>> BulkLedger::collisionsInside(int most)
{
    return select(
        ", NULL, NULL FROM keys k WHERE k.state = 0 AND (k.target IN (SELECT target FROM keys WHERE state = 0 "
        "GROUP BY target HAVING COUNT(*) > 1) OR k.target IN (SELECT key FROM keys)) ORDER BY k.target, k.id LIMIT ?",
        {most});
}

Result<QList<JournalRow>> BulkLedger::problems(int most)
{
    return select(", NULL, NULL FROM keys k WHERE k.state IN (5, 6, 8) OR k.undo IN (2, 3, 4, 5) ORDER BY k.id LIMIT ?",
                  {most});
}

Result<QList<JournalRow>> BulkLedger::page(qint64 after, int most)
{
    return select(", NULL, NULL FROM keys k WHERE k.id > ? ORDER BY k.id LIMIT ?", {after, most});
}

Result<qint64> BulkLedger::writeCsv(const QString &path)
{
    static const QByteArray stateNames[rowStateCount]
        = {"pending", "pending", "in doubt", "done", "gone", "changed", "exists", "skipped", "failed"};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(Error::Kind::Storage, file.errorString());
    file.write("key,type,new name,state,note\n");
    qint64 written = 0;
    for (qint64 after = 0;;) {
        const auto rows = page(after, 2000);
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->isEmpty())
            break;
        for (const JournalRow &row : *rows) {
            const QByteArray type = wordOf(row.type).toByteArray();
            file.write(csvCell(escapedFromBytes(row.key)) + ',' + type + ','
                       + (row.target.isEmpty() ? QByteArray() : csvCell(escapedFromBytes(row.target))) + ','
                       + stateNames[size_t(row.state)] + ',' + (row.note.isEmpty() ? QByteArray() : csvCell(row.note))
                       + '\n');
        }
        written += rows->size();
        after = rows->constLast().id;
    }
    if (!file.commit())
        return failure(Error::Kind::Storage, file.errorString());
    return written;
}

} // namespace stashdeck
