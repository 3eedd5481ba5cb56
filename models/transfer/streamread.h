// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/transfer/transferentry.h"

#include <QPointer>

#include <stop_token>

namespace stashdeck {

/// The value of a name in a flat list of names and values, as XINFO gives them; null when it is missing.
[[nodiscard]] const Reply *valueNamed(const Reply &map, QByteArrayView name);
/// From XINFO STREAM.
[[nodiscard]] StreamState streamStateFrom(const Reply &info);
/// From XINFO GROUPS, without consumers and pending entries.
[[nodiscard]] QList<StreamGroup> streamGroupsFrom(const Reply &groups);
/// Words of TransferEntry for what XRANGE gives.
[[nodiscard]] QList<QByteArray> streamWordsFrom(const Reply &entries);

struct StreamGroupsRead {
    StreamState state;
    int requests = 0;
    qint64 commands = 0;
};
/// All that a stream knows beside its entries: two commands, and two more a group and a thousand pending entries.
[[nodiscard]] QCoro::Task<Result<StreamGroupsRead>> readStreamState(QPointer<Session> session, QByteArray key,
                                                                    std::stop_token stop);

} // namespace stashdeck
