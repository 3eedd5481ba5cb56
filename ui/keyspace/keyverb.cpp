// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keyverb.h"

#include "models/keyspace/globpattern.h"
#include "ui/keyspace/keyrow.h"

namespace stashdeck {

KeySubject KeySubject::at(const QModelIndex &index)
{
    KeySubject subject;
    if (isFolder(index)) {
        subject.kind = Kind::Folder;
        subject.count = index.data(CountRole).toLongLong();
    } else if (isKey(index)) {
        subject.kind = Kind::Key;
        subject.type = typeAt(index);
        subject.count = 1;
    } else {
        return subject;
    }
    subject.name = nameAt(index);
    return subject;
}

KeySubject KeySubject::ofChosen(qint64 count)
{
    KeySubject subject;
    subject.kind = count > 0 ? Kind::Chosen : Kind::None;
    subject.count = count;
    return subject;
}

QByteArray KeySubject::pattern() const
{
    return escapedGlob(name) + '*';
}

KeySelection KeySubject::selection() const
{
    KeySelection selection;
    switch (kind) {
    case Kind::None:
    case Kind::Chosen:
        break;
    case Kind::Key:
        selection.keys = {name};
        break;
    case Kind::Folder:
        selection.pattern = pattern();
        break;
    }
    return selection;
}

std::optional<ManyKeysAct> manyKeysActOf(KeyVerb verb)
{
    switch (verb) {
    case KeyVerb::DeleteMany:
        return ManyKeysAct::Delete;
    case KeyVerb::ChangeExpiryOfMany:
        return ManyKeysAct::ChangeExpiry;
    case KeyVerb::RenameMany:
        return ManyKeysAct::Rename;
    case KeyVerb::CopyMany:
        return ManyKeysAct::CopyTo;
    case KeyVerb::ExportMany:
        return ManyKeysAct::Export;
    case KeyVerb::FindByPattern:
    case KeyVerb::AddKey:
    case KeyVerb::Paste:
    case KeyVerb::Rescan:
    case KeyVerb::Open:
    case KeyVerb::OpenInNewTab:
    case KeyVerb::CopyName:
    case KeyVerb::ToggleFavourite:
    case KeyVerb::Duplicate:
    case KeyVerb::Rename:
    case KeyVerb::Delete:
    case KeyVerb::ScanFolder:
    case KeyVerb::OpenAll:
    case KeyVerb::ExpandAll:
    case KeyVerb::CollapseAll:
    case KeyVerb::AboutFolder:
    case KeyVerb::NamingHints:
    case KeyVerb::ToggleCheck:
    case KeyVerb::CheckAll:
    case KeyVerb::InvertChecks:
    case KeyVerb::ClearChecks:
        break;
    }
    return {};
}

bool writes(KeyVerb verb)
{
    switch (verb) {
    case KeyVerb::AddKey:
    case KeyVerb::Paste:
    case KeyVerb::Duplicate:
    case KeyVerb::Rename:
    case KeyVerb::Delete:
    case KeyVerb::DeleteMany:
    case KeyVerb::ChangeExpiryOfMany:
    case KeyVerb::RenameMany:
        return true;
    case KeyVerb::FindByPattern:
    case KeyVerb::Rescan:
    case KeyVerb::Open:
    case KeyVerb::OpenInNewTab:
    case KeyVerb::CopyName:
    case KeyVerb::ToggleFavourite:
    case KeyVerb::ScanFolder:
    case KeyVerb::OpenAll:
    case KeyVerb::ExpandAll:
    case KeyVerb::CollapseAll:
    case KeyVerb::AboutFolder:
    case KeyVerb::NamingHints:
    case KeyVerb::ToggleCheck:
    case KeyVerb::CheckAll:
    case KeyVerb::InvertChecks:
    case KeyVerb::ClearChecks:
    case KeyVerb::CopyMany: // may write to another database, whose own lock decides
    case KeyVerb::ExportMany:
        break;
    }
    return false;
}

bool isAboutChosen(KeyVerb verb)
{
    return manyKeysActOf(verb) || verb == KeyVerb::ToggleFavourite || verb == KeyVerb::ClearChecks
        || verb == KeyVerb::Delete;
}

bool applies(KeyVerb verb, const KeySubject &subject)
{
    const bool isKey = subject.kind == KeySubject::Kind::Key;
    const bool isFolder = subject.kind == KeySubject::Kind::Folder;
    switch (verb) {
    case KeyVerb::FindByPattern:
    case KeyVerb::AddKey:
    case KeyVerb::Paste:
    case KeyVerb::Rescan:
    case KeyVerb::ExpandAll:
    case KeyVerb::CollapseAll:
    case KeyVerb::AboutFolder:
    case KeyVerb::NamingHints:
    case KeyVerb::CheckAll:
    case KeyVerb::InvertChecks:
        return true;
    case KeyVerb::ClearChecks:
        return subject.kind == KeySubject::Kind::Chosen;
    case KeyVerb::Open:
    case KeyVerb::CopyName:
    case KeyVerb::ToggleCheck:
        return isKey || isFolder;
    case KeyVerb::OpenInNewTab:
    case KeyVerb::Duplicate:
    case KeyVerb::Rename:
        return isKey;
    case KeyVerb::Delete:
        return isKey || subject.kind == KeySubject::Kind::Chosen;
    case KeyVerb::ScanFolder:
        return isFolder;
    case KeyVerb::OpenAll:
        return isFolder && subject.count <= KeySubject::mostOpened;
    case KeyVerb::DeleteMany:
    case KeyVerb::ChangeExpiryOfMany:
    case KeyVerb::RenameMany:
        return isFolder || subject.kind == KeySubject::Kind::Chosen;
    case KeyVerb::ToggleFavourite:
    case KeyVerb::CopyMany:
    case KeyVerb::ExportMany:
        return subject.kind != KeySubject::Kind::None;
    }
    return false;
}

} // namespace stashdeck
