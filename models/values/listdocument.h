// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/savelist.h"
#include "models/values/valuedocument.h"

#include <map>
#include <memory>

namespace stashdeck {

class WindowRows;

/// A place in a list as it will be after a save: an element that was loaded, or a new one.
struct ListPlace {
    enum class Where {
        Head, ///< new, in front: `order` from 0
        Element, ///< was loaded at `index`
        Inserted, ///< new, behind the element of `index`: `order` from 0
        Tail, ///< new, behind all
    };
    Where where = Where::Element;
    qint64 index = 0;
    qsizetype order = 0;
    friend bool operator==(const ListPlace &, const ListPlace &) = default;
};

/// A list while somebody reads and edits it. Edits belong to elements, by the index they were loaded at, and are saved
/// in one request that finds each element again or writes nothing.
class ListDocument final : public ValueDocument {
    Q_OBJECT

public:
    struct Staged {
        QByteArray base;
        std::optional<QByteArray> mine; ///< empty: to be removed
        QList<QByteArray> inserted; ///< new elements behind it
        std::optional<QByteArray> before;
        std::optional<QByteArray> after;
        bool isConflict = false;
        std::optional<QByteArray> theirs;
    };

    ListDocument(Session *session, QByteArray key, QObject *parent = nullptr);
    ~ListDocument() override;

    [[nodiscard]] ValueKind kind() const override { return ValueKind::List; }
    [[nodiscard]] qint64 length() const override;
    [[nodiscard]] bool isDirty() const override { return !m_staged.empty() || !m_head.isEmpty() || !m_tail.isEmpty(); }
    [[nodiscard]] qsizetype editCount() const override;
    [[nodiscard]] QList<Command> plannedCommands() const override;
    [[nodiscard]] qint64 plannedCost() const override;

    [[nodiscard]] WindowRows *rows() const { return m_rows.get(); }
    [[nodiscard]] bool isEditable() const { return state() != State::Empty && state() != State::Saving; }
    /// What stands there: the edit, else what is loaded; empty when it is to be removed or not loaded.
    [[nodiscard]] std::optional<QByteArray> valueAt(const ListPlace &place) const;
    [[nodiscard]] const Staged *staged(qint64 index) const;
    [[nodiscard]] const QList<QByteArray> &head() const { return m_head; }
    [[nodiscard]] const QList<QByteArray> &tail() const { return m_tail; }
    [[nodiscard]] const std::map<qint64, Staged> &allStaged() const { return m_staged; }

    void setValue(const ListPlace &place, const QByteArray &value);
    void removeAt(const ListPlace &place);
    ListPlace pushHead(const QByteArray &value);
    ListPlace pushTail(const QByteArray &value);
    /// False when the element is not loaded.
    bool insertAfter(qint64 index, const QByteArray &value);
    void revert(const ListPlace &place);
    [[nodiscard]] QList<qint64> conflicts() const;

    /// Finds the first element that equals `value`: one command. Ends in found() with -1 for none, or failed().
    void find(const QByteArray &value);
    /// Keeps `first` to `last` and removes the rest, at once; only if the length is still what is shown and nothing is
    /// staged. Ends in trimmed() or failed().
    void trim(qint64 first, qint64 last);

    void take(const OpenedKey &opened) override;
    void setKey(const QByteArray &key) override;
    void discard() override;
    void save() override;
    void verify() override;
    void saveUnsafely() override { } ///< never offered: without scripts a list cannot be edited safely at all
    void createAgain() override;
    void keepMine() override;
    void loadTheirs() override;

signals:
    void placesChanged(); ///< new elements came or went
    void elementChanged(qint64 index);
    void found(qint64 index);
    void trimmed(bool done); ///< false: the list had another length; it was read again

private:
    Staged &stage(qint64 index);
    void tidy(qint64 index);
    [[nodiscard]] std::optional<QByteArray> loaded(qint64 index) const;
    [[nodiscard]] ListChanges changes() const;
    void write();
    void finishWrite(const Result<ListSaveOutcome> &outcome);
    void finishSaved();
    void look();
    void settle(const CurrentList &now);
    void takeConflicts(const QList<ListSaveOutcome::Element> &elements);

    std::unique_ptr<WindowRows> m_rows;
    std::map<qint64, Staged> m_staged;
    QList<QByteArray> m_head;
    QList<QByteArray> m_tail;
    ListChanges m_sent;
    qint64 m_loadedLength = -1;
};

} // namespace stashdeck
