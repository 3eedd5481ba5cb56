// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importscripts.h"

#include <QUuid>

namespace stashdeck {

namespace {

/// Adds the elements of one hash, set or sorted set to another.
constexpr char mergeFunction[] = R"(local function merge(from, key, kind)
  if kind == 'zset' then
    local first = 0
    while true do
      local part = redis.call('ZRANGE', from, first, first + 999, 'WITHSCORES')
      if #part == 0 then break end
      local words = {}
      for m = 1, #part, 2 do words[m], words[m + 1] = part[m + 1], part[m] end
      redis.call('ZADD', key, unpack(words))
      first = first + 1000
    end
  else
    local cursor = '0'
    repeat
      local page = redis.call(kind == 'hash' and 'HSCAN' or 'SSCAN', from, cursor, 'COUNT', 1000)
      cursor = page[1]
      for first = 1, #page[2], 2000 do
        local last = math.min(first + 1999, #page[2])
        redis.call(kind == 'hash' and 'HSET' or 'SADD', key, unpack(page[2], first, last))
      end
    until cursor == '0'
  end
  redis.call('DEL', from)
end
local function typeOf(key)
  local reply = redis.call('TYPE', key)
  return reply.ok or reply
end
local mergeable = {hash = true, set = true, zset = true}
local function keep(key, from, hidden)
  for _, field in ipairs(hidden) do
    local value = redis.call('HGET', key, field)
    if value then redis.call('HSET', from, field, value) end
  end
end
)";

/// ARGV: number, then for each item: policy, what a second item of the same key does, form, type, expiry, hidden
/// fields with their count, commands with their count, each: words, place of the key
/// (negative: may fail), the words.
constexpr char writeScript[] = R"(local number = tonumber(ARGV[1])
local before = redis.call('GET', KEYS[1])
if before then
  local last = tonumber(string.match(before, '^%d+'))
  if last == number then return before end
  if last and last > number then return 'stale' end
end
local at, out, made = 2, {ARGV[1]}, {}
for i = 1, (#KEYS - 1) / 2 do
  local key, other = KEYS[i * 2], KEYS[i * 2 + 1]
  local policy, second, form, kind, expiry = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4]
  local hidden, commands = {}, {}
  at = at + 6
  for h = 1, tonumber(ARGV[at - 1]) do
    hidden[h] = ARGV[at]
    at = at + 1
  end
  at = at + 1
  for c = 1, tonumber(ARGV[at - 1]) do
    local count = tonumber(ARGV[at])
    commands[c] = {ARGV[at + 1], unpack(ARGV, at + 2, at + 1 + count)}
    at = at + 2 + count
  end
  local function run(target)
    for _, command in ipairs(commands) do
      local words = {unpack(command, 2)}
      local place = tonumber(command[1])
      words[math.abs(place)] = target
      local reply = redis.pcall(unpack(words))
      if place > 0 and type(reply) == 'table' and reply.err then return reply.err end
    end
    if expiry ~= '' then redis.call('PEXPIREAT', target, expiry) end
  end
  local result, problem
  local there = 'none'
  if made[key] then policy = second end
  if policy ~= 'add' and policy ~= 'twice' then there = typeOf(key) end
  if policy == 'twice' then
    result = 'twice'
  elseif policy == 'add' then
    problem = run(key)
    result = 'new'
  elseif there == 'none' then
    problem = run(key)
    if problem then
      redis.call('DEL', key)
    elseif form == 'commands' and redis.call('EXISTS', key) == 0 then
      result = 'nothing'
    else
      result = 'new'
    end
  elseif policy == 'replace' then
    problem = run(other)
    if problem then
      redis.call('DEL', other)
    elseif redis.call('EXISTS', other) == 0 then
      result = form == 'commands' and 'nothing' or 'expired'
    else
      if there == 'hash' and kind == 'hash' then keep(key, other, hidden) end
      redis.call('RENAME', other, key)
      result = 'replaced'
    end
  elseif policy == 'merge' and form == 'commands' then
    problem = run(key)
    result = 'merged'
  elseif policy == 'merge' and there == kind and mergeable[kind] then
    expiry = ''
    if form == 'dump' then
      problem = run(other)
      if problem then
        redis.call('DEL', other)
      elseif redis.call('EXISTS', other) == 0 then
        result = 'expired'
      else
        merge(other, key, kind)
        result = 'merged'
      end
    else
      problem = run(key)
      result = 'merged'
    end
  else
    result = 'exists'
  end
  if problem then
    result = '!' .. string.gsub(problem, '[\r\n]', ' ')
  elseif result == 'new' or result == 'replaced' or result == 'merged' then
    made[key] = true
  end
  out[i + 1] = result
end
local receipt = table.concat(out, '\n')
redis.call('SET', KEYS[1], receipt, 'EX', 604800)
return receipt)";

/// ARGV: policy, type, expiry, hidden fields.
constexpr char finishScript[] = R"(local key, from = KEYS[1], KEYS[2]
local policy, kind, expiry = ARGV[1], ARGV[2], ARGV[3]
if redis.call('EXISTS', from) == 0 then return 'expired' end
local there = typeOf(key)
if there ~= 'none' and policy ~= 'replace' then
  if policy == 'merge' and there == kind and mergeable[kind] then
    merge(from, key, kind)
    return 'merged'
  end
  return 'exists'
end
if there == 'hash' and kind == 'hash' then
  local hidden = {}
  for h = 4, #ARGV do hidden[h - 3] = ARGV[h] end
  keep(key, from, hidden)
end
if expiry == '' then
  redis.call('PERSIST', from)
elseif expiry ~= 'keep' then
  redis.call('PEXPIREAT', from, expiry)
end
if redis.call('EXISTS', from) == 0 then return 'expired' end
redis.call('RENAME', from, key)
return there == 'none' and 'new' or 'replaced')";

const char *wordOfPolicy(ImportPolicy policy)
{
    switch (policy) {
    case ImportPolicy::Skip:
    case ImportPolicy::Fail:
        return "skip";
    case ImportPolicy::Replace:
        return "replace";
    case ImportPolicy::Merge:
        return "merge";
    }
    Q_UNREACHABLE();
}

const char *wordOfForm(TransferEntry::Form form)
{
    switch (form) {
    case TransferEntry::Form::Words:
        return "words";
    case TransferEntry::Form::Dump:
        return "dump";
    case TransferEntry::Form::Commands:
        return "commands";
    }
    Q_UNREACHABLE();
}

QByteArray expiryWord(qint64 expiry)
{
    if (expiry == importScripts::keepExpiry)
        return "keep";
    return expiry == TransferEntry::noExpiry ? QByteArray("") : QByteArray::number(expiry);
}

} // namespace

Command importScripts::write(const QByteArray &receipt, qint64 number, const QList<Item> &items)
{
    Command command = Command::of("EVAL", QByteArray(mergeFunction) + writeScript, 1 + items.size() * 2, receipt);
    for (const Item &item : items)
        command.append(item.key).append(item.temporary);
    command.append(number);
    for (const Item &item : items) {
        command.append(item.adds ? "add" : wordOfPolicy(item.policy)).append(item.mayAdd ? "add" : "twice");
        command.append(wordOfForm(item.form)).append(wordOf(item.type)).append(expiryWord(item.expiry));
        command.append(item.hiddenFields.size());
        for (const QByteArray &field : item.hiddenFields)
            command.append(field);
        command.append(item.commands.size());
        for (const KeyedCommand &keyed : item.commands) {
            command.append(keyed.words.size()).append((keyed.keyAt + 1) * (keyed.isOptional ? -1 : 1));
            for (int i = 0; i < int(keyed.words.size()); ++i)
                command.append(i == keyed.keyAt ? QByteArray("") : keyed.words[i]);
        }
    }
    return command;
}

Command importScripts::finish(const QByteArray &key, const QByteArray &temporary, ImportPolicy policy, KeyType type,
                              qint64 expiry, const QList<QByteArray> &hiddenFields)
{
    Command command = Command::of("EVAL", QByteArray(mergeFunction) + finishScript, 2, key, temporary,
                                  wordOfPolicy(policy), wordOf(type), expiryWord(expiry));
    for (const QByteArray &field : hiddenFields)
        command.append(field);
    return command;
}

QByteArray importReceiptKey(const QUuid &run)
{
    return "stashdeck:import:" + run.toByteArray(QUuid::WithoutBraces);
}

QByteArray importTemporaryKey(const QUuid &run, const QByteArray &key, qint64 number)
{
    // What a cluster hashes: the first {…} that holds anything, else the whole name.
    const qsizetype open = key.indexOf('{');
    const qsizetype close = open < 0 ? -1 : key.indexOf('}', open + 1);
    QByteArray tag;
    if (close > open + 1)
        tag = key.sliced(open, close - open + 1);
    else if (!key.contains('}') && key.size() <= 1024)
        tag = '{' + key + '}';
    return "stashdeck:import:" + run.toByteArray(QUuid::WithoutBraces) + ':' + QByteArray::number(number) + ':' + tag;
}

qint64 carriedSize(QByteArrayView word)
{
    qint64 size = 3;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80)
            size += 2;
        else if (byte >= 0x20)
            size += c == '"' || c == '\\' ? 2 : 1;
        else
            size += c == '\n' || c == '\r' || c == '\t' ? 2 : 6;
    }
    return size;
}

} // namespace stashdeck
