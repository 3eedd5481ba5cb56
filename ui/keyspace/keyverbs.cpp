// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keyverbs.h"

#include "models/base/bytetext.h"
#include "models/keyspace/keyspace.h"
#include "models/navigation/favourites.h"
#include "ui/keyspace/keyviews.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

namespace stashdeck {

KeyVerbs::KeyVerbs(Keyspace *keyspace, KeyViews *views, QObject *parent)
    : QObject(parent)
    , m_keyspace(keyspace)
    , m_views(views)
{
}

void KeyVerbs::perform(KeyVerb verb, const KeySubject &about)
{
    if (const auto act = manyKeysActOf(verb)) {
        performOnMany(*act, about);
        return;
    }
    switch (verb) {
    case KeyVerb::FindByPattern:
        emit patternFieldRequested();
        break;
    case KeyVerb::AddKey:
        emit addKeyRequested(about.kind == KeySubject::Kind::Folder ? about.name : QByteArray());
        break;
    case KeyVerb::Paste:
        paste();
        break;
    case KeyVerb::Rescan:
        m_keyspace->rescan();
        break;
    case KeyVerb::Open:
        m_views->open(m_views->find(about.name));
        break;
    case KeyVerb::OpenInNewTab:
        emit openInNewTabRequested(about.name, about.type);
        break;
    case KeyVerb::CopyName:
        copyName(about);
        break;
    case KeyVerb::ToggleFavourite:
        toggleFavourite(about);
        break;
    case KeyVerb::Duplicate:
        emit duplicateRequested(about.name, about.type);
        break;
    case KeyVerb::Rename:
        emit renameRequested(about.name, about.type);
        break;
    case KeyVerb::Delete:
        if (about.kind == KeySubject::Kind::Chosen)
            performOnMany(ManyKeysAct::Delete, about);
        else
            emit deleteRequested(about.name, about.type);
        break;
    case KeyVerb::ScanFolder:
        emit scanRequested(QString::fromUtf8(about.pattern()));
        break;
    case KeyVerb::OpenAll:
        openAll(about);
        break;
    case KeyVerb::ExpandAll:
        if (!m_views->expandBelow(folderOf(about)))
            emit noticeRequested(tr("There are many folders: the first 1,000 are open."));
        break;
    case KeyVerb::CollapseAll:
        m_views->collapseBelow(folderOf(about));
        break;
    case KeyVerb::AboutFolder:
        emit aboutFolderRequested(about.kind == KeySubject::Kind::Folder ? about.name : QByteArray());
        break;
    case KeyVerb::NamingHints:
        emit namingHintsRequested();
        break;
    case KeyVerb::ToggleCheck:
        m_views->toggleCheck(m_views->find(about.name));
        break;
    case KeyVerb::CheckAll:
        m_keyspace->checkAllShown();
        break;
    case KeyVerb::InvertChecks:
        m_keyspace->invertShown();
        break;
    case KeyVerb::ClearChecks:
        m_keyspace->checkedKeys()->clear();
        break;
    case KeyVerb::DeleteMany:
    case KeyVerb::ChangeExpiryOfMany:
    case KeyVerb::RenameMany:
    case KeyVerb::CopyMany:
    case KeyVerb::ExportMany:
        break; // done above
    }
}

void KeyVerbs::performOnMany(ManyKeysAct act, const KeySubject &about)
{
    if (about.kind != KeySubject::Kind::Chosen) {
        emit manyKeysRequested(act, about.selection());
        return;
    }
    m_keyspace->selectChecked(this, [this, act](const KeySelection &selection) {
        if (!selection.keys.isEmpty()) // they may all have vanished meanwhile; no keys would mean a pattern
            emit manyKeysRequested(act, selection);
    });
}

void KeyVerbs::copyName(const KeySubject &about)
{
    QGuiApplication::clipboard()->setText(about.kind == KeySubject::Kind::Folder ? QString::fromUtf8(about.pattern())
                                                                                 : escapedFromBytes(about.name));
}

QModelIndex KeyVerbs::folderOf(const KeySubject &about) const
{
    return about.kind == KeySubject::Kind::Folder ? m_views->find(about.name) : QModelIndex();
}

void KeyVerbs::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.isEmpty())
        emit noticeRequested(tr("The clipboard holds no text."));
    else
        emit pasteRequested(text.toUtf8());
}

void KeyVerbs::openAll(const KeySubject &about)
{
    const QModelIndex folder = folderOf(about);
    if (!folder.isValid())
        return;
    const auto keys = m_views->keysBelow(folder, KeySubject::mostOpened);
    for (const auto &[key, type] : keys)
        emit openInNewTabRequested(key, type);
}

bool KeyVerbs::isFavourite(const KeySubject &about) const
{
    if (m_favourites == nullptr)
        return false;
    if (about.kind == KeySubject::Kind::Folder)
        return m_favourites->contains(about.pattern(), Favourite::Kind::Pattern);
    return about.kind == KeySubject::Kind::Key && m_favourites->contains(about.name);
}

void KeyVerbs::toggleFavourite(const KeySubject &about)
{
    if (m_favourites == nullptr || about.kind == KeySubject::Kind::None)
        return;
    if (about.kind == KeySubject::Kind::Chosen) {
        m_keyspace->selectChecked(this, [this](const KeySelection &selection) { addFavourites(selection); });
        return;
    }
    const bool isPattern = about.kind == KeySubject::Kind::Folder;
    const Favourite::Kind kind = isPattern ? Favourite::Kind::Pattern : Favourite::Kind::Key;
    const QByteArray name = isPattern ? about.pattern() : about.name;
    const QString shown = displayText(name, 80);
    if (isFavourite(about)) {
        m_favourites->remove(name, kind);
        emit noticeRequested(tr("Removed from favourites: %1").arg(shown));
    } else if (m_favourites->add({{kind, name, isPattern ? QByteArray() : wordOf(about.type).toByteArray()}}) > 0) {
        emit noticeRequested(tr("Added to favourites: %1").arg(shown));
    } else {
        emit noticeRequested(tr("Not added: the name is too long, or there is no room for more favourites."));
    }
}

void KeyVerbs::addFavourites(const KeySelection &selection)
{
    QList<Favourite> favourites;
    const QList<QByteArray> keys = selection.keys.mid(0, 2 * Favourites::most);
    for (const QByteArray &key : keys) {
        const auto row = m_keyspace->store().find(key);
        const KeyType type = row ? m_keyspace->store().typeAt(*row) : KeyType::Unknown;
        favourites.append({Favourite::Kind::Key, key, wordOf(type).toByteArray()});
    }
    const QLocale locale;
    const qsizetype added = m_favourites->add(favourites);
    emit noticeRequested(
        tr("%1 of %2 keys added to favourites.")
            .arg(locale.toString(qlonglong(added)), locale.toString(qlonglong(selection.keys.size()))));
}

} // namespace stashdeck
