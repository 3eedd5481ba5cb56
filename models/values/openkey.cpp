// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/openkey.h"

#include "models/session/capabilities.h"
#include "models/session/serverclock.h"
#include "models/values/streamcommands.h"

#include <algorithm>

namespace stashdeck {

namespace {

/// Below every plan's limit on an answer, also as base64; decoding one takes a part of 50 ms.
constexpr qint64 stringPageBytes = 2LL * 1024 * 1024;

/// The answer with a document of `wholeValueLimit`, as base64 in its envelope.
constexpr qint64 wholeJsonAnswer = wholeValueLimit * 4 / 3 + 4096;

Command headCommand(ValueKind kind, const QByteArray &key)
{
    if (kind == ValueKind::String)
        return Command::of("GETRANGE", key, 0, wholeValueLimit - 1);
    return pageCommand(kind, key, {});
}

void takeTtl(OpenedKey &opened, const Result<Reply> &reply, const ServerClock &clock, WallTime sentAt)
{
    if (!reply || reply->toInteger(-1) < 0)
        return;
    opened.ttl = Milliseconds(reply->toInteger());
    opened.expiresAt = clock.expiryFor(*opened.ttl, sentAt);
}

/// Puts the answer to `headCommand` in its place.
std::optional<Error> takeHead(OpenedKey &opened, const Reply &reply)
{
    if (opened.kind == ValueKind::String) {
        opened.bytes = reply.bytes;
        if (opened.bytes.size() < wholeValueLimit)
            opened.length = opened.bytes.size(); // a length asked separately may be of another moment
        else if (opened.length > wholeValueLimit)
            opened.bytes = opened.bytes.first(firstPageBytes);
        return {};
    }
    Result<CollectionPage> page = decodePage(opened.kind, reply, {});
    if (!page)
        return page.error();
    opened.page = std::move(*page);
    if (opened.page.next.isEmpty())
        opened.length = qint64(opened.page.rows.size());
    return {};
}

/// A document in one piece, or nothing of it: when it is over the limit, or when the server knows no such command.
std::optional<Error> takeJson(OpenedKey &opened, const Result<Reply> &reply, Capabilities *capabilities)
{
    using Feature = Capabilities::Feature;
    if (reply) {
        capabilities->learn(Feature::Json, Capabilities::Support::Available);
        opened.bytes = reply->bytes;
        opened.length = reply->isNil() ? -1 : opened.bytes.size();
        if (reply->isNil())
            opened.typeName = "none";
        opened.kind = valueKindOf(opened.typeName);
        return {};
    }
    switch (reply.error().kind) {
    case Error::Kind::Unsupported:
        capabilities->learn(Feature::Json, Capabilities::Support::Missing);
        return {};
    case Error::Kind::NoPermission:
        capabilities->learn(Feature::Json, Capabilities::Support::NotPermitted);
        return {};
    case Error::Kind::TooLarge:
        return {};
    default:
        return reply.error();
    }
}

/// Fields whose expiry comes along with the length of a large hash: those of the first screen.
constexpr size_t firstFieldTtls = 200;

QList<QByteArray> firstNames(const CollectionPage &page)
{
    QList<QByteArray> names;
    for (size_t i = 0; i < std::min(page.rows.size(), firstFieldTtls); ++i)
        names.append(page.rows[i].name);
    return names;
}

bool isReadByPages(ValueKind kind)
{
    return kind == ValueKind::String || isCollection(kind);
}

/// A hash of more than one page: how many fields it has, and when the first of them expire.
QCoro::Task<Result<OpenedKey>> countHash(QPointer<Session> session, OpenedKey opened, QByteArray key, Purpose purpose,
                                         std::stop_token stop)
{
    RequestOptions options;
    options.purpose = purpose;
    const QList<QByteArray> names = firstNames(opened.page);
    QList<Command> commands{countCommand(ValueKind::Hash, key)};
    if (!names.isEmpty() && session->capabilities()->mayUse(Capabilities::Feature::HashFieldTtl))
        commands.append(readFieldTtlsCommand(key, names));
    const WallTime sentAt = session->serverClock()->now();
    const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!replies)
        co_return tl::unexpected(replies.error());
    if (!replies->at(0))
        co_return tl::unexpected(replies->at(0).error());
    opened.length = replies->at(0)->toInteger(-1);
    if (replies->size() > 1 && learnFieldTtls(session, replies->at(1)))
        opened.fieldTtls
            = decodeFieldTtls(replies->at(1), names, *session->serverClock(), sentAt).value_or(FieldTtlsByName());
    co_return opened;
}

/// What an answer of very large entries comes to: over the limit, or not through the line in time. A server that is
/// silent whatever it is asked is asked once more, not again and again.
bool wantsFewer(const Error &error, qint64 entries)
{
    return entries > 1
        && (error.kind == Error::Kind::TooLarge || (error.kind == Error::Kind::Timeout && entries == streamWindow));
}

/// `entries` is how many of a stream are asked for at first.
QCoro::Task<Result<OpenedKey>> open(QPointer<Session> session, QByteArray key, ValueKind known, Purpose purpose,
                                    qint64 entries, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    RequestOptions options;
    options.purpose = purpose;
    OpenedKey opened;

    const bool hasFieldTtls = session->capabilities()->mayUse(Capabilities::Feature::HashFieldTtl);
    if (isReadByPages(known)) {
        const WallTime sentAt = session->serverClock()->now();
        QList<Command> commands{Command::of("PTTL", key), headCommand(known, key)};
        // Where fields may expire, a command more follows for those on screen: a small hash needs no other.
        const bool isCounted = known != ValueKind::Hash || !hasFieldTtls;
        if (isCounted)
            commands.append(countCommand(known, key));
        const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
        if (!session)
            co_return failure(Error::Kind::Cancelled);
        const Error *refused = !replies ? &replies.error() : !replies->at(1) ? &replies->at(1).error() : nullptr;
        if (known == ValueKind::Stream && refused && wantsFewer(*refused, entries)) {
            const Result<OpenedKey> piecemeal
                = co_await open(session, key, ValueKind::None, purpose, entries / 10, stop);
            co_return piecemeal;
        }
        if (!replies)
            co_return tl::unexpected(replies.error());
        const Result<Reply> &ttl = replies->at(0);
        const Result<Reply> &head = replies->at(1);
        opened.loadedAt = session->serverClock()->now();
        if (ttl && ttl->toInteger() == -2) {
            opened.typeName = "none";
            co_return opened;
        }
        if (head) {
            opened.kind = known;
            opened.typeName = typeNameOf(known);
            takeTtl(opened, ttl, *session->serverClock(), sentAt);
            if (isCounted && replies->at(2))
                opened.length = replies->at(2)->toInteger(-1);
            if (const auto error = takeHead(opened, *head))
                co_return tl::unexpected(*error);
            if (opened.length >= 0)
                co_return opened;
            if (!isCounted) {
                const Result<OpenedKey> counted = co_await countHash(session, opened, key, purpose, stop);
                co_return counted;
            }
        } else if (head.error().kind != Error::Kind::WrongType) {
            co_return tl::unexpected(head.error());
        }
        opened = {};
    }

    const WallTime sentAt = session->serverClock()->now();
    const QList<Command> first{Command::of("TYPE", key), Command::of("PTTL", key)};
    const Result<Replies> facts = co_await session->pipeline(first, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!facts)
        co_return tl::unexpected(facts.error());
    if (!facts->at(0))
        co_return tl::unexpected(facts->at(0).error());
    opened.typeName = facts->at(0)->bytes;
    opened.kind = valueKindOf(opened.typeName);
    opened.loadedAt = session->serverClock()->now();
    takeTtl(opened, facts->at(1), *session->serverClock(), sentAt);
    if (opened.kind == ValueKind::Json) {
        options.maxBodyBytes = wholeJsonAnswer;
        const Command get = Command::of("JSON.GET", key);
        const Result<Reply> document = co_await session->send(get, options, stop);
        if (!session)
            co_return failure(Error::Kind::Cancelled);
        opened.loadedAt = session->serverClock()->now();
        if (const auto error = takeJson(opened, document, session->capabilities()))
            co_return tl::unexpected(*error);
        co_return opened;
    }
    if (!isReadByPages(opened.kind))
        co_return opened;

    const auto headOf = [&](qint64 count) {
        if (opened.kind != ValueKind::Stream)
            return headCommand(opened.kind, key);
        return streamCommands::range(key, StreamId::smallest(), StreamId::largest(), true, count);
    };
    Command head = headOf(entries);
    Result<Reply> value = co_await session->send(head, options, stop);
    // A stream of entries of megabytes is opened with fewer of them.
    while (opened.kind == ValueKind::Stream && !value && wantsFewer(value.error(), entries)) {
        if (!session)
            co_return failure(Error::Kind::Cancelled);
        entries = std::max<qint64>(1, entries / 10);
        head = headOf(entries);
        value = co_await session->send(head, options, stop);
    }
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!value)
        co_return tl::unexpected(value.error());
    opened.loadedAt = session->serverClock()->now();
    if (const auto error = takeHead(opened, *value))
        co_return tl::unexpected(*error);
    if (opened.kind == ValueKind::Stream && entries < streamWindow)
        opened.length = -1; // the page ended early because it was asked to
    if (opened.length >= 0)
        co_return opened;
    if (opened.kind == ValueKind::Hash) {
        const Result<OpenedKey> counted = co_await countHash(session, opened, key, purpose, stop);
        co_return counted;
    }

    // Only a large value needs its length asked for.
    const Command count = countCommand(opened.kind, key);
    const Result<Reply> length = co_await session->send(count, options, stop);
    if (!length)
        co_return tl::unexpected(length.error());
    opened.length = length->toInteger(-1);
    if (opened.kind == ValueKind::String) {
        if (opened.length < opened.bytes.size())
            opened.length = opened.bytes.size();
        if (opened.length > wholeValueLimit)
            opened.bytes = opened.bytes.first(firstPageBytes);
    }
    co_return opened;
}

} // namespace

QCoro::Task<Result<OpenedKey>> openKey(QPointer<Session> session, QByteArray key, ValueKind known, Purpose purpose,
                                       std::stop_token stop)
{
    return open(session, key, known, purpose, streamWindow, stop);
}

QCoro::Task<Result<CurrentString>> readString(QPointer<Session> session, QByteArray key, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    RequestOptions options;
    options.purpose = Purpose::Edit;
    const WallTime sentAt = session->serverClock()->now();
    const QList<Command> commands{Command::of("TYPE", key), Command::of("PTTL", key), Command::of("GET", key)};
    const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!replies)
        co_return tl::unexpected(replies.error());
    if (!replies->at(0))
        co_return tl::unexpected(replies->at(0).error());
    CurrentString current;
    current.typeName = replies->at(0)->bytes;
    const Result<Reply> &value = replies->at(2);
    // The three commands are not atomic: the value itself says best what the key was when it was read.
    if (value && value->isNil()) {
        current.typeName = "none";
    } else if (value) {
        current.typeName = "string";
        current.bytes = value->bytes;
    } else if (value.error().kind != Error::Kind::WrongType) {
        co_return tl::unexpected(value.error());
    } else if (current.kind() == ValueKind::String || current.kind() == ValueKind::None) {
        current.typeName = "changed"; // it became something else between the two commands
    }
    if (replies->at(1))
        current.expiresAt = session->serverClock()->expiryOf(replies->at(1)->toInteger(-1), sentAt);
    co_return current;
}

QCoro::Task<Result<qint64>> readStringPages(QPointer<Session> session, QByteArray key, qint64 have, qint64 length,
                                            std::function<void(QByteArray)> page, std::stop_token stop)
{
    qint64 at = have;
    while (at < length) {
        if (!session || stop.stop_requested())
            co_return failure(Error::Kind::Cancelled);
        const Command range = Command::of("GETRANGE", key, at, std::min(length, at + stringPageBytes) - 1);
        RequestOptions options;
        Result<Reply> reply = co_await session->send(range, options, stop);
        if (!reply)
            co_return tl::unexpected(reply.error());
        if (stop.stop_requested())
            co_return failure(Error::Kind::Cancelled);
        if (reply->bytes.isEmpty())
            break; // it became shorter
        at += reply->bytes.size();
        page(std::move(reply->bytes));
    }
    co_return at - have;
}

} // namespace stashdeck
