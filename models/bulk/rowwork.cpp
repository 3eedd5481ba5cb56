// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/rowwork.h"

#include "models/session/serverclock.h"

namespace stashdeck {

void RowsOutcome::add(RowsOutcome more)
{
    settled += std::move(more.settled);
    goneAmongDone += more.goneAmongDone;
    copyBytes += more.copyBytes;
    requests += more.requests;
    commands += more.commands;
    changedAgain = changedAgain || more.changedAgain;
    tooLarge = tooLarge || more.tooLarge;
    cannotCopy = cannotCopy || more.cannotCopy;
    cannotCompare = cannotCompare || more.cannotCompare;
    if (more.hold && !hold)
        hold = std::move(more.hold);
}

bool concernsOneKey(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::TooLarge:
    case Error::Kind::WrongType:
    case Error::Kind::Command:
        return true;
    case Error::Kind::Cancelled:
    case Error::Kind::NotSent:
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
    case Error::Kind::Timeout:
    case Error::Kind::Network:
    case Error::Kind::UnknownOutcome:
    case Error::Kind::Unauthorized:
    case Error::Kind::NoPermission:
    case Error::Kind::Quota:
    case Error::Kind::RateLimited:
    case Error::Kind::Unavailable:
    case Error::Kind::Unsupported:
    case Error::Kind::NotRestEndpoint:
    case Error::Kind::Protocol:
    case Error::Kind::Locked:
    case Error::Kind::Storage:
        return false;
    }
    Q_UNREACHABLE();
}

bool passesByItself(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::NotSent:
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
    case Error::Kind::Timeout:
    case Error::Kind::Network:
    case Error::Kind::UnknownOutcome:
    case Error::Kind::RateLimited:
    case Error::Kind::Unavailable:
    case Error::Kind::NotRestEndpoint:
    case Error::Kind::Cancelled:
        return true;
    case Error::Kind::Unauthorized:
    case Error::Kind::NoPermission:
    case Error::Kind::Quota:
    case Error::Kind::TooLarge:
    case Error::Kind::Unsupported:
    case Error::Kind::WrongType:
    case Error::Kind::Command:
    case Error::Kind::Protocol:
    case Error::Kind::Locked:
    case Error::Kind::Storage:
        return false;
    }
    Q_UNREACHABLE();
}

RequestOptions bulkOptions(Purpose purpose)
{
    RequestOptions options;
    options.purpose = purpose;
    options.priority = RequestOptions::Priority::Background;
    return options;
}

qint64 expiryMoment(Session *session, qint64 ttl, WallTime sentAt)
{
    const std::optional<WallTime> expiry = session->serverClock()->expiryOf(ttl, sentAt);
    return expiry ? expiry->time_since_epoch().count() : JournalRow::noExpiry;
}

std::optional<qint64> leftOf(qint64 expiry, WallTime now)
{
    if (expiry == JournalRow::noExpiry)
        return 0;
    const qint64 left = expiry - now.time_since_epoch().count();
    return left > 0 ? std::optional(left) : std::nullopt;
}

std::pair<RowWork, RowWork> halves(const RowWork &work)
{
    RowWork front = work;
    RowWork back = work;
    const qsizetype middle = work.rows.size() / 2;
    front.rows = work.rows.first(middle);
    back.rows = work.rows.sliced(middle);
    return {std::move(front), std::move(back)};
}

} // namespace stashdeck
