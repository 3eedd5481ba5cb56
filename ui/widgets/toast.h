// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QFrame>
#include <QTimer>

namespace stashdeck {

/// One notice on screen. Made and placed by ToastHost.
class Toast final : public QFrame {
    Q_OBJECT

public:
    Toast(const Theme *theme, Notice notice, std::chrono::milliseconds stay, QWidget *parent);

    [[nodiscard]] const Notice &notice() const { return m_notice; }
    /// Runs the notice's action and goes.
    void trigger();

    [[nodiscard]] QSize sizeHint() const override;

signals:
    /// It wants to go: time is up, its action ran or it was closed.
    void finished();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class ActionButton;
    class CloseButton;
    void updateStay();

    const Theme *m_theme;
    Notice m_notice;
    QTimer m_stay;
    QWidget *m_action = nullptr;
    bool m_done = false;
};

} // namespace stashdeck
