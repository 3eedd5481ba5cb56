// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keymenu.h"

#include "ui/keyspace/keypaneactions.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

KeyMenu::KeyMenu(const KeySubject &subject, bool isOpenFolder, bool mayWrite, const KeyPaneActions *actions,
                 QWidget *parent)
    : QMenu(parent)
    , m_subject(subject)
    , m_actions(actions)
    , m_mayWrite(mayWrite)
{
    setObjectName(u"keyMenu"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    switch (subject.kind) {
    case KeySubject::Kind::Key:
        addKeyEntries();
        break;
    case KeySubject::Kind::Folder:
        addFolderEntries(isOpenFolder);
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
    action->setEnabled(applies(verb, m_subject) && (m_mayWrite || !writes(verb)));
    connect(action, &QAction::triggered, this, [this, verb] { emit chosen(verb, m_subject); });
    return action;
}

void KeyMenu::addKeyEntries()
{
    add(KeyVerb::Open, tr("Open"));
    add(KeyVerb::OpenInNewTab, tr("Open in new tab"));
    addSeparator();
    add(KeyVerb::CopyName, tr("Copy key"));
    addSeparator();
    add(KeyVerb::CopyMany, tr("Copy to another database…"));
    add(KeyVerb::ExportMany, tr("Export…"));
    addSeparator();
    add(KeyVerb::Rename, tr("Rename…"));
    add(KeyVerb::Delete, tr("Delete…"));
}

void KeyMenu::addFolderEntries(bool isOpen)
{
    add(KeyVerb::Open, isOpen ? tr("Close folder") : tr("Open folder"));
    addSeparator();
    add(KeyVerb::CopyName, tr("Copy pattern"));
    add(KeyVerb::ScanFolder, tr("Scan only this folder"));
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
    add(KeyVerb::CopyMany, tr("Copy to another database…"));
    add(KeyVerb::ExportMany, tr("Export…"));
    addSeparator();
    add(KeyVerb::ChangeExpiryOfMany, tr("Set TTL…"));
    add(KeyVerb::RenameMany, tr("Rename prefix…"));
    add(KeyVerb::DeleteMany, tr("Delete…"));
}

} // namespace stashdeck
