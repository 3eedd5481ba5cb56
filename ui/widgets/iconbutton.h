// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QToolButton>

namespace stashdeck {

/// A button of one icon. It needs a name for screen readers, which is its tool tip as well.
class IconButton : public QToolButton {
    Q_OBJECT

public:
    enum class Kind { Ghost, Framed };

    IconButton(const Theme *theme, QString iconName, const QString &accessibleName, QWidget *parent = nullptr,
               Kind kind = Kind::Ghost);

    void setIconName(const QString &iconName, Token token = Token::Text2);
    /// Square, in pixels of the design (24 or 28).
    void setSide(int side);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QString m_iconName;
    Token m_token = Token::Text2;
    Kind m_kind;
    int m_side = 28;
};

} // namespace stashdeck
