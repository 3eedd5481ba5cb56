// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/entryreader.h"

#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"
#include "models/session/serverclock.h"
#include "models/transfer/dumpsize.h"
#include "models/transfer/streamread.h"

namespace stashdeck {

using Feature = Capabilities::Feature;
using Support = Capabilities::Support;

namespace {

bool isRefused(const Error &error)
{
    return error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission;
}

/// The command that reads a small value whole, and of a large one enough to tell.
Command readCommand(KeyType type, const QByteArray &key)
{
    switch (type) {
    case KeyType::String:
        return Command::of("GETRANGE", key, 0, stringWindow - 1);
    case KeyType::Hash:
        return Command::of("HSCAN", key, "0", "COUNT", elementWindow);
    case KeyType::List:
        return Command::of("LRANGE", key, 0, elementWindow - 1);
    case KeyType::Set:
        return Command::of("SSCAN", key, "0", "COUNT", elementWindow);
    case KeyType::SortedSet:
        return Command::of("ZRANGE", key, 0, elementWindow - 1, "WITHSCORES");
    case KeyType::Stream:
        return Command::of("XRANGE", key, "-", "+", "COUNT", elementWindow);
    case KeyType::Json:
        return Command::of("JSON.GET", key);
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
    return {};
}

int commandsFor(const EntriesWork &work, const JournalRow &row)
{
    if (work.dump)
        return row.type == KeyType::Unknown ? 3 : 2;
    return row.type == KeyType::Stream ? 4 : 2;
}

void appendQuestions(QList<Command> &questions, const EntriesWork &work, const JournalRow &row)
{
    questions.append(work.dump ? Command::of("DUMP", row.key) : readCommand(row.type, row.key));
    questions.append(Command::of("PTTL", row.key));
    if (work.dump && row.type == KeyType::Unknown) {
        questions.append(Command::of("TYPE", row.key));
    } else if (!work.dump && row.type == KeyType::Stream) {
        questions.append(Command::of("XINFO", "STREAM", row.key));
        questions.append(Command::of("XINFO", "GROUPS", row.key));
    }
}

/// Whether there is more of the value than was read.
bool goesOn(KeyType type, const Reply &reply)
{
    switch (type) {
    case KeyType::String:
        return reply.bytes.size() >= stringWindow;
    case KeyType::Hash:
    case KeyType::Set:
        return reply.items.empty() || reply.items[0].bytes != "0";
    case KeyType::List:
        return reply.items.size() >= size_t(elementWindow);
    case KeyType::SortedSet:
        return reply.items.size() >= size_t(elementWindow * 2);
    case KeyType::Stream:
        return reply.items.size() >= size_t(elementWindow);
    case KeyType::Json:
    case KeyType::Unknown:
    case KeyType::Other:
        return false;
    }
    Q_UNREACHABLE();
}

/// One row's answers, from `at` on.
void takeRow(EntriesRead &read, const EntriesWork &work, const JournalRow &row, const Replies &replies, size_t at,
             WallTime sentAt)
{
    const Result<Reply> &value = replies[at];
    const Result<Reply> &ttl = replies[at + 1];
    const Error *error = !value ? &value.error() : !ttl ? &ttl.error() : nullptr;
    if (error) {
        JournalRow again = row;
        if (error->kind == Error::Kind::TooLarge) {
            read.large.append(again);
        } else if (error->kind == Error::Kind::WrongType) {
            again.type = KeyType::Unknown; // it became another
            read.large.append(again);
        } else if (concernsOneKey(error->kind) || (isRefused(*error) && !work.dump)) {
            read.problems.append(problemFrom(row.key, *error));
        } else if (!read.hold) {
            read.hold = *error;
            read.cannotDump = work.dump && isRefused(*error);
        }
        return;
    }
    const qint64 left = ttl->toInteger(-1);
    if (left == -2 || value->isNil()) {
        ++read.gone;
        return;
    }
    TransferEntry entry;
    entry.key = row.key;
    entry.type = row.type;
    entry.expiry = exportedExpiry(work.session, left, sentAt);
    if (work.dump) {
        if (row.type == KeyType::Unknown && replies[at + 2])
            entry.type = keyTypeFromWord(replies[at + 2]->bytes);
        if (entry.type == KeyType::Unknown)
            entry.type = KeyType::Other;
        entry.form = TransferEntry::Form::Dump;
        entry.dump = value->bytes;
        entry.members = membersOfDump(entry.dump);
    } else {
        if (goesOn(row.type, *value)) {
            read.large.append(row);
            return;
        }
        entry.words = wordsFrom(row.type, *value);
        if (row.type == KeyType::Stream) {
            const Result<Reply> &info = replies[at + 2];
            const Result<Reply> &groups = replies[at + 3];
            if (!groups || !groups->items.empty()) {
                read.large.append(row); // its groups take more questions
                return;
            }
            if (info)
                entry.stream = streamStateFrom(*info);
        } else if (entry.words.isEmpty()) {
            ++read.gone;
            return;
        }
        if (const qint64 elements = entry.elements(); elements > 0)
            entry.members = elements;
    }
    read.bytes += entry.bytes();
    read.entries.append(std::move(entry));
}

/// TYPE of the rows that have none.
QCoro::Task<EntriesRead> askTypes(EntriesWork work, std::shared_ptr<QList<JournalRow>> typed)
{
    EntriesRead read;
    QList<Command> questions;
    for (const JournalRow &row : std::as_const(work.rows)) {
        if (row.type == KeyType::Unknown)
            questions.append(Command::of("TYPE", row.key));
    }
    if (questions.isEmpty() || !work.session) {
        *typed = work.rows;
        co_return read;
    }
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Result<Replies> replies = co_await work.session->pipeline(questions, options, work.stop);
    ++read.requests;
    if (!replies) {
        read.hold = replies.error();
        co_return read;
    }
    read.commands += questions.size();
    size_t at = 0;
    for (JournalRow row : std::as_const(work.rows)) {
        if (row.type == KeyType::Unknown) {
            const Result<Reply> &type = (*replies)[at++];
            if (!type) {
                read.hold = type.error();
                co_return read;
            }
            row.type = keyTypeFromWord(type->bytes);
            if (row.type == KeyType::Unknown) {
                ++read.gone;
                continue;
            }
        }
        typed->append(row);
    }
    co_return read;
}

/// When fields of these hashes expire.
QCoro::Task<EntriesRead> withFieldExpiries(EntriesWork work, EntriesRead read)
{
    QList<Command> questions;
    QList<qsizetype> places;
    for (qsizetype i = 0; i < read.entries.size(); ++i) {
        if (read.entries[i].type == KeyType::Hash && !read.entries[i].words.isEmpty()) {
            questions.append(fieldExpiryQuestion(read.entries[i].key, read.entries[i].words));
            places.append(i);
        }
    }
    if (questions.isEmpty() || !work.session || !work.session->capabilities()->mayUse(Feature::HashFieldTtl))
        co_return read;
    const bool asksFirst = work.session->capabilities()->support(Feature::HashFieldTtl) == Support::Unknown;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    if (asksFirst) { // one, to learn whether there is such a command
        const Command first = questions.constFirst();
        const Result<Reply> reply = co_await work.session->send(first, options, work.stop);
        ++read.requests;
        ++read.commands;
        if (!work.session || !learnFieldExpiries(work.session, reply))
            co_return read;
    }
    const Result<Replies> replies = co_await work.session->pipeline(questions, options, work.stop);
    ++read.requests;
    read.commands += questions.size();
    if (!replies) {
        read.hold = replies.error();
        co_return read;
    }
    for (qsizetype i = 0; i < places.size(); ++i) {
        if ((*replies)[size_t(i)])
            takeFieldExpiries(read.entries[places[i]], *(*replies)[size_t(i)]);
    }
    co_return read;
}

void addTo(EntriesRead &sum, EntriesRead more)
{
    sum.entries += std::move(more.entries);
    sum.large += std::move(more.large);
    sum.problems += std::move(more.problems);
    sum.gone += more.gone;
    sum.bytes += more.bytes;
    sum.requests += more.requests;
    sum.commands += more.commands;
    sum.tooLarge = sum.tooLarge || more.tooLarge;
    sum.cannotDump = sum.cannotDump || more.cannotDump;
    if (more.hold && !sum.hold)
        sum.hold = std::move(more.hold);
}

QCoro::Task<EntriesRead> readTypedRows(EntriesWork work)
{
    EntriesRead read;
    QList<Command> questions;
    QList<JournalRow> asked;
    for (const JournalRow &row : std::as_const(work.rows)) {
        if (!work.dump && row.type == KeyType::Other) {
            read.problems.append({row.key, ExportProblem::Kind::Unsupported, {}});
            continue;
        }
        asked.append(row);
        appendQuestions(questions, work, row);
    }
    if (questions.isEmpty())
        co_return read;
    if (!work.session) {
        read.hold = failure(Error::Kind::Cancelled).value();
        co_return read;
    }
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const WallTime sentAt = work.session->serverClock()->now();
    const Result<Replies> replies = co_await work.session->pipeline(questions, options, work.stop);
    ++read.requests;
    if (!work.session) {
        read.hold = failure(Error::Kind::Cancelled).value();
        co_return read;
    }
    if (!replies && replies.error().kind == Error::Kind::TooLarge) {
        read.tooLarge = true;
        read.commands += questions.size();
        if (asked.size() == 1) {
            read.large.append(asked.constFirst());
            co_return read;
        }
        EntriesWork half = work;
        const qsizetype middle = asked.size() / 2;
        half.rows = asked.mid(0, middle);
        EntriesRead front = co_await readTypedRows(half);
        addTo(read, std::move(front));
        if (read.hold)
            co_return read;
        half.rows = asked.mid(middle);
        EntriesRead back = co_await readTypedRows(half);
        addTo(read, std::move(back));
        co_return read;
    }
    if (!replies) {
        read.hold = replies.error();
        read.cannotDump = work.dump && isRefused(replies.error());
        co_return read;
    }
    read.commands += questions.size();
    size_t at = 0;
    for (const JournalRow &row : std::as_const(asked)) {
        takeRow(read, work, row, *replies, at, sentAt);
        at += size_t(commandsFor(work, row));
    }
    if (read.hold || !work.fieldExpiries || work.dump)
        co_return read;
    EntriesRead whole = co_await withFieldExpiries(work, std::move(read));
    co_return whole;
}

} // namespace

qint64 exportedExpiry(Session *session, qint64 ttl, WallTime sentAt)
{
    const qint64 moment = expiryMoment(session, ttl, sentAt);
    if (moment == JournalRow::noExpiry)
        return TransferEntry::noExpiry;
    return moment + session->serverClock()->offset().value_or(Milliseconds(0)).count();
}

ExportProblem problemFrom(const QByteArray &key, const Error &error)
{
    ExportProblem problem;
    problem.key = key;
    problem.note = error.message;
    if (error.kind == Error::Kind::TooLarge)
        problem.kind = ExportProblem::Kind::TooLarge;
    else if (isRefused(error))
        problem.kind = ExportProblem::Kind::Unsupported;
    return problem;
}

QList<QByteArray> wordsFrom(KeyType type, const Reply &reply)
{
    if (type == KeyType::String || type == KeyType::Json)
        return {reply.bytes};
    if (type == KeyType::Stream)
        return streamWordsFrom(reply);
    const bool hasCursor = type == KeyType::Hash || type == KeyType::Set;
    if (hasCursor && reply.items.size() < 2)
        return {};
    const std::vector<Reply> &items = hasCursor ? reply.items[1].items : reply.items;
    QList<QByteArray> words;
    words.reserve(qsizetype(items.size()));
    for (const Reply &item : items)
        words.append(item.isInteger() ? QByteArray::number(item.integer) : item.bytes);
    if (type == KeyType::SortedSet) {
        for (qsizetype i = 0; i + 1 < words.size(); i += 2)
            words.swapItemsAt(i, i + 1); // score first, as ZADD takes it
    }
    return words;
}

Command fieldExpiryQuestion(const QByteArray &key, const QList<QByteArray> &words)
{
    Command command = Command::of("HPEXPIRETIME", key, "FIELDS", words.size() / 2);
    for (qsizetype i = 0; i + 1 < words.size(); i += 2)
        command.append(words[i]);
    return command;
}

void takeFieldExpiries(TransferEntry &entry, const Reply &expiries)
{
    QList<qint64> moments;
    bool any = false;
    for (const Reply &item : expiries.items) {
        const qint64 moment = item.toInteger(-1);
        any = any || moment > 0;
        moments.append(moment > 0 ? moment : TransferEntry::noExpiry);
    }
    if (any && moments.size() == entry.words.size() / 2)
        entry.fieldExpiries = moments;
}

bool learnFieldExpiries(Session *session, const Result<Reply> &reply)
{
    if (reply) {
        session->capabilities()->learn(Feature::HashFieldTtl, Support::Available);
        return true;
    }
    const bool unknown = reply.error().kind == Error::Kind::Unsupported
        || reply.error().message.contains(QLatin1StringView("unknown command"), Qt::CaseInsensitive);
    if (unknown)
        session->capabilities()->learn(Feature::HashFieldTtl, Support::Missing);
    else if (reply.error().kind == Error::Kind::NoPermission)
        session->capabilities()->learn(Feature::HashFieldTtl, Support::NotPermitted);
    return false;
}

QCoro::Task<EntriesRead> readEntries(EntriesWork work)
{
    EntriesRead read;
    if (!work.dump) {
        const auto typed = std::make_shared<QList<JournalRow>>();
        read = co_await askTypes(work, typed);
        if (read.hold)
            co_return read;
        work.rows = *typed;
    }
    EntriesRead values = co_await readTypedRows(work);
    addTo(read, std::move(values));
    if (read.hold) { // all or nothing: what was read is asked for again
        read.entries.clear();
        read.large.clear();
        read.problems.clear();
        read.gone = 0;
        read.bytes = 0;
    }
    co_return read;
}

} // namespace stashdeck
