// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"
#include "models/transfer/importplan.h"
#include "models/transfer/transferentry.h"

namespace stashdeck {

/// The constant scripts of an import. Keys and values travel in KEYS and ARGV only.
namespace importScripts {

/// One key to write.
struct Item {
    QByteArray key;
    QByteArray temporary; ///< a free name, used within the script when something is replaced
    ImportPolicy policy = ImportPolicy::Skip;
    bool adds = false; ///< this import made the key already, and goes on with it
    bool mayAdd = false; ///< if an earlier item of the request made the key, this one goes on with it
    TransferEntry::Form form = TransferEntry::Form::Words;
    KeyType type = KeyType::Unknown;
    qint64 expiry = TransferEntry::noExpiry; ///< set once it is written; a DUMP carries its own
    QList<QByteArray> hiddenFields; ///< of a hash: what the database has of them stays
    QList<KeyedCommand> commands;
};

/// Writes each item or leaves it, by its policy. Nothing is written when `receipt` says that request `number` was done
/// already: the same answer is given again. The answer is `number` and a word an item, in lines: new, replaced, merged,
/// exists, twice, expired, nothing, or ! and the server's words; "stale" when a later request was done. Billed: 3, and
/// for an item 1, its commands, its expiry and, when it replaces, 1 more.
[[nodiscard]] Command write(const QByteArray &receipt, qint64 number, const QList<Item> &items);

/// As `expiry`: what the key has.
inline constexpr qint64 keepExpiry = -2;
/// Gives a key that was built under `temporary` its name by the policy: new, replaced, merged, exists (nothing was
/// changed, `temporary` is still there), expired. Billed: 1 and some four; a merge one a thousand elements.
[[nodiscard]] Command finish(const QByteArray &key, const QByteArray &temporary, ImportPolicy policy, KeyType type,
                             qint64 expiry, const QList<QByteArray> &hiddenFields);

} // namespace importScripts

/// The name under which the request's number and results are kept while an import runs.
[[nodiscard]] QByteArray importReceiptKey(const QUuid &run);
/// A name beside a key that hashes to the same slot.
[[nodiscard]] QByteArray importTemporaryKey(const QUuid &run, const QByteArray &key, qint64 number);

/// Bytes that a word takes in a request, at most: words that are not UTF-8 travel in another form.
[[nodiscard]] qint64 carriedSize(QByteArrayView word);

} // namespace stashdeck
