// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace stashdeck {

class PaletteModel;
class Theme;

/// The rows of a palette. The keyboard stays in the field above it, which hands on the keys that move.
class PaletteList final : public QListView {
    Q_OBJECT

public:
    PaletteList(const Theme *theme, PaletteModel *model, QWidget *parent = nullptr);

    /// Moves the selection for an arrow, page, or (with Ctrl) home and end key; false for any other key.
    bool move(QKeyEvent *event);
    void selectFirst();
    /// What all rows need, at most `most`.
    [[nodiscard]] int wantedHeight(int most) const;

signals:
    void rowClicked(const QModelIndex &index, bool alternate);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void select(const QModelIndex &index);

    PaletteModel *m_model;
};

} // namespace stashdeck
