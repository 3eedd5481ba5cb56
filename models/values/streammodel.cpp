// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streammodel.h"

#include "models/base/bytetext.h"
#include "models/values/elementroles.h"

#include <QDateTime>
#include <QLocale>

namespace stashdeck {

QString streamFieldsText(const QList<QByteArray> &fields, qsizetype maxCharacters)
{
    QString text;
    for (qsizetype i = 0; i + 1 < fields.size() && text.size() < maxCharacters; i += 2) {
        if (!text.isEmpty())
            text += QLatin1String("   ");
        const qsizetype left = maxCharacters - text.size();
        text += displayText(fields.at(i), left) + QLatin1Char('=') + displayText(fields.at(i + 1), left);
    }
    return text;
}

StreamModel::StreamModel(StreamRows *rows, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rows(rows)
{
    connect(rows, &ElementRows::reset, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(rows, &ElementRows::aboutToInsert, this, [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(rows, &ElementRows::inserted, this, [this] { endInsertRows(); });
    connect(rows, &ElementRows::aboutToRemove, this, [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(rows, &ElementRows::removed, this, [this] { endRemoveRows(); });
}

int StreamModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows->count();
}

int StreamModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 3;
}

QVariant StreamModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CollectionRow *row = m_rows->at(index.row());
    if (!row)
        return {};
    const auto when = [row] {
        const WallTime time = StreamId::parse(row->name).value_or(StreamId()).when();
        return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count());
    };
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == IdColumn)
            return QString::fromLatin1(row->name);
        if (index.column() == TimeColumn)
            return when().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        return streamFieldsText(row->fields);
    case Qt::ToolTipRole:
        if (index.column() == TimeColumn)
            return when().toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz 'UTC'"));
        return {};
    case ElementRole::Name:
        return row->name;
    case ElementRole::State:
        return QVariant::fromValue(ElementState::Unchanged);
    case ElementRole::IsName:
        return index.column() == IdColumn;
    case ElementRole::IsNumber:
        return false;
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant StreamModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == IdColumn ? tr("ID") : section == TimeColumn ? tr("Time") : tr("Fields");
}

} // namespace stashdeck
