// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/largereader.h"

#include "models/bulk/rowwork.h"
#include "models/session/capabilities.h"
#include "models/session/serverclock.h"
#include "models/transfer/entrycommands.h"
#include "models/transfer/streamread.h"

#include <qcoro/qcorofuture.h>

namespace stashdeck {

namespace {

constexpr qint64 largeStringWindow = 1024LL * 1024;
constexpr qint64 wantedBytes = 1024LL * 1024; ///< of one answer
constexpr qint64 mostElements = 10'000;
constexpr qint64 mostToLookInto = 8LL * 1024 * 1024; ///< of a JSON text in which values are hidden

Command lengthCommand(KeyType type, const QByteArray &key)
{
    switch (type) {
    case KeyType::String:
        return Command::of("STRLEN", key);
    case KeyType::Hash:
        return Command::of("HLEN", key);
    case KeyType::List:
        return Command::of("LLEN", key);
    case KeyType::Set:
        return Command::of("SCARD", key);
    case KeyType::SortedSet:
        return Command::of("ZCARD", key);
    case KeyType::Stream:
        return Command::of("XLEN", key);
    case KeyType::Json:
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
    return Command::of("EXISTS", key);
}

/// Where the next window begins, and how long it is.
struct Window {
    KeyType type = KeyType::Unknown;
    QByteArray key;
    qint64 at = 0; ///< strings, lists, sorted sets
    QByteArray cursor; ///< hashes, sets: of SCAN; streams: where to begin
    qint64 count = elementWindow;

    [[nodiscard]] Command command() const
    {
        switch (type) {
        case KeyType::String:
            return Command::of("GETRANGE", key, at, at + count - 1);
        case KeyType::Hash:
            return Command::of("HSCAN", key, cursor, "COUNT", count);
        case KeyType::Set:
            return Command::of("SSCAN", key, cursor, "COUNT", count);
        case KeyType::List:
            return Command::of("LRANGE", key, at, at + count - 1);
        case KeyType::SortedSet:
            return Command::of("ZRANGE", key, at, at + count - 1, "WITHSCORES");
        case KeyType::Stream:
            return Command::of("XRANGE", key, cursor, "+", "COUNT", count);
        case KeyType::Json:
            return Command::of("JSON.GET", key);
        case KeyType::Unknown:
        case KeyType::Other:
            break;
        }
        return {};
    }
};

/// Puts an answer's elements into `words` and moves on; false when it was the last window.
bool advance(Window &window, const Reply &reply, QList<QByteArray> &words)
{
    if (window.type == KeyType::String) {
        QByteArray piece = reply.bytes;
        const bool isLast = piece.size() < window.count;
        if (!isLast && piece.size() > 16)
            piece.chop(openTail(piece));
        words = {piece};
        window.at += piece.size();
        return !isLast;
    }
    words = wordsFrom(window.type, reply);
    const qint64 elements = elementsOf(window.type, words);
    switch (window.type) {
    case KeyType::Hash:
    case KeyType::Set:
        window.cursor = reply.items.empty() ? QByteArray("0") : reply.items[0].bytes;
        return window.cursor != "0";
    case KeyType::List:
    case KeyType::SortedSet:
        window.at += elements;
        return elements >= window.count;
    case KeyType::Stream:
        if (!reply.items.empty() && !reply.items.back().items.empty())
            window.cursor = '(' + reply.items.back().items[0].bytes;
        return qint64(reply.items.size()) >= window.count;
    case KeyType::String:
    case KeyType::Json:
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
    return false;
}

/// Windows are as long as an answer of a megabyte takes.
void adapt(Window &window, const QList<QByteArray> &words)
{
    const qint64 elements = elementsOf(window.type, words);
    if (window.type == KeyType::String || elements == 0)
        return;
    qint64 bytes = 0;
    for (const QByteArray &word : words)
        bytes += word.size() + 8;
    window.count = std::clamp<qint64>(wantedBytes / std::max<qint64>(1, bytes / elements), 1, mostElements);
}

bool mayBeJson(const QByteArray &piece)
{
    const QByteArray head = piece.left(64).trimmed();
    return head.startsWith('{') || head.startsWith('[');
}

bool isOfKey(const Error &error)
{
    return concernsOneKey(error.kind) || error.kind == Error::Kind::Unsupported
        || error.kind == Error::Kind::NoPermission;
}

/// One answer, in smaller windows until it fits.
QCoro::Task<Result<Reply>> readWindow(LargeWork work, std::shared_ptr<Window> window, std::shared_ptr<LargeRead> read)
{
    const RequestOptions options = bulkOptions(Purpose::Edit);
    for (;;) {
        if (!work.session)
            co_return failure(Error::Kind::Cancelled);
        const Command command = window->command();
        Result<Reply> reply = co_await work.session->send(command, options, work.stop);
        ++read->requests;
        ++read->commands;
        if (reply || reply.error().kind != Error::Kind::TooLarge || window->count <= 1 || window->type == KeyType::Json)
            co_return reply;
        window->count /= 2;
    }
}

struct Beginning {
    KeyType type = KeyType::Unknown;
    qint64 length = 0;
    qint64 expiry = TransferEntry::noExpiry;
};

QCoro::Task<Result<Beginning>> beginningOf(LargeWork work, std::shared_ptr<LargeRead> read)
{
    Beginning beginning;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const QList<Command> first{Command::of("TYPE", work.row.key), Command::of("PTTL", work.row.key)};
    const WallTime sentAt = work.session->serverClock()->now();
    const Result<Replies> replies = co_await work.session->pipeline(first, options, work.stop);
    read->requests += 1;
    read->commands += 2;
    if (!replies)
        co_return tl::unexpected(replies.error());
    for (const Result<Reply> &reply : *replies) {
        if (!reply)
            co_return tl::unexpected(reply.error());
    }
    beginning.type = keyTypeFromWord((*replies)[0]->bytes);
    if (!work.session)
        co_return failure(Error::Kind::Cancelled);
    beginning.expiry = exportedExpiry(work.session, (*replies)[1]->toInteger(-1), sentAt);
    if (beginning.type == KeyType::Unknown || beginning.type == KeyType::Other)
        co_return beginning;
    const Command ask = lengthCommand(beginning.type, work.row.key);
    const Result<Reply> length = co_await work.session->send(ask, options, work.stop);
    read->requests += 1;
    read->commands += 1;
    if (!length)
        co_return tl::unexpected(length.error());
    beginning.length = length->toInteger();
    co_return beginning;
}

/// Takes back what the sink has of the key, and says why.
QCoro::Task<LargeRead> givenUp(LargeWork work, std::shared_ptr<LargeRead> read, Error error, bool keyOnly)
{
    const Result<SinkState> back = co_await work.sink->rollBack();
    if (!back)
        read->hold = back.error();
    else if (keyOnly)
        read->problem = problemFrom(work.row.key, error);
    else
        read->hold = error;
    co_return *read;
}

} // namespace

QCoro::Task<LargeRead> readLargeKey(LargeWork work)
{
    const auto read = std::make_shared<LargeRead>();
    if (!work.session) {
        read->hold = failure(Error::Kind::Cancelled).value();
        co_return *read;
    }
    const Result<Beginning> beginning = co_await beginningOf(work, read);
    if (!beginning) {
        if (isOfKey(beginning.error()))
            read->problem = problemFrom(work.row.key, beginning.error());
        else
            read->hold = beginning.error();
        co_return *read;
    }
    if (beginning->type == KeyType::Unknown) {
        read->gone = true;
        co_return *read;
    }
    if (beginning->type == KeyType::Other) {
        read->problem = ExportProblem{work.row.key, ExportProblem::Kind::Unsupported, {}};
        co_return *read;
    }
    const Result<SinkState> marked = co_await work.sink->mark();
    if (!marked) {
        read->hold = marked.error();
        co_return *read;
    }
    const auto window = std::make_shared<Window>();
    window->type = beginning->type;
    window->key = work.row.key;
    window->cursor = beginning->type == KeyType::Stream ? "-" : "0";
    if (beginning->type == KeyType::String)
        window->count = largeStringWindow;
    TransferEntry part; // read, not yet written: whether more follows is not known
    part.key = work.row.key;
    part.type = beginning->type;
    part.expiry = beginning->expiry;
    if (beginning->type != KeyType::String && beginning->type != KeyType::Json)
        part.members = beginning->length;
    qint64 seen = 0;
    bool hasPart = false;
    bool gathers = false; // a string that is kept whole
    for (bool more = true; more;) {
        const Result<Reply> reply = co_await readWindow(work, window, read);
        if (!reply || !work.session) {
            const Error error = reply ? failure(Error::Kind::Cancelled).value() : reply.error();
            const bool ofKey = isOfKey(error) && error.kind != Error::Kind::WrongType;
            LargeRead end = co_await givenUp(work, read, error, ofKey || error.kind == Error::Kind::WrongType);
            co_return end;
        }
        if (beginning->type == KeyType::Json && reply->isNil())
            break;
        QList<QByteArray> words;
        more = advance(*window, *reply, words);
        if (beginning->type == KeyType::String && words.value(0).isEmpty())
            words.clear();
        if (words.isEmpty())
            continue;
        adapt(*window, words);
        seen += beginning->type == KeyType::String ? words[0].size() : elementsOf(beginning->type, words);
        if (!hasPart && work.hides && beginning->type == KeyType::String && mayBeJson(words[0]))
            gathers = true;
        if (gathers && hasPart) {
            part.words[0].append(words[0]);
            if (part.words[0].size() > mostToLookInto) {
                (void)co_await givenUp(work, read, Error(), true);
                read->problem = ExportProblem{work.row.key, ExportProblem::Kind::CannotHide, {}};
                co_return *read;
            }
            continue;
        }
        if (hasPart) {
            part.more = true;
            read->bytes += part.bytes();
            const QList<TransferEntry> entries{part};
            const Result<SinkState> written = co_await work.sink->add(entries);
            if (!written) {
                LargeRead end = co_await givenUp(work, read, written.error(), false);
                co_return end;
            }
            ++part.part;
            part.more = false;
        }
        part.words = words;
        part.fieldExpiries.clear();
        hasPart = true;
        if (part.type == KeyType::Hash && work.fieldExpiries && work.session
            && work.session->capabilities()->mayUse(Capabilities::Feature::HashFieldTtl)) {
            const Command ask = fieldExpiryQuestion(part.key, part.words);
            const RequestOptions options = bulkOptions(Purpose::Edit);
            const Result<Reply> expiries = co_await work.session->send(ask, options, work.stop);
            ++read->requests;
            ++read->commands;
            if (work.session && learnFieldExpiries(work.session, expiries))
                takeFieldExpiries(part, *expiries);
        }
        if (work.progress)
            work.progress(seen, beginning->length);
    }
    if (beginning->type == KeyType::Stream) {
        const Result<StreamGroupsRead> state = co_await readStreamState(work.session, work.row.key, work.stop);
        if (!state) {
            LargeRead end = co_await givenUp(work, read, state.error(), isOfKey(state.error()));
            co_return end;
        }
        part.stream = state->state;
        read->requests += state->requests;
        read->commands += state->commands;
        hasPart = true; // without entries it is a stream still
    }
    if (!hasPart) {
        (void)co_await givenUp(work, read, Error(), true);
        read->problem.reset();
        read->gone = true;
        co_return *read;
    }
    read->bytes += part.bytes();
    const QList<TransferEntry> last{part};
    const Result<SinkState> written = co_await work.sink->add(last);
    if (!written) {
        LargeRead end = co_await givenUp(work, read, written.error(), false);
        co_return end;
    }
    read->sink = *written;
    read->written = true;
    if (!work.session || beginning->type == KeyType::Json)
        co_return *read;
    const RequestOptions options = bulkOptions(Purpose::Edit);
    const Command again = lengthCommand(beginning->type, work.row.key);
    const Result<Reply> length = co_await work.session->send(again, options, work.stop);
    ++read->requests;
    ++read->commands;
    // Where it cannot be told any more, it is said: another length is what a reader has to know of.
    read->changed = !length || length->toInteger(-1) != beginning->length || seen != beginning->length;
    co_return *read;
}

} // namespace stashdeck
