// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTreeView>

namespace stashdeck {

/// A tree view with our chevrons, and a highlight over the whole row.
class KeyTreeView final : public QTreeView {
    Q_OBJECT

public:
    KeyTreeView(const Theme *theme, QWidget *parent = nullptr);

signals:
    void resized();

protected:
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme *m_theme;
};

} // namespace stashdeck
