// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/keycap.h"

#include "ui/widgets/painting.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace stashdeck {

KeyCap::KeyCap(const Theme *theme, const QKeySequence &keys, QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_keys(keys)
{
    setTextFormat(Qt::PlainText);
    setText(label(keys));
    setAccessibleName(tr("Shortcut %1").arg(keys.toString(QKeySequence::NativeText)));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QString KeyCap::label(const QKeySequence &keys)
{
    QString text = keys.toString(QKeySequence::NativeText);
    return text.size() > 1 ? text.replace(u'+', u' ') : text;
}

QSize KeyCap::size(const QKeySequence &keys, const Theme &theme)
{
    const QFontMetricsF metrics(theme.font(TextStyle::Caption));
    return {static_cast<int>(std::ceil(metrics.horizontalAdvance(label(keys)))) + 2 * theme.scaled(6),
            theme.scaled(18)};
}

void KeyCap::paint(QPainter *painter, const QRect &rect, const QKeySequence &keys, Token edge, Token text,
                   const Theme &theme)
{
    QColor line = theme.color(edge);
    paintBox(painter, rect, 4, {}, line);
    painter->save();
    painter->setFont(theme.font(TextStyle::Caption));
    painter->setPen(theme.color(text));
    painter->drawText(rect, Qt::AlignCenter | Qt::TextDontClip, label(keys));
    painter->restore();
}

QSize KeyCap::sizeHint() const
{
    return size(m_keys, *m_theme);
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(&painter, rect(), 4, m_theme->color(Token::Surface), {});
    paint(&painter, rect(), m_keys, Token::Border, Token::Text2, *m_theme);
}

} // namespace stashdeck
