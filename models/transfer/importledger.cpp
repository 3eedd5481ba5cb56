// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importledger.h"

#include "models/base/bytetext.h"
#include "models/base/privatefile.h"
#include "models/transfer/csvtext.h"
#include "models/transfer/jsonpart.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSqlError>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int schemaVersion = 1;
constexpr char columns[] = "SELECT id, key, type, members, bytes, line, outcome, hidden, note FROM keys WHERE id > ? ";
constexpr const char *outcomeNames[importOutcomeCount]
    = {"new", "replaced", "merged", "skipped", "exists", "expired", "hidden", "invalid", "too large", "failed"};

qint64 count(WallTime time)
{
    return time.time_since_epoch().count();
}

WallTime timeFrom(const QJsonValue &value)
{
    return WallTime(Milliseconds(value.toInteger()));
}

QJsonObject headToJson(const ImportHead &head)
{
    QJsonArray outcomes;
    for (const qint64 number : head.tally.outcomes)
        outcomes.append(number);
    return {{u"id"_s, head.id.toString(QUuid::WithoutBraces)},
            {u"profile"_s, head.profile.toString(QUuid::WithoutBraces)},
            {u"plan"_s, head.plan.toJson()},
            {u"stage"_s, static_cast<int>(head.stage)},
            {u"startedAt"_s, count(head.startedAt)},
            {u"touchedAt"_s, count(head.touchedAt)},
            {u"fileBytes"_s, head.fileBytes},
            {u"fileTime"_s, head.fileTime},
            {u"source"_s, head.sourceName},
            {u"cursor"_s, head.cursor},
            {u"request"_s, head.request},
            {u"sent"_s, head.sent},
            {u"temporary"_s, QString::fromLatin1(head.temporary.toBase64())},
            {u"renaming"_s, head.renaming},
            {u"outcomes"_s, outcomes},
            {u"keys"_s, head.tally.keys},
            {u"hidden"_s, head.tally.hiddenValues},
            {u"commands"_s, head.tally.commands},
            {u"requests"_s, head.tally.requests},
            {u"bytes"_s, head.tally.bytes}};
}

ImportHead headFromJson(const QJsonObject &json)
{
    ImportHead head;
    head.id = QUuid(json.value(u"id"_s).toString());
    head.profile = QUuid(json.value(u"profile"_s).toString());
    head.plan = ImportPlan::fromJson(json.value(u"plan"_s).toObject());
    head.stage = static_cast<ImportHead::Stage>(std::clamp(json.value(u"stage"_s).toInt(), 0, 2));
    head.startedAt = timeFrom(json.value(u"startedAt"_s));
    head.touchedAt = timeFrom(json.value(u"touchedAt"_s));
    head.fileBytes = json.value(u"fileBytes"_s).toInteger();
    head.fileTime = json.value(u"fileTime"_s).toInteger();
    head.sourceName = json.value(u"source"_s).toString();
    head.cursor = json.value(u"cursor"_s).toInteger();
    head.request = json.value(u"request"_s).toInteger();
    head.sent = json.value(u"sent"_s).toInteger();
    head.temporary = QByteArray::fromBase64(json.value(u"temporary"_s).toString().toLatin1());
    head.renaming = json.value(u"renaming"_s).toBool();
    const QJsonArray outcomes = json.value(u"outcomes"_s).toArray();
    for (int i = 0; i < importOutcomeCount; ++i)
        head.tally.outcomes[size_t(i)] = outcomes.at(i).toInteger();
    head.tally.keys = json.value(u"keys"_s).toInteger();
    head.tally.hiddenValues = json.value(u"hidden"_s).toInteger();
    head.tally.commands = json.value(u"commands"_s).toInteger();
    head.tally.requests = json.value(u"requests"_s).toInteger();
    head.tally.bytes = json.value(u"bytes"_s).toInteger();
    return head;
}

void appendReportRow(QByteArray &out, const ImportRow &row, ReportFormat format)
{
    const QByteArray key = escapedFromBytes(row.key).toUtf8();
    const QByteArray outcome = outcomeNames[size_t(row.outcome)];
    if (format == ReportFormat::Csv) {
        out.append(QByteArray::number(row.line)).append(',');
        appendCsvCell(out, key);
        out.append(',').append(wordOf(row.type)).append(',').append(outcome).append(',');
        out.append(QByteArray::number(row.hiddenFields)).append(',');
        appendCsvCell(out, row.note.toUtf8());
        out.append("\r\n");
        return;
    }
    out.append("{\"line\":").append(QByteArray::number(row.line)).append(",\"key\":");
    appendJsonString(out, key);
    out.append(",\"type\":\"").append(wordOf(row.type)).append("\",\"outcome\":\"").append(outcome).append('"');
    if (row.hiddenFields > 0)
        out.append(",\"hiddenFields\":").append(QByteArray::number(row.hiddenFields));
    if (!row.note.isEmpty()) {
        out.append(",\"note\":");
        appendJsonString(out, row.note.toUtf8());
    }
    out.append("}\n");
}

} // namespace

ImportLedger::ImportLedger(QString path)
    : m_path(std::move(path))
    , m_connection(u"import-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

ImportLedger::~ImportLedger()
{
    close();
}

void ImportLedger::close()
{
    m_queries.clear();
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

tl::unexpected<Error> ImportLedger::failed(const QSqlQuery &query) const
{
    return failure(Error::Kind::Storage, query.lastError().text());
}

Result<void> ImportLedger::makeFile() const
{
    if (auto folder = makePrivateFolder(QFileInfo(m_path).path()); !folder)
        return folder;
    QFile file(m_path);
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(Error::Kind::Storage, file.errorString());
    return {};
}

Result<void> ImportLedger::run(const char *sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(QLatin1String(sql)))
        return failed(query);
    return {};
}

Result<void> ImportLedger::open(Mode mode)
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
        // Exclusive: a second window cannot go on with the same import, and a killed one leaves no lock behind.
        for (const char *sql : {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
                                "PRAGMA temp_store=MEMORY", "BEGIN IMMEDIATE"}) {
            if (auto done = run(sql); !done)
                return done;
        }
        QSqlQuery version(m_database);
        if (!version.exec(u"PRAGMA user_version"_s) || !version.next())
            return failed(version);
        if (version.value(0).toInt() > schemaVersion)
            return failure(Error::Kind::Storage, u"the journal was written by a newer version"_s);
        version.finish();
        for (const char *sql :
             {"CREATE TABLE IF NOT EXISTS head (one INTEGER PRIMARY KEY, json BLOB)",
              "CREATE TABLE IF NOT EXISTS keys (id INTEGER PRIMARY KEY, key BLOB NOT NULL, type INTEGER NOT NULL, "
              "members INTEGER NOT NULL, bytes INTEGER NOT NULL, line INTEGER NOT NULL, outcome INTEGER NOT NULL, "
              "hidden INTEGER NOT NULL, note TEXT)",
              "CREATE INDEX IF NOT EXISTS byKey ON keys (key)", "PRAGMA user_version=1", "COMMIT"}) {
            if (auto made = run(sql); !made)
                return made;
        }
        return {};
    };
    auto done = prepare();
    if (!done)
        close();
    return done;
}

QSqlQuery &ImportLedger::prepared(const char *sql)
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

Result<ImportHead> ImportLedger::head()
{
    QSqlQuery query(m_database);
    if (!query.exec(u"SELECT json FROM head WHERE one = 1"_s))
        return failed(query);
    if (!query.next())
        return failure(Error::Kind::Storage, u"the journal has no head"_s);
    return headFromJson(QJsonDocument::fromJson(query.value(0).toByteArray()).object());
}

Result<void> ImportLedger::writeHead(const ImportHead &head)
{
    static constexpr char sql[] = "INSERT INTO head (one, json) VALUES (1, ?) "
                                  "ON CONFLICT (one) DO UPDATE SET json = excluded.json";
    QSqlQuery &query = prepared(sql);
    query.bindValue(0, QJsonDocument(headToJson(head)).toJson(QJsonDocument::Compact));
    if (!query.exec())
        return failed(query);
    return {};
}

Result<void> ImportLedger::setHead(const ImportHead &head)
{
    // What is about to be sent must be known after a power cut, too; with it all that was settled before is on disk.
    // What came of it need not: it is asked for again.
    (void)run("PRAGMA synchronous=FULL");
    auto written = writeHead(head);
    (void)run("PRAGMA synchronous=NORMAL");
    return written;
}

Result<void> ImportLedger::settle(const QList<ImportRow> &rows, const ImportHead &head)
{
    static constexpr char sql[] = "INSERT OR REPLACE INTO keys (id, key, type, members, bytes, line, outcome, hidden, "
                                  "note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    if (auto begun = run("BEGIN IMMEDIATE"); !begun)
        return begun;
    const auto write = [&]() -> Result<void> {
        QSqlQuery &query = prepared(sql);
        for (const ImportRow &row : rows) {
            query.bindValue(0, row.ordinal);
            query.bindValue(1, row.key.isNull() ? QByteArray("") : row.key); // a null one would become NULL
            query.bindValue(2, static_cast<int>(row.type));
            query.bindValue(3, row.members);
            query.bindValue(4, row.bytes);
            query.bindValue(5, row.line);
            query.bindValue(6, static_cast<int>(row.outcome));
            query.bindValue(7, row.hiddenFields);
            query.bindValue(8, row.note.isEmpty() ? QVariant() : QVariant(row.note));
            if (!query.exec())
                return failed(query);
        }
        if (auto written = writeHead(head); !written)
            return written;
        return run("COMMIT");
    };
    auto done = write();
    if (!done)
        (void)run("ROLLBACK");
    return done;
}

Result<QSet<QByteArray>> ImportLedger::written(const QList<QByteArray> &keys)
{
    static constexpr char sql[] = "SELECT 1 FROM keys WHERE key = ? AND outcome <= 2 LIMIT 1";
    QSet<QByteArray> found;
    QSqlQuery &query = prepared(sql);
    for (const QByteArray &key : keys) {
        query.bindValue(0, key.isNull() ? QByteArray("") : key);
        if (!query.exec())
            return failed(query);
        if (query.next())
            found.insert(key);
        query.finish();
    }
    return found;
}

Result<QList<ImportRow>> ImportLedger::rows(const char *sql, qint64 after, int most)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(QLatin1String(columns) + QLatin1String(sql));
    query.addBindValue(after);
    query.addBindValue(most);
    if (!query.exec())
        return failed(query);
    QList<ImportRow> rows;
    while (query.next()) {
        ImportRow row;
        row.ordinal = query.value(0).toLongLong();
        row.key = query.value(1).toByteArray();
        row.type = static_cast<KeyType>(std::clamp(query.value(2).toInt(), 0, keyTypeCount - 1));
        row.members = query.value(3).toLongLong();
        row.bytes = query.value(4).toLongLong();
        row.line = query.value(5).toLongLong();
        row.outcome = static_cast<ImportOutcome>(std::clamp(query.value(6).toInt(), 0, importOutcomeCount - 1));
        row.hiddenFields = query.value(7).toLongLong();
        row.note = query.value(8).toString();
        rows.append(std::move(row));
    }
    return rows;
}

Result<QList<ImportRow>> ImportLedger::page(qint64 after, int most)
{
    return rows("ORDER BY id LIMIT ?", after, most);
}

Result<QList<ImportRow>> ImportLedger::problems(qint64 after, int most)
{
    return rows("AND outcome IN (4, 6, 7, 8, 9) ORDER BY id LIMIT ?", after, most);
}

Result<qint64> ImportLedger::writeReport(const QString &path, ReportFormat format)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return failure(Error::Kind::Storage, file.errorString());
    // Names of keys are the owner's business.
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(Error::Kind::Storage, file.errorString());
    if (format == ReportFormat::Csv)
        file.write("line,key,type,outcome,hidden fields,note\r\n");
    qint64 written = 0;
    for (qint64 after = 0;;) {
        const auto rows = page(after, 2000);
        if (!rows)
            return tl::unexpected(rows.error());
        if (rows->isEmpty())
            break;
        QByteArray out;
        for (const ImportRow &row : *rows)
            appendReportRow(out, row, format);
        if (file.write(out) != out.size())
            return failure(Error::Kind::Storage, file.errorString());
        written += rows->size();
        after = rows->constLast().ordinal;
    }
    if (!file.commit())
        return failure(Error::Kind::Storage, file.errorString());
    return written;
}

} // namespace stashdeck
