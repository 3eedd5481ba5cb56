// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/jsonedits.h"

#include "models/codecs/jsontext.h"

#include <QHash>

#include <optional>

namespace stashdeck {

namespace {

/// Beyond this many edits one of the whole place is cheaper, and easier to read.
constexpr qsizetype mostEdits = 64;
/// Arguments that a script can hand on to one command without a thought.
constexpr int mostInserted = 1000;

QByteArray compact(QByteArrayView value)
{
    const QByteArray bytes = value.toByteArray();
    return minifiedJson(bytes).value_or(bytes);
}

class Comparison {
public:
    Comparison(const JsonTree &loaded, const JsonTree &mine)
        : m_loaded(loaded)
        , m_mine(mine)
    {
    }
    QList<JsonEdit> run()
    {
        compare(0, 0);
        if (m_edits.size() > mostEdits) {
            m_edits.clear();
            setWhole(0, 0);
        }
        return m_edits;
    }

private:
    JsonEdit edit(JsonEdit::Kind kind, int loaded)
    {
        JsonEdit edit;
        edit.kind = kind;
        edit.path = m_loaded.path(loaded);
        guard(edit, loaded);
        return edit;
    }
    /// The outermost element of an array around the place, else the place itself.
    void guard(JsonEdit &edit, int loaded)
    {
        int at = loaded;
        for (int up = loaded; m_loaded.parent(up) != JsonTree::none; up = m_loaded.parent(up)) {
            if (!m_loaded.isMember(up))
                at = up;
        }
        const bool isElement = m_loaded.parent(at) != JsonTree::none && !m_loaded.isMember(at);
        edit.guardPath = m_loaded.path(at);
        edit.guardLength = isElement ? m_loaded.childCount(m_loaded.parent(at)) : -1;
        edit.guard = m_loaded.value(at).toByteArray();
    }
    void setWhole(int loaded, int mine)
    {
        JsonEdit set = edit(JsonEdit::Kind::Set, loaded);
        set.values.append(compact(m_mine.value(mine)));
        m_edits.append(set);
    }
    void compare(int loaded, int mine)
    {
        if (m_loaded.type(loaded) != m_mine.type(mine) || !m_loaded.isContainer(loaded)) {
            if (m_loaded.value(loaded) != m_mine.value(mine))
                setWhole(loaded, mine);
        } else if (m_loaded.type(loaded) == JsonTree::Type::Object) {
            compareObjects(loaded, mine);
        } else {
            compareArrays(loaded, mine);
        }
    }
    void compareObjects(int loaded, int mine);
    void compareArrays(int loaded, int mine);

    const JsonTree &m_loaded;
    const JsonTree &m_mine;
    QList<JsonEdit> m_edits;
};

/// Members by their decoded names; empty when a name is there twice.
std::optional<QHash<QString, int>> membersOf(const JsonTree &tree, int object)
{
    QHash<QString, int> members;
    members.reserve(tree.childCount(object));
    for (int i = 0; i < tree.childCount(object); ++i) {
        const int node = tree.child(object, i);
        members.insert(decodedJsonString(tree.name(node)), node);
    }
    if (members.size() != tree.childCount(object))
        return {};
    return members;
}

/// Names are compared one by one only when the object changed: an address is asked of its member.
void Comparison::compareObjects(int loaded, int mine)
{
    if (isSameJson(m_loaded.value(loaded), m_mine.value(mine)))
        return;
    const auto before = membersOf(m_loaded, loaded);
    const auto after = membersOf(m_mine, mine);
    if (!before || !after) {
        setWhole(loaded, mine);
        return;
    }
    const qsizetype start = m_edits.size();
    QList<JsonEdit> added;
    int lastRow = -1;
    int kept = 0;
    bool isWhole = false;
    for (int i = 0; i < m_mine.childCount(mine) && !isWhole; ++i) {
        const int node = m_mine.child(mine, i);
        const int old = before->value(decodedJsonString(m_mine.name(node)), JsonTree::none);
        if (old == JsonTree::none) {
            isWhole = !m_mine.canAddress(node);
            JsonEdit add = edit(JsonEdit::Kind::Add, loaded);
            const bool isOwnGuard = add.guardPath == add.path && add.guardLength < 0;
            if (isOwnGuard)
                add.guard.clear(); // neighbours may change; only the place must be free
            add.path = m_mine.path(node);
            add.values.append(compact(m_mine.value(node)));
            added.append(add);
            continue;
        }
        ++kept;
        isWhole = m_loaded.row(old) < lastRow || m_edits.size() - start > mostEdits; // members changed places
        lastRow = m_loaded.row(old);
        if (isWhole || isSameJson(m_loaded.value(old), m_mine.value(node)))
            continue;
        isWhole = !m_loaded.canAddress(old);
        if (!isWhole)
            compare(old, node);
    }
    for (int i = 0; i < m_loaded.childCount(loaded) && !isWhole; ++i) {
        const int node = m_loaded.child(loaded, i);
        if (after->contains(decodedJsonString(m_loaded.name(node))))
            continue;
        isWhole = !m_loaded.canAddress(node);
        m_edits.append(edit(JsonEdit::Kind::Remove, node));
    }
    m_edits.append(added);
    // Nothing is left of it, or too much changed: one edit says it better.
    const bool isOther = kept == 0 && m_loaded.childCount(loaded) > 0;
    if (isWhole || isOther || m_edits.size() - start > mostEdits) {
        m_edits.resize(start);
        setWhole(loaded, mine);
    }
}

void Comparison::compareArrays(int loaded, int mine)
{
    const int before = m_loaded.childCount(loaded);
    const int after = m_mine.childCount(mine);
    const auto isSame = [this, loaded, mine](int left, int right) {
        return isSameJson(m_loaded.value(m_loaded.child(loaded, left)), m_mine.value(m_mine.child(mine, right)));
    };
    const int common = std::min(before, after);
    int head = 0;
    while (head < common && isSame(head, head))
        ++head;
    if (head == before && head == after)
        return;
    int tail = 0;
    while (tail < common - head && isSame(before - 1 - tail, after - 1 - tail))
        ++tail;
    if (before == after) {
        const qsizetype start = m_edits.size();
        for (int i = head; i < before - tail; ++i)
            compare(m_loaded.child(loaded, i), m_mine.child(mine, i));
        // Several elements at once are one change of the array: each would be guarded by its old self.
        if (m_edits.size() - start > std::max<qsizetype>(1, qsizetype(before) / 4)) {
            m_edits.resize(start);
            setWhole(loaded, mine);
        }
        return;
    }
    const bool isGap = head + tail == common;
    if (!isGap || (common == 0 && before > 0) || after - before > mostInserted) {
        setWhole(loaded, mine);
        return;
    }
    JsonEdit change = edit(after > before ? JsonEdit::Kind::Insert : JsonEdit::Kind::RemoveElements, loaded);
    change.index = head;
    change.count = std::abs(after - before);
    for (int i = head; i < head + after - before; ++i)
        change.values.append(compact(m_mine.value(m_mine.child(mine, i))));
    m_edits.append(change);
}

/// Where the stretch of one child begins and ends, its name included.
qsizetype startOf(const JsonTree &tree, int node)
{
    return tree.nameOffset(node);
}
qsizetype endOf(const JsonTree &tree, int node)
{
    return tree.offset(node) + tree.value(node).size();
}

} // namespace

QList<JsonEdit> jsonEdits(const JsonTree &loaded, const JsonTree &mine)
{
    return Comparison(loaded, mine).run();
}

QByteArray withPlaceFrom(const JsonTree &into, const JsonTree &from, const QByteArray &path)
{
    const QString wanted = QString::fromUtf8(path);
    const int target = into.find(wanted);
    const int source = from.find(wanted);
    if (target != JsonTree::none && source != JsonTree::none)
        return jsonPatch::replaced(into, target, from.value(source).toByteArray());
    if (target != JsonTree::none)
        return into.parent(target) == JsonTree::none ? into.text() : jsonPatch::removed(into, target);
    if (source == JsonTree::none)
        return into.text(); // gone in both
    const int outer = from.parent(source);
    const QByteArray around = from.path(outer);
    const int there = into.find(QString::fromUtf8(around));
    const bool isThere = there != JsonTree::none && into.type(there) == JsonTree::Type::Object && from.isMember(source);
    if (!isThere)
        return withPlaceFrom(into, from, around);
    return jsonPatch::inserted(into, there, into.childCount(there), from.name(source).toByteArray(),
                               from.value(source).toByteArray());
}

namespace jsonPatch {

QByteArray replaced(const JsonTree &tree, int node, const QByteArray &value)
{
    QByteArray text = tree.text();
    return text.replace(tree.offset(node), tree.value(node).size(), value);
}

QByteArray renamed(const JsonTree &tree, int member, const QByteArray &name)
{
    QByteArray text = tree.text();
    return text.replace(tree.nameOffset(member), tree.name(member).size(), name);
}

QByteArray inserted(const JsonTree &tree, int container, int row, const QByteArray &name, const QByteArray &value)
{
    const QByteArray child = name.isEmpty() ? value : name + ": " + value;
    const int count = tree.childCount(container);
    QByteArray text = tree.text();
    if (count == 0)
        return text.insert(tree.offset(container) + 1, child);
    if (row >= count)
        return text.insert(endOf(tree, tree.child(container, count - 1)), ", " + child);
    return text.insert(startOf(tree, tree.child(container, row)), child + ", ");
}

QByteArray removed(const JsonTree &tree, int node)
{
    const int parent = tree.parent(node);
    const int row = tree.row(node);
    const int count = tree.childCount(parent);
    qsizetype from = startOf(tree, node);
    qsizetype to = endOf(tree, node);
    if (row + 1 < count)
        to = startOf(tree, tree.child(parent, row + 1));
    else if (row > 0)
        from = endOf(tree, tree.child(parent, row - 1));
    QByteArray text = tree.text();
    return text.remove(from, to - from);
}

QByteArray moved(const JsonTree &tree, int node, int row)
{
    const int parent = tree.parent(node);
    const int from = tree.row(node);
    if (row == from || row < 0 || row >= tree.childCount(parent))
        return tree.text();
    // The stretches between the two places change their order; what is between them stays.
    const int first = std::min(from, row);
    const int last = std::max(from, row);
    QList<int> order;
    for (int i = first; i <= last; ++i) {
        if (i != from)
            order.append(tree.child(parent, i));
    }
    order.insert(row < from ? 0 : order.size(), node);
    QByteArray stretch;
    for (int i = first; i <= last; ++i) {
        const int moving = order.at(i - first);
        stretch += tree.text().mid(startOf(tree, moving), endOf(tree, moving) - startOf(tree, moving));
        if (i < last) {
            const qsizetype gap = endOf(tree, tree.child(parent, i));
            stretch += tree.text().mid(gap, startOf(tree, tree.child(parent, i + 1)) - gap);
        }
    }
    const qsizetype start = startOf(tree, tree.child(parent, first));
    QByteArray text = tree.text();
    return text.replace(start, endOf(tree, tree.child(parent, last)) - start, stretch);
}

} // namespace jsonPatch

} // namespace stashdeck
