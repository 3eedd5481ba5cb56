// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/profilelistmodel.h"

#include "models/connections/credentialtext.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QString addressText(const QUrl &url)
{
    QString text = url.host();
    if (url.port() >= 0)
        text += u":%1"_s.arg(url.port());
    return url.scheme() == "http"_L1 ? u"http://"_s + text : text;
}

ProfileListModel::ProfileListModel(ProfileStore *store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    for (const Profile &profile : store->profiles())
        m_order.append(profile.id);
    connect(store, &ProfileStore::added, this, [this](const Profile &profile) {
        const auto &profiles = m_store->profiles();
        const auto it = std::find_if(profiles.cbegin(), profiles.cend(),
                                     [&](const Profile &candidate) { return candidate.id == profile.id; });
        const int row = int(it - profiles.cbegin());
        beginInsertRows({}, row, row);
        m_order.insert(row, profile.id);
        endInsertRows();
    });
    connect(store, &ProfileStore::updated, this, [this](const Profile &profile) {
        // What was known belongs to the old address.
        const QModelIndex index = indexOf(profile.id);
        emit dataChanged(index, index);
    });
    connect(store, &ProfileStore::removed, this, [this](const QUuid &id) {
        const auto row = int(m_order.indexOf(id));
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_order.removeAt(row);
        m_health.remove(id);
        endRemoveRows();
    });
    connect(store, &ProfileStore::reordered, this, &ProfileListModel::follow);
}

void ProfileListModel::follow()
{
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    QList<QUuid> order;
    for (const Profile &profile : m_store->profiles())
        order.append(profile.id);
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after.append(createIndex(int(order.indexOf(m_order.at(index.row()))), 0));
    m_order = order;
    changePersistentIndexList(before, after);
    emit layoutChanged();
}

int ProfileListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

QVariant ProfileListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QUuid id = m_order.at(index.row());
    const auto profile = m_store->find(id);
    if (!profile)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return profile->name;
    case IdRole:
        return id;
    case HostRole:
        return addressText(profile->url);
    case EnvironmentRole:
        return int(profile->environment);
    case GroupRole:
        return profile->group;
    case ReadOnlyRole:
        return profile->readOnly;
    case LastUsedRole:
        return qint64(profile->lastUsed.time_since_epoch().count());
    case ExpiresAtRole:
        return qint64(profile->expiresAt.time_since_epoch().count());
    case HealthRole:
        return QVariant::fromValue(m_health.value(id));
    case KeyCountRole: {
        const auto count = m_health.value(id).keyCount;
        return count ? QVariant(*count) : QVariant();
    }
    case LimitsRole:
        return QVariant::fromValue(profile->limits);
    case LocalRole:
        return isLoopbackHost(profile->url.host());
    default:
        return {};
    }
}

QHash<int, QByteArray> ProfileListModel::roleNames() const
{
    return {{IdRole, "id"},         {NameRole, "name"},         {HostRole, "host"},     {EnvironmentRole, "env"},
            {GroupRole, "group"},   {ReadOnlyRole, "readOnly"}, {LastUsedRole, "used"}, {ExpiresAtRole, "expires"},
            {HealthRole, "health"}, {KeyCountRole, "keys"},     {LimitsRole, "limits"}, {LocalRole, "local"}};
}

QModelIndex ProfileListModel::indexOf(const QUuid &id) const
{
    const qsizetype row = m_order.indexOf(id);
    return row < 0 ? QModelIndex() : index(int(row));
}

void ProfileListModel::setHealth(const QUuid &id, const ProfileHealth &health)
{
    const QModelIndex at = indexOf(id);
    if (!at.isValid() || m_health.value(id) == health)
        return;
    m_health.insert(id, health);
    emit dataChanged(at, at, {HealthRole, KeyCountRole});
}

ProfileFilter::ProfileFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
}

void ProfileFilter::setText(const QString &text)
{
    if (m_text == text.trimmed())
        return;
    m_text = text.trimmed();
    invalidateFilter();
}

void ProfileFilter::setGroup(Group group)
{
    if (m_group == group)
        return;
    m_group = group;
    invalidateFilter();
}

void ProfileFilter::setNamedGroup(const std::optional<QString> &name)
{
    if (m_namedGroup == name)
        return;
    m_namedGroup = name;
    invalidateFilter();
}

void ProfileFilter::setOrder(Order order)
{
    if (m_order == order)
        return;
    m_order = order;
    sort(order == Order::LastUsed ? -1 : 0); // -1: as in the source
}

QStringList ProfileFilter::namedGroups() const
{
    QStringList names;
    for (int row = 0; sourceModel() && row < sourceModel()->rowCount(); ++row) {
        const QString name = sourceModel()->index(row, 0).data(ProfileListModel::GroupRole).toString();
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    std::sort(names.begin(), names.end(),
              [](const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) < 0; });
    return names;
}

bool ProfileFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QString a = left.data(ProfileListModel::GroupRole).toString();
    const QString b = right.data(ProfileListModel::GroupRole).toString();
    if (a.isEmpty() != b.isEmpty())
        return b.isEmpty();
    const int order = a.compare(b, Qt::CaseInsensitive);
    if (order != 0)
        return order < 0;
    return a != b ? a < b : left.row() < right.row();
}

ProfileFilter::Group ProfileFilter::groupOf(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return Group::Production;
    case Environment::Staging:
        return Group::Staging;
    case Environment::Development:
        return Group::Development;
    case Environment::Sandbox:
    case Environment::Temporary:
        break;
    }
    return Group::LocalAndTemporary;
}

int ProfileFilter::count(Group group) const
{
    int count = 0;
    for (int row = 0; sourceModel() && row < sourceModel()->rowCount(); ++row) {
        const auto environment
            = Environment(sourceModel()->index(row, 0).data(ProfileListModel::EnvironmentRole).toInt());
        count += group == Group::All || groupOf(environment) == group ? 1 : 0;
    }
    return count;
}

bool ProfileFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const auto environment = Environment(index.data(ProfileListModel::EnvironmentRole).toInt());
    if (m_group != Group::All && groupOf(environment) != m_group)
        return false;
    if (m_namedGroup && index.data(ProfileListModel::GroupRole).toString() != *m_namedGroup)
        return false;
    if (m_text.isEmpty())
        return true;
    const auto holds = [this](const QString &text) {
        return text.contains(m_text, Qt::CaseInsensitive);
    };
    return holds(index.data(ProfileListModel::NameRole).toString())
        || holds(index.data(ProfileListModel::HostRole).toString())
        || holds(index.data(ProfileListModel::GroupRole).toString()) || holds(environmentWord(environment));
}

} // namespace stashdeck
