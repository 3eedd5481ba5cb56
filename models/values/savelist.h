// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"

#include <QPointer>

#include <optional>

namespace stashdeck {

/// One change at an element of a list, by its index when it was loaded.
struct ListEdit {
    enum class Kind { Change, Remove, InsertAfter };
    Kind kind = Kind::Change;
    qint64 index = 0;
    QByteArray base; ///< the element as it was loaded
    QByteArray mine; ///< Change and InsertAfter
    /// Its neighbours as they were loaded, when they were: they tell it from an equal one when the list moved.
    std::optional<QByteArray> before;
    std::optional<QByteArray> after;
};

/// Everything that a save does to a list.
struct ListChanges {
    qint64 length = 0; ///< when it was loaded
    QList<QByteArray> head; ///< new elements in front, in the order in which they will stand
    QList<QByteArray> tail; ///< new elements behind
    QList<ListEdit> edits; ///< from the highest index down; at one index, InsertAfter before the others, last one first
    [[nodiscard]] bool isEmpty() const { return head.isEmpty() && tail.isEmpty() && edits.isEmpty(); }
};

struct ListSaveOutcome {
    enum class Kind {
        Saved,
        Changed, ///< nothing was written; `elements` are not what they were
        Gone,
        OtherType, ///< `typeName`
        CannotCompare, ///< this server runs no scripts for this token
        Exists, ///< createList() only
    };
    struct Element {
        qint64 index = 0;
        std::optional<QByteArray> value; ///< now at this index; empty when there is none
    };
    Kind kind = Kind::Saved;
    QByteArray typeName;
    qint64 length = -1; ///< now
    QList<Element> elements;
};

/// The request of saveList(): a constant script. `marker` must be a value that no element has.
[[nodiscard]] Command saveListCommand(const QByteArray &key, const ListChanges &changes, const QByteArray &marker);
/// The commands inside that write, as a person would type them.
[[nodiscard]] QList<Command> listWriteCommands(const QByteArray &key, const ListChanges &changes);
[[nodiscard]] qint64 saveListCost(const ListChanges &changes);

/// Writes all changes in one request, or nothing when an element is not what was loaded. Elements that were pushed or
/// popped at the head meanwhile are allowed for: an edit follows its element, or nothing is written. The key keeps its
/// expiry.
[[nodiscard]] QCoro::Task<Result<ListSaveOutcome>>
saveList(QPointer<Session> session, QByteArray key, ListChanges changes, QByteArray marker, std::stop_token stop);

/// Some elements as they are now: one request.
struct CurrentList {
    QByteArray typeName; ///< "none" when it is gone
    qint64 length = 0;
    QList<ListSaveOutcome::Element> elements;
};
[[nodiscard]] QCoro::Task<Result<CurrentList>> readList(QPointer<Session> session, QByteArray key,
                                                        QList<qint64> indexes, std::stop_token stop);

/// A new list; never replaces a key. UnknownOutcome when the answer was lost.
[[nodiscard]] QCoro::Task<Result<ListSaveOutcome>> createList(QPointer<Session> session, QByteArray key,
                                                              QList<QByteArray> elements,
                                                              std::optional<Milliseconds> ttl, std::stop_token stop);

/// Keeps the elements `first` to `last` and removes the others, only if the list still has `length` elements. One
/// request. Changed when it has another length.
[[nodiscard]] QList<Command> trimCommands(const QByteArray &key, qint64 first, qint64 last);
[[nodiscard]] QCoro::Task<Result<ListSaveOutcome>> trimList(QPointer<Session> session, QByteArray key, qint64 length,
                                                            qint64 first, qint64 last, std::stop_token stop);

} // namespace stashdeck
