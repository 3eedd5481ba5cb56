// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/collectionpage.h"
#include "models/values/fieldttls.h"
#include "models/values/valuekind.h"

#include <QPointer>

#include <optional>

namespace stashdeck {

/// A string up to here is loaded whole when it is opened, and may be edited.
inline constexpr qint64 wholeValueLimit = 1024LL * 1024;
/// Of a larger one this much is loaded first.
inline constexpr qint64 firstPageBytes = 256LL * 1024;

/// A key as it was at one moment.
struct OpenedKey {
    QByteArray typeName; ///< as the server says it; "none" when there is no such key
    ValueKind kind = ValueKind::None;
    std::optional<WallTime> expiresAt; ///< of this computer's clock; empty for no expiry, or when it may not be asked
    std::optional<Milliseconds> ttl; ///< what was left when it was read
    WallTime loadedAt{};
    qint64 length = -1; ///< bytes of a string, elements of a collection; -1 when not known
    QByteArray bytes; ///< a string, or the beginning of one over `wholeValueLimit`; a whole JSON document, or nothing
    CollectionPage page; ///< the first elements of a collection
    FieldTtlsByName fieldTtls; ///< of a hash's first fields, where they came without a request more

    [[nodiscard]] bool isWhole() const { return bytes.size() == length; }
};

/// Reads a key with its expiry. One request of three commands when `known` is right; two requests of three commands
/// when the type is not known or has changed, and one command more for the length of a large value. Of a hash of one
/// page the length is not asked for; with the length of a larger one the expiry of its first fields comes along. A key
/// that is not there is a success of kind None.
[[nodiscard]] QCoro::Task<Result<OpenedKey>> openKey(QPointer<Session> session, QByteArray key, ValueKind known,
                                                     Purpose purpose, std::stop_token stop);

/// A string as it is now, whole, with its type: for comparing before and after a write.
struct CurrentString {
    QByteArray typeName; ///< "none" when it is gone
    QByteArray bytes; ///< of a string
    std::optional<WallTime> expiresAt;
    [[nodiscard]] ValueKind kind() const { return valueKindOf(typeName); }
};
[[nodiscard]] QCoro::Task<Result<CurrentString>> readString(QPointer<Session> session, QByteArray key,
                                                            std::stop_token stop);

/// The rest of a large string from `have` on, page by page; each page is handed to `page` on the caller's thread.
/// Ends with the number of bytes read.
[[nodiscard]] QCoro::Task<Result<qint64>> readStringPages(QPointer<Session> session, QByteArray key, qint64 have,
                                                          qint64 length, std::function<void(QByteArray)> page,
                                                          std::stop_token stop);

} // namespace stashdeck
