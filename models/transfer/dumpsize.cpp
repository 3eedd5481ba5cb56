// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/dumpsize.h"

#include <QtEndian>

namespace stashdeck {

namespace {

constexpr qint64 unknown = -1;

/// A length as RDB files write it. Special encodings of strings come as `special`.
struct Length {
    qint64 value = 0;
    qsizetype bytes = 0; ///< 0: cannot be read
    bool special = false;
};

Length lengthAt(QByteArrayView dump, qsizetype at)
{
    if (at >= dump.size())
        return {};
    const auto first = static_cast<unsigned char>(dump[at]);
    switch (first >> 6) {
    case 0:
        return {first & 0x3f, 1, false};
    case 1:
        if (at + 2 > dump.size())
            return {};
        return {((first & 0x3f) << 8) | static_cast<unsigned char>(dump[at + 1]), 2, false};
    case 2:
        if (first == 0x80 && at + 5 <= dump.size())
            return {qFromBigEndian<quint32>(dump.data() + at + 1), 5, false};
        if (first == 0x81 && at + 9 <= dump.size())
            return {qint64(qFromBigEndian<quint64>(dump.data() + at + 1) & 0x7fffffffffffffffULL), 9, false};
        return {};
    default:
        return {first & 0x3f, 1, true};
    }
}

/// The first bytes of a string; compressed ones as far as LZF begins with a run of plain bytes.
QByteArrayView headOfString(QByteArrayView dump, qsizetype at)
{
    Length length = lengthAt(dump, at);
    if (length.bytes == 0)
        return {};
    at += length.bytes;
    if (!length.special)
        return dump.sliced(at, std::clamp<qint64>(length.value, 0, dump.size() - at));
    if (length.value != 3)
        return {};
    const Length packed = lengthAt(dump, at);
    const Length plain = packed.bytes > 0 ? lengthAt(dump, at + packed.bytes) : Length();
    at += packed.bytes + plain.bytes;
    if (packed.bytes == 0 || plain.bytes == 0 || at >= dump.size())
        return {};
    const auto control = static_cast<unsigned char>(dump[at]);
    if (control >= 32)
        return {};
    return dump.sliced(at + 1, std::min<qsizetype>(control + 1, dump.size() - at - 1));
}

qint64 elementsOfListpack(QByteArrayView head)
{
    if (head.size() < 6)
        return unknown;
    const quint16 count = qFromLittleEndian<quint16>(head.data() + 4);
    return count == 0xffff ? unknown : count; // more than it can say
}

} // namespace

qint64 membersOfDump(QByteArrayView dump)
{
    if (dump.size() < 3)
        return unknown;
    switch (dump[0]) {
    case 1: // list
    case 2: // set
    case 3: // sorted set
    case 4: // hash
    case 5: { // sorted set, scores as doubles
        const Length length = lengthAt(dump, 1);
        return length.bytes > 0 && !length.special ? length.value : unknown;
    }
    case 11: { // set of integers
        const QByteArrayView head = headOfString(dump, 1);
        return head.size() < 8 ? unknown : qint64(qFromLittleEndian<quint32>(head.data() + 4));
    }
    case 16: // hash in a listpack
    case 17: { // sorted set in one
        const qint64 elements = elementsOfListpack(headOfString(dump, 1));
        return elements < 0 ? unknown : elements / 2;
    }
    case 18: { // list: nodes of listpacks
        const Length nodes = lengthAt(dump, 1);
        if (nodes.bytes == 0 || nodes.value != 1)
            return unknown;
        const Length container = lengthAt(dump, 1 + nodes.bytes);
        if (container.value == 1) // an element so large that it is a node
            return 1;
        return elementsOfListpack(headOfString(dump, 1 + nodes.bytes + container.bytes));
    }
    case 20: // set in a listpack
        return elementsOfListpack(headOfString(dump, 1));
    default:
        return unknown;
    }
}

} // namespace stashdeck
