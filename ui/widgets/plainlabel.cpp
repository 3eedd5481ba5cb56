// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QToolTip>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

PlainLabel::PlainLabel(const QString &text, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // also inside fields, where it would become Text
    setText(text);
}

PlainLabel::PlainLabel(QWidget *parent)
    : PlainLabel(QString(), parent)
{
}

void PlainLabel::setElide(Qt::TextElideMode mode)
{
    m_elide = mode;
    if (mode != Qt::ElideNone)
        setSizePolicy(QSizePolicy::Preferred, sizePolicy().verticalPolicy());
    updateGeometry();
    update();
}

PlainLabel *PlainLabel::setLook(const Theme *theme, TextStyle style, Token token)
{
    if (m_theme != theme) {
        m_theme = theme;
        connect(theme, &Theme::changed, this, &PlainLabel::applyLook);
    }
    m_style = style;
    m_token = token;
    applyLook();
    return this;
}

void PlainLabel::applyLook()
{
    setFont(m_theme->font(m_style));
    QPalette colors = palette();
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
        colors.setColor(group, QPalette::WindowText, m_theme->color(m_token));
    colors.setColor(QPalette::Disabled, QPalette::WindowText, m_theme->color(Token::TextDisabled));
    setPalette(colors);
}

QSize PlainLabel::minimumSizeHint() const
{
    if (m_elide == Qt::ElideNone)
        return QLabel::minimumSizeHint();
    return {fontMetrics().horizontalAdvance(u"…"_s) * 3, sizeHint().height()};
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (m_elide == Qt::ElideNone) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setFont(font());
    const QString shown = fontMetrics().elidedText(text(), m_elide, contentsRect().width());
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(), shown,
                          foregroundRole());
}

bool PlainLabel::event(QEvent *event)
{
    const bool cut = m_elide != Qt::ElideNone && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    if (event->type() == QEvent::ToolTip && cut && toolTip().isEmpty()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

PlainLabel *plainLabel(const QString &text, QWidget *parent)
{
    return new PlainLabel(text, parent);
}

PlainLabel *plainLabel(const Theme *theme, TextStyle style, Token token, const QString &text, QWidget *parent)
{
    return (new PlainLabel(text, parent))->setLook(theme, style, token);
}

QString plainToolTip(const QString &text)
{
    constexpr qsizetype longest = 1000;
    if (text.isEmpty())
        return {};
    QString shown = text.size() > longest ? text.left(longest) + u'…' : text;
    shown = shown.toHtmlEscaped();
    shown.replace(u'\n', "<br/>"_L1);
    // Rich text on purpose: it is the only form that Qt wraps and that is not guessed from the text.
    return "<qt>"_L1 + shown + "</qt>"_L1;
}

void setPlainToolTip(QWidget *widget, const QString &text)
{
    widget->setToolTip(plainToolTip(text));
}

} // namespace stashdeck
