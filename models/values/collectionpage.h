// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"
#include "models/rest/reply.h"
#include "models/values/valuekind.h"

#include <QByteArray>
#include <QList>

#include <vector>

namespace stashdeck {

/// One element of a collection, as bytes.
struct CollectionRow {
    QByteArray name; ///< field, member, element or entry id
    QByteArray value; ///< a hash's value; a score exactly as the server prints it
    QList<QByteArray> fields; ///< a stream entry's fields and values, one after the other
    qint64 position = 0; ///< a list's index, a sorted set's rank from 1
    friend bool operator==(const CollectionRow &, const CollectionRow &) = default;
};

/// Some elements, and where the next page begins.
struct CollectionPage {
    std::vector<CollectionRow> rows;
    QByteArray next; ///< cursor, offset or entry id; empty when this was the last page
};

/// HSCAN, SSCAN or ZSCAN from `cursor` ("0" to begin), with MATCH when there is a pattern.
[[nodiscard]] Command scanCommand(ValueKind kind, const QByteArray &key, const QByteArray &cursor,
                                  const QByteArray &pattern = {});
/// The answer to `scanCommand`: of a sorted set with the score as `value`.
[[nodiscard]] Result<CollectionPage> decodeScan(ValueKind kind, const Reply &reply);

/// Reads the page that begins at `from` (empty for the first): 500 elements, 100 entries of a stream.
[[nodiscard]] Command pageCommand(ValueKind kind, const QByteArray &key, const QByteArray &from);
[[nodiscard]] Command countCommand(ValueKind kind, const QByteArray &key);
/// The answer to `pageCommand`. Protocol when it has another shape.
[[nodiscard]] Result<CollectionPage> decodePage(ValueKind kind, const Reply &reply, const QByteArray &from);

} // namespace stashdeck
