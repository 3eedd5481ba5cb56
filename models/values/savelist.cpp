// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/savelist.h"

#include "models/values/scriptrun.h"

namespace stashdeck {

namespace {

// The texts are constants: keys and values travel only in KEYS and ARGV (reliability-security.md T30).
// ARGV: marker, length when loaded, number of new elements in front and behind, those, then eight words an edit:
// kind, index, base, mine, and each neighbour as '1' or '0' and its value.
constexpr char saveScript[] = R"(local t = redis.call('TYPE', KEYS[1]).ok
if t == 'none' then return {'gone'} end
if t ~= 'list' then return {'type', t} end
local marker, loaded = ARGV[1], tonumber(ARGV[2])
local heads, tails = tonumber(ARGV[3]), tonumber(ARGV[4])
local first = 5 + heads + tails
local length = redis.call('LLEN', KEYS[1])
local function misfits(shift)
  local bad = {}
  for i = first, #ARGV, 8 do
    local at = tonumber(ARGV[i + 1]) + shift
    local here, now = 1, {}
    if at > 0 then now = redis.call('LRANGE', KEYS[1], at - 1, at + 1); here = 2
    elseif at == 0 then now = redis.call('LRANGE', KEYS[1], 0, 1) end
    local fits = now[here] == ARGV[i + 2]
    if fits and length ~= loaded then
      if ARGV[i + 4] == '1' then
        -- The one before it may have been popped.
        if at == 0 then fits = shift < 0 else fits = now[1] == ARGV[i + 5] end
      end
      if fits and ARGV[i + 6] == '1' then fits = now[here + 1] == ARGV[i + 7] end
    end
    if not fits then
      bad[#bad + 1] = ARGV[i + 1]
      bad[#bad + 1] = now[here] and 1 or 0
      bad[#bad + 1] = now[here] or ''
    end
  end
  return bad
end
local shift, bad = 0, misfits(0)
if #bad > 0 and length ~= loaded and #misfits(length - loaded) == 0 then shift, bad = length - loaded, {} end
if #bad > 0 then return {'changed', length, bad} end
for i = heads, 1, -1 do redis.call('LPUSH', KEYS[1], ARGV[4 + i]) end
for i = 1, tails do redis.call('RPUSH', KEYS[1], ARGV[4 + heads + i]) end
shift = shift + heads
for i = first, #ARGV, 8 do
  local at = tonumber(ARGV[i + 1]) + shift
  if ARGV[i] == 'change' then
    redis.call('LSET', KEYS[1], at, ARGV[i + 3])
  elseif ARGV[i] == 'remove' then
    redis.call('LSET', KEYS[1], at, marker)
    redis.call('LREM', KEYS[1], 1, marker)
  else
    redis.call('LSET', KEYS[1], at, marker)
    redis.call('LINSERT', KEYS[1], 'AFTER', marker, ARGV[i + 3])
    redis.call('LSET', KEYS[1], at, ARGV[i + 2])
  end
end
return {'ok', redis.call('LLEN', KEYS[1])})";

// ARGV: milliseconds to live ('' for none), then the elements.
constexpr char createScript[] = R"(if redis.call('EXISTS', KEYS[1]) == 1 then return {'exists'} end
local batch = {}
for i = 2, #ARGV do
  batch[#batch + 1] = ARGV[i]
  if #batch >= 2000 or i == #ARGV then redis.call('RPUSH', KEYS[1], unpack(batch)); batch = {} end
end
if ARGV[1] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {'ok', redis.call('LLEN', KEYS[1])})";

// ARGV: length when loaded, first and last index to keep.
constexpr char trimScript[] = R"(local t = redis.call('TYPE', KEYS[1]).ok
if t == 'none' then return {'gone'} end
if t ~= 'list' then return {'type', t} end
local length = redis.call('LLEN', KEYS[1])
if length ~= tonumber(ARGV[1]) then return {'changed', length, {}} end
redis.call('LTRIM', KEYS[1], ARGV[2], ARGV[3])
return {'ok', redis.call('LLEN', KEYS[1])})";

const char *wordOf(ListEdit::Kind kind)
{
    switch (kind) {
    case ListEdit::Kind::Change:
        return "change";
    case ListEdit::Kind::Remove:
        return "remove";
    case ListEdit::Kind::InsertAfter:
        break;
    }
    return "insert";
}

Result<ListSaveOutcome> decodeOutcome(const Reply &reply)
{
    const QByteArray word = reply.isArray() && !reply.items.empty() ? reply.items[0].bytes : QByteArray();
    const size_t count = reply.items.size();
    ListSaveOutcome outcome;
    if (word == "ok" && count == 2) {
        outcome.length = reply.items[1].toInteger(-1);
    } else if (word == "changed" && count == 3) {
        outcome.kind = ListSaveOutcome::Kind::Changed;
        outcome.length = reply.items[1].toInteger(-1);
        const std::vector<Reply> &bad = reply.items[2].items;
        for (size_t i = 0; i + 2 < bad.size(); i += 3) {
            ListSaveOutcome::Element element;
            element.index = bad[i].toInteger();
            if (bad[i + 1].toInteger() == 1)
                element.value = bad[i + 2].bytes;
            outcome.elements.append(std::move(element));
        }
    } else if (word == "gone") {
        outcome.kind = ListSaveOutcome::Kind::Gone;
    } else if (word == "exists") {
        outcome.kind = ListSaveOutcome::Kind::Exists;
    } else if (word == "type" && count == 2) {
        outcome.kind = ListSaveOutcome::Kind::OtherType;
        outcome.typeName = reply.items[1].bytes;
    } else {
        return failure(Error::Kind::Protocol, QStringLiteral("The save script gave an unexpected answer."));
    }
    return outcome;
}

QCoro::Task<Result<ListSaveOutcome>> run(QPointer<Session> session, Command script, std::stop_token stop)
{
    const Result<Reply> reply = co_await runScript(session, script, stop);
    if (reply)
        co_return decodeOutcome(*reply);
    if (reply.error().kind != Error::Kind::Unsupported)
        co_return tl::unexpected(reply.error());
    ListSaveOutcome cannot;
    cannot.kind = ListSaveOutcome::Kind::CannotCompare;
    co_return cannot;
}

} // namespace

Command saveListCommand(const QByteArray &key, const ListChanges &changes, const QByteArray &marker)
{
    Command command
        = Command::of("EVAL", saveScript, 1, key, marker, changes.length, changes.head.size(), changes.tail.size());
    for (const QByteArray &element : changes.head)
        command.append(element);
    for (const QByteArray &element : changes.tail)
        command.append(element);
    for (const ListEdit &edit : changes.edits) {
        command.append(wordOf(edit.kind)).append(edit.index).append(edit.base).append(edit.mine);
        for (const std::optional<QByteArray> &neighbour : {edit.before, edit.after})
            command.append(neighbour ? "1" : "0").append(neighbour.value_or(QByteArray()));
    }
    return command;
}

QList<Command> listWriteCommands(const QByteArray &key, const ListChanges &changes)
{
    QList<Command> commands;
    if (!changes.head.isEmpty()) {
        Command push = Command::of("LPUSH", key);
        for (qsizetype i = changes.head.size() - 1; i >= 0; --i)
            push.append(changes.head.at(i));
        commands.append(push);
    }
    if (!changes.tail.isEmpty()) {
        Command push = Command::of("RPUSH", key);
        for (const QByteArray &element : changes.tail)
            push.append(element);
        commands.append(push);
    }
    for (const ListEdit &edit : changes.edits) {
        switch (edit.kind) {
        case ListEdit::Kind::Change:
            commands.append(Command::of("LSET", key, edit.index, edit.mine));
            break;
        case ListEdit::Kind::Remove:
            commands.append(Command::of("LREM", key, 1, edit.base));
            break;
        case ListEdit::Kind::InsertAfter:
            commands.append(Command::of("LINSERT", key, "AFTER", edit.base, edit.mine));
            break;
        }
    }
    return commands;
}

qint64 saveListCost(const ListChanges &changes)
{
    // The script, TYPE, LLEN twice, the pushes; for each edit two looks at most and up to three writes.
    qint64 cost = 4 + changes.head.size() + changes.tail.size();
    for (const ListEdit &edit : changes.edits) {
        cost += 2 + (edit.kind == ListEdit::Kind::Change ? 1 : edit.kind == ListEdit::Kind::Remove ? 2 : 3);
    }
    return cost;
}

QCoro::Task<Result<ListSaveOutcome>> saveList(QPointer<Session> session, QByteArray key, ListChanges changes,
                                              QByteArray marker, std::stop_token stop)
{
    const Command script = saveListCommand(key, changes, marker);
    const Result<ListSaveOutcome> outcome = co_await run(session, script, stop);
    co_return outcome;
}

QCoro::Task<Result<CurrentList>> readList(QPointer<Session> session, QByteArray key, QList<qint64> indexes,
                                          std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    QList<Command> commands{Command::of("TYPE", key), Command::of("LLEN", key)};
    for (const qint64 index : indexes)
        commands.append(Command::of("LINDEX", key, index));
    RequestOptions options;
    options.purpose = Purpose::Edit;
    const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    if (!replies->at(0))
        co_return tl::unexpected(replies->at(0).error());
    CurrentList now;
    now.typeName = replies->at(0)->bytes;
    if (now.typeName != "list")
        co_return now;
    for (const Result<Reply> &reply : *replies) {
        if (!reply)
            co_return tl::unexpected(reply.error());
    }
    now.length = replies->at(1)->toInteger();
    for (qsizetype i = 0; i < indexes.size(); ++i) {
        const Reply &reply = *replies->at(size_t(i) + 2);
        now.elements.append({indexes.at(i), reply.isNil() ? std::nullopt : std::optional(reply.bytes)});
    }
    co_return now;
}

QCoro::Task<Result<ListSaveOutcome>> createList(QPointer<Session> session, QByteArray key, QList<QByteArray> elements,
                                                std::optional<Milliseconds> ttl, std::stop_token stop)
{
    Command script
        = Command::of("EVAL", createScript, 1, key, ttl ? QByteArray::number(qint64(ttl->count())) : QByteArray());
    for (const QByteArray &element : elements)
        script.append(element);
    const Result<ListSaveOutcome> outcome = co_await run(session, script, stop);
    co_return outcome;
}

QList<Command> trimCommands(const QByteArray &key, qint64 first, qint64 last)
{
    return {Command::of("LTRIM", key, first, last)};
}

QCoro::Task<Result<ListSaveOutcome>> trimList(QPointer<Session> session, QByteArray key, qint64 length, qint64 first,
                                              qint64 last, std::stop_token stop)
{
    const Command script = Command::of("EVAL", trimScript, 1, key, length, first, last);
    const Result<ListSaveOutcome> outcome = co_await run(session, script, stop);
    co_return outcome;
}

} // namespace stashdeck
