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

QByteArray KeySubject::pattern() const
{
    return escapedGlob(name) + '*';
}

KeySelection KeySubject::selection() const
{
    KeySelection selection;
    switch (kind) {
    case Kind::None:
        break;
    case Kind::Key:
        selection.keys = {name};
        break;
    case Kind::Folder:
        selection.pattern = pattern();
        break;
    case Kind::Chosen:
        selection.keys = chosen;
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
    case KeyVerb::Rescan:
    case KeyVerb::Open:
    case KeyVerb::OpenInNewTab:
    case KeyVerb::CopyName:
    case KeyVerb::Rename:
    case KeyVerb::Delete:
    case KeyVerb::ScanFolder:
        break;
    }
    return {};
}

bool writes(KeyVerb verb)
{
    switch (verb) {
    case KeyVerb::AddKey:
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
    case KeyVerb::ScanFolder:
    case KeyVerb::CopyMany: // may write to another database, whose own lock decides
    case KeyVerb::ExportMany:
        break;
    }
    return false;
}

bool applies(KeyVerb verb, const KeySubject &subject)
{
    const bool isKey = subject.kind == KeySubject::Kind::Key;
    const bool isFolder = subject.kind == KeySubject::Kind::Folder;
    switch (verb) {
    case KeyVerb::FindByPattern:
    case KeyVerb::AddKey:
    case KeyVerb::Rescan:
        return true;
    case KeyVerb::Open:
    case KeyVerb::CopyName:
        return isKey || isFolder;
    case KeyVerb::OpenInNewTab:
    case KeyVerb::Rename:
    case KeyVerb::Delete:
        return isKey;
    case KeyVerb::ScanFolder:
        return isFolder;
    case KeyVerb::DeleteMany:
    case KeyVerb::ChangeExpiryOfMany:
    case KeyVerb::RenameMany:
        return isFolder || subject.kind == KeySubject::Kind::Chosen;
    case KeyVerb::CopyMany:
    case KeyVerb::ExportMany:
        return subject.kind != KeySubject::Kind::None;
    }
    return false;
}

} // namespace stashdeck
