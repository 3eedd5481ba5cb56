// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QTableView>

namespace stashdeck {

/// The flat list. A table, because it is the one of Qt's views that stays quick at a million rows of equal height.
class KeyListView final : public QTableView {
    Q_OBJECT

public:
    KeyListView(const Theme *theme, QWidget *parent = nullptr);

    /// Type-ahead by the beginning of the name: a binary search, where the base class would walk all rows.
    void keyboardSearch(const QString &search) override;

signals:
    void resized();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void applyRowHeight();

    const Theme *m_theme;
    QString m_typed;
    QElapsedTimer m_sinceTyped;
};

} // namespace stashdeck
