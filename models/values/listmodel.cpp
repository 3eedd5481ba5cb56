// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/listmodel.h"

#include "models/base/bytetext.h"
#include "models/values/windowrows.h"

#include <QLocale>

#include <algorithm>

namespace stashdeck {

namespace {

constexpr qsizetype cellCharacters = 300;
constexpr qsizetype hintCharacters = 40;

/// A place as a name for the view: it tells rows apart and survives a reset.
QByteArray nameOf(const ListPlace &place)
{
    static constexpr char letters[] = {'h', 'e', 'i', 't'};
    return letters[int(place.where)] + QByteArray::number(place.index) + '.' + QByteArray::number(place.order);
}

} // namespace

ListModel::ListModel(ListDocument *document, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{
    remember();
    connectRows();
    connect(document, &ListDocument::placesChanged, this, [this] {
        beginResetModel();
        remember();
        endResetModel();
    });
    connect(document, &ListDocument::elementChanged, this, [this](qint64 at) {
        const int row = rowOf({ListPlace::Where::Element, at, 0});
        if (row >= 0 && row < rowCount())
            emit dataChanged(index(row, 0), index(std::min(row + int(m_inserted[at]), rowCount() - 1), 1));
    });
}

ListModel::~ListModel() = default;

void ListModel::connectRows()
{
    const WindowRows *rows = m_document->rows();
    connect(rows, &ElementRows::reset, this, [this] {
        beginResetModel();
        endResetModel();
    });
    // Rows of the list come and go at its end.
    connect(rows, &ElementRows::aboutToInsert, this, [this](int first, int last) {
        const int offset = rowOf({ListPlace::Where::Element, first, 0});
        beginInsertRows({}, offset, offset + last - first);
    });
    connect(rows, &ElementRows::inserted, this, [this] { endInsertRows(); });
    connect(rows, &ElementRows::aboutToRemove, this, [this] { beginResetModel(); });
    connect(rows, &ElementRows::removed, this, [this] { endResetModel(); });
    connect(rows, &ElementRows::rowsChanged, this, [this](int first, int last) {
        if (rowCount() > 0) {
            emit dataChanged(index(rowOf({ListPlace::Where::Element, first, 0}), 0),
                             index(std::min(rowOf({ListPlace::Where::Element, last, 0}), rowCount() - 1), 1));
        }
    });
}

void ListModel::remember()
{
    m_head = m_document->head().size();
    m_tail = m_document->tail().size();
    m_inserted.clear();
    for (const auto &[index, edit] : m_document->allStaged()) {
        if (!edit.inserted.isEmpty())
            m_inserted[index] = edit.inserted.size();
    }
}

int ListModel::rowOf(const ListPlace &place) const
{
    if (place.where == ListPlace::Where::Head)
        return int(place.order);
    if (place.where == ListPlace::Where::Tail)
        return rowCount() - int(m_tail) + int(place.order);
    qint64 row = m_head + place.index;
    for (const auto &[index, count] : m_inserted) {
        if (index >= place.index)
            break;
        row += count;
    }
    return int(place.where == ListPlace::Where::Inserted ? row + 1 + place.order : row);
}

ListPlace ListModel::placeAt(int row) const
{
    if (row < m_head)
        return {ListPlace::Where::Head, 0, row};
    const int tailFrom = rowCount() - int(m_tail);
    if (row >= tailFrom)
        return {ListPlace::Where::Tail, 0, row - tailFrom};
    qint64 index = row - m_head;
    for (const auto &[at, count] : m_inserted) {
        if (index <= at)
            break;
        if (index <= at + count)
            return {ListPlace::Where::Inserted, at, qsizetype(index - at - 1)};
        index -= count;
    }
    return {ListPlace::Where::Element, index, 0};
}

void ListModel::want(int first, int last)
{
    const ListPlace from = placeAt(first);
    const ListPlace to = placeAt(last);
    const int end = m_document->rows()->count() - 1;
    m_document->rows()->want(from.where == ListPlace::Where::Tail ? end : int(from.index),
                             to.where == ListPlace::Where::Tail ? end : int(to.index));
}

int ListModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    qsizetype rows = m_head + m_document->rows()->count() + m_tail;
    for (const auto &[index, count] : m_inserted)
        rows += count;
    return int(rows);
}

int ListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

ElementState ListModel::stateOf(const ListPlace &place) const
{
    if (place.where != ListPlace::Where::Element)
        return ElementState::Added;
    const ListDocument::Staged *edit = m_document->staged(place.index);
    if (!edit)
        return m_document->rows()->at(int(place.index)) ? ElementState::Unchanged : ElementState::Loading;
    if (edit->isConflict)
        return ElementState::Conflict;
    if (!edit->mine)
        return ElementState::Removed;
    return edit->mine == edit->base ? ElementState::Unchanged : ElementState::Edited;
}

QVariant ListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ListPlace place = placeAt(index.row());
    const ListDocument::Staged *edit
        = place.where == ListPlace::Where::Element ? m_document->staged(place.index) : nullptr;
    const auto value = [&] {
        const std::optional<QByteArray> now = m_document->valueAt(place);
        return now ? *now : edit ? edit->base : QByteArray();
    };
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 1)
            return displayText(value(), cellCharacters);
        return place.where == ListPlace::Where::Element ? QLocale().toString(place.index) : QStringLiteral("+");
    case ElementRole::Name:
        return stateOf(place) == ElementState::Loading ? QByteArray() : nameOf(place);
    case ElementRole::Value:
        return value();
    case ElementRole::State:
        return QVariant::fromValue(stateOf(place));
    case ElementRole::BaseText:
        return edit ? QVariant(displayText(edit->base, hintCharacters)) : QVariant();
    case ElementRole::TheirsText:
        return edit && edit->theirs ? QVariant(displayText(*edit->theirs, hintCharacters)) : QVariant();
    case ElementRole::IsNumber:
        return index.column() == 0;
    case ElementRole::IsName:
        return false;
    case Qt::TextAlignmentRole:
        return int((index.column() == 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section > 1)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Index") : tr("Value");
}

} // namespace stashdeck
