// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/settings.h"

#include <QWidget>

class QAction;
class QComboBox;

namespace stashdeck {

class ChipRow;
class PlainLabel;
class ProfileFilter;
class Theme;

namespace Keys {
inline constexpr Setting<bool> databasesByGroup{"connections/databasesByGroup", false};
} // namespace Keys

/// Narrows the saved databases by environment and by group, and puts them in order. The choice of group and order is
/// there while some database has a group.
class DatabaseFilterBar final : public QWidget {
    Q_OBJECT

public:
    /// `filter` outlives the bar. `check` gets a button in it.
    DatabaseFilterBar(const Theme *theme, ProfileFilter *filter, Settings *settings, QAction *check,
                      QWidget *parent = nullptr);

    /// After the databases changed.
    void follow();

signals:
    /// The person chose another environment or group.
    void narrowed();

private:
    void addCheckButton(const Theme *theme, QAction *check);
    void followGroups();

    ProfileFilter *m_filter;
    ChipRow *m_chips;
    PlainLabel *m_sortedBy;
    QComboBox *m_groups;
    QComboBox *m_order;
    QStringList m_names; ///< what m_groups offers
};

} // namespace stashdeck
