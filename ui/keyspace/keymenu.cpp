// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keymenu.h"

#include "ui/keyspace/keypaneactions.h"
#include "ui/snippets/copyasmenu.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

KeyMenu::KeyMenu(const KeySubject &subject, const Facts &facts, const KeyPaneActions *actions, QWidget *parent)
    : QMenu(parent)
    , m_subject(subject)
    , m_facts(facts)
    , m_actions(actions)
{
    setObjectName(u"keyMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    switch (subject.kind) {
    case KeySubject::Kind::Key:
        addKeyEntries();
        break;
    case KeySubject::Kind::Folder:
        addFolderEntries();
        break;
    case KeySubject::Kind::Chosen:
        addChosenEntries();
        break;
    case KeySubject::Kind::None:
        break;
    }
}

QAction *KeyMenu::add(KeyVerb verb, const QString &text)
{
    if (!m_actions->isOffered(verb))
        return nullptr;
    const QAction *original = m_actions->action(verb);
    QString shown = text;
    if (m_subject.kind == KeySubject::Kind::Key && original != nullptr && !original->shortcut().isEmpty()) {
        // Only told: the key itself works on the current row.
        shown += u'\t' + original->shortcut().toString(QKeySequence::NativeText);
    }
    QAction *action = addAction(shown);
    if (original != nullptr)
        action->setObjectName(u"menu."_s + original->objectName());
    action->setEnabled(applies(verb, m_subject) && (m_facts.mayWrite || !writes(verb)));
    connect(action, &QAction::triggered, this, [this, verb] { emit chosen(verb, m_subject); });
    return action;
}

void KeyMenu::addKeyEntries()
{
    add(KeyVerb::Open, tr("Open"));
    add(KeyVerb::OpenInNewTab, tr("Open in new tab"));
    addSeparator();
    add(KeyVerb::CopyName, tr("Copy key"));
    addCopyAs();
    addFavouriteEntry();
    addCheckEntry();
    addSeparator();
    add(KeyVerb::CopyMany, tr("Copy to another database…"));
    add(KeyVerb::ExportMany, tr("Export…"));
    addSeparator();
    add(KeyVerb::Duplicate, tr("Duplicate…"));
    add(KeyVerb::Rename, tr("Rename…"));
    add(KeyVerb::Delete, tr("Delete…"));
}

void KeyMenu::addFolderEntries()
{
    add(KeyVerb::Open, m_facts.isOpen ? tr("Close folder") : tr("Open folder"));
    if (m_subject.count <= KeySubject::mostOpened)
        add(KeyVerb::OpenAll, tr("Open its %n key(s) in tabs", nullptr, int(m_subject.count)));
    add(KeyVerb::ExpandAll, tr("Open all folders below"));
    add(KeyVerb::CollapseAll, tr("Close all folders below"));
    addSeparator();
    add(KeyVerb::AboutFolder, tr("About this folder…"));
    add(KeyVerb::CopyName, tr("Copy pattern"));
    add(KeyVerb::ScanFolder, tr("Scan only this folder"));
    addFavouriteEntry();
    addCheckEntry();
    addSeparator();
    add(KeyVerb::AddKey, tr("Add key here…"));
    addSeparator();
    add(KeyVerb::CopyMany, tr("Copy to another database…"));
    add(KeyVerb::ExportMany, tr("Export…"));
    addSeparator();
    add(KeyVerb::ChangeExpiryOfMany, tr("Set TTL…"));
    add(KeyVerb::RenameMany, tr("Rename prefix…"));
    add(KeyVerb::DeleteMany, tr("Delete all under…"));
}

void KeyMenu::addChosenEntries()
{
    QAction *title = addAction(tr("%n key(s) chosen", nullptr, int(m_subject.count)));
    title->setEnabled(false);
    addSeparator();
    addFavouriteEntry();
    add(KeyVerb::ClearChecks, tr("Choose none"));
    addSeparator();
    add(KeyVerb::CopyMany, tr("Copy to another database…"));
    add(KeyVerb::ExportMany, tr("Export…"));
    addSeparator();
    add(KeyVerb::ChangeExpiryOfMany, tr("Set TTL…"));
    add(KeyVerb::RenameMany, tr("Rename prefix…"));
    add(KeyVerb::DeleteMany, tr("Delete…"));
}

void KeyMenu::addCopyAs()
{
    // The value is not here: what reads it needs only name and type.
    SnippetSubject about;
    about.key = m_subject.name;
    about.kind = valueKindOf(wordOf(m_subject.type));
    auto *menu = new CopyAsMenu([about] { return about; }, this);
    connect(menu, &CopyAsMenu::copied, this, &KeyMenu::copied);
    addMenu(menu);
}

void KeyMenu::addFavouriteEntry()
{
    add(KeyVerb::ToggleFavourite, m_facts.isFavourite ? tr("Remove from favourites") : tr("Add to favourites"));
}

void KeyMenu::addCheckEntry()
{
    add(KeyVerb::ToggleCheck, m_facts.isChosen ? tr("Leave out") : tr("Choose"));
}

} // namespace stashdeck
