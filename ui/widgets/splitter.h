// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QSplitter>

namespace stashdeck {

/// A splitter that shows a 1 px line and can still be grabbed: its handles reach over their neighbours. Arrow keys move
/// a focused one.
class Splitter final : public QSplitter {
    Q_OBJECT

public:
    Splitter(const Theme *theme, Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    QSplitterHandle *createHandle() override;

private:
    const Theme *m_theme;
};

} // namespace stashdeck
