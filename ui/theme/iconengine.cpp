// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/iconengine.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace stashdeck {

IconEngine::IconEngine(const Theme *theme, QString name, Token normal)
    : m_theme(theme)
    , m_name(std::move(name))
    , m_normal(normal)
{
}

Token IconEngine::token(QIcon::Mode mode) const
{
    switch (mode) {
    case QIcon::Normal:
        return m_normal;
    case QIcon::Active: // hover: only the quiet grey becomes stronger, a colour with a meaning keeps it
        return m_normal == Token::Text2 ? Token::Text : m_normal;
    case QIcon::Disabled:
        return Token::TextDisabled;
    case QIcon::Selected:
        return m_normal == Token::Text2 ? Token::AccentText : m_normal;
    }
    Q_UNREACHABLE();
}

void IconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    if (m_theme.isNull())
        return;
    const int side = std::min(rect.width(), rect.height());
    const qreal ratio = painter->device()->devicePixelRatio();
    const QPoint corner(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
    painter->drawPixmap(corner, m_theme->pixmap(m_name, side, token(mode), ratio));
}

QPixmap IconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    if (m_theme.isNull() || size.isEmpty())
        return {};
    return m_theme->pixmap(m_name, std::min(size.width(), size.height()), token(mode), 1.0);
}

QPixmap IconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale)
{
    // `size` is in device pixels already; Qt sets the ratio on what we return.
    Q_UNUSED(scale)
    return pixmap(size, mode, state);
}

QIconEngine *IconEngine::clone() const
{
    return new IconEngine(*this);
}

QSize IconEngine::actualSize(const QSize &size, QIcon::Mode, QIcon::State)
{
    const int side = std::min(size.width(), size.height());
    return {side, side};
}

} // namespace stashdeck
