// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace stashdeck {

/// F6 and Shift+F6: moves the keyboard from pane to pane of a window and back to where it was in each. A pane is a
/// widget of the window with the property `pane` set to true (see markPane), visited from top to bottom, left to
/// right. Hidden panes are left out.
class PaneCycle final : public QObject {
    Q_OBJECT

public:
    explicit PaneCycle(QWidget *window);

    void next() { step(1); }
    void previous() { step(-1); }
    [[nodiscard]] QList<QWidget *> panes() const;
    /// What Tab would come to first within `pane`; nullptr when nothing there takes the focus.
    [[nodiscard]] static QWidget *firstIn(QWidget *pane);

private:
    void step(int direction);
    void remember(QWidget *focused);

    QWidget *m_window;
    QHash<QWidget *, QPointer<QWidget>> m_last;
};

/// Makes `widget` a stop of F6.
void markPane(QWidget *widget);

} // namespace stashdeck
