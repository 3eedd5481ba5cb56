// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"

#include <QPointer>

#include <stop_token>

namespace stashdeck {

/// A value taken apart, for servers that cannot read each other's DUMPs.
struct TypedValue {
    QByteArray type; ///< as TYPE says it
    /// string: the value; list: elements; set: members in byte order; hash: field, value, … in byte order of the
    /// fields; zset: score, member, … in the set's order; stream: ID, number of words, field, value, …
    QList<QByteArray> words;
    friend bool operator==(const TypedValue &, const TypedValue &) = default;
};

/// Reads a whole value, two requests. Fails with Unsupported for types that cannot be taken apart (JSON, modules), and
/// with Command and an empty message when there is no such key.
[[nodiscard]] QCoro::Task<Result<TypedValue>> readTyped(QPointer<Session> session, QByteArray key,
                                                        std::stop_token stop);

enum class TypedWrite { Written, Exists };
/// Builds the value in one script, so that nobody ever sees half of it. `left` is milliseconds, 0 for no expiry. Groups
/// of a stream are not copied.
[[nodiscard]] QCoro::Task<Result<TypedWrite>> writeTyped(QPointer<Session> session, QByteArray key, TypedValue value,
                                                         qint64 left, bool replace, std::stop_token stop);

} // namespace stashdeck
