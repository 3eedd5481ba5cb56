// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/keyspace/keytype.h"

#include <QByteArray>
#include <qcoro/qcorotask.h>
#include <QPointer>

#include <stop_token>
#include <vector>

namespace stashdeck {

class Session;
struct Reply;

struct ScannedKey {
    QByteArray key;
    KeyType type = KeyType::Unknown;
};

/// One step of a scan.
struct ScanPage {
    QByteArray cursor; ///< "0" when the scan is over
    std::vector<ScannedKey> keys; ///< may repeat keys, and may be empty
    qint64 total = -1; ///< keys in the database, when it was asked for and may be told
    int commands = 0; ///< billed for this page
};

struct ScanStep {
    QByteArray cursor = "0";
    QByteArray pattern = "*";
    KeyType onlyType = KeyType::Unknown; ///< let the server filter; Unknown for all
    bool askTotal = false; ///< one command more, in the same request
    bool background = false;
};
/// The server looks at about this many keys in one step, whatever it is asked for.
inline constexpr int keysPerScan = 1000;

/// Runs one step with types: WITHTYPE, or where the server refuses that (remembered in the session's Capabilities) a
/// second request with TYPE for each key. NoPermission means that this token may not list keys.
[[nodiscard]] QCoro::Task<Result<ScanPage>> scanPage(QPointer<Session> session, ScanStep step, std::stop_token stop);

/// [cursor, [key, type, …]] or, without types, [cursor, [key, …]].
[[nodiscard]] Result<ScanPage> scanPageFromReply(Reply reply, bool withTypes);

} // namespace stashdeck
