// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QList>
#include <QObject>

#include <chrono>

namespace stashdeck {

class Toast;

/// Shows notices over the bottom right corner of a window: 20 px from the right, above the bottom inset, newest lowest,
/// at most three. Each stays 8 s, and while it is hovered or focused. Owned by its window.
class ToastHost final : public QObject {
    Q_OBJECT

public:
    ToastHost(const Theme *theme, QWidget *window);

    void show(Notice notice);
    /// Height kept free at the bottom: status bar and save bar.
    void setBottomInset(int pixels);
    /// For tests and for people who need longer.
    void setStay(std::chrono::milliseconds stay) { m_stay = stay; }
    /// Runs the newest notice's action whose shortcut this is. False when none has it: the key is someone else's.
    bool triggerShortcut(const QKeySequence &keys);
    void dismissAll();
    [[nodiscard]] qsizetype count() const { return m_toasts.size(); }

signals:
    void countChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void remove(Toast *toast);
    void place();
    void fadeIn(Toast *toast);

    const Theme *m_theme;
    QWidget *m_window;
    QList<Toast *> m_toasts;
    int m_bottomInset = 24;
    std::chrono::milliseconds m_stay{8000};
};

} // namespace stashdeck
