// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTabBar>

namespace stashdeck {

/// Tabs of open keys: type badge, name, the dot of unsaved edits, a cross or a pin. A preview tab is italic. A
/// middle click closes. The texts are
/// display texts; the widget shows no markup.
class ValueTabBar final : public QTabBar {
    Q_OBJECT

public:
    struct Tab {
        QByteArray typeName;
        QString name;
        bool isPreview = false;
        bool isDirty = false;
        bool isPinned = false; ///< a pin in place of the cross
        friend bool operator==(const Tab &, const Tab &) = default;
    };

    explicit ValueTabBar(const Theme *theme, QWidget *parent = nullptr);

    void setTab(int index, const Tab &tab);
    [[nodiscard]] Tab tab(int index) const;

signals:
    void unpinRequested(int index); ///< a click on the pin
    void dragEnded(); ///< the mouse let go of a tab; it may stand elsewhere now

protected:
    void paintEvent(QPaintEvent *event) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QRect closeRect(int index) const;
    [[nodiscard]] QFont nameFont(const Tab &tab) const;

    const Theme *m_theme;
    int m_hovered = -1;
    int m_pressedClose = -1;
};

} // namespace stashdeck

Q_DECLARE_METATYPE(stashdeck::ValueTabBar::Tab)
