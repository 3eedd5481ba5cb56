// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keypaneactions.h"

#include <QAction>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

KeyPaneActions::KeyPaneActions(QWidget *pane, QWidget *rows)
    : QObject(pane)
    , m_pane(pane)
    , m_rows(rows)
{
    add(KeyVerb::FindByPattern, u"focusPatternAction"_s, tr("Find keys by pattern"), Qt::CTRL | Qt::Key_L,
        Scope::Window);
    add(KeyVerb::AddKey, u"addKeyAction"_s, tr("Add key…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, Scope::Window);
    add(KeyVerb::Paste, u"pasteKeyAction"_s, tr("New key from clipboard…"), QKeySequence::Paste, Scope::Rows);
    add(KeyVerb::Rescan, u"rescanAction"_s, tr("Scan keys again"), {}, Scope::Window);
    add(KeyVerb::Open, u"openKeyAction"_s, tr("Open"), {}, Scope::Rows);
    add(KeyVerb::OpenInNewTab, u"openKeyInNewTabAction"_s, tr("Open in new tab"), {}, Scope::Rows);
    add(KeyVerb::CopyName, u"copyKeyAction"_s, tr("Copy key"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, Scope::Rows);
    add(KeyVerb::ToggleFavourite, u"favouriteKeyAction"_s, tr("Add to or remove from favourites"),
        Qt::CTRL | Qt::SHIFT | Qt::Key_D, Scope::Rows);
    add(KeyVerb::Duplicate, u"duplicateKeyAction"_s, tr("Duplicate…"), Qt::CTRL | Qt::Key_D, Scope::Rows);
    add(KeyVerb::Rename, u"renameKeyAction"_s, tr("Rename…"), Qt::Key_F2, Scope::Rows);
    add(KeyVerb::Delete, u"deleteKeyAction"_s, tr("Delete…"), Qt::Key_Delete, Scope::Rows);
    add(KeyVerb::ExpandAll, u"expandAllKeysAction"_s, tr("Open all folders below"), Qt::Key_Asterisk, Scope::Rows);
    add(KeyVerb::CollapseAll, u"collapseAllKeysAction"_s, tr("Close all folders below"), {}, Scope::Rows);
    add(KeyVerb::AboutFolder, u"aboutFolderAction"_s, tr("About this folder…"), Qt::CTRL | Qt::Key_I, Scope::Rows);
    add(KeyVerb::NamingHints, u"namingHintsAction"_s, tr("Naming hints…"), {}, Scope::Window);
    // Space is taken by the rows themselves, see KeyChooser; here it would be lost to type-ahead.
    add(KeyVerb::ToggleCheck, u"checkKeyAction"_s, tr("Choose or leave out this row"), {}, Scope::Rows);
    add(KeyVerb::CheckAll, u"checkAllKeysAction"_s, tr("Choose all shown keys"), QKeySequence::SelectAll, Scope::Rows);
    add(KeyVerb::InvertChecks, u"invertChecksAction"_s, tr("Choose the other shown keys"), {}, Scope::Rows);
    add(KeyVerb::ClearChecks, u"clearChecksAction"_s, tr("Choose no keys"), {}, Scope::Window);
    add(KeyVerb::DeleteMany, u"deleteManyKeysAction"_s, tr("Delete many keys…"), Qt::SHIFT | Qt::Key_Delete,
        Scope::Rows);
    add(KeyVerb::ChangeExpiryOfMany, u"expireManyKeysAction"_s, tr("Set TTL of many keys…"), {}, Scope::Rows);
    add(KeyVerb::RenameMany, u"renameManyKeysAction"_s, tr("Rename prefix…"), Qt::SHIFT | Qt::Key_F2, Scope::Rows);
    add(KeyVerb::CopyMany, u"copyManyKeysAction"_s, tr("Copy keys to another database…"), {}, Scope::Rows);
    add(KeyVerb::ExportMany, u"exportManyKeysAction"_s, tr("Export the chosen keys…"), {}, Scope::Rows);
    update({}, {}, false);
}

void KeyPaneActions::add(KeyVerb verb, const QString &name, const QString &text, const QKeySequence &keys, Scope scope)
{
    auto *action = new QAction(text, m_pane);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(scope == Scope::Rows ? Qt::WidgetWithChildrenShortcut : Qt::WindowShortcut);
    (scope == Scope::Rows ? m_rows : m_pane)->addAction(action);
    connect(action, &QAction::triggered, this, [this, verb] { emit triggered(verb, subjectFor(verb)); });
    m_actions.insert(verb, action);
    m_order.append(verb);
}

QList<QAction *> KeyPaneActions::all() const
{
    QList<QAction *> actions;
    for (const KeyVerb verb : m_order) {
        if (isOffered(verb))
            actions.append(m_actions.value(verb));
    }
    return actions;
}

bool KeyPaneActions::isOffered(KeyVerb verb) const
{
    const auto act = manyKeysActOf(verb);
    return !act || m_offered.contains(*act);
}

void KeyPaneActions::offer(ManyKeysAct act)
{
    m_offered.insert(act);
    update(m_row, m_chosen, m_mayWrite);
}

void KeyPaneActions::update(const KeySubject &row, const KeySubject &chosen, bool mayWrite)
{
    m_row = row;
    m_chosen = chosen;
    m_mayWrite = mayWrite;
    for (auto it = m_actions.cbegin(); it != m_actions.cend(); ++it) {
        const KeyVerb verb = it.key();
        bool offered = isOffered(verb);
        it.value()->setVisible(offered);
        if (verb == KeyVerb::Delete && chosen.kind == KeySubject::Kind::Chosen)
            offered = isOffered(KeyVerb::DeleteMany); // many are deleted by whoever does that
        if (verb != KeyVerb::Rescan) // follows the scan
            it.value()->setEnabled(offered && applies(verb, subjectFor(verb)) && (mayWrite || !writes(verb)));
    }
    emit updated();
}

KeySubject KeyPaneActions::subjectFor(KeyVerb verb) const
{
    return isAboutChosen(verb) && m_chosen.kind == KeySubject::Kind::Chosen ? m_chosen : m_row;
}

} // namespace stashdeck
