// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamact.h"

#include <algorithm>

namespace stashdeck {

namespace {

using Kind = StreamAct::Kind;

/// An entry whose ID the server chose is looked for among the newest so many.
constexpr int mostPagesLooked = 10;

RequestOptions editOptions()
{
    RequestOptions options;
    options.purpose = Purpose::Edit;
    return options;
}

bool isAboutEntries(Kind kind)
{
    return kind == Kind::Add || kind == Kind::Delete || kind == Kind::Trim;
}

bool readsPending(Kind kind)
{
    return kind == Kind::DeleteConsumer || kind == Kind::Acknowledge || kind == Kind::Claim || kind == Kind::ClaimIdle;
}

QList<Command> readsAgain(const StreamAct &act)
{
    if (act.kind == Kind::Add) {
        return {streamCommands::length(act.key),
                streamCommands::range(act.key, act.newestSeen.next(), StreamId::largest(), false, streamWindow)};
    }
    if (isAboutEntries(act.kind))
        return {streamCommands::length(act.key)};
    QList<Command> commands{streamCommands::groups(act.key)};
    if (readsPending(act.kind)) {
        commands.append(streamCommands::consumers(act.key, act.group));
        commands.append(streamCommands::pending(act.key, act.group, act.query, StreamId::smallest(),
                                                StreamId::largest(), pendingWindow));
    }
    return commands;
}

/// What was read again; an answer that did not come is left out.
void takeAgain(StreamOutcome &outcome, const StreamAct &act, const Replies &replies, size_t first)
{
    const auto reply = [&](size_t offset) -> const Reply * {
        return first + offset < replies.size() && replies[first + offset] ? &*replies[first + offset] : nullptr;
    };
    const Reply *head = reply(0);
    const auto take = [](auto &target, const Reply *from, auto decode) {
        if (!from)
            return;
        if (auto decoded = decode(*from))
            target = std::move(*decoded);
    };
    if (isAboutEntries(act.kind)) {
        outcome.length = head ? head->toInteger(-1) : -1;
        if (act.kind == Kind::Add)
            take(outcome.newer, reply(1), decodeStreamRange);
        return;
    }
    take(outcome.groups, head, decodeStreamGroups);
    if (readsPending(act.kind)) {
        take(outcome.consumers, reply(1), decodeStreamConsumers);
        take(outcome.pending, reply(2), decodePending);
    }
}

/// What the changing command said.
StreamOutcome outcomeOf(const StreamAct &act, const Reply &reply)
{
    StreamOutcome outcome;
    switch (act.kind) {
    case Kind::Add:
        if (reply.isNil()) {
            outcome.kind = StreamOutcome::Kind::Gone;
        } else {
            outcome.id = reply.bytes;
            outcome.count = 1;
        }
        return outcome;
    case Kind::CreateGroup:
    case Kind::SetGroupId:
        outcome.count = 1;
        return outcome;
    case Kind::DeleteConsumer:
        outcome.count = reply.toInteger(); // 0 pending ones is done, too
        return outcome;
    case Kind::Claim:
        outcome.count = qint64(reply.items.size());
        break;
    case Kind::ClaimIdle:
        outcome.count = reply.items.size() > 1 ? qint64(reply.items[1].items.size()) : 0;
        break;
    case Kind::Delete:
    case Kind::Trim:
    case Kind::DestroyGroup:
    case Kind::Acknowledge:
        outcome.count = reply.toInteger();
        break;
    }
    if (outcome.count == 0)
        outcome.kind = StreamOutcome::Kind::Nothing;
    return outcome;
}

/// Refusals that are an answer of their own.
std::optional<StreamOutcome> refusalOf(const StreamAct &act, const Error &error)
{
    StreamOutcome outcome;
    if (error.kind != Error::Kind::Command)
        return {};
    if (act.kind == Kind::Add && error.message.contains(QLatin1String("equal or smaller"))) {
        outcome.kind = StreamOutcome::Kind::IdTooSmall;
        return outcome;
    }
    if (error.message.contains(QLatin1String("BUSYGROUP"))) {
        outcome.kind = StreamOutcome::Kind::GroupExists;
        return outcome;
    }
    if (error.message.contains(QLatin1String("NOGROUP"))) {
        outcome.kind = StreamOutcome::Kind::NoGroup;
        return outcome;
    }
    if (error.message.contains(QLatin1String("requires the key to exist"))
        || error.message.contains(QLatin1String("no such key"))) {
        outcome.kind = StreamOutcome::Kind::Gone;
        return outcome;
    }
    return {};
}

StreamOutcome notDone()
{
    StreamOutcome outcome;
    outcome.kind = StreamOutcome::Kind::NotDone;
    outcome.isSettled = true;
    return outcome;
}

/// What has to be looked at besides what is read again.
QList<Command> looksFor(const StreamAct &act)
{
    QList<Command> commands;
    const auto ofEach = [&](auto command) {
        for (const QByteArray &id : act.ids) {
            if (const std::optional<StreamId> parsed = StreamId::parse(id))
                commands.append(command(*parsed));
        }
    };
    switch (act.kind) {
    case Kind::Add:
        if (act.entry.id)
            commands.append(streamCommands::range(act.key, *act.entry.id, *act.entry.id, false, 1));
        break;
    case Kind::Delete:
        ofEach([&](StreamId id) { return streamCommands::range(act.key, id, id, false, 1); });
        break;
    case Kind::Trim:
        commands.append(streamCommands::range(act.key, StreamId::smallest(), StreamId::largest(), false, 1));
        break;
    case Kind::Acknowledge:
    case Kind::Claim:
        ofEach([&](StreamId id) { return streamCommands::pending(act.key, act.group, {}, id, id, 1); });
        break;
    case Kind::ClaimIdle: {
        PendingQuery idle;
        idle.idle = act.idle;
        commands.append(
            streamCommands::pending(act.key, act.group, idle, StreamId::smallest(), StreamId::largest(), 1));
        break;
    }
    case Kind::CreateGroup:
    case Kind::SetGroupId:
    case Kind::DestroyGroup:
    case Kind::DeleteConsumer:
        break;
    }
    return commands;
}

Result<bool> isTrimmed(const StreamAct &act, qint64 length, const Reply &oldest)
{
    if (!act.trim.isExact)
        return failure(Error::Kind::UnknownOutcome); // it may have kept more, and by how many nobody knows
    if (act.trim.by == StreamTrim::By::Length)
        return length <= act.trim.length;
    const Result<std::vector<CollectionRow>> rows = decodeStreamRange(oldest);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->empty() || StreamId::parse(rows->front().name).value_or(StreamId()) >= act.trim.id;
}

/// Whether what was found says that the act was done; `found` are the answers to looksFor().
Result<StreamOutcome> decide(const StreamAct &act, StreamOutcome outcome, const std::vector<Reply> &found)
{
    outcome.isSettled = true;
    const auto group = [&]() -> const StreamGroup * {
        if (!outcome.groups)
            return nullptr;
        const auto it = std::find_if(outcome.groups->cbegin(), outcome.groups->cend(),
                                     [&](const StreamGroup &one) { return one.name == act.group; });
        return it == outcome.groups->cend() ? nullptr : &*it;
    };
    bool isDone = false;
    switch (act.kind) {
    case Kind::Add: {
        const Result<std::vector<CollectionRow>> rows = found.empty()
            ? Result<std::vector<CollectionRow>>(std::vector<CollectionRow>())
            : decodeStreamRange(found.front());
        isDone = rows && !rows->empty() && rows->front().fields == act.entry.fields;
        outcome.id = act.entry.id ? act.entry.id->bytes() : QByteArray();
        outcome.count = 1;
        break;
    }
    case Kind::Delete:
        isDone = std::all_of(found.cbegin(), found.cend(), [](const Reply &reply) { return reply.items.empty(); });
        outcome.count = act.ids.size();
        break;
    case Kind::Trim: {
        const Result<bool> trimmed = isTrimmed(act, outcome.length, found.empty() ? Reply() : found.front());
        if (!trimmed)
            return tl::unexpected(trimmed.error());
        isDone = *trimmed;
        outcome.count = -1; // how many went with it is not known
        break;
    }
    case Kind::CreateGroup:
        isDone = group() != nullptr;
        break;
    case Kind::SetGroupId:
        isDone = group() && (act.id == "$" ? group()->lastDelivered != act.before : group()->lastDelivered == act.id);
        break;
    case Kind::DestroyGroup:
        isDone = outcome.groups && !group();
        break;
    case Kind::DeleteConsumer:
        isDone = outcome.consumers
            && std::none_of(outcome.consumers->cbegin(), outcome.consumers->cend(),
                            [&](const StreamConsumer &one) { return one.name == act.consumer; });
        break;
    case Kind::Acknowledge:
        isDone = std::all_of(found.cbegin(), found.cend(), [](const Reply &reply) { return reply.items.empty(); });
        outcome.count = act.ids.size();
        break;
    case Kind::Claim:
        for (const Reply &reply : found) {
            const Result<QList<PendingEntry>> entries = decodePending(reply);
            outcome.count += entries && !entries->isEmpty() && entries->first().consumer == act.consumer ? 1 : 0;
        }
        isDone = outcome.count > 0;
        break;
    case Kind::ClaimIdle:
        if (!found.empty() && !found.front().items.empty())
            return failure(Error::Kind::UnknownOutcome);
        isDone = true;
        outcome.count = -1;
        break;
    }
    if (!isDone)
        outcome.kind = StreamOutcome::Kind::NotDone;
    return outcome;
}

/// Finds the entry that an Add without an ID made: among what came after the newest that was known, from the newest
/// down.
QCoro::Task<Result<StreamOutcome>> findAdded(QPointer<Session> session, StreamAct act, std::stop_token stop)
{
    StreamOutcome outcome;
    outcome.isSettled = true;
    StreamId to = StreamId::largest();
    const RequestOptions options = editOptions();
    for (int page = 0; page < mostPagesLooked; ++page) {
        if (!session)
            co_return failure(Error::Kind::UnknownOutcome);
        const Command command = streamCommands::range(act.key, act.newestSeen.next(), to, true, streamWindow);
        const Result<Reply> reply = co_await session->send(command, options, stop);
        if (!reply)
            co_return tl::unexpected(reply.error());
        const Result<std::vector<CollectionRow>> rows = decodeStreamRange(*reply);
        if (!rows)
            co_return tl::unexpected(rows.error());
        for (const CollectionRow &row : *rows) {
            if (row.fields == act.entry.fields) {
                outcome.id = row.name;
                ++outcome.count;
            }
        }
        if (outcome.count > 0)
            co_return outcome;
        if (rows->size() < size_t(streamWindow))
            co_return notDone();
        to = StreamId::parse(rows->back().name).value_or(StreamId()).previous();
    }
    co_return failure(Error::Kind::UnknownOutcome);
}

} // namespace

Command streamActCommand(const StreamAct &act)
{
    switch (act.kind) {
    case Kind::Add:
        return streamCommands::add(act.key, act.entry);
    case Kind::Delete:
        return streamCommands::remove(act.key, act.ids);
    case Kind::Trim:
        return streamCommands::trim(act.key, act.trim);
    case Kind::CreateGroup:
        return streamCommands::createGroup(act.key, act.group, act.id);
    case Kind::SetGroupId:
        return streamCommands::setGroupId(act.key, act.group, act.id);
    case Kind::DestroyGroup:
        return streamCommands::destroyGroup(act.key, act.group);
    case Kind::DeleteConsumer:
        return streamCommands::deleteConsumer(act.key, act.group, act.consumer);
    case Kind::Acknowledge:
        return streamCommands::acknowledge(act.key, act.group, act.ids);
    case Kind::Claim:
        return streamCommands::claim(act.key, act.group, act.consumer, act.idle, act.ids);
    case Kind::ClaimIdle:
        return streamCommands::claimIdle(act.key, act.group, act.consumer, act.idle, "0-0");
    }
    return {};
}

QList<Command> streamActCommands(const StreamAct &act)
{
    return QList<Command>{streamActCommand(act)} + readsAgain(act);
}

QCoro::Task<Result<StreamOutcome>> doStreamAct(QPointer<Session> session, StreamAct act, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const QList<Command> commands = streamActCommands(act);
    const RequestOptions options = editOptions();
    const Result<Replies> replies = co_await session->transaction(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    if (replies->empty())
        co_return failure(Error::Kind::Protocol);
    const Result<Reply> &changed = replies->front();
    if (!changed) {
        const std::optional<StreamOutcome> refusal = refusalOf(act, changed.error());
        if (refusal)
            co_return *refusal;
        co_return tl::unexpected(changed.error());
    }
    StreamOutcome outcome = outcomeOf(act, *changed);
    takeAgain(outcome, act, *replies, 1);
    co_return outcome;
}

QCoro::Task<Result<StreamOutcome>> settleStreamAct(QPointer<Session> session, StreamAct act, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::UnknownOutcome);
    if (act.kind == Kind::Add && !act.entry.id) {
        const Result<StreamOutcome> found = co_await findAdded(session, act, stop);
        co_return found;
    }
    const QList<Command> again = readsAgain(act);
    const QList<Command> commands = again + looksFor(act);
    const RequestOptions options = editOptions();
    const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    for (const Result<Reply> &reply : *replies) {
        if (!reply) {
            const std::optional<StreamOutcome> refusal = refusalOf(act, reply.error());
            if (refusal && refusal->kind == StreamOutcome::Kind::NoGroup && act.kind != Kind::DestroyGroup)
                co_return *refusal;
            if (refusal && refusal->kind == StreamOutcome::Kind::Gone)
                co_return *refusal;
            co_return tl::unexpected(reply.error());
        }
    }
    StreamOutcome outcome;
    takeAgain(outcome, act, *replies, 0);
    std::vector<Reply> found;
    for (size_t i = size_t(again.size()); i < replies->size(); ++i)
        found.push_back(*(*replies)[i]);
    co_return decide(act, outcome, found);
}

QCoro::Task<Result<TrimPreview>> previewTrim(QPointer<Session> session, QByteArray key, StreamTrim trim,
                                             std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    QList<Command> commands{streamCommands::length(key)};
    if (trim.by == StreamTrim::By::Id && trim.id > StreamId::smallest()) {
        commands.append(streamCommands::range(key, StreamId::smallest(), trim.id.previous(), false, trimPreviewLimit));
    }
    const RequestOptions options = editOptions();
    const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    for (const Result<Reply> &reply : *replies) {
        if (!reply)
            co_return tl::unexpected(reply.error());
    }
    TrimPreview preview;
    preview.length = replies->front()->toInteger();
    if (trim.by == StreamTrim::By::Length) {
        preview.deletes = std::max<qint64>(0, preview.length - trim.length);
    } else if (replies->size() > 1) {
        preview.deletes = qint64((*replies)[1]->items.size());
        preview.isLowerBound = preview.deletes >= trimPreviewLimit;
    }
    co_return preview;
}

} // namespace stashdeck
