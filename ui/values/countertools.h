// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QSpinBox;

namespace stashdeck {

class Button;
class IconButton;

/// − and + for a counter, by a step that can be chosen, and the way back from the last one.
class CounterTools final : public QWidget {
    Q_OBJECT

public:
    explicit CounterTools(const Theme *theme, QWidget *parent = nullptr);

    /// `why` says why not, as a tool tip.
    void setUsable(bool usable, const QString &why);
    /// What undo would take back; 0 hides it.
    void setUndo(qint64 by);

signals:
    void stepRequested(qint64 by);
    void undoRequested();

private:
    IconButton *m_minus;
    QSpinBox *m_step;
    IconButton *m_plus;
    Button *m_undo;
};

} // namespace stashdeck
