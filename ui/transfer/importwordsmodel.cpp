// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importwordsmodel.h"

#include "models/base/bytetext.h"
#include "ui/bulk/bulkwording.h"
#include "ui/widgets/plainlabel.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

importWords::Outcome ImportWordsModel::outcome(const QModelIndex &index) const
{
    return importWords::outcome(QIdentityProxyModel::data(index, ImportResultModel::RowRole).value<ImportRow>(),
                                m_tense);
}

QVariant ImportWordsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == ImportResultModel::MembersColumn ? Qt::AlignRight : Qt::AlignLeft)
                   | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        if (index.column() == ImportResultModel::KeyColumn)
            return plainToolTip(
                displayText(QIdentityProxyModel::data(index, ImportResultModel::KeyRole).toByteArray()));
        if (index.column() == ImportResultModel::ResultColumn) {
            const QString note = QIdentityProxyModel::data(index, ImportResultModel::NoteRole).toString();
            return note.isEmpty() ? QVariant() : plainToolTip(displayText(note.toUtf8(), 300));
        }
        return {};
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return QIdentityProxyModel::data(index, role);
    switch (index.column()) {
    case ImportResultModel::TypeColumn:
        return QString::fromLatin1(
            wordOf(QIdentityProxyModel::data(index, ImportResultModel::TypeRole).value<KeyType>()).toByteArray());
    case ImportResultModel::KeyColumn:
        return displayText(QIdentityProxyModel::data(index, ImportResultModel::KeyRole).toByteArray(), 300);
    case ImportResultModel::MembersColumn: {
        const qint64 members = QIdentityProxyModel::data(index, ImportResultModel::MembersRole).toLongLong();
        return members < 0 ? u"–"_s : bulkWords::number(members);
    }
    case ImportResultModel::ResultColumn:
        return outcome(index).text;
    default:
        return {};
    }
}

QVariant ImportWordsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == ImportResultModel::MembersColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
    case ImportResultModel::TypeColumn:
        return tr("Type");
    case ImportResultModel::KeyColumn:
        return tr("Key");
    case ImportResultModel::MembersColumn:
        return tr("Members");
    case ImportResultModel::ResultColumn:
        return tr("Result");
    default:
        return {};
    }
}

} // namespace stashdeck
