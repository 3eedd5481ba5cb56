// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"

namespace stashdeck {

/// Requests that act on many keys by one constant script each. Keys and values travel in KEYS and ARGV only. One
/// answer a key, in order.
namespace bulkScripts {

inline constexpr qint64 isGone = -3;
inline constexpr qint64 isChanged = -4;

/// Removes each key whose DUMP still has this SHA-1 (hex). Answers the milliseconds it had left (-1 for no expiry),
/// isGone or isChanged. Billed: 1, two a key, and one.
[[nodiscard]] Command removeUnchanged(const QList<QByteArray> &keys, const QList<QByteArray> &shas, bool inBackground);

struct RestoreItem {
    QByteArray key;
    qint64 left = 0; ///< milliseconds; 0 for no expiry
    QByteArray dump;
};
/// Restores each key, over an existing one only with `replace`. Answers "OK" or the server's words. Billed: 1 and one a
/// key.
[[nodiscard]] Command restore(const QList<RestoreItem> &items, bool replace);

/// The SHA-1 of each key's DUMP without its last ten bytes (format version and checksum), so that two servers can be
/// compared; an empty string for no such key. Billed: 1 and one a key.
[[nodiscard]] Command bodySums(const QList<QByteArray> &keys);
/// The same of a DUMP that is here.
[[nodiscard]] QByteArray bodySum(const QByteArray &dump);

struct ExpiryItem {
    QByteArray key;
    qint64 expected = -1; ///< milliseconds that should be left now; -1 for no expiry
    qint64 wanted = -1; ///< milliseconds from now; -1 for no expiry
};
/// Puts an expiry back where it is still the one that is expected, give or take `toleranceMs`. Answers 1, isGone or
/// isChanged. Billed: 1 and two a key.
[[nodiscard]] Command putExpiryBack(const QList<ExpiryItem> &items, qint64 toleranceMs);

} // namespace bulkScripts

} // namespace stashdeck
