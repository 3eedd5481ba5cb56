// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

namespace stashdeck {

class PlainLabel;
class SegmentedControl;
class SeparatorButton;

/// The line above the keys: Tree or List, the separator, and the heads of the TTL and size columns.
class KeyColumnsBar final : public QFrame {
    Q_OBJECT

public:
    KeyColumnsBar(const Theme *theme, QWidget *parent = nullptr);

    [[nodiscard]] SegmentedControl *shape() const { return m_shape; }
    [[nodiscard]] SeparatorButton *separator() const { return m_separator; }
    /// Widths of the two columns and of what stands right of them (a scroll bar).
    void setColumns(int ttl, int size, int beyond);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void place();

    const Theme *m_theme;
    SegmentedControl *m_shape;
    SeparatorButton *m_separator;
    PlainLabel *m_ttl;
    PlainLabel *m_size;
    int m_ttlWidth = 70;
    int m_sizeWidth = 70;
    int m_beyond = 0;
};

} // namespace stashdeck
