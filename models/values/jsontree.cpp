// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/jsontree.h"

#include "models/codecs/jsontext.h"

#include <algorithm>
#include <limits>

namespace stashdeck {

namespace {

bool isPlainName(const QString &name)
{
    const auto isLetter = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
    };
    if (name.isEmpty() || !isLetter(name.front()))
        return false;
    return std::all_of(name.begin(), name.end(),
                       [&isLetter](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9'); });
}

/// A name that every server reads alike between quotes in a path.
bool isSafeName(const QString &name)
{
    if (name.isEmpty() || !name.isValidUtf16())
        return false;
    return std::none_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x20 || c.unicode() == 0x7f || c == u'"' || c == u'\'' || c == u'\\';
    });
}

char escapeOf(ushort c)
{
    switch (c) {
    case '"':
    case '\\':
        return char(c);
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return '\0';
    }
}

/// One step of a definite path: a name or an index.
struct Step {
    QString name;
    int index = 0;
    bool isIndex = false;
};

/// Reads the step at `at` and moves behind it.
std::optional<Step> takeStep(QStringView path, qsizetype &at)
{
    Step step;
    if (path.at(at) == u'[') {
        ++at;
        if (at < path.size() && (path.at(at) == u'"' || path.at(at) == u'\'')) {
            const QChar quote = path.at(at++);
            const qsizetype from = at;
            while (at < path.size() && path.at(at) != quote)
                at += path.at(at) == u'\\' ? 2 : 1;
            if (at + 1 >= path.size() || path.at(at + 1) != u']')
                return {};
            const QStringView quoted = path.mid(from, at - from);
            step.name = decodedJsonString(QByteArray('"' + quoted.toUtf8() + '"'));
            at += 2;
            return step;
        }
        const qsizetype close = path.indexOf(u']', at);
        bool isNumber = false;
        if (close >= 0)
            step.index = path.mid(at, close - at).toInt(&isNumber);
        if (!isNumber)
            return {};
        step.isIndex = true;
        at = close + 1;
        return step;
    }
    if (path.at(at) == u'.')
        ++at;
    const qsizetype from = at;
    while (at < path.size() && path.at(at) != u'.' && path.at(at) != u'[')
        ++at;
    step.name = path.mid(from, at - from).toString();
    if (step.name.isEmpty() || step.name == u"*")
        return {};
    return step;
}

} // namespace

std::optional<JsonTree> JsonTree::parse(const QByteArray &text)
{
    if (text.size() > std::numeric_limits<int>::max() || checkJson(text))
        return {};
    JsonTree tree;
    tree.m_text = text;
    std::vector<int> open;
    JsonLexer lexer(tree.m_text);
    JsonLexer::Token name;
    bool wantsName = false;
    for (JsonLexer::Token token = lexer.next(); token.type != JsonLexer::Type::End; token = lexer.next()) {
        const char c = tree.m_text.at(token.offset);
        if (token.type == JsonLexer::Type::Punctuation && c != '{' && c != '[') {
            if (c == '}' || c == ']') {
                Node &closed = tree.m_nodes[size_t(open.back())];
                closed.length = int(token.offset) + 1 - closed.offset;
                open.pop_back();
                wantsName = false;
            } else {
                wantsName = c == ',' && tree.m_nodes[size_t(open.back())].type == Type::Object;
            }
            continue;
        }
        if (wantsName) {
            name = token;
            wantsName = false;
            continue;
        }
        Node node;
        node.offset = int(token.offset);
        node.length = int(token.length);
        node.nameOffset = name.length > 0 ? int(name.offset) : node.offset;
        node.nameLength = int(name.length);
        name = {};
        if (!open.empty()) {
            node.parent = open.back();
            node.row = tree.m_nodes[size_t(node.parent)].childCount++;
        }
        const int number = int(tree.m_nodes.size());
        switch (c) {
        case '{':
        case '[':
            node.type = c == '{' ? Type::Object : Type::Array;
            wantsName = c == '{';
            open.push_back(number);
            break;
        case '"':
            node.type = Type::String;
            break;
        case 't':
            node.type = Type::True;
            break;
        case 'f':
            node.type = Type::False;
            break;
        case 'n':
            node.type = Type::Null;
            break;
        default:
            node.type = Type::Number;
            break;
        }
        tree.m_nodes.push_back(node);
    }
    // The children of one node side by side, so that any of them is found at once.
    tree.m_children.resize(tree.m_nodes.size());
    int next = 0;
    for (Node &node : tree.m_nodes) {
        node.firstChild = next;
        next += node.childCount;
    }
    for (int i = 1; i < tree.size(); ++i) {
        const Node &node = tree.m_nodes[size_t(i)];
        tree.m_children[size_t(tree.m_nodes[size_t(node.parent)].firstChild) + size_t(node.row)] = i;
    }
    return tree;
}

QByteArrayView JsonTree::value(int node) const
{
    const Node &it = m_nodes[size_t(node)];
    return QByteArrayView(m_text).sliced(it.offset, it.length);
}

QByteArrayView JsonTree::name(int node) const
{
    const Node &it = m_nodes[size_t(node)];
    return QByteArrayView(m_text).sliced(it.nameOffset, it.nameLength);
}

int JsonTree::member(int object, const QString &name) const
{
    const QByteArray plain = encodedJsonString(name);
    for (int i = 0; i < childCount(object); ++i) {
        const int node = child(object, i);
        const QByteArrayView token = this->name(node);
        if (token == plain || (token.contains('\\') && decodedJsonString(token) == name))
            return node;
    }
    return none;
}

QByteArray JsonTree::path(int node) const
{
    std::vector<int> way;
    for (int at = node; parent(at) != none; at = parent(at))
        way.push_back(at);
    QByteArray path = "$";
    for (auto at = way.rbegin(); at != way.rend(); ++at) {
        if (!isMember(*at)) {
            path += '[' + QByteArray::number(row(*at)) + ']';
            continue;
        }
        const QString name = decodedJsonString(this->name(*at));
        if (isPlainName(name))
            path += '.' + name.toUtf8();
        else
            path += '[' + (isSafeName(name) ? '"' + name.toUtf8() + '"' : this->name(*at).toByteArray()) + ']';
    }
    return path;
}

bool JsonTree::canAddress(int node) const
{
    return addressable(node) == node;
}

int JsonTree::addressable(int node) const
{
    int found = node;
    for (int at = node; parent(at) != none; at = parent(at)) {
        if (!isMember(at))
            continue;
        const QString name = decodedJsonString(this->name(at));
        bool isGood = isSafeName(name);
        const int object = parent(at);
        for (int i = 0; isGood && i < childCount(object); ++i) {
            const int other = child(object, i);
            const QByteArrayView token = this->name(other);
            const bool isSame = token == this->name(at) || (token.contains('\\') && decodedJsonString(token) == name);
            isGood = other == at || !isSame;
        }
        if (!isGood)
            found = object;
    }
    return found;
}

int JsonTree::find(const QString &path) const
{
    const QString trimmed = path.trimmed();
    qsizetype at = trimmed.startsWith(u'$') ? 1 : 0;
    if (trimmed == u".")
        return 0;
    int node = 0;
    while (at < trimmed.size()) {
        const std::optional<Step> step = takeStep(trimmed, at);
        if (!step)
            return none;
        if (step->isIndex) {
            if (type(node) != Type::Array)
                return none;
            const int index = step->index < 0 ? childCount(node) + step->index : step->index;
            if (index < 0 || index >= childCount(node))
                return none;
            node = child(node, index);
        } else {
            node = type(node) == Type::Object ? member(node, step->name) : none;
            if (node == none)
                return none;
        }
    }
    return node;
}

int JsonTree::nodeAt(qsizetype offset) const
{
    const auto after = std::upper_bound(m_nodes.begin(), m_nodes.end(), offset,
                                        [](qsizetype at, const Node &node) { return at < node.nameOffset; });
    int node = after == m_nodes.begin() ? 0 : int(after - m_nodes.begin()) - 1;
    while (parent(node) != none && offset > m_nodes[size_t(node)].offset + m_nodes[size_t(node)].length)
        node = parent(node);
    return node;
}

QString decodedJsonString(QByteArrayView token)
{
    QString text;
    const QByteArrayView inside = token.size() >= 2 ? token.sliced(1, token.size() - 2) : QByteArrayView();
    qsizetype plain = 0;
    for (qsizetype i = 0; i < inside.size();) {
        if (inside[i] != '\\' || i + 1 >= inside.size()) {
            ++i;
            continue;
        }
        text += QString::fromUtf8(inside.sliced(plain, i - plain));
        const char c = inside[i + 1];
        i += 2;
        if (c == 'u' && i + 4 <= inside.size()) {
            text += QChar(inside.sliced(i, 4).toByteArray().toUShort(nullptr, 16));
            i += 4;
        } else {
            const qsizetype which = QByteArrayView("bfnrt").indexOf(c);
            text += which < 0 ? QChar::fromLatin1(c) : QChar::fromLatin1("\b\f\n\r\t"[which]);
        }
        plain = i;
    }
    return text + QString::fromUtf8(inside.sliced(plain));
}

QByteArray encodedJsonString(const QString &text)
{
    QByteArray token = "\"";
    const auto unit = [&token](ushort c) {
        token += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (const char escape = escapeOf(c.unicode())) {
            token += '\\';
            token += escape;
        } else if (c.unicode() < 0x20) {
            unit(c.unicode());
        } else if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            token += text.mid(i, 2).toUtf8();
            ++i;
        } else if (c.isSurrogate()) {
            unit(c.unicode());
        } else if (c.unicode() < 0x80) {
            token += char(c.unicode());
        } else {
            token += QString(c).toUtf8();
        }
    }
    return token + '"';
}

bool isSameJson(QByteArrayView a, QByteArrayView b)
{
    if (a == b)
        return true;
    JsonLexer left(a);
    JsonLexer right(b);
    for (;;) {
        const JsonLexer::Token one = left.next();
        const JsonLexer::Token other = right.next();
        if (one.type != other.type || left.text(one) != right.text(other))
            return false;
        if (one.type == JsonLexer::Type::End)
            return true;
        if (one.type == JsonLexer::Type::Error)
            return false;
    }
}

} // namespace stashdeck
