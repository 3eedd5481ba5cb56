// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keysort.h"
#include "ui/theme/theme.h"

#include <QFrame>

class QMenu;

namespace stashdeck {

class Button;
class ColumnHead;
class SegmentedControl;
class SeparatorButton;

/// The line above the keys: Tree or List, then the separator of the tree or the order of the list, and the heads of the
/// TTL and size columns. In the list a click on a head sorts, a second one turns the order around.
class KeyColumnsBar final : public QFrame {
    Q_OBJECT

public:
    KeyColumnsBar(const Theme *theme, QWidget *parent = nullptr);

    [[nodiscard]] SegmentedControl *shape() const { return m_shape; }
    [[nodiscard]] SeparatorButton *separator() const { return m_separator; }
    void setTree(bool tree);
    void setSort(const KeySort &sort);
    /// Widths of the two columns and of what stands right of them (a scroll bar).
    void setColumns(int ttl, int size, int beyond);

signals:
    void sortChosen(const stashdeck::KeySort &sort);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();
    void chooseColumn(KeySort::Column column);
    void showSortMenu();
    [[nodiscard]] static QString columnText(KeySort::Column column);

    const Theme *m_theme;
    SegmentedControl *m_shape;
    SeparatorButton *m_separator;
    Button *m_order;
    ColumnHead *m_ttl;
    ColumnHead *m_size;
    KeySort m_sort;
    int m_ttlWidth = 70;
    int m_sizeWidth = 70;
    int m_beyond = 0;
};

} // namespace stashdeck
