// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QByteArray>

namespace stashdeck {

/// The bits of a string, 16 a row with the offset of the first. Only what is visible is painted. Arrow keys move, Space
/// and a double click ask to switch the bit.
class BitGrid final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit BitGrid(const Theme *theme, QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    void setEditable(bool editable);
    [[nodiscard]] qint64 cursor() const { return m_cursor; }
    void moveTo(qint64 offset);
    [[nodiscard]] QRect cellRect(qint64 offset) const; ///< in the viewport
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void cursorMoved(qint64 offset);
    void toggleRequested(qint64 offset, bool on);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] int cell() const { return m_theme->scaled(14); }
    [[nodiscard]] int offsetWidth() const;
    [[nodiscard]] qint64 offsetAt(const QPoint &point) const;
    void toggle();
    void updateScrollBar();

    const Theme *m_theme;
    QByteArray m_bytes;
    qint64 m_cursor = 0;
    bool m_editable = false;
};

} // namespace stashdeck
