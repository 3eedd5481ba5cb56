// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyoperations.h"

#include <QList>
#include <QObject>

#include <optional>

namespace stashdeck {

/// What this window changed in a database, newest last. For the list of changes and for undo.
struct ChangeRecord {
    enum class Kind { Saved, Created, Deleted, Restored, Renamed, ExpiryChanged };
    Kind kind = Kind::Saved;
    WallTime at{};
    QByteArray key;
    QByteArray newKey; ///< Renamed only
    QByteArray typeName;
    quint64 undoId = 0; ///< the copy that can be restored; 0 for none
};

/// Copies of deleted keys for as long as the window lives, at most 64 MiB in all: the oldest make room for new ones.
/// And the session's changes as data. Sends nothing; see KeyActions.
class UndoBin : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 defaultCapacity = 64LL * 1024 * 1024;

    explicit UndoBin(QObject *parent = nullptr, qint64 capacity = defaultCapacity)
        : QObject(parent)
        , m_capacity(capacity)
    {
    }

    [[nodiscard]] qint64 capacity() const { return m_capacity; }
    [[nodiscard]] qint64 usedBytes() const;
    /// Keeps a copy; its id, or 0 when it is larger than the bin.
    quint64 keep(SavedCopy copy);
    [[nodiscard]] std::optional<SavedCopy> copy(quint64 id) const;
    void drop(quint64 id);
    /// The newest copy that can be restored; 0 for none.
    [[nodiscard]] quint64 newestId() const;

    void note(ChangeRecord change);
    [[nodiscard]] const QList<ChangeRecord> &changes() const { return m_changes; }

signals:
    void changed();

private:
    struct Entry {
        quint64 id = 0;
        SavedCopy copy;
    };
    void forgetUndo(quint64 id);

    qint64 m_capacity;
    quint64 m_nextId = 1;
    QList<Entry> m_entries;
    QList<ChangeRecord> m_changes;
};

} // namespace stashdeck
