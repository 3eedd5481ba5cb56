// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profilehealth.h"
#include "models/connections/profilestore.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include <optional>

namespace stashdeck {

/// The saved databases as rows. Follows its store; the health of a row is set from outside.
class ProfileListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< QUuid
        NameRole, ///< QString, as typed: foreign text
        HostRole, ///< QString; with scheme when it is http, with port when it has one
        EnvironmentRole, ///< int(Environment)
        GroupRole,
        ReadOnlyRole, ///< bool: opens with writing locked
        LastUsedRole, ///< qint64 ms since 1970, 0 for never
        ExpiresAtRole, ///< qint64 ms since 1970, 0 for never
        HealthRole, ///< ProfileHealth
        KeyCountRole, ///< qint64, or invalid when unknown
        LimitsRole, ///< PlanLimits
        LocalRole, ///< bool: on this computer
    };

    /// `store` must outlive the model.
    explicit ProfileListModel(ProfileStore *store, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] QModelIndex indexOf(const QUuid &id) const;
    void setHealth(const QUuid &id, const ProfileHealth &health);
    [[nodiscard]] ProfileHealth health(const QUuid &id) const { return m_health.value(id); }

private:
    void follow();

    ProfileStore *m_store;
    QList<QUuid> m_order; ///< what the views were told
    QHash<QUuid, ProfileHealth> m_health;
};

/// Rows whose name, host, group or environment word hold the text, of one environment group and of one named group, or
/// of all. In the order of the source, or by named group and then in that order.
class ProfileFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum class Group { All, Production, Staging, Development, LocalAndTemporary };
    Q_ENUM(Group)
    enum class Order { LastUsed, NamedGroup };

    explicit ProfileFilter(QObject *parent = nullptr);

    void setText(const QString &text);
    void setGroup(Group group);
    [[nodiscard]] Group group() const { return m_group; }
    /// Only databases of this group (Profile::group); an empty one stands for those without. Nothing for all.
    void setNamedGroup(const std::optional<QString> &name);
    [[nodiscard]] const std::optional<QString> &namedGroup() const { return m_namedGroup; }
    /// Named groups in the order of their names, then the databases without one.
    void setOrder(Order order);
    [[nodiscard]] Order order() const { return m_order; }
    /// The groups that the source has, sorted, each once; without the empty one.
    [[nodiscard]] QStringList namedGroups() const;
    [[nodiscard]] const QString &text() const { return m_text; }
    /// Rows of the source in that group, whatever the text.
    [[nodiscard]] int count(Group group) const;
    [[nodiscard]] static Group groupOf(Environment environment);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_text;
    Group m_group = Group::All;
    std::optional<QString> m_namedGroup;
    Order m_order = Order::LastUsed;
};

/// The address as people name it: host, with the scheme when it is http and with the port when it has one.
[[nodiscard]] QString addressText(const QUrl &url);

} // namespace stashdeck
