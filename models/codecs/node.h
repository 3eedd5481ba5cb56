// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace stashdeck {

/// A value of a tree format, with everything that must survive: 64-bit integers, bytes, the width of a number, the
/// order of a map and keys that occur twice.
struct Node {
    enum class Kind {
        Null,
        Bool, ///< `number` is 0 or 1
        Integer, ///< `number`, or -1 - `number` when negative
        Real, ///< `real`; `bytes` is its own text where the format stores one
        Text, ///< `bytes`, most often UTF-8
        Binary, ///< `bytes`
        Array, ///< `children`
        Map, ///< `children`: key, value, key, value …
        Marked, ///< what JSON has no word for: `bytes` is the mark, `children` its parts
    };

    Kind kind = Kind::Null;
    quint8 width = 64; ///< of a Real: 16, 32 or 64 bits
    bool isNegative = false;
    quint64 number = 0;
    double real = 0;
    QByteArray bytes;
    std::vector<Node> children;

    [[nodiscard]] static Node boolean(bool value)
    {
        Node node;
        node.kind = Kind::Bool;
        node.number = value ? 1 : 0;
        return node;
    }
    [[nodiscard]] static Node integer(qint64 value)
    {
        Node node;
        node.kind = Kind::Integer;
        node.isNegative = value < 0;
        node.number = value < 0 ? quint64(-(value + 1)) : quint64(value);
        return node;
    }
    [[nodiscard]] static Node unsignedInteger(quint64 value)
    {
        Node node;
        node.kind = Kind::Integer;
        node.number = value;
        return node;
    }
    [[nodiscard]] static Node floating(double value, quint8 width = 64)
    {
        Node node;
        node.kind = Kind::Real;
        node.real = value;
        node.width = width;
        return node;
    }
    [[nodiscard]] static Node text(QByteArray utf8)
    {
        Node node;
        node.kind = Kind::Text;
        node.bytes = std::move(utf8);
        return node;
    }
    [[nodiscard]] static Node binary(QByteArray bytes)
    {
        Node node;
        node.kind = Kind::Binary;
        node.bytes = std::move(bytes);
        return node;
    }
    [[nodiscard]] static Node container(Kind kind)
    {
        Node node;
        node.kind = kind;
        return node;
    }
    template <typename... Parts> [[nodiscard]] static Node marked(QByteArray mark, Parts &&...parts)
    {
        Node node;
        node.kind = Kind::Marked;
        node.bytes = std::move(mark);
        (node.children.push_back(std::forward<Parts>(parts)), ...);
        return node;
    }
    void append(Node key, Node value)
    {
        children.push_back(std::move(key));
        children.push_back(std::move(value));
    }
    /// Fits a signed 64-bit number.
    [[nodiscard]] bool fitsSigned() const { return number <= quint64(std::numeric_limits<qint64>::max()); }
    [[nodiscard]] qint64 toSigned() const { return isNegative ? -1 - qint64(number) : qint64(number); }
};

} // namespace stashdeck
