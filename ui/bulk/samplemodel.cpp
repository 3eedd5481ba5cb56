// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/samplemodel.h"

#include "models/base/bytetext.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/plainlabel.h"

#include <QLocale>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

void SampleModel::setSample(const QList<SampleKey> &sample)
{
    beginResetModel();
    m_sample = sample;
    endResetModel();
}

int SampleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sample.size());
}

int SampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant SampleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_sample.size())
        return {};
    const SampleKey &key = m_sample[index.row()];
    if (role == TypeRole)
        return wordOf(key.type).toByteArray();
    if (role == Qt::ToolTipRole && index.column() == Key)
        return plainToolTip(displayText(key.key));
    if (role == Qt::TextAlignmentRole)
        return int((index.column() >= Ttl ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Type:
        return QString::fromLatin1(wordOf(key.type).toByteArray());
    case Key:
        return displayText(key.key, 300);
    case NewName:
        return displayText(key.target, 300);
    case Ttl:
        if (key.ttlMs == -2)
            return tr("gone");
        return key.ttlMs < 0 ? u"∞"_s : valueWords::countdown(Milliseconds(key.ttlMs));
    case Size:
        return key.bytes < 0 ? u"–"_s : valueWords::bytes(key.bytes);
    default:
        return {};
    }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Ttl ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Type:
        return tr("Type");
    case Key:
        return m_sample.isEmpty() ? tr("Key") : tr("Key, sample of %1").arg(QLocale().toString(m_sample.size()));
    case NewName:
        return tr("New name");
    case Ttl:
        return tr("TTL");
    case Size:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace stashdeck
