// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkscripts.h"

#include <QCryptographicHash>

namespace stashdeck::bulkScripts {

namespace {

constexpr char removeScript[] = R"(local out, ours = {}, {}
for i = 1, #KEYS do
  local dump = redis.call('DUMP', KEYS[i])
  if not dump then
    out[i] = -3
  elseif redis.sha1hex(dump) ~= ARGV[i + 1] then
    out[i] = -4
  else
    out[i] = redis.call('PTTL', KEYS[i])
    ours[#ours + 1] = KEYS[i]
  end
end
if #ours > 0 then
  if ARGV[1] == 'background' then redis.call('UNLINK', unpack(ours)) else redis.call('DEL', unpack(ours)) end
end
return out)";

constexpr char restoreScript[] = R"(local out = {}
for i = 1, #KEYS do
  local reply
  if ARGV[1] == 'replace' then
    reply = redis.pcall('RESTORE', KEYS[i], ARGV[i * 2], ARGV[i * 2 + 1], 'REPLACE')
  else
    reply = redis.pcall('RESTORE', KEYS[i], ARGV[i * 2], ARGV[i * 2 + 1])
  end
  if type(reply) == 'table' and reply.err then out[i] = reply.err else out[i] = 'OK' end
end
return out)";

constexpr char sumScript[] = R"(local out = {}
for i = 1, #KEYS do
  local dump = redis.call('DUMP', KEYS[i])
  if dump then out[i] = redis.sha1hex(string.sub(dump, 1, -11)) else out[i] = '' end
end
return out)";

constexpr char expiryScript[] = R"(local out = {}
local tolerance = tonumber(ARGV[1])
local function same(one, other)
  return (one < 0) == (other < 0) and math.abs(one - other) <= tolerance
end
for i = 1, #KEYS do
  local left = redis.call('PTTL', KEYS[i])
  local expected = tonumber(ARGV[i * 2])
  local wanted = tonumber(ARGV[i * 2 + 1])
  if left == -2 then
    out[i] = -3
  elseif same(left, wanted) then
    out[i] = 1
  elseif not same(left, expected) then
    out[i] = -4
  else
    if wanted < 0 then redis.call('PERSIST', KEYS[i]) else redis.call('PEXPIRE', KEYS[i], ARGV[i * 2 + 1]) end
    out[i] = 1
  end
end
return out)";

Command evalOf(const char *script, qsizetype keys)
{
    return Command::of("EVAL", QByteArray(script), keys);
}

constexpr qsizetype dumpTrailer = 10; // version and checksum

} // namespace

Command removeUnchanged(const QList<QByteArray> &keys, const QList<QByteArray> &shas, bool inBackground)
{
    Command command = evalOf(removeScript, keys.size());
    for (const QByteArray &key : keys)
        command.append(key);
    command.append(inBackground ? "background" : "at once");
    for (const QByteArray &sha : shas)
        command.append(sha);
    return command;
}

Command restore(const QList<RestoreItem> &items, bool replace)
{
    Command command = evalOf(restoreScript, items.size());
    for (const RestoreItem &item : items)
        command.append(item.key);
    command.append(replace ? "replace" : "keep");
    for (const RestoreItem &item : items)
        command.append(item.left).append(item.dump);
    return command;
}

Command bodySums(const QList<QByteArray> &keys)
{
    Command command = evalOf(sumScript, keys.size());
    for (const QByteArray &key : keys)
        command.append(key);
    return command;
}

QByteArray bodySum(const QByteArray &dump)
{
    return QCryptographicHash::hash(dump.first(qMax<qsizetype>(0, dump.size() - dumpTrailer)), QCryptographicHash::Sha1)
        .toHex();
}

Command putExpiryBack(const QList<ExpiryItem> &items, qint64 toleranceMs)
{
    Command command = evalOf(expiryScript, items.size());
    for (const ExpiryItem &item : items)
        command.append(item.key);
    command.append(toleranceMs);
    for (const ExpiryItem &item : items)
        command.append(item.expected).append(item.wanted);
    return command;
}

} // namespace stashdeck::bulkScripts
