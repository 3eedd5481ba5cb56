// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QAbstractItemView;
class QKeyEvent;
class QMouseEvent;

namespace stashdeck {

class KeyListView;
class KeyTreeView;
class Keyspace;

/// Turns gestures on rows into checks, which are the one truth about what is chosen: Space and a click on the box
/// toggle, Ctrl+click toggles, Shift+click and Shift+arrows take a range, Escape lets all go. A gesture that checks
/// opens nothing.
class KeyChooser final : public QObject {
    Q_OBJECT

public:
    /// All outlive the chooser; watches both views and their viewports.
    KeyChooser(Keyspace *keyspace, KeyTreeView *tree, KeyListView *list, QObject *parent);

    void toggle(const QModelIndex &index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool pressed(QAbstractItemView *view, const QMouseEvent *event);
    [[nodiscard]] bool keyed(QAbstractItemView *view, const QKeyEvent *event);
    void setRange(QAbstractItemView *view, const QModelIndex &from, const QModelIndex &to);
    void extend(QAbstractItemView *view, int by);
    void setChecked(const QModelIndex &index, bool checked);

    Keyspace *m_keyspace;
    KeyTreeView *m_tree;
    KeyListView *m_list;
    QPersistentModelIndex m_anchor; // where a range begins
    int m_extent = 0; // rows from the anchor that Shift+arrows took, negative upwards
    bool m_swallowsRelease = false;
};

} // namespace stashdeck
