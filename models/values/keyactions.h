// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/fieldttls.h"
#include "models/values/undobin.h"

namespace stashdeck {

enum class CreateOutcome;
enum class DuplicateOutcome;
struct NewKey;

/// What a person does to whole keys of one open database, from any pane: each act is one operation of
/// keyoperations.h, noted in the session's changes, told to everybody by a signal. Deleted keys go to the undo bin.
/// Belongs to the window beside the session; acts still in flight when it dies finish and tell nobody.
class KeyActions : public QObject {
    Q_OBJECT

public:
    explicit KeyActions(Session *session, QObject *parent = nullptr);

    [[nodiscard]] Session *session() const { return m_session; }
    [[nodiscard]] UndoBin *undoBin() { return &m_bin; }
    /// The largest copy this plan lets through in one answer, within the bin.
    [[nodiscard]] qint64 copyLimit() const;

    [[nodiscard]] QCoro::Task<Result<DeleteOutcome>> remove(DeleteRequest request);
    /// Restores the copy `id` of the bin. Exists leaves it there for a second try with ReplaceExisting::Yes.
    [[nodiscard]] QCoro::Task<Result<RestoreOutcome>> undo(quint64 id, ReplaceExisting replace = ReplaceExisting::No);
    [[nodiscard]] QCoro::Task<Result<RenameOutcome>> rename(QByteArray from, QByteArray to);
    [[nodiscard]] QCoro::Task<Result<TtlOutcome>> changeExpiry(QByteArray key, TtlChange change);
    /// Of some fields of a hash; see changeFieldTtls().
    [[nodiscard]] QCoro::Task<Result<FieldTtlOutcome>> changeFieldExpiry(QByteArray key, QList<QByteArray> names,
                                                                         TtlChange change);
    [[nodiscard]] QCoro::Task<Result<CreateOutcome>> create(QByteArray key, QByteArray value,
                                                            std::optional<Milliseconds> ttl);
    /// Of any type; see createKey().
    [[nodiscard]] QCoro::Task<Result<CreateOutcome>> create(NewKey key);
    /// A copy under a free name, with its expiry. `typeName` as far as it is known.
    [[nodiscard]] QCoro::Task<Result<DuplicateOutcome>> duplicate(QByteArray from, QByteArray to, QByteArray typeName);
    /// A value was saved by its own document.
    void noteSaved(const QByteArray &key, const QByteArray &typeName);

signals:
    /// `undoId` is 0 when there is no copy.
    void keyDeleted(const QByteArray &key, quint64 undoId);
    void keyRestored(const QByteArray &key);
    void keyRenamed(const QByteArray &from, const QByteArray &to);
    void keyCreated(const QByteArray &key, const QByteArray &typeName); ///< empty when the type is not known
    void keyChanged(const QByteArray &key); ///< value saved or expiry changed
    void keyGone(const QByteArray &key); ///< an act found that it is not there any more

private:
    void note(ChangeRecord::Kind kind, const QByteArray &key, const QByteArray &newKey = {},
              const QByteArray &typeName = {}, quint64 undoId = 0);

    QPointer<Session> m_session;
    UndoBin m_bin;
};

} // namespace stashdeck
