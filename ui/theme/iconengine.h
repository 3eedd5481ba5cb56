// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/token.h"

#include <QIconEngine>
#include <QPointer>

namespace stashdeck {

class Theme;

/// Draws an icon in the theme's current colours each time, so that icons set once follow a change of scheme.
class IconEngine final : public QIconEngine {
public:
    IconEngine(const Theme *theme, QString name, Token normal);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine *clone() const override;
    [[nodiscard]] bool isNull() override { return m_theme.isNull(); }
    QSize actualSize(const QSize &size, QIcon::Mode mode, QIcon::State state) override;

private:
    [[nodiscard]] Token token(QIcon::Mode mode) const;

    QPointer<const Theme> m_theme;
    QString m_name;
    Token m_normal;
};

} // namespace stashdeck
