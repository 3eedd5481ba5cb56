// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPushButton>

namespace stashdeck {

/// "Split by :", a menu of separators: the usual ones, one of the user's own, or none.
class SeparatorButton final : public QPushButton {
    Q_OBJECT

public:
    SeparatorButton(const Theme *theme, QWidget *parent = nullptr);

    void setSeparator(const QByteArray &separator);
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void separatorChosen(const QByteArray &separator);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showMenu();
    void askForOther();
    [[nodiscard]] QString shown() const;

    const Theme *m_theme;
    QByteArray m_separator = ":";
};

} // namespace stashdeck
