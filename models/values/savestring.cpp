// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/savestring.h"

#include "models/values/openkey.h"

#include <QCryptographicHash>
#include <QVariant>

namespace stashdeck {

namespace {

/// Above this the loaded value is not sent back only to be compared.
constexpr qint64 compareByValueLimit = 64LL * 1024;

// The texts are constants: keys and values travel only in KEYS and ARGV (reliability-security.md T30).
constexpr char scriptBySha[] = R"(local t = redis.call('TYPE', KEYS[1]).ok
if t == 'none' then return {'gone'} end
if t ~= 'string' then return {'type', t} end
if redis.sha1hex(redis.call('GET', KEYS[1])) ~= ARGV[1] then return {'changed'} end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return {'ok'})";
constexpr char scriptByValue[] = R"(local t = redis.call('TYPE', KEYS[1]).ok
if t == 'none' then return {'gone'} end
if t ~= 'string' then return {'type', t} end
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'changed'} end
redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
return {'ok'})";

/// Scripts of this server have no `redis.sha1hex`; remembered for the session.
constexpr char noShaProperty[] = "scriptsWithoutSha";

/// What a failed attempt says about the method itself, so that the next one is tried. Nothing was written then.
bool isMissing(CompareMethod method, const Error &error)
{
    switch (method) {
    case CompareMethod::SetIfEqual:
        return error.kind == Error::Kind::Unsupported
            || (error.kind == Error::Kind::Command
                && error.message.contains(QLatin1String("syntax"), Qt::CaseInsensitive));
    case CompareMethod::ScriptBySha:
        return error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission
            || (error.kind == Error::Kind::Command && error.message.contains(QLatin1String("sha1hex")));
    case CompareMethod::ScriptByValue:
        return error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission;
    case CompareMethod::None:
        break;
    }
    return false;
}

void learn(Capabilities *capabilities, CompareMethod method, const Error *error)
{
    const auto support = !error                    ? Capabilities::Support::Available
        : error->kind == Error::Kind::NoPermission ? Capabilities::Support::NotPermitted
                                                   : Capabilities::Support::Missing;
    if (method == CompareMethod::SetIfEqual) {
        capabilities->learn(Capabilities::Feature::SetIfEqual, support);
    } else if (error && error->kind == Error::Kind::Command) {
        capabilities->setProperty(noShaProperty, true);
    } else {
        capabilities->learn(Capabilities::Feature::Scripts, support);
    }
}

Result<SaveOutcome> decodeScript(const Reply &reply)
{
    const QByteArray word = reply.isArray() && !reply.items.empty() ? reply.items[0].bytes : QByteArray();
    SaveOutcome outcome;
    if (word == "ok")
        return outcome;
    if (word == "gone")
        outcome.kind = SaveOutcome::Kind::Gone;
    else if (word == "changed")
        outcome.kind = SaveOutcome::Kind::Changed;
    else if (word == "type" && reply.items.size() == 2) {
        outcome.kind = SaveOutcome::Kind::OtherType;
        outcome.typeName = reply.items[1].bytes;
    } else {
        return failure(Error::Kind::Protocol, QStringLiteral("The save script gave an unexpected answer."));
    }
    return outcome;
}

} // namespace

CompareMethod compareMethod(const Capabilities &capabilities, qint64 baseBytes)
{
    const bool scripts = capabilities.mayUse(Capabilities::Feature::Scripts);
    if (capabilities.mayUse(Capabilities::Feature::SetIfEqual) && (baseBytes <= compareByValueLimit || !scripts))
        return CompareMethod::SetIfEqual;
    if (!scripts)
        return CompareMethod::None;
    return capabilities.property(noShaProperty).toBool() ? CompareMethod::ScriptByValue : CompareMethod::ScriptBySha;
}

Command saveCommand(CompareMethod method, const QByteArray &key, const QByteArray &base, const QByteArray &value)
{
    switch (method) {
    case CompareMethod::SetIfEqual:
        return Command::of("SET", key, value, "IFEQ", base, "KEEPTTL");
    case CompareMethod::ScriptBySha:
        return Command::of("EVAL", scriptBySha, 1, key,
                           QCryptographicHash::hash(base, QCryptographicHash::Sha1).toHex(), value);
    case CompareMethod::ScriptByValue:
        return Command::of("EVAL", scriptByValue, 1, key, base, value);
    case CompareMethod::None:
        break;
    }
    return {};
}

QCoro::Task<Result<SaveOutcome>> saveIfUnchanged(QPointer<Session> session, QByteArray key, QByteArray base,
                                                 QByteArray value, std::stop_token stop)
{
    RequestOptions options;
    options.purpose = Purpose::Edit;
    for (;;) {
        if (!session)
            co_return failure(Error::Kind::Cancelled);
        const CompareMethod method = compareMethod(*session->capabilities(), base.size());
        if (method == CompareMethod::None) {
            SaveOutcome outcome;
            outcome.kind = SaveOutcome::Kind::CannotCompare;
            co_return outcome;
        }
        const Command save = saveCommand(method, key, base, value);
        const Result<Reply> reply = co_await session->send(save, options, stop);
        if (!session) // whether it was applied is not known any more
            co_return failure(Error::Kind::UnknownOutcome);
        if (!reply && isMissing(method, reply.error())) {
            learn(session->capabilities(), method, &reply.error());
            continue;
        }
        if (!reply && reply.error().kind == Error::Kind::WrongType) {
            SaveOutcome outcome;
            outcome.kind = SaveOutcome::Kind::OtherType;
            co_return outcome;
        }
        if (!reply)
            co_return tl::unexpected(reply.error());
        learn(session->capabilities(), method, nullptr);
        if (method != CompareMethod::SetIfEqual)
            co_return decodeScript(*reply);
        SaveOutcome outcome;
        // Nil does not say why; the caller reads the key and tells changed, gone and another type apart.
        outcome.kind = reply->isNil() ? SaveOutcome::Kind::Changed : SaveOutcome::Kind::Saved;
        co_return outcome;
    }
}

QCoro::Task<Result<SaveOutcome>> saveUnsafely(QPointer<Session> session, QByteArray key, QByteArray base,
                                              QByteArray value, std::stop_token stop)
{
    const Result<CurrentString> current = co_await readString(session, key, stop);
    if (!current)
        co_return tl::unexpected(current.error());
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    SaveOutcome outcome;
    if (current->kind() == ValueKind::None)
        outcome.kind = SaveOutcome::Kind::Gone;
    else if (current->kind() != ValueKind::String)
        outcome.kind = SaveOutcome::Kind::OtherType;
    else if (current->bytes != base)
        outcome.kind = SaveOutcome::Kind::Changed;
    outcome.typeName = current->typeName;
    if (outcome.kind != SaveOutcome::Kind::Saved)
        co_return outcome;
    RequestOptions options;
    options.purpose = Purpose::Edit;
    const Command save = Command::of("SET", key, value, "XX", "KEEPTTL");
    const Result<Reply> reply = co_await session->send(save, options, stop);
    if (!reply)
        co_return tl::unexpected(reply.error());
    if (reply->isNil())
        outcome.kind = SaveOutcome::Kind::Gone;
    co_return outcome;
}

Command createCommand(const QByteArray &key, const QByteArray &value, std::optional<Milliseconds> ttl)
{
    Command create = Command::of("SET", key, value, "NX");
    if (ttl && ttl->count() % 1000 == 0)
        create.append("EX").append(ttl->count() / 1000);
    else if (ttl)
        create.append("PX").append(ttl->count());
    return create;
}

QCoro::Task<Result<CreateOutcome>> createString(QPointer<Session> session, QByteArray key, QByteArray value,
                                                std::optional<Milliseconds> ttl, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    RequestOptions options;
    options.purpose = Purpose::Edit;
    const Command create = createCommand(key, value, ttl);
    const Result<Reply> reply = co_await session->send(create, options, stop);
    if (reply)
        co_return reply->isNil() ? CreateOutcome::Exists : CreateOutcome::Created;
    if (surelyNotApplied(reply.error().kind))
        co_return tl::unexpected(reply.error());
    const Error &lost = reply.error();
    const Result<CurrentString> current = co_await readString(session, key, stop);
    if (!current)
        co_return tl::unexpected(lost);
    if (current->kind() == ValueKind::None) {
        Error notApplied = lost;
        notApplied.kind = Error::Kind::Network; // known now: nothing is there
        co_return tl::unexpected(notApplied);
    }
    co_return current->kind() == ValueKind::String && current->bytes == value ? CreateOutcome::Created
                                                                              : CreateOutcome::Exists;
}

} // namespace stashdeck
