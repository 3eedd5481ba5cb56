// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QTableView>

namespace stashdeck {

/// The elements of a collection as a table: a mark in front of what is edited or in conflict, what the server holds
/// behind it. Works on any model with the roles of elementroles.h, also through a proxy. Opens and changes nothing
/// itself: gestures become signals.
class ElementTable final : public QTableView {
    Q_OBJECT

public:
    explicit ElementTable(const Theme *theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// The names of the chosen rows, top to bottom.
    [[nodiscard]] QList<QByteArray> selectedNames() const;
    [[nodiscard]] QByteArray currentName() const; ///< null when there is none
    void select(int row);
    /// Names and values as tab-separated lines.
    void copySelection() const;

signals:
    void visibleRowsChanged(int first, int last); ///< after scrolling, resizing or a change of the model
    void currentNameChanged();
    void removeRequested(); ///< Del
    void renameRequested(); ///< F2
    void editRequested(); ///< Enter, double-click
    void menuRequested(const QPoint &globalPosition);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void tellVisibleRows();

    const Theme *m_theme;
};

} // namespace stashdeck
