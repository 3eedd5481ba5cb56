// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QList>

namespace stashdeck {

/// Bytes as offset, hex and characters, 16 a row. Only what is visible is painted, so 100 MB cost nothing. When it may
/// edit: hex digits overwrite, Insert adds a zero byte, Delete and Backspace take one away, Ctrl+Z takes back.
class HexView final : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit HexView(const Theme *theme, QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    void setEditable(bool editable);
    [[nodiscard]] qint64 cursor() const { return m_cursor; }
    /// Marks a stretch and scrolls to it.
    void select(qint64 from, qint64 length);

signals:
    void edited(const QByteArray &bytes);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int charWidth() const;
    [[nodiscard]] int hexColumn(int byteInRow) const; ///< in characters from the left
    [[nodiscard]] int textColumn() const;
    [[nodiscard]] qint64 rowCount() const;
    [[nodiscard]] bool edit(QKeyEvent *event);
    void change(const QByteArray &bytes);
    void moveTo(qint64 offset);
    void updateScrollBars();

    const Theme *m_theme;
    QByteArray m_bytes;
    QList<QByteArray> m_undo;
    qint64 m_cursor = 0;
    qint64 m_markFrom = 0;
    qint64 m_markLength = 0;
    bool m_lowNibble = false;
    bool m_editable = false;
};

} // namespace stashdeck
