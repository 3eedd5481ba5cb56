// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/jsoncompare.h"

namespace stashdeck {

namespace {

std::optional<QByteArray> placeOf(const JsonTree &tree, const QByteArray &path)
{
    const int node = tree.find(QString::fromUtf8(path));
    if (node == JsonTree::none)
        return {};
    return tree.value(node).toByteArray();
}

} // namespace

JsonReading readJsonText(const QByteArray &text, const QByteArray &loaded, JsonTreePointer loadedTree, bool indents)
{
    JsonReading reading;
    if (!loadedTree) {
        if (std::optional<JsonTree> tree = JsonTree::parse(loaded))
            loadedTree = std::make_shared<const JsonTree>(*std::move(tree));
        reading.loadedTree = loadedTree;
    }
    reading.text = indents ? prettyJson(text).value_or(text) : text;
    if (std::optional<JsonTree> tree = JsonTree::parse(reading.text))
        reading.tree = std::make_shared<const JsonTree>(*std::move(tree));
    else
        reading.issue = checkJson(reading.text);
    if (reading.tree && loadedTree)
        reading.edits = jsonEdits(*loadedTree, *reading.tree);
    return reading;
}

JsonComparison compareJson(const QByteArray &theirs, const QByteArray &loaded, const JsonTreePointer &loadedTree,
                           const JsonTreePointer &mine, const QList<JsonEdit> &edits)
{
    JsonComparison found;
    if (isSameJson(theirs, loaded))
        return found;
    found.kind = JsonComparison::Kind::Conflict;
    const std::optional<JsonTree> now = JsonTree::parse(theirs);
    if (!now || !mine || !loadedTree)
        return found;
    if (jsonEdits(*now, *mine).isEmpty()) {
        found.kind = JsonComparison::Kind::AsMine;
        return found;
    }
    for (const JsonEdit &edit : edits) {
        const int guard = now->find(QString::fromUtf8(edit.guardPath));
        bool isChanged = guard == JsonTree::none;
        if (!isChanged && edit.guard.isEmpty())
            isChanged = now->type(guard) != JsonTree::Type::Object;
        else if (!isChanged)
            isChanged = !isSameJson(now->value(guard), edit.guard)
                || (edit.guardLength >= 0 && now->childCount(now->parent(guard)) != edit.guardLength);
        const std::optional<QByteArray> place = placeOf(*now, edit.path);
        if (isChanged || (edit.kind == JsonEdit::Kind::Add && place))
            found.conflicts.append({edit.path, placeOf(*loadedTree, edit.path), placeOf(*mine, edit.path), place});
    }
    if (found.conflicts.isEmpty() && !edits.isEmpty())
        found.kind = JsonComparison::Kind::OtherPlaces;
    return found;
}

QByteArray carriedOver(const QByteArray &theirs, const JsonTree &mine, const QList<QByteArray> &paths)
{
    QByteArray text = theirs;
    for (const QByteArray &path : paths) {
        if (const std::optional<JsonTree> tree = JsonTree::parse(text))
            text = withPlaceFrom(*tree, mine, path);
    }
    return text;
}

} // namespace stashdeck
