// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/collectionmodel.h"

#include "models/base/bytetext.h"

#include <QDateTime>

namespace stashdeck {

namespace {

constexpr qsizetype cellCharacters = 300;

QString entryText(const QList<QByteArray> &fields)
{
    QString text;
    for (qsizetype i = 0; i + 1 < fields.size() && text.size() < cellCharacters; i += 2) {
        if (!text.isEmpty())
            text += QLatin1String("   ");
        text += displayText(fields.at(i), cellCharacters) + QLatin1Char('=')
            + displayText(fields.at(i + 1), cellCharacters);
    }
    return text;
}

QByteArray entryBytes(const QList<QByteArray> &fields)
{
    QByteArray bytes;
    for (qsizetype i = 0; i + 1 < fields.size(); i += 2)
        bytes += fields.at(i) + '=' + fields.at(i + 1) + '\n';
    return bytes;
}

} // namespace

CollectionModel::CollectionModel(Session *session, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
{
}

CollectionModel::~CollectionModel()
{
    m_stop.request_stop();
}

void CollectionModel::take(const QByteArray &key, const OpenedKey &opened)
{
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_error.reset();
    m_names.clear();
    m_length = opened.length;
    std::vector<CollectionRow> rows = withoutRepeats(opened.page.rows);
    const bool isSameTable = key == m_key && opened.kind == m_kind && rows.size() == m_rows.size();
    m_key = key;
    m_kind = opened.kind;
    m_next = opened.page.next;
    if (isSameTable) {
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] == m_rows[i])
                continue;
            m_rows[i] = std::move(rows[i]);
            emit dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
        }
    } else {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    emit pagingChanged();
}

void CollectionModel::showMore()
{
    if (m_loading || !hasMore() || !m_session)
        return;
    m_loading = true;
    m_error.reset();
    emit pagingChanged();
    const std::stop_token stop = m_stop.get_token();
    const Command command = pageCommand(m_kind, m_key, m_next);
    QCoro::connect(m_session->send(command, {}, stop), this, [this, stop](const Result<Reply> &reply) {
        if (stop.stop_requested())
            return;
        m_loading = false;
        Result<CollectionPage> page
            = reply ? decodePage(m_kind, *reply, m_next) : Result<CollectionPage>(tl::unexpected(reply.error()));
        if (page)
            append(std::move(*page));
        else
            m_error = page.error();
        emit pagingChanged();
    });
}

void CollectionModel::append(CollectionPage page)
{
    m_next = page.next;
    std::vector<CollectionRow> rows = withoutRepeats(std::move(page.rows));
    if (rows.empty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endInsertRows();
}

std::vector<CollectionRow> CollectionModel::withoutRepeats(std::vector<CollectionRow> rows)
{
    if (rows.empty() || !rows.front().fields.isEmpty())
        return rows;
    std::vector<CollectionRow> fresh;
    fresh.reserve(rows.size());
    for (CollectionRow &row : rows) {
        const bool isScanned = row.position == 0 && (m_kind == ValueKind::Hash || m_kind == ValueKind::Set);
        if (isScanned && m_names.contains(row.name))
            continue;
        if (isScanned)
            m_names.insert(row.name);
        fresh.push_back(std::move(row));
    }
    return fresh;
}

int CollectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CollectionModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    switch (m_kind) {
    case ValueKind::Hash:
    case ValueKind::List:
        return 2;
    case ValueKind::Set:
        return 1;
    case ValueKind::SortedSet:
    case ValueKind::Stream:
        return 3;
    case ValueKind::None:
    case ValueKind::String:
    case ValueKind::Json:
    case ValueKind::Unknown:
        break;
    }
    return 0;
}

QByteArray CollectionModel::cell(const CollectionRow &row, int column) const
{
    switch (m_kind) {
    case ValueKind::List:
        return column == 0 ? QByteArray::number(row.position) : row.name;
    case ValueKind::SortedSet:
        return column == 0 ? QByteArray::number(row.position) : column == 1 ? row.name : row.value;
    case ValueKind::Stream:
        return column == 2 ? entryBytes(row.fields) : row.name;
    case ValueKind::None:
    case ValueKind::String:
    case ValueKind::Hash:
    case ValueKind::Set:
    case ValueKind::Json:
    case ValueKind::Unknown:
        break;
    }
    return column == 0 ? row.name : row.value;
}

QVariant CollectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CollectionRow &row = m_rows[size_t(index.row())];
    const int column = index.column();
    const bool isNumber = (m_kind == ValueKind::List && column == 0) || (m_kind == ValueKind::SortedSet && column != 1);
    switch (role) {
    case Qt::DisplayRole:
        if (m_kind == ValueKind::Stream && column == 1) {
            const qint64 when = row.name.left(row.name.indexOf('-')).toLongLong();
            return QLocale().toString(QDateTime::fromMSecsSinceEpoch(when), QLocale::ShortFormat);
        }
        if (m_kind == ValueKind::Stream && column == 2)
            return entryText(row.fields);
        return displayText(cell(row, column), cellCharacters);
    case BytesRole:
        return cell(row, column);
    case IsNumberRole:
        return isNumber;
    case Qt::TextAlignmentRole:
        return isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                        : QVariant(int(Qt::AlignLeft | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant CollectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool isNumber
            = (m_kind == ValueKind::List && section == 0) || (m_kind == ValueKind::SortedSet && section != 1);
        return int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (m_kind) {
    case ValueKind::Hash:
        return section == 0 ? tr("Field") : tr("Value");
    case ValueKind::List:
        return section == 0 ? tr("Index") : tr("Value");
    case ValueKind::Set:
        return tr("Member");
    case ValueKind::SortedSet:
        return section == 0 ? tr("Rank") : section == 1 ? tr("Member") : tr("Score");
    case ValueKind::Stream:
        return section == 0 ? tr("ID") : section == 1 ? tr("Time") : tr("Fields");
    case ValueKind::None:
    case ValueKind::String:
    case ValueKind::Json:
    case ValueKind::Unknown:
        break;
    }
    return {};
}

} // namespace stashdeck
