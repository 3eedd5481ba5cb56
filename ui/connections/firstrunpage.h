// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stashdeck {

class LocalSandbox;
class Theme;
struct ConnectActions;

/// The start page while no database is saved: the ways to the first one, in the middle.
class FirstRunPage final : public QWidget {
    Q_OBJECT

public:
    /// `sandbox` may be null: its rows are left out then.
    FirstRunPage(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions, QWidget *parent = nullptr);
};

} // namespace stashdeck
