// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace stashdeck {

/// A single icon that follows the theme. Decoration unless it gets an accessible name.
class IconLabel final : public QLabel {
    Q_OBJECT

public:
    IconLabel(const Theme *theme, QString iconName, int side, Token token, QWidget *parent = nullptr);

    void setIconName(const QString &iconName, Token token);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QString m_iconName;
    int m_side;
    Token m_token;
};

} // namespace stashdeck
