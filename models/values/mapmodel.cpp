// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/mapmodel.h"

#include "models/base/bytetext.h"
#include "models/values/elementrows.h"
#include "models/values/fieldttls.h"
#include "models/values/geohash.h"

#include <QLocale>

namespace stashdeck {

namespace {

constexpr qsizetype cellCharacters = 300;
constexpr qsizetype hintCharacters = 40;

} // namespace

MapModel::MapModel(MapDocument *document, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_added(document->added())
{
    connectRows();
    connectExpiry();
    connect(document, &MapDocument::rowsReplaced, this, [this] {
        beginResetModel();
        connectRows();
        endResetModel();
    });
    connect(document, &MapDocument::addedChanged, this, &MapModel::takeAdded);
    connect(document, &MapDocument::elementChanged, this, [this](const QByteArray &name) {
        const int row = rowOf(name);
        if (row >= 0)
            emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    });
}

MapModel::~MapModel() = default;

void MapModel::connectRows()
{
    if (m_rows)
        m_rows->disconnect(this);
    m_rows = m_document->rows();
    const auto offset = [this] {
        return int(m_added.size());
    };
    connect(m_rows, &ElementRows::reset, this, [this] {
        beginResetModel();
        endResetModel();
    });
    connect(m_rows, &ElementRows::aboutToInsert, this,
            [this, offset](int first, int last) { beginInsertRows({}, first + offset(), last + offset()); });
    connect(m_rows, &ElementRows::inserted, this, [this] { endInsertRows(); });
    connect(m_rows, &ElementRows::aboutToRemove, this,
            [this, offset](int first, int last) { beginRemoveRows({}, first + offset(), last + offset()); });
    connect(m_rows, &ElementRows::removed, this, [this] { endRemoveRows(); });
    connect(m_rows, &ElementRows::rowsChanged, this, [this, offset](int first, int last) {
        emit dataChanged(index(first + offset(), 0), index(last + offset(), columnCount() - 1));
    });
}

void MapModel::connectExpiry()
{
    FieldTtls *ttls = m_document->fieldTtls();
    if (!ttls)
        return;
    m_showsExpiry = ttls->isShown();
    connect(ttls, &FieldTtls::shownChanged, this, [this, ttls] {
        const bool shows = ttls->isShown();
        if (shows == m_showsExpiry)
            return;
        if (shows)
            beginInsertColumns({}, 2, 2);
        else
            beginRemoveColumns({}, 2, 2);
        m_showsExpiry = shows;
        if (shows)
            endInsertColumns();
        else
            endRemoveColumns();
    });
    connect(ttls, &FieldTtls::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    });
}

void MapModel::takeAdded()
{
    // One at a time, so that a view keeps its place.
    const QList<QByteArray> now = m_document->added();
    for (qsizetype i = m_added.size() - 1; i >= 0; --i) {
        if (now.contains(m_added.at(i)))
            continue;
        beginRemoveRows({}, int(i), int(i));
        m_added.removeAt(i);
        endRemoveRows();
    }
    for (const QByteArray &name : now) {
        if (m_added.contains(name))
            continue;
        beginInsertRows({}, int(m_added.size()), int(m_added.size()));
        m_added.append(name);
        endInsertRows();
    }
}

int MapModel::nameColumn() const
{
    return m_document->kind() == ValueKind::SortedSet ? 1 : 0;
}

int MapModel::valueColumn() const
{
    switch (m_document->kind()) {
    case ValueKind::Hash:
        return 1;
    case ValueKind::SortedSet:
        return 2;
    default:
        return -1;
    }
}

void MapModel::setShowsCoordinates(bool shows)
{
    if (shows == m_showsCoordinates || m_document->kind() != ValueKind::SortedSet)
        return;
    if (shows)
        beginInsertColumns({}, 3, 3);
    else
        beginRemoveColumns({}, 3, 3);
    m_showsCoordinates = shows;
    if (shows)
        endInsertColumns();
    else
        endRemoveColumns();
}

int MapModel::rowOf(const QByteArray &name) const
{
    if (const qsizetype row = m_added.indexOf(name); row >= 0)
        return int(row);
    const int row = m_rows->rowOf(name);
    return row < 0 ? -1 : row + int(m_added.size());
}

QByteArray MapModel::nameAt(int row) const
{
    if (row < 0)
        return {};
    if (row < m_added.size())
        return m_added.at(row);
    const CollectionRow *loaded = m_rows->at(row - int(m_added.size()));
    if (!loaded)
        return {};
    return loaded->name.isNull() ? QByteArray("") : loaded->name; // an empty name is a name
}

void MapModel::want(int first, int last)
{
    const int offset = int(m_added.size());
    m_rows->want(std::max(0, first - offset), std::max(0, last - offset));
}

int MapModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_added.size()) + m_rows->count();
}

int MapModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    if (m_document->kind() == ValueKind::SortedSet)
        return m_showsCoordinates ? 4 : 3;
    return m_document->kind() == ValueKind::Hash ? 2 + int(m_showsExpiry) : 1;
}

ElementState MapModel::stateOf(const QByteArray &name) const
{
    if (name.isNull())
        return ElementState::Loading;
    const MapDocument::Staged *edit = m_document->staged(name);
    if (!edit) {
        const FieldTtls *ttls = m_document->fieldTtls();
        return ttls && ttls->of(name).kind == FieldTtl::Kind::Gone ? ElementState::Expired : ElementState::Unchanged;
    }
    if (edit->isConflict)
        return ElementState::Conflict;
    if (!edit->mine)
        return ElementState::Removed;
    if (edit->base)
        return ElementState::Edited;
    return edit->renamedFrom.isEmpty() ? ElementState::Added : ElementState::Renamed;
}

bool MapModel::isNumber(int column) const
{
    return m_document->kind() == ValueKind::SortedSet ? column != 1 : column == expiryColumn();
}

QByteArray MapModel::cell(int row, int column) const
{
    const QByteArray name = nameAt(row);
    if (column == nameColumn())
        return name;
    if (column != valueColumn())
        return {};
    const MapDocument::Staged *edit = m_document->staged(name);
    if (edit && edit->mine)
        return *edit->mine;
    if (edit && edit->base)
        return *edit->base;
    const CollectionRow *loaded = m_rows->at(row - int(m_added.size()));
    return loaded ? loaded->value : QByteArray();
}

QVariant MapModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QByteArray name = nameAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (name.isNull())
            return {};
        if (m_document->kind() == ValueKind::SortedSet && column == 0) {
            const CollectionRow *loaded = m_rows->at(index.row() - int(m_added.size()));
            return index.row() < m_added.size() || !loaded || loaded->position == 0
                ? QVariant()
                : QVariant(QLocale().toString(loaded->position));
        }
        if (column == 3) {
            const std::optional<Coordinates> place = coordinatesFromScore(cell(index.row(), valueColumn()));
            // Latitude first, as people say it; a point as the decimal mark, as maps take it.
            return place
                ? QVariant(QStringLiteral("%1, %2").arg(place->latitude, 0, 'f', 6).arg(place->longitude, 0, 'f', 6))
                : QVariant();
        }
        return displayText(cell(index.row(), column), cellCharacters);
    case ElementRole::Name:
        return name;
    case ElementRole::Value:
        return cell(index.row(), valueColumn());
    case ElementRole::State:
        return QVariant::fromValue(stateOf(name));
    case ElementRole::BaseText:
        if (const MapDocument::Staged *edit = m_document->staged(name); edit && edit->base && edit->mine)
            return displayText(*edit->base, hintCharacters);
        return {};
    case ElementRole::TheirsText:
        if (const MapDocument::Staged *edit = m_document->staged(name); edit && edit->theirs)
            return displayText(*edit->theirs, hintCharacters);
        return {};
    case ElementRole::TimeLeft:
        if (column != expiryColumn() || column < 0)
            return {};
        return index.row() < m_added.size() ? FieldTtls::unknown : m_document->fieldTtls()->timeLeft(name);
    case ElementRole::IsNumber:
        return isNumber(column);
    case ElementRole::IsName:
        return column == nameColumn();
    case Qt::TextAlignmentRole:
        return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant MapModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (m_document->kind() == ValueKind::Hash)
        return section == 0 ? tr("Field") : section == 1 ? tr("Value") : tr("Field TTL");
    if (m_document->kind() == ValueKind::Set)
        return tr("Member");
    return section == 0 ? tr("Rank")
        : section == 1  ? tr("Member")
        : section == 2  ? tr("Score")
                        : tr("Latitude, longitude");
}

} // namespace stashdeck
