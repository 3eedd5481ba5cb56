// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/savemap.h"

#include "models/session/capabilities.h"
#include "models/values/scriptrun.h"

namespace stashdeck {

namespace {

// The texts are constants: keys, names and values travel only in KEYS and ARGV (reliability-security.md T30).
// ARGV: kind, '1' to keep fields' own expiry, then for each edit: name, '1' when it was there, what it was, '1' when it
// shall be there, what it shall be, the field whose expiry it takes ('' for its own).
constexpr char saveScript[] = R"(local kind = ARGV[1]
local t = redis.call('TYPE', KEYS[1]).ok
if t == 'none' then return {'gone'} end
if t ~= kind then return {'type', t} end
local names, edits = {}, {}
for i = 3, #ARGV, 6 do
  names[#names + 1] = ARGV[i]
  edits[#edits + 1] = {ARGV[i], ARGV[i + 1] == '1' and ARGV[i + 2], ARGV[i + 3] == '1' and ARGV[i + 4], ARGV[i + 5]}
end
local now
if kind == 'hash' then now = redis.call('HMGET', KEYS[1], unpack(names))
elseif kind == 'set' then now = redis.call('SMISMEMBER', KEYS[1], unpack(names))
else now = redis.call('ZMSCORE', KEYS[1], unpack(names)) end
local bad = {}
for i, edit in ipairs(edits) do
  local value = now[i]
  if kind == 'set' then value = value == 1 and '' end
  if value ~= edit[2] then
    bad[#bad + 1] = edit[1]
    bad[#bad + 1] = value and 1 or 0
    bad[#bad + 1] = value or ''
  end
end
if #bad > 0 then return {'changed', bad} end
local write, gone, kept = {}, {}, {}
local keeps = ARGV[2] == '1' and kind == 'hash'
for _, edit in ipairs(edits) do
  if not edit[3] then
    gone[#gone + 1] = edit[1]
  else
    if kind == 'hash' then write[#write + 1] = edit[1]; write[#write + 1] = edit[3]
    elseif kind == 'set' then write[#write + 1] = edit[1]
    else write[#write + 1] = edit[3]; write[#write + 1] = edit[1] end
    if keeps then
      local from = edit[4] ~= '' and edit[4] or edit[1]
      local at = redis.pcall('HPEXPIRETIME', KEYS[1], 'FIELDS', 1, from)
      if type(at) == 'table' and not at.err and type(at[1]) == 'number' and at[1] > 0 then
        kept[#kept + 1] = {edit[1], string.format('%.0f', at[1])}
      end
    end
  end
end
local word = ({hash = {'HSET', 'HDEL'}, set = {'SADD', 'SREM'}, zset = {'ZADD', 'ZREM'}})[kind]
if #write > 0 then redis.call(word[1], KEYS[1], unpack(write)) end
for _, k in ipairs(kept) do redis.call('HPEXPIREAT', KEYS[1], k[2], 'FIELDS', 1, k[1]) end
if #gone > 0 then redis.call(word[2], KEYS[1], unpack(gone)) end
if kind ~= 'zset' then return {'ok', {}} end
local scores, after = {}, redis.call('ZMSCORE', KEYS[1], unpack(names))
for i, name in ipairs(names) do
  scores[#scores + 1] = name
  scores[#scores + 1] = after[i] and 1 or 0
  scores[#scores + 1] = after[i] or ''
end
return {'ok', scores})";

// ARGV: kind, milliseconds to live ('' for none), then name and value by turns.
constexpr char createScript[] = R"(if redis.call('EXISTS', KEYS[1]) == 1 then return {'exists'} end
local kind, batch = ARGV[1], {}
local word = ({hash = 'HSET', set = 'SADD', zset = 'ZADD'})[kind]
for i = 3, #ARGV, 2 do
  if kind == 'hash' then batch[#batch + 1] = ARGV[i]; batch[#batch + 1] = ARGV[i + 1]
  elseif kind == 'set' then batch[#batch + 1] = ARGV[i]
  else batch[#batch + 1] = ARGV[i + 1]; batch[#batch + 1] = ARGV[i] end
  if #batch >= 2000 or i + 1 >= #ARGV then redis.call(word, KEYS[1], unpack(batch)); batch = {} end
end
if ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return {'ok', {}})";

RequestOptions editOptions()
{
    RequestOptions options;
    options.purpose = Purpose::Edit;
    return options;
}

QList<MapValue> decodeValues(const Reply &list)
{
    QList<MapValue> values;
    for (size_t i = 0; i + 2 < list.items.size(); i += 3) {
        MapValue value;
        value.name = list.items[i].bytes;
        if (list.items[i + 1].toInteger() == 1)
            value.value = list.items[i + 2].bytes;
        values.append(std::move(value));
    }
    return values;
}

Result<MapSaveOutcome> decodeOutcome(const Reply &reply)
{
    const QByteArray word = reply.isArray() && !reply.items.empty() ? reply.items[0].bytes : QByteArray();
    const size_t count = reply.items.size();
    MapSaveOutcome outcome;
    if (word == "ok" && count == 2) {
        outcome.values = decodeValues(reply.items[1]);
    } else if (word == "changed" && count == 2) {
        outcome.kind = MapSaveOutcome::Kind::Changed;
        outcome.values = decodeValues(reply.items[1]);
    } else if (word == "gone") {
        outcome.kind = MapSaveOutcome::Kind::Gone;
    } else if (word == "exists") {
        outcome.kind = MapSaveOutcome::Kind::Exists;
    } else if (word == "type" && count == 2) {
        outcome.kind = MapSaveOutcome::Kind::OtherType;
        outcome.typeName = reply.items[1].bytes;
    } else {
        return failure(Error::Kind::Protocol, QStringLiteral("The save script gave an unexpected answer."));
    }
    return outcome;
}

QCoro::Task<Result<MapSaveOutcome>> run(QPointer<Session> session, Command script, std::stop_token stop)
{
    const Result<Reply> reply = co_await runScript(session, script, stop);
    if (reply)
        co_return decodeOutcome(*reply);
    if (reply.error().kind != Error::Kind::Unsupported)
        co_return tl::unexpected(reply.error());
    MapSaveOutcome cannot;
    cannot.kind = MapSaveOutcome::Kind::CannotCompare;
    co_return cannot;
}

Command readCommand(ValueKind kind, const QByteArray &key, const QList<QByteArray> &names)
{
    const char *word = kind == ValueKind::Hash ? "HMGET" : kind == ValueKind::Set ? "SMISMEMBER" : "ZMSCORE";
    Command command = Command::of(word, key);
    for (const QByteArray &name : names)
        command.append(name);
    return command;
}

} // namespace

Command saveMapCommand(ValueKind kind, const QByteArray &key, const QList<MapEdit> &edits, bool keepFieldTtls)
{
    Command command = Command::of("EVAL", saveScript, 1, key, typeNameOf(kind), keepFieldTtls ? "1" : "0");
    for (const MapEdit &edit : edits) {
        command.append(edit.name)
            .append(edit.base ? "1" : "0")
            .append(edit.base.value_or(QByteArray()))
            .append(edit.mine ? "1" : "0")
            .append(edit.mine.value_or(QByteArray()))
            .append(edit.renamedFrom);
    }
    return command;
}

qint64 saveMapCost(const QList<MapEdit> &edits, bool keepFieldTtls)
{
    bool writes = false;
    bool removes = false;
    for (const MapEdit &edit : edits)
        (edit.mine ? writes : removes) = true;
    // The script, TYPE, the comparison, what writes, and the scores afterwards.
    return 4 + int(writes) + int(removes) + (keepFieldTtls ? 2 * edits.size() : 0);
}

QList<Command> mapWriteCommands(ValueKind kind, const QByteArray &key, const QList<MapEdit> &edits)
{
    Command write = Command::of(kind == ValueKind::Hash ? "HSET" : kind == ValueKind::Set ? "SADD" : "ZADD", key);
    Command remove = Command::of(kind == ValueKind::Hash ? "HDEL" : kind == ValueKind::Set ? "SREM" : "ZREM", key);
    for (const MapEdit &edit : edits) {
        if (!edit.mine)
            remove.append(edit.name);
        else if (kind == ValueKind::Hash)
            write.append(edit.name).append(*edit.mine);
        else if (kind == ValueKind::Set)
            write.append(edit.name);
        else
            write.append(*edit.mine).append(edit.name);
    }
    QList<Command> commands;
    for (const Command &command : {write, remove}) {
        if (command.words().size() > 2)
            commands.append(command);
    }
    return commands;
}

QCoro::Task<Result<MapSaveOutcome>> saveMap(QPointer<Session> session, ValueKind kind, QByteArray key,
                                            QList<MapEdit> edits, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const bool keeps = kind == ValueKind::Hash
        && session->capabilities()->support(Capabilities::Feature::HashFieldTtl) == Capabilities::Support::Available;
    const Command script = saveMapCommand(kind, key, edits, keeps);
    const Result<MapSaveOutcome> outcome = co_await run(session, script, stop);
    co_return outcome;
}

QCoro::Task<Result<MapSaveOutcome>> saveMapUnsafely(QPointer<Session> session, ValueKind kind, QByteArray key,
                                                    QList<MapEdit> edits, std::stop_token stop)
{
    QList<QByteArray> names;
    for (const MapEdit &edit : edits)
        names.append(edit.name);
    const Result<CurrentMap> now = co_await readMap(session, kind, key, names, stop);
    if (!now)
        co_return tl::unexpected(now.error());
    MapSaveOutcome outcome;
    if (now->typeName == "none") {
        outcome.kind = MapSaveOutcome::Kind::Gone;
        co_return outcome;
    }
    if (valueKindOf(now->typeName) != kind) {
        outcome.kind = MapSaveOutcome::Kind::OtherType;
        outcome.typeName = now->typeName;
        co_return outcome;
    }
    for (qsizetype i = 0; i < edits.size() && i < now->values.size(); ++i) {
        if (now->values.at(i).value != edits.at(i).base)
            outcome.values.append(now->values.at(i));
    }
    if (!outcome.values.isEmpty()) {
        outcome.kind = MapSaveOutcome::Kind::Changed;
        co_return outcome;
    }
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const QList<Command> commands = mapWriteCommands(kind, key, edits);
    const RequestOptions options = editOptions();
    const Result<Replies> replies = co_await session->transaction(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    for (const Result<Reply> &reply : *replies) {
        if (!reply)
            co_return tl::unexpected(reply.error());
    }
    co_return outcome;
}

QCoro::Task<Result<CurrentMap>> readMap(QPointer<Session> session, ValueKind kind, QByteArray key,
                                        QList<QByteArray> names, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const QList<Command> commands{Command::of("TYPE", key), readCommand(kind, key, names)};
    const RequestOptions options = editOptions();
    const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    if (!replies->at(0))
        co_return tl::unexpected(replies->at(0).error());
    CurrentMap now;
    now.typeName = replies->at(0)->bytes;
    if (valueKindOf(now.typeName) != kind)
        co_return now;
    if (!replies->at(1))
        co_return tl::unexpected(replies->at(1).error());
    const std::vector<Reply> &items = replies->at(1)->items;
    if (items.size() != size_t(names.size()))
        co_return failure(Error::Kind::Protocol, QStringLiteral("A comparison gave another number of elements."));
    for (qsizetype i = 0; i < names.size(); ++i) {
        const Reply &item = items[size_t(i)];
        MapValue value{names.at(i), {}};
        if (kind == ValueKind::Set ? item.toInteger() == 1 : !item.isNil())
            value.value = kind == ValueKind::Set ? QByteArray("") : item.bytes;
        now.values.append(std::move(value));
    }
    co_return now;
}

Command createMapCommand(ValueKind kind, const QByteArray &key, const QList<MapValue> &elements,
                         std::optional<Milliseconds> ttl)
{
    Command command = Command::of("EVAL", createScript, 1, key, typeNameOf(kind),
                                  ttl ? QByteArray::number(qint64(ttl->count())) : QByteArray());
    for (const MapValue &element : elements)
        command.append(element.name).append(element.value.value_or(QByteArray()));
    return command;
}

QCoro::Task<Result<MapSaveOutcome>> createMap(QPointer<Session> session, ValueKind kind, QByteArray key,
                                              QList<MapValue> elements, std::optional<Milliseconds> ttl,
                                              std::stop_token stop)
{
    const Command script = createMapCommand(kind, key, elements, ttl);
    const Result<MapSaveOutcome> outcome = co_await run(session, script, stop);
    co_return outcome;
}

} // namespace stashdeck
