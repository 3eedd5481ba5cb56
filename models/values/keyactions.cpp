// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/keyactions.h"

#include "models/session/serverclock.h"
#include "models/values/duplicatekey.h"
#include "models/values/newkey.h"
#include "models/values/savestring.h"

#include <algorithm>

namespace stashdeck {

KeyActions::KeyActions(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

qint64 KeyActions::copyLimit() const
{
    if (!m_session)
        return 0;
    // The answer comes as base64 with an envelope, and must stay below the plan's limit.
    return std::min(m_bin.capacity(), m_session->profile().limits.maxRequestBytes * 7 / 10);
}

QCoro::Task<Result<DeleteOutcome>> KeyActions::remove(DeleteRequest request)
{
    const QPointer<KeyActions> self(this);
    request.copyLimit = copyLimit();
    const QByteArray key = request.key;
    const QByteArray typeName = request.typeName;
    const Result<DeleteOutcome> outcome = co_await deleteKey(m_session, request, std::stop_token());
    if (!self || !outcome)
        co_return outcome;
    if (outcome->kind == DeleteOutcome::Kind::Deleted) {
        const quint64 id = outcome->copy ? m_bin.keep(*outcome->copy) : 0;
        note(ChangeRecord::Kind::Deleted, key, {}, typeName, id);
        emit keyDeleted(key, id);
    } else if (outcome->kind == DeleteOutcome::Kind::Gone) {
        emit keyGone(key);
    }
    co_return outcome;
}

QCoro::Task<Result<RestoreOutcome>> KeyActions::undo(quint64 id, ReplaceExisting replace)
{
    const QPointer<KeyActions> self(this);
    const std::optional<SavedCopy> copy = m_bin.copy(id);
    if (!copy)
        co_return failure(Error::Kind::Storage);
    const Result<RestoreOutcome> outcome = co_await restoreKey(m_session, *copy, replace, std::stop_token());
    if (!self || !outcome)
        co_return outcome;
    if (outcome->kind == RestoreOutcome::Kind::Restored) {
        m_bin.drop(id);
        const quint64 replacedId = outcome->replaced ? m_bin.keep(*outcome->replaced) : 0;
        note(ChangeRecord::Kind::Restored, copy->key, {}, copy->typeName, replacedId);
        emit keyRestored(copy->key);
    }
    co_return outcome;
}

QCoro::Task<Result<RenameOutcome>> KeyActions::rename(QByteArray from, QByteArray to)
{
    const QPointer<KeyActions> self(this);
    const Result<RenameOutcome> outcome = co_await renameKey(m_session, from, to, std::stop_token());
    if (!self || !outcome)
        co_return outcome;
    if (*outcome == RenameOutcome::Renamed) {
        note(ChangeRecord::Kind::Renamed, from, to);
        emit keyRenamed(from, to);
    } else if (*outcome == RenameOutcome::Gone) {
        emit keyGone(from);
    }
    co_return outcome;
}

QCoro::Task<Result<TtlOutcome>> KeyActions::changeExpiry(QByteArray key, TtlChange change)
{
    const QPointer<KeyActions> self(this);
    const Result<TtlOutcome> outcome = co_await changeTtl(m_session, key, change, std::stop_token());
    if (!self || !outcome)
        co_return outcome;
    if (outcome->kind == TtlOutcome::Kind::Changed) {
        note(ChangeRecord::Kind::ExpiryChanged, key);
        emit keyChanged(key);
    } else if (outcome->kind == TtlOutcome::Kind::Gone) {
        emit keyGone(key);
    }
    co_return outcome;
}

QCoro::Task<Result<FieldTtlOutcome>> KeyActions::changeFieldExpiry(QByteArray key, QList<QByteArray> names,
                                                                   TtlChange change)
{
    const QPointer<KeyActions> self(this);
    const Result<FieldTtlOutcome> outcome = co_await changeFieldTtls(m_session, key, names, change, std::stop_token());
    if (self && outcome && outcome->changed > 0) {
        note(ChangeRecord::Kind::ExpiryChanged, key);
        emit keyChanged(key);
    }
    co_return outcome;
}

QCoro::Task<Result<CreateOutcome>> KeyActions::create(QByteArray key, QByteArray value, std::optional<Milliseconds> ttl)
{
    const QPointer<KeyActions> self(this);
    const Result<CreateOutcome> outcome = co_await createString(m_session, key, value, ttl, std::stop_token());
    if (!self || !outcome)
        co_return outcome;
    if (*outcome == CreateOutcome::Created) {
        note(ChangeRecord::Kind::Created, key, {}, "string");
        emit keyCreated(key, "string");
    }
    co_return outcome;
}

QCoro::Task<Result<CreateOutcome>> KeyActions::create(NewKey key)
{
    const QPointer<KeyActions> self(this);
    const QByteArray name = key.name;
    const QByteArray typeName = typeNameOf(key.kind);
    const Result<CreateOutcome> outcome = co_await createKey(m_session, key, std::stop_token());
    if (!self || !outcome)
        co_return outcome;
    if (*outcome == CreateOutcome::Created) {
        note(ChangeRecord::Kind::Created, name, {}, typeName);
        emit keyCreated(name, typeName);
    }
    co_return outcome;
}

QCoro::Task<Result<DuplicateOutcome>> KeyActions::duplicate(QByteArray from, QByteArray to, QByteArray typeName)
{
    const QPointer<KeyActions> self(this);
    const Result<DuplicateOutcome> outcome = co_await duplicateKey(m_session, from, to, std::stop_token());
    if (!self || !outcome)
        co_return outcome;
    if (*outcome == DuplicateOutcome::Duplicated) {
        note(ChangeRecord::Kind::Created, to, {}, typeName);
        emit keyCreated(to, typeName);
    } else if (*outcome == DuplicateOutcome::Gone) {
        emit keyGone(from);
    }
    co_return outcome;
}

void KeyActions::noteSaved(const QByteArray &key, const QByteArray &typeName)
{
    note(ChangeRecord::Kind::Saved, key, {}, typeName);
    emit keyChanged(key);
}

void KeyActions::note(ChangeRecord::Kind kind, const QByteArray &key, const QByteArray &newKey,
                      const QByteArray &typeName, quint64 undoId)
{
    ChangeRecord change;
    change.kind = kind;
    change.at = m_session ? m_session->serverClock()->now() : WallTime();
    change.key = key;
    change.newKey = newKey;
    change.typeName = typeName;
    change.undoId = undoId;
    m_bin.note(std::move(change));
}

} // namespace stashdeck
