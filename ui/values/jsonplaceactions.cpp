// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/jsonplaceactions.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"
#include "models/values/jsonedits.h"
#include "ui/values/copyasentry.h"
#include "ui/values/jsonplacedialog.h"
#include "ui/values/jsontreeview.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// As a shell and our console read it: quoted where it must be.
QString quoted(const QByteArray &word)
{
    const QString text = QString::fromUtf8(word);
    const bool isPlain = !text.isEmpty() && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || c == u'\'' || c == u'"' || c == u'\\' || c == u'$' || c.unicode() < 0x20;
    });
    if (isPlain)
        return text;
    QString escaped = escapedFromBytes(word);
    if (escaped == text)
        return u'\'' + QString(text).replace(u'\'', u"\\'"_s) + u'\'';
    return u'"' + escaped.replace(u'"', u"\\\""_s) + u'"';
}

} // namespace

JsonPlaceActions::JsonPlaceActions(const Theme *theme, JsonDocument *document, JsonTreeView *tree,
                                   QWidget *dialogParent)
    : QObject(dialogParent)
    , m_theme(theme)
    , m_document(document)
    , m_tree(tree)
    , m_parent(dialogParent)
    , m_edit(addAction(tr("Edit value…"), "jsonEdit", Qt::Key_F4, &JsonPlaceActions::editValue))
    , m_rename(addAction(tr("Rename…"), "jsonRename", Qt::Key_F2, &JsonPlaceActions::rename))
    , m_add(addAction(tr("Add…"), "jsonAdd", Qt::Key_Insert, &JsonPlaceActions::add))
    , m_addBefore(
          addAction(tr("Add before…"), "jsonAddBefore", Qt::SHIFT | Qt::Key_Insert, &JsonPlaceActions::addBefore))
    , m_addBehind(addAction(tr("Add after…"), "jsonAddBehind", Qt::ALT | Qt::Key_Insert, &JsonPlaceActions::addBehind))
    , m_duplicate(addAction(tr("Duplicate"), "jsonDuplicate", Qt::CTRL | Qt::Key_D, &JsonPlaceActions::duplicate))
    , m_up(addAction(tr("Move up"), "jsonUp", Qt::ALT | Qt::Key_Up, &JsonPlaceActions::moveUp))
    , m_down(addAction(tr("Move down"), "jsonDown", Qt::ALT | Qt::Key_Down, &JsonPlaceActions::moveDown))
    , m_remove(addAction(tr("Delete"), "jsonRemove", Qt::Key_Delete, &JsonPlaceActions::remove))
    , m_copyPath(
          addAction(tr("Copy path"), "jsonCopyPath", Qt::CTRL | Qt::SHIFT | Qt::Key_C, &JsonPlaceActions::copyPath))
    , m_copyValue(addAction(tr("Copy value"), "jsonCopyValue", QKeySequence::Copy, &JsonPlaceActions::copyValue))
    , m_copyCommand(addAction(tr("Copy as command"), "jsonCopyCommand", {}, &JsonPlaceActions::copyCommand))
{
    refresh();
}

QAction *JsonPlaceActions::addAction(const QString &text, const char *name, const QKeySequence &keys,
                                     void (JsonPlaceActions::*slot)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_tree->addAction(action);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

void JsonPlaceActions::fill(QMenu *menu)
{
    menu->addActions({m_edit, m_rename});
    menu->addSeparator();
    menu->addActions({m_add, m_addBefore, m_addBehind, m_duplicate, m_up, m_down, m_remove});
    menu->addSeparator();
    menu->addActions({m_copyPath, m_copyValue, m_copyCommand});
    SnippetSubject about;
    about.key = m_document->key();
    about.kind = ValueKind::Json;
    about.isElement = true;
    if (node() != JsonTree::none) {
        about.hasValue = true;
        about.place = m_tree->tree()->path(node());
        about.words = {m_tree->tree()->value(node()).toByteArray()};
    }
    addCopyAs(menu, about, [this](const Notice &notice) { emit copied(notice.text); });
    menu->addSeparator();
    QAction *expand = menu->addAction(tr("Expand all"), this, &JsonPlaceActions::expandAllRequested);
    expand->setObjectName(u"jsonExpandAll"_s);
    QAction *collapse = menu->addAction(tr("Collapse all"), this, &JsonPlaceActions::collapseAllRequested);
    collapse->setObjectName(u"jsonCollapseAll"_s);
}

int JsonPlaceActions::node() const
{
    return m_tree->tree() ? m_tree->currentNode() : JsonTree::none;
}

bool JsonPlaceActions::isWritable() const
{
    return m_mayWrite && m_document->isEditable() && m_document->isTreeCurrent() && node() != JsonTree::none
        && m_document->tree().get() == m_tree->tree();
}

void JsonPlaceActions::setMayWrite(bool may)
{
    m_mayWrite = may;
    refresh();
}

void JsonPlaceActions::refresh()
{
    const int place = node();
    const JsonTree *tree = m_tree->tree();
    const bool isPlace = place != JsonTree::none;
    const bool writes = isWritable();
    const bool isChild = isPlace && tree->parent(place) != JsonTree::none;
    const bool isElement = isChild && !tree->isMember(place);
    m_edit->setEnabled(writes);
    m_rename->setEnabled(writes && isChild && tree->isMember(place));
    m_add->setEnabled(writes && (isChild || tree->isContainer(place)));
    for (QAction *action : {m_addBefore, m_addBehind, m_duplicate, m_remove})
        action->setEnabled(writes && isChild);
    m_up->setEnabled(writes && isElement && tree->row(place) > 0);
    m_down->setEnabled(writes && isElement && tree->row(place) + 1 < tree->childCount(tree->parent(place)));
    for (QAction *action : {m_copyPath, m_copyValue, m_copyCommand})
        action->setEnabled(isPlace);
}

QStringList JsonPlaceActions::namesIn(int object) const
{
    QStringList names;
    const JsonTree *tree = m_tree->tree();
    for (int i = 0; i < tree->childCount(object); ++i)
        names.append(decodedJsonString(tree->name(tree->child(object, i))));
    return names;
}

void JsonPlaceActions::editValue()
{
    if (!isWritable())
        return;
    const JsonDocument::TreePointer tree = m_document->tree();
    const int place = node();
    auto *dialog = new JsonPlaceDialog(m_theme, tr("Edit value"), tr("Change"), {false, true}, {},
                                       tree->value(place).toByteArray(), {}, m_parent);
    // The document may have moved on while the dialog was open: then the edit has no place any more.
    connect(dialog, &JsonPlaceDialog::staged, this, [this, tree, place](const QByteArray &, const QByteArray &value) {
        if (tree != m_document->tree() || !m_document->isTreeCurrent())
            return;
        const int parent = tree->parent(place);
        m_document->setPatched(jsonPatch::replaced(*tree, place, value), parent == JsonTree::none ? 0 : parent,
                               parent == JsonTree::none ? -1 : tree->row(place));
    });
    dialog->open();
}

void JsonPlaceActions::rename()
{
    const JsonDocument::TreePointer tree = m_document->tree();
    const int place = node();
    if (!isWritable() || !tree->isMember(place))
        return;
    QStringList taken = namesIn(tree->parent(place));
    taken.removeOne(decodedJsonString(tree->name(place)));
    auto *dialog = new JsonPlaceDialog(m_theme, tr("Rename member"), tr("Rename"), {true, false},
                                       tree->name(place).toByteArray(), {}, taken, m_parent);
    connect(dialog, &JsonPlaceDialog::staged, this, [this, tree, place](const QByteArray &name, const QByteArray &) {
        if (tree == m_document->tree() && m_document->isTreeCurrent())
            m_document->setPatched(jsonPatch::renamed(*tree, place, name), tree->parent(place), tree->row(place));
    });
    dialog->open();
}

void JsonPlaceActions::add()
{
    if (isWritable())
        addAt(m_tree->tree()->isContainer(node()) ? Where::Into : Where::Behind);
}

void JsonPlaceActions::addAt(Where where)
{
    const JsonDocument::TreePointer tree = m_document->tree();
    const int place = node();
    if (!isWritable())
        return;
    const int container = where == Where::Into ? place : tree->parent(place);
    if (container == JsonTree::none || !tree->isContainer(container))
        return;
    const int row
        = where == Where::Into ? tree->childCount(container) : tree->row(place) + (where == Where::Behind ? 1 : 0);
    const bool isObject = tree->type(container) == JsonTree::Type::Object;
    auto *dialog
        = new JsonPlaceDialog(m_theme, isObject ? tr("Add member") : tr("Add element"), tr("Add"), {isObject, true}, {},
                              {}, isObject ? namesIn(container) : QStringList(), m_parent);
    connect(dialog, &JsonPlaceDialog::staged, this,
            [this, tree, container, row](const QByteArray &name, const QByteArray &value) {
                if (tree == m_document->tree() && m_document->isTreeCurrent())
                    m_document->setPatched(jsonPatch::inserted(*tree, container, row, name, value), container, row);
            });
    dialog->open();
}

void JsonPlaceActions::duplicate()
{
    const JsonDocument::TreePointer tree = m_document->tree();
    const int place = node();
    if (!isWritable() || tree->parent(place) == JsonTree::none)
        return;
    const int parent = tree->parent(place);
    QByteArray name;
    if (tree->isMember(place)) {
        const QStringList taken = namesIn(parent);
        const QString old = decodedJsonString(tree->name(place));
        QString fresh = tr("%1 copy").arg(old);
        for (int i = 2; taken.contains(fresh); ++i)
            fresh = tr("%1 copy %2").arg(old).arg(i);
        name = encodedJsonString(fresh);
    }
    const int row = tree->row(place) + 1;
    m_document->setPatched(jsonPatch::inserted(*tree, parent, row, name, tree->value(place).toByteArray()), parent,
                           row);
}

void JsonPlaceActions::remove()
{
    const JsonDocument::TreePointer tree = m_document->tree();
    const int place = node();
    if (!isWritable() || tree->parent(place) == JsonTree::none)
        return;
    const int parent = tree->parent(place);
    m_document->setPatched(jsonPatch::removed(*tree, place), parent,
                           std::min(tree->row(place), tree->childCount(parent) - 2));
}

void JsonPlaceActions::move(int by)
{
    const JsonDocument::TreePointer tree = m_document->tree();
    const int place = node();
    if (!isWritable() || tree->parent(place) == JsonTree::none || tree->isMember(place))
        return;
    const int row = tree->row(place) + by;
    if (row >= 0 && row < tree->childCount(tree->parent(place)))
        m_document->setPatched(jsonPatch::moved(*tree, place, row), tree->parent(place), row);
}

void JsonPlaceActions::copyPath()
{
    if (node() != JsonTree::none)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_tree->tree()->path(node())));
}

void JsonPlaceActions::copyValue()
{
    if (node() != JsonTree::none)
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_tree->tree()->value(node())));
}

void JsonPlaceActions::copyCommand()
{
    if (node() == JsonTree::none)
        return;
    QStringList words;
    const Command command = m_document->commandFor(node());
    for (const QByteArray &word : command.words())
        words.append(quoted(word));
    QGuiApplication::clipboard()->setText(words.join(u' '));
}

} // namespace stashdeck
