// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace stashdeck {

/// Whether a person can see a window: shown and not minimised. What polls stops while it is false.
class WindowVisibility final : public QObject {
    Q_OBJECT

public:
    explicit WindowVisibility(QWidget *window);

    [[nodiscard]] bool isShownToUser() const { return m_shown; }

signals:
    void changed(bool shown);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();

    QWidget *m_window;
    bool m_shown = false;
};

} // namespace stashdeck
