// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/jsonsave.h"

#include "models/values/scriptrun.h"
#include "models/values/valuekind.h"

#include <algorithm>

namespace stashdeck {

namespace {

// The texts are constants: keys, paths and values travel only in KEYS and ARGV (reliability-security.md T30).
// ARGV: number of checks; for each: kind, path, what is wanted; then for each command: number of words, the words, of
// which the key is left out behind the first.
constexpr char saveScript[] = R"(local key = KEYS[1]
local t = redis.call('TYPE', key).ok
if t == 'none' then return {'gone'} end
if t ~= 'ReJSON-RL' and t ~= 'json' then return {'type', t} end
local at, bad = 2, {}
for i = 1, tonumber(ARGV[1]) do
  local kind, path, want, now = ARGV[at], ARGV[at + 1], ARGV[at + 2], nil
  at = at + 3
  if kind == 'get' then
    now = redis.call('JSON.GET', key, path)
  else
    now = redis.call(kind == 'len' and 'JSON.ARRLEN' or 'JSON.TYPE', key, path)
    if type(now) == 'table' then now = now[1] end
    if now then now = tostring(now) end
  end
  if not now then now = '' end
  if now ~= want then bad[#bad + 1] = i - 1; bad[#bad + 1] = now end
end
if #bad > 0 then return {'changed', bad} end
local due = redis.call('PTTL', key)
local moment
if due >= 0 then
  local exact = redis.pcall('PEXPIRETIME', key)
  if type(exact) == 'number' and exact > 0 then moment = string.format('%.0f', exact) end
end
while at <= #ARGV do
  local count, words = tonumber(ARGV[at]), {}
  for i = 2, count do words[i - 1] = ARGV[at + i] end
  redis.call(ARGV[at + 1], key, unpack(words))
  at = at + count + 1
end
if due >= 0 and redis.call('PTTL', key) == -1 then
  if moment then redis.call('PEXPIREAT', key, moment) else redis.call('PEXPIRE', key, string.format('%.0f', due)) end
end
return {'ok', redis.call('JSON.GET', key)})";

// ARGV: the text, milliseconds to live ('' for none).
constexpr char createScript[] = R"(if redis.call('EXISTS', KEYS[1]) == 1 then return {'exists'} end
redis.call('JSON.SET', KEYS[1], '$', ARGV[1])
if ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return {'ok', redis.call('JSON.GET', KEYS[1])})";

struct Check {
    QByteArray kind;
    QByteArray path;
    QByteArray wanted;
    friend bool operator==(const Check &, const Check &) = default;
};

QList<Check> checksOf(const QList<JsonEdit> &edits)
{
    QList<Check> checks;
    const auto add = [&checks](const char *kind, const QByteArray &path, const QByteArray &wanted) {
        const Check check{kind, path, wanted};
        if (!checks.contains(check))
            checks.append(check);
    };
    for (const JsonEdit &edit : edits) {
        if (edit.guardLength >= 0) {
            const qsizetype bracket = edit.guardPath.lastIndexOf('[');
            add("len", edit.guardPath.first(bracket), QByteArray::number(edit.guardLength));
        }
        if (edit.guard.isEmpty())
            add("type", edit.guardPath, "object");
        else
            add("get", edit.guardPath, '[' + edit.guard + ']');
        if (edit.kind == JsonEdit::Kind::Add)
            add("get", edit.path, "[]");
    }
    return checks;
}

Command scriptCommand(const QByteArray &key, const QList<Check> &checks, const QList<JsonEdit> &edits)
{
    Command script = Command::of("EVAL", saveScript, 1, key, checks.size());
    for (const Check &check : checks)
        script.append(check.kind).append(check.path).append(check.wanted);
    const QList<Command> commands = jsonWriteCommands(key, edits);
    for (const Command &command : commands) {
        const QList<QByteArray> &words = command.words();
        script.append(words.size() - 1);
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (i != 1)
                script.append(words.at(i));
        }
    }
    return script;
}

RequestOptions editOptions()
{
    RequestOptions options;
    options.purpose = Purpose::Edit;
    return options;
}

/// What a script answered; no value for a server or token that runs none.
QCoro::Task<Result<std::optional<Reply>>> run(QPointer<Session> session, Command script, std::stop_token stop)
{
    const Result<Reply> reply = co_await runScript(session, script, stop);
    if (reply)
        co_return std::optional<Reply>(*reply);
    if (reply.error().kind != Error::Kind::Unsupported)
        co_return tl::unexpected(reply.error());
    co_return std::optional<Reply>();
}

Result<JsonSaveOutcome> decodeOutcome(const std::optional<Reply> &reply)
{
    JsonSaveOutcome outcome;
    if (!reply) {
        outcome.kind = JsonSaveOutcome::Kind::CannotCompare;
        return outcome;
    }
    const size_t count = reply->items.size();
    const QByteArray word = count > 0 ? reply->items[0].bytes : QByteArray();
    if (word == "ok" && count == 2) {
        outcome.text = reply->items[1].bytes;
    } else if (word == "changed" && count == 2) {
        outcome.kind = JsonSaveOutcome::Kind::Changed;
    } else if (word == "gone") {
        outcome.kind = JsonSaveOutcome::Kind::Gone;
    } else if (word == "exists") {
        outcome.kind = JsonSaveOutcome::Kind::Exists;
    } else if (word == "type" && count == 2) {
        outcome.kind = JsonSaveOutcome::Kind::OtherType;
        outcome.typeName = reply->items[1].bytes;
    } else {
        return failure(Error::Kind::Protocol, QStringLiteral("The save script gave an unexpected answer."));
    }
    return outcome;
}

/// Two texts that say the same, members in any order.
bool saysTheSame(const QByteArray &a, const QByteArray &b)
{
    if (isSameJson(a, b))
        return true;
    const std::optional<JsonTree> left = JsonTree::parse(a);
    const std::optional<JsonTree> right = JsonTree::parse(b);
    if (!left || !right)
        return false;
    const QList<JsonEdit> edits = jsonEdits(*left, *right);
    for (const JsonEdit &edit : edits) {
        // Only another order of members is set whole without a difference inside.
        if (edit.kind != JsonEdit::Kind::Set)
            return false;
        const int one = left->find(QString::fromUtf8(edit.path));
        const int other = right->find(QString::fromUtf8(edit.path));
        if (one == JsonTree::none || other == JsonTree::none || left->type(one) != JsonTree::Type::Object
            || right->type(other) != JsonTree::Type::Object || left->childCount(one) != right->childCount(other))
            return false;
        for (int i = 0; i < left->childCount(one); ++i) {
            const int node = left->child(one, i);
            const int same = right->member(other, decodedJsonString(left->name(node)));
            if (same == JsonTree::none
                || !saysTheSame(left->value(node).toByteArray(), right->value(same).toByteArray()))
                return false;
        }
    }
    return true;
}

/// The checks with the server's own way of writing, when that is the only difference.
std::optional<QList<Check>> inServersWords(QList<Check> checks, const Reply &reply)
{
    if (reply.items.size() != 2)
        return {};
    const std::vector<Reply> &bad = reply.items[1].items;
    for (size_t i = 0; i + 1 < bad.size(); i += 2) {
        const qint64 index = bad[i].toInteger(-1);
        if (index < 0 || index >= checks.size())
            return {};
        Check &check = checks[qsizetype(index)];
        if (check.kind != "get" || !saysTheSame(check.wanted, bad[i + 1].bytes))
            return {};
        check.wanted = bad[i + 1].bytes;
    }
    return checks;
}

} // namespace

Command saveJsonCommand(const QByteArray &key, const QList<JsonEdit> &edits)
{
    return scriptCommand(key, checksOf(edits), edits);
}

qint64 saveJsonCost(const QList<JsonEdit> &edits)
{
    // The script, TYPE, PTTL twice, PEXPIRETIME, PEXPIREAT, the checks, the writes, and the document afterwards.
    return 7 + checksOf(edits).size() + jsonWriteCommands({}, edits).size();
}

QList<Command> jsonWriteCommands(const QByteArray &key, const QList<JsonEdit> &edits)
{
    QList<Command> commands;
    for (const JsonEdit &edit : edits) {
        switch (edit.kind) {
        case JsonEdit::Kind::Set:
        case JsonEdit::Kind::Add:
            commands.append(Command::of("JSON.SET", key, edit.path, edit.values.value(0)));
            break;
        case JsonEdit::Kind::Remove:
            commands.append(Command::of("JSON.DEL", key, edit.path));
            break;
        case JsonEdit::Kind::Insert: {
            Command insert = Command::of("JSON.ARRINSERT", key, edit.path, edit.index);
            for (const QByteArray &value : edit.values)
                insert.append(value);
            commands.append(insert);
            break;
        }
        case JsonEdit::Kind::RemoveElements:
            // From the last: an index means nothing once those before it have gone.
            for (int i = edit.index + edit.count - 1; i >= edit.index; --i)
                commands.append(Command::of("JSON.DEL", key, edit.path + '[' + QByteArray::number(i) + ']'));
            break;
        }
    }
    return commands;
}

QCoro::Task<Result<JsonSaveOutcome>> saveJson(QPointer<Session> session, QByteArray key, QList<JsonEdit> edits,
                                              std::stop_token stop)
{
    const QList<Check> checks = checksOf(edits);
    const Command script = scriptCommand(key, checks, edits);
    const Result<std::optional<Reply>> reply = co_await run(session, script, stop);
    if (!reply)
        co_return tl::unexpected(reply.error());
    const Result<JsonSaveOutcome> outcome = decodeOutcome(*reply);
    if (!outcome || outcome->kind != JsonSaveOutcome::Kind::Changed)
        co_return outcome;
    const std::optional<QList<Check>> others = inServersWords(checks, **reply);
    if (!others)
        co_return outcome;
    const Command again = scriptCommand(key, *others, edits);
    const Result<std::optional<Reply>> second = co_await run(session, again, stop);
    if (!second)
        co_return tl::unexpected(second.error());
    co_return decodeOutcome(*second);
}

QCoro::Task<Result<JsonSaveOutcome>> saveJsonUnsafely(QPointer<Session> session, QByteArray key, QByteArray loaded,
                                                      QList<JsonEdit> edits, std::optional<Milliseconds> ttl,
                                                      std::stop_token stop)
{
    const std::function<void(qint64, qint64)> silent;
    const Result<CurrentJson> now = co_await readJson(session, key, Purpose::Edit, silent, stop);
    if (!now)
        co_return tl::unexpected(now.error());
    JsonSaveOutcome outcome;
    if (now->typeName == "none")
        outcome.kind = JsonSaveOutcome::Kind::Gone;
    else if (valueKindOf(now->typeName) != ValueKind::Json)
        outcome.kind = JsonSaveOutcome::Kind::OtherType;
    else if (!saysTheSame(now->text, loaded))
        outcome.kind = JsonSaveOutcome::Kind::Changed;
    outcome.typeName = now->typeName;
    if (outcome.kind != JsonSaveOutcome::Kind::Saved)
        co_return outcome;
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    QList<Command> commands = jsonWriteCommands(key, edits);
    const bool isWhole = std::any_of(edits.cbegin(), edits.cend(), [](const JsonEdit &edit) { return edit.isWhole(); });
    if (isWhole && ttl)
        commands.append(Command::of("PEXPIRE", key, qint64(ttl->count())));
    commands.append(Command::of("JSON.GET", key));
    const RequestOptions options = editOptions();
    const Result<Replies> replies = co_await session->transaction(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    for (const Result<Reply> &reply : *replies) {
        if (!reply)
            co_return tl::unexpected(reply.error());
    }
    outcome.text = replies->back()->bytes;
    co_return outcome;
}

Command createJsonCommand(const QByteArray &key, const QByteArray &text, std::optional<Milliseconds> ttl)
{
    return Command::of("EVAL", createScript, 1, key, text,
                       ttl ? QByteArray::number(qint64(ttl->count())) : QByteArray());
}

QCoro::Task<Result<JsonSaveOutcome>> createJson(QPointer<Session> session, QByteArray key, QByteArray text,
                                                std::optional<Milliseconds> ttl, std::stop_token stop)
{
    const Command script = createJsonCommand(key, text, ttl);
    const Result<std::optional<Reply>> reply = co_await run(session, script, stop);
    if (!reply)
        co_return tl::unexpected(reply.error());
    co_return decodeOutcome(*reply);
}

QCoro::Task<Result<CurrentJson>> readJson(QPointer<Session> session, QByteArray key, Purpose purpose,
                                          std::function<void(qint64, qint64)> progress, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    RequestOptions options;
    options.purpose = purpose;
    options.progress = progress;
    const QList<Command> commands{Command::of("TYPE", key), Command::of("JSON.GET", key)};
    const Result<Replies> replies = co_await session->pipeline(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    const Result<Reply> &type = replies->at(0);
    const Result<Reply> &text = replies->at(1);
    if (!type)
        co_return tl::unexpected(type.error());
    CurrentJson now;
    now.typeName = type->bytes;
    // The two are not atomic: the document itself says best what the key was when it was read.
    if (text && text->isNil()) {
        now.typeName = "none";
    } else if (text) {
        now.typeName = typeNameOf(ValueKind::Json);
        now.text = text->bytes;
    } else if (valueKindOf(now.typeName) == ValueKind::Json) {
        co_return tl::unexpected(text.error());
    }
    co_return now;
}

} // namespace stashdeck
