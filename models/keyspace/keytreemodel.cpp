// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keytreemodel.h"

#include "models/keyspace/keycell.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace stashdeck {

namespace {
/// About three milliseconds of listing; what takes longer goes to a worker.
constexpr quint32 listNowBudget = 8000;
constexpr size_t mostHeld = 500;
} // namespace

KeyTreeModel::KeyTreeModel(const KeyFacts *facts, QObject *parent)
    : QAbstractItemModel(parent)
    , m_facts(facts)
    , m_root(std::make_unique<FolderNode>())
{
    m_root->listed = true;
}

KeyTreeModel::~KeyTreeModel()
{
    m_stop.request_stop();
}

void KeyTreeModel::setCheckedKeys(CheckedKeys *checks)
{
    m_checks = checks;
    if (checks != nullptr)
        connect(checks, &CheckedKeys::changed, this, &KeyTreeModel::checksChanged);
}

void KeyTreeModel::checksChanged()
{
    m_sums.reset();
    tellChecks(*m_root);
}

void KeyTreeModel::tellChecks(const FolderNode &node)
{
    const QModelIndex parent = indexOfNode(&node);
    const int rows = rowCount(parent);
    if (rows == 0)
        return;
    emit dataChanged(index(0, KeyNameColumn, parent), index(rows - 1, KeySizeColumn, parent),
                     {Qt::CheckStateRole, CheckedCountRole});
    for (const auto &[row, child] : node.children)
        tellChecks(*child);
}

quint32 KeyTreeModel::checkedIn(KeySpan span) const
{
    if (m_checks == nullptr || m_checks->isEmpty())
        return 0;
    if (!m_sums)
        m_sums.emplace(*m_checks, m_keys);
    return m_sums->countIn(*m_checks, m_keys, span);
}

KeyRows KeyTreeModel::heldRows() const
{
    KeyRows rows;
    const QModelIndexList held = persistentIndexList();
    for (const QModelIndex &index : held) {
        const std::span<const KeyRow> keys = rowsAt(index);
        if (rows.size() >= mostHeld)
            break;
        rows.insert(rows.end(), keys.begin(), keys.begin() + static_cast<ptrdiff_t>(std::min<size_t>(2, keys.size())));
    }
    return rows;
}

std::span<const KeyRow> KeyTreeModel::rowsAt(const QModelIndex &index) const
{
    if (!index.isValid() || isMoreRow(index))
        return {};
    const KeySpan span = holderOf(index)->rows[static_cast<size_t>(index.row())];
    return std::span(*m_keys.rows).subspan(span.first, span.size());
}

KeyRows KeyTreeModel::rowsAt(const QModelIndexList &indexes) const
{
    std::vector<KeySpan> spans;
    for (const QModelIndex &index : indexes) {
        if (index.column() == KeyNameColumn && !isMoreRow(index))
            spans.push_back(holderOf(index)->rows[static_cast<size_t>(index.row())]);
    }
    // Spans of a tree lie in each other or apart.
    std::sort(spans.begin(), spans.end(), [](const KeySpan &a, const KeySpan &b) {
        return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    KeyRows rows;
    quint32 done = 0;
    for (const KeySpan &span : spans) {
        if (span.last <= done)
            continue;
        rows.insert(rows.end(), m_keys.rows->begin() + span.first, m_keys.rows->begin() + span.last);
        done = span.last;
    }
    return rows;
}

void KeyTreeModel::setChecked(const QModelIndexList &indexes, bool checked)
{
    if (m_checks != nullptr)
        m_checks->setChecked(rowsAt(indexes), checked);
}

bool KeyTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || m_checks == nullptr || isMoreRow(index))
        return false;
    m_checks->setChecked(rowsAt(index), value.toInt() != Qt::Unchecked);
    return true;
}

FolderNode *KeyTreeModel::holderOf(const QModelIndex &index)
{
    return static_cast<FolderNode *>(index.internalPointer());
}

FolderNode *KeyTreeModel::nodeAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return m_root.get();
    const FolderNode *holder = holderOf(index);
    const auto child = holder->children.find(static_cast<quint32>(index.row()));
    return child == holder->children.end() ? nullptr : child->second.get();
}

QModelIndex KeyTreeModel::indexOfNode(const FolderNode *node) const
{
    if (node->parent == nullptr)
        return {};
    return createIndex(static_cast<int>(node->rowInParent), 0, node->parent);
}

bool KeyTreeModel::isMoreRow(const QModelIndex &index) const
{
    return static_cast<size_t>(index.row()) >= holderOf(index)->rows.size();
}

QByteArray KeyTreeModel::pathAt(const QModelIndex &index) const
{
    const FolderNode *holder = holderOf(index);
    const auto row = static_cast<quint32>(index.row());
    return m_keys.at(holder->rows[row].first).first(childPrefix(m_keys, *holder, row, m_separator)).toByteArray();
}

FolderShape KeyTreeModel::shape() const
{
    return shapeOf(*m_root, m_keys);
}

void KeyTreeModel::setArrangement(const OrderedKeys &keys, std::unique_ptr<FolderNode> root,
                                  const QByteArray &separator)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    ++m_generation;
    m_sums.reset();
    if (m_keys.size() == 0 || keys.size() == 0 || separator != m_separator) {
        beginResetModel();
        m_keys = keys;
        m_separator = separator;
        m_root = std::move(root);
        endResetModel();
        return;
    }

    // Folders that were opened while the worker was busy are opened now.
    openFolders(keys, *root, shape(), separator, listNowBudget);

    struct Held {
        QModelIndex index;
        QByteArray name; // a key, or a folder's path
        bool isFolder;
        bool isMore;
    };
    emit layoutAboutToBeChanged();
    std::vector<Held> held;
    const QModelIndexList from = persistentIndexList();
    held.reserve(static_cast<size_t>(from.size()));
    for (const QModelIndex &index : from) {
        const FolderNode *holder = holderOf(index);
        if (isMoreRow(index)) {
            const QModelIndex parent = indexOfNode(holder);
            held.push_back({index, parent.isValid() ? pathAt(parent) : QByteArray(), true, true});
        } else if (holder->isFolder(static_cast<quint32>(index.row()))) {
            held.push_back({index, pathAt(index), true, false});
        } else {
            held.push_back(
                {index, m_keys.at(holder->rows[static_cast<size_t>(index.row())].first).toByteArray(), false, false});
        }
    }
    const std::unique_ptr<FolderNode> previous = std::exchange(m_root, std::move(root));
    m_keys = keys;
    QModelIndexList to;
    to.reserve(from.size());
    for (const Held &was : held) {
        QModelIndex now;
        if (was.isMore) {
            const QModelIndex parent = was.name.isEmpty() ? QModelIndex() : indexOfFolder(was.name);
            const FolderNode *node = was.name.isEmpty() || parent.isValid() ? nodeAt(parent) : nullptr;
            if (node != nullptr && node->hidden() > 0)
                now = createIndex(static_cast<int>(node->rows.size()), was.index.column(), node);
        } else if (was.isFolder) {
            now = indexOfFolder(was.name);
        } else {
            now = indexOf(was.name);
            if (now.isValid() && now.data(IsFolderRole).toBool())
                now = {}; // the key is in there, but not shown
        }
        to.append(now.isValid() ? createIndex(now.row(), was.index.column(), now.internalPointer()) : QModelIndex());
    }
    changePersistentIndexList(from, to);
    emit layoutChanged();
}

QModelIndex KeyTreeModel::innermost(quint32 position) const
{
    QModelIndex found;
    for (FolderNode *node = m_root.get(); node != nullptr;) {
        const auto row = node->rowOf(position);
        if (!row)
            break;
        found = createIndex(static_cast<int>(*row), 0, node);
        node = node->isFolder(*row) ? nodeAt(found) : nullptr;
    }
    return found;
}

QModelIndex KeyTreeModel::indexOf(QByteArrayView key) const
{
    const auto position = m_keys.positionOf(key);
    return position ? innermost(*position) : QModelIndex();
}

QModelIndex KeyTreeModel::indexOfFolder(QByteArrayView path) const
{
    const auto first
        = std::lower_bound(m_keys.rows->begin(), m_keys.rows->end(), path,
                           [this](KeyRow row, QByteArrayView wanted) { return m_keys.keys.at(row) < wanted; });
    if (first == m_keys.rows->end())
        return {};
    QModelIndex index = innermost(static_cast<quint32>(first - m_keys.rows->begin()));
    while (index.isValid() && (!index.data(IsFolderRole).toBool() || pathAt(index) != path))
        index = index.parent();
    return index;
}

void KeyTreeModel::showMore(const QModelIndex &moreRow)
{
    if (!moreRow.isValid() || !isMoreRow(moreRow))
        return;
    FolderNode *node = holderOf(moreRow);
    const QModelIndex parent = indexOfNode(node);
    const auto first = static_cast<int>(node->rows.size());
    const auto count = static_cast<int>(node->nextShown(folderPage));
    // The row that shows more goes, and comes back below the new ones unless they were all.
    FolderListing listing = std::exchange(node->listing, {});
    node->listing.folders.resize(std::min(listing.folders.size(), node->rows.size()));
    node->listing.keyCount = static_cast<quint32>(node->rows.size() - node->listing.folders.size());
    FolderListing shown = std::exchange(node->listing, listing);
    beginRemoveRows(parent, first, first);
    node->listing = std::move(shown); // as if nothing were hidden
    endRemoveRows();
    const int last = first + count - (static_cast<quint32>(count) == listing.size() - node->rows.size() ? 1 : 0);
    beginInsertRows(parent, first, last);
    node->listing = std::move(listing);
    node->show(static_cast<quint32>(count));
    endInsertRows();
}

void KeyTreeModel::announce(const KeyRows &rows)
{
    for (const KeyRow row : rows) {
        if (row >= m_keys.keys.rows())
            continue; // came after this arrangement
        const QModelIndex index = indexOf(m_keys.keys.at(row));
        if (index.isValid() && !index.data(IsFolderRole).toBool())
            emit dataChanged(index, index.siblingAtColumn(KeySizeColumn));
    }
}

QModelIndex KeyTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent));
}

QModelIndex KeyTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOfNode(holderOf(index)) : QModelIndex();
}

int KeyTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    const FolderNode *node = nodeAt(parent);
    if (node == nullptr || !node->listed)
        return 0;
    return static_cast<int>(node->rows.size()) + (node->hidden() > 0 ? 1 : 0);
}

int KeyTreeModel::columnCount(const QModelIndex & /*parent*/) const
{
    return keyColumnCount;
}

bool KeyTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return rowCount() > 0;
    if (parent.column() > 0)
        return false;
    return holderOf(parent)->isFolder(static_cast<quint32>(parent.row())) && !isMoreRow(parent);
}

bool KeyTreeModel::canFetchMore(const QModelIndex &parent) const
{
    if (!parent.isValid() || !hasChildren(parent))
        return false;
    const FolderNode *node = nodeAt(parent);
    return node == nullptr || (!node->listed && !node->awaitsListing);
}

void KeyTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    FolderNode *holder = holderOf(parent);
    const auto row = static_cast<quint32>(parent.row());
    std::unique_ptr<FolderNode> &node = holder->children[row];
    if (!node) {
        node = std::make_unique<FolderNode>();
        node->parent = holder;
        node->rowInParent = row;
        node->span = holder->rows[row];
        node->prefix = childPrefix(m_keys, *holder, row, m_separator);
    }
    auto listing = listFolder(m_keys, node->span, node->prefix, m_separator, listNowBudget);
    if (listing)
        takeListing(node.get(), std::move(*listing));
    else
        listElsewhere(node.get());
}

void KeyTreeModel::takeListing(FolderNode *node, FolderListing listing)
{
    const auto shown = std::min(listing.size(), folderPage);
    const auto rows = static_cast<int>(shown + (listing.size() > shown ? 1 : 0));
    beginInsertRows(indexOfNode(node), 0, rows - 1);
    node->listing = std::move(listing);
    node->listed = true;
    node->awaitsListing = false;
    node->show(folderPage);
    endInsertRows();
}

void KeyTreeModel::listElsewhere(FolderNode *node)
{
    using Listing = std::optional<FolderListing>;
    node->awaitsListing = true;
    auto *watcher = new QFutureWatcher<Listing>(this);
    connect(watcher, &QFutureWatcher<Listing>::finished, this, [this, watcher, node, generation = m_generation] {
        watcher->deleteLater();
        const Listing listing = watcher->result();
        if (generation == m_generation && listing) // else `node` is gone with its arrangement
            takeListing(node, *listing);
    });
    watcher->setFuture(QtConcurrent::run(
        [keys = m_keys, span = node->span, prefix = node->prefix, separator = m_separator, stop = m_stop.get_token()] {
            return listFolder(keys, span, prefix, separator, noBudget, stop);
        }));
}

QVariant KeyTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const FolderNode *holder = holderOf(index);
    const auto row = static_cast<quint32>(index.row());
    if (isMoreRow(index)) {
        switch (role) {
        case Qt::DisplayRole:
            if (index.column() != KeyNameColumn)
                return {};
            //: %L1 is 500 or the rest, %L2 how many rows of the folder are not shown yet
            return tr("Show %L1 more of %L2").arg(holder->nextShown(folderPage)).arg(holder->hidden());
        case MoreRole:
            return static_cast<qint64>(holder->hidden());
        case IsFolderRole:
            return false;
        default:
            return {};
        }
    }
    const KeySpan span = holder->rows[row];
    if (role == CheckedCountRole)
        return static_cast<qint64>(checkedIn(span));
    if (role == Qt::CheckStateRole) {
        if (m_checks == nullptr || index.column() != KeyNameColumn)
            return {};
        const quint32 checked = checkedIn(span);
        return QVariant(checked == 0 ? Qt::Unchecked : checked == span.size() ? Qt::Checked : Qt::PartiallyChecked);
    }
    if (!holder->isFolder(row)) {
        if (role == Qt::DisplayRole) {
            if (index.column() != KeyNameColumn)
                return {};
            const QByteArrayView key = m_keys.at(span.first);
            const QByteArrayView rest = key.sliced(holder->prefix);
            return keyCellText(rest.isEmpty() ? key : rest);
        }
        return keyCell(m_keys.keys, m_keys.rowAt(span.first), *m_facts, role);
    }
    switch (role) {
    case Qt::DisplayRole: {
        if (index.column() != KeyNameColumn)
            return {};
        const quint32 end = childPrefix(m_keys, *holder, row, m_separator);
        return keyCellText(m_keys.at(span.first).sliced(holder->prefix, end - holder->prefix));
    }
    case KeyNameRole:
        return pathAt(index);
    case IsFolderRole:
        return true;
    case CountRole:
        return static_cast<qint64>(span.size());
    case GoneRole:
        return false;
    case MoreRole:
        return qint64(0);
    case DimSuffixRole:
        return static_cast<int>(keyCellText(m_separator).size());
    default:
        return {};
    }
}

QVariant KeyTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return keyColumnHeader(section, orientation, role);
}

Qt::ItemFlags KeyTreeModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    return index.isValid() && !hasChildren(index) ? flags | Qt::ItemNeverHasChildren : flags;
}

} // namespace stashdeck
