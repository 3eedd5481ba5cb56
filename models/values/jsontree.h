// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace stashdeck {

/// Where everything is in one well-formed JSON text. The text itself stays as it is: a node is a stretch of it, so that
/// key order, duplicate keys, 64-bit integers, 1.10 and lone surrogates are what they were. Nodes are numbered in the
/// order in which they begin; 0 is the root. A value: copies share the text; pure, for any thread.
class JsonTree {
public:
    enum class Type { Object, Array, String, Number, True, False, Null };
    static constexpr int none = -1;

    /// Empty for a text that is not well-formed (checkJson() says why), or is beyond 2 GB.
    [[nodiscard]] static std::optional<JsonTree> parse(const QByteArray &text);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] int size() const { return int(m_nodes.size()); }
    [[nodiscard]] Type type(int node) const { return m_nodes[size_t(node)].type; }
    [[nodiscard]] bool isContainer(int node) const { return type(node) <= Type::Array; }
    [[nodiscard]] int parent(int node) const { return m_nodes[size_t(node)].parent; } ///< none for the root
    [[nodiscard]] int row(int node) const { return m_nodes[size_t(node)].row; } ///< among its parent's children
    [[nodiscard]] int childCount(int node) const { return m_nodes[size_t(node)].childCount; }
    [[nodiscard]] int child(int node, int row) const
    {
        return m_children[size_t(m_nodes[size_t(node)].firstChild) + size_t(row)];
    }
    [[nodiscard]] bool isMember(int node) const { return m_nodes[size_t(node)].nameLength > 0; }

    [[nodiscard]] qsizetype offset(int node) const { return m_nodes[size_t(node)].offset; } ///< of the value, in bytes
    [[nodiscard]] QByteArrayView value(int node) const; ///< as it stands in the text
    [[nodiscard]] qsizetype nameOffset(int node) const { return m_nodes[size_t(node)].nameOffset; }
    [[nodiscard]] QByteArrayView name(int node) const; ///< of a member, with its quotes, as it stands in the text
    /// The member with this name; `name` is decoded. None, or the first of several.
    [[nodiscard]] int member(int object, const QString &name) const;

    /// "$.a[3]["odd key"]", for a person and for the server where canAddress() says so.
    [[nodiscard]] QByteArray path(int node) const;
    /// True when the server finds exactly this place by path(): no name on the way is twice in its object, empty, or
    /// holds a quote, a backslash, a control or half a surrogate pair.
    [[nodiscard]] bool canAddress(int node) const;
    /// The node itself, or the nearest one around it that has an address of its own.
    [[nodiscard]] int addressable(int node) const;
    /// The place that a definite path names ("$", "$.a[-1]", ".a", "a[0]['b c']"); none when it is not there or is no
    /// path of that kind.
    [[nodiscard]] int find(const QString &path) const;
    /// The innermost node around this byte, its name included; the root outside of all.
    [[nodiscard]] int nodeAt(qsizetype offset) const;

private:
    struct Node {
        int parent = none;
        int row = 0;
        int firstChild = 0;
        int childCount = 0;
        int nameOffset = 0;
        int nameLength = 0;
        int offset = 0;
        int length = 0;
        Type type = Type::Null;
    };

    QByteArray m_text;
    std::vector<Node> m_nodes;
    std::vector<int> m_children;
};

/// What a JSON string (with its quotes) says; halves of surrogate pairs stay as they are in the QString.
[[nodiscard]] QString decodedJsonString(QByteArrayView token);
/// The shortest JSON string that says this; halves of surrogate pairs become \uXXXX.
[[nodiscard]] QByteArray encodedJsonString(const QString &text);
/// The same tokens, whatever the white space between them.
[[nodiscard]] bool isSameJson(QByteArrayView a, QByteArrayView b);

} // namespace stashdeck
