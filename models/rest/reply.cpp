// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/reply.h"

namespace stashdeck {

qint64 Reply::toInteger(qint64 fallback) const
{
    if (kind == Kind::Integer)
        return integer;
    if (kind != Kind::String)
        return fallback;
    bool isNumber = false;
    const qint64 number = bytes.toLongLong(&isNumber);
    return isNumber ? number : fallback;
}

Reply Reply::fromInteger(qint64 value)
{
    Reply reply;
    reply.kind = Kind::Integer;
    reply.integer = value;
    return reply;
}

Reply Reply::fromString(QByteArray value)
{
    Reply reply;
    reply.kind = Kind::String;
    reply.bytes = std::move(value);
    return reply;
}

Reply Reply::fromArray(std::vector<Reply> values)
{
    Reply reply;
    reply.kind = Kind::Array;
    reply.items = std::move(values);
    return reply;
}

} // namespace stashdeck
