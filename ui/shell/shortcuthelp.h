// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTreeWidget;

namespace stashdeck {

class ActionRegistry;
class PlainLabel;
class SearchField;
class Theme;

/// F1: every action with its keys, by group, with a filter. A window beside the main one; stays open while one works.
class ShortcutHelp final : public QDialog {
    Q_OBJECT

public:
    ShortcutHelp(const Theme *theme, const ActionRegistry *registry, QWidget *parent);

private:
    void refill();

    const Theme *m_theme;
    const ActionRegistry *m_registry;
    SearchField *m_filter;
    QTreeWidget *m_list;
    PlainLabel *m_empty;
};

} // namespace stashdeck
