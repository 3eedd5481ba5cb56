// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/newkey.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>
#include <cmath>

namespace stashdeck {

namespace {

// A constant: the key travels in KEYS, the command's name and all values in ARGV (reliability-security.md T30).
constexpr char createScript[] = R"(if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call(ARGV[1], KEYS[1], unpack(ARGV, 3))
if ARGV[2] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1)";

/// The write under another name: what createScript and the transaction run.
Command writeCommand(const NewKey &key, const QByteArray &name)
{
    Command command;
    switch (key.kind) {
    case ValueKind::String:
        return Command::of("SET", name, key.text);
    case ValueKind::Json:
        return Command::of("JSON.SET", name, "$", key.text);
    case ValueKind::Hash:
        command = Command::of("HSET", name);
        break;
    case ValueKind::List:
        command = Command::of("RPUSH", name);
        break;
    case ValueKind::Set:
        command = Command::of("SADD", name);
        break;
    case ValueKind::SortedSet:
        command = Command::of("ZADD", name);
        break;
    case ValueKind::Stream:
        command = Command::of("XADD", name, "*");
        break;
    case ValueKind::None:
    case ValueKind::Unknown:
        return command;
    }
    for (const auto &[first, second] : key.elements) {
        if (key.kind == ValueKind::SortedSet)
            command.append(second).append(first);
        else if (key.kind == ValueKind::List || key.kind == ValueKind::Set)
            command.append(first);
        else
            command.append(first).append(second);
    }
    return command;
}

bool isScore(const QByteArray &text)
{
    if (text == "inf" || text == "+inf" || text == "-inf")
        return true;
    bool isNumber = false;
    const double score = text.toDouble(&isNumber);
    return isNumber && !std::isnan(score);
}

Command scriptCommand(const NewKey &key)
{
    const QList<QByteArray> words = writeCommand(key, key.name).words();
    const QByteArray ttl = key.ttl ? QByteArray::number(qint64(key.ttl->count())) : QByteArray();
    Command command = Command::of("EVAL", createScript, 1, key.name, words.first(), ttl);
    for (qsizetype i = 2; i < words.size(); ++i)
        command.append(words.at(i));
    return command;
}

/// Without scripts: written under a name that nobody has, then renamed only if the wanted name is free.
QList<Command> transactionCommands(const NewKey &key)
{
    const QByteArray aside = "stashdeck:new:" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QList<Command> commands{writeCommand(key, aside)};
    if (key.ttl)
        commands.append(Command::of("PEXPIRE", aside, qint64(key.ttl->count())));
    commands.append(Command::of("RENAMENX", aside, key.name));
    commands.append(Command::of("UNLINK", aside)); // when the name was taken
    return commands;
}

Result<CreateOutcome> outcomeOf(const Replies &replies)
{
    const Result<Reply> &written = replies.front();
    if (!written)
        return tl::unexpected(written.error());
    const Result<Reply> &renamed = replies.at(replies.size() - 2);
    if (!renamed)
        return tl::unexpected(renamed.error());
    return renamed->toInteger() == 1 ? CreateOutcome::Created : CreateOutcome::Exists;
}

QCoro::Task<Result<CreateOutcome>> createByTransaction(QPointer<Session> session, NewKey key, RequestOptions options,
                                                       std::stop_token stop)
{
    const QList<Command> commands = transactionCommands(key);
    const Result<Replies> replies = co_await session->transaction(commands, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    co_return outcomeOf(*replies);
}

} // namespace

std::optional<NewKeyProblem> problemOf(const NewKey &key)
{
    if (key.name.isEmpty())
        return NewKeyProblem::NoName;
    if (key.kind == ValueKind::String)
        return {};
    if (key.kind == ValueKind::Json) {
        // Qt 6.4 parses objects and arrays only; a lone number, text or word is JSON as well.
        const QByteArray wrapped = '[' + key.text + ']';
        return key.text.trimmed().isEmpty() || QJsonDocument::fromJson(wrapped).array().size() != 1
            ? std::optional(NewKeyProblem::NotJson)
            : std::nullopt;
    }
    if (key.elements.isEmpty())
        return NewKeyProblem::NoElements;
    if (key.elements.size() > mostNewElements)
        return NewKeyProblem::TooManyElements;
    const bool scores = key.kind != ValueKind::SortedSet
        || std::all_of(key.elements.cbegin(), key.elements.cend(),
                       [](const auto &element) { return isScore(element.second); });
    return scores ? std::nullopt : std::optional(NewKeyProblem::ScoreIsNoNumber);
}

QList<Command> newKeyCommands(const NewKey &key)
{
    if (key.kind == ValueKind::String)
        return {createCommand(key.name, key.text, key.ttl)};
    QList<Command> commands{writeCommand(key, key.name)};
    if (key.ttl)
        commands.append(Command::of("PEXPIRE", key.name, qint64(key.ttl->count())));
    return commands;
}

QCoro::Task<Result<CreateOutcome>> createKey(QPointer<Session> session, NewKey key, std::stop_token stop)
{
    if (key.kind == ValueKind::String)
        co_return co_await createString(session, key.name, key.text, key.ttl, stop);
    if (!session || problemOf(key))
        co_return failure(Error::Kind::Cancelled);
    RequestOptions options;
    options.purpose = Purpose::Edit;
    const QPointer<Capabilities> capabilities(session->capabilities());
    Result<CreateOutcome> outcome = failure(Error::Kind::Unsupported);
    bool tryTransaction = !capabilities->mayUse(Capabilities::Feature::Scripts);
    if (!tryTransaction) {
        const Command script = scriptCommand(key);
        const Result<Reply> reply = co_await session->send(script, options, stop);
        if (!session)
            co_return failure(Error::Kind::UnknownOutcome);
        if (reply)
            outcome = reply->toInteger() == 1 ? CreateOutcome::Created : CreateOutcome::Exists;
        else
            outcome = tl::unexpected(reply.error());
        const bool isInner = !reply && reply.error().message.contains(QLatin1String("called from script"));
        const bool refused = !reply
            && (reply.error().kind == Error::Kind::Unsupported || reply.error().kind == Error::Kind::NoPermission);
        tryTransaction = refused && !isInner;
        if (tryTransaction)
            capabilities->learn(Capabilities::Feature::Scripts,
                                reply.error().kind == Error::Kind::Unsupported ? Capabilities::Support::Missing
                                                                               : Capabilities::Support::NotPermitted);
    }
    if (tryTransaction) {
        outcome = co_await createByTransaction(session, key, options, stop);
        if (!session)
            co_return failure(Error::Kind::UnknownOutcome);
    }
    if (outcome || surelyNotApplied(outcome.error().kind))
        co_return outcome;
    const Command look = Command::of("EXISTS", key.name);
    const Result<Reply> there = co_await session->send(look, options, stop);
    if (there && there->toInteger() == 0) {
        Error notApplied = outcome.error();
        notApplied.kind = Error::Kind::Network; // known now: nothing is there
        co_return tl::unexpected(notApplied);
    }
    co_return outcome;
}

} // namespace stashdeck
