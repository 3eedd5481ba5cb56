// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/databaseswitcher.h"

#include "models/base/bytetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

QString hostText(const Profile &profile)
{
    QString host = profile.url.host();
    if (profile.url.port() > 0)
        host += u':' + QString::number(profile.url.port());
    return displayText(host.toUtf8(), 255);
}

DatabaseSwitcher::DatabaseSwitcher(const Theme *theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setObjectName("databaseSwitcher"_L1);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    setProfile({});
}

void DatabaseSwitcher::setProfile(const Profile &profile)
{
    m_name = displayText(profile.name.toUtf8(), 200);
    m_host = hostText(profile);
    m_environment = profile.environment;
    const QString environment = Theme::environment(profile.environment).label;
    setAccessibleName(m_name.isEmpty() ? tr("Database") : tr("Database: %1, %2").arg(m_name, environment));
    setAccessibleDescription(tr("Opens the list of databases."));
    setPlainToolTip(this, m_host.isEmpty() ? m_name : tr("%1 at %2 (Ctrl+O)").arg(m_name, m_host));
    update();
}

QSize DatabaseSwitcher::sizeHint() const
{
    return {m_theme->scaled(348), m_theme->scaled(36)};
}

QSize DatabaseSwitcher::minimumSizeHint() const
{
    return {m_theme->scaled(220), m_theme->scaled(36)};
}

void DatabaseSwitcher::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect whole = rect();
    const Token fill = isDown() ? Token::ControlPress : underMouse() ? Token::ControlHover : Token::Surface;
    paintBox(&painter, whole, 6, m_theme->color(fill), m_theme->color(Token::ControlBorder));

    const EnvironmentStyle style = Theme::environment(m_environment);
    painter.setFont(m_theme->font(TextStyle::EnvTag));
    const int icon = m_theme->scaled(14);
    const int labelWidth = painter.fontMetrics().horizontalAdvance(style.label);
    const int blockWidth = 11 + icon + 6 + labelWidth + 10;
    const auto place = [this, &whole](const QRect &box) {
        return QStyle::visualRect(layoutDirection(), whole, box);
    };
    const QRect block = place(QRect(1, 1, blockWidth, height() - 2));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath inside;
    inside.addRoundedRect(QRectF(whole).adjusted(1, 1, -1, -1), 5, 5);
    painter.setClipPath(inside);
    painter.fillRect(block, m_theme->color(style.fill));
    painter.restore();
    paintIcon(&painter, place(QRect(12, 0, icon, height())), style.icon, icon, style.on, *m_theme);
    painter.setPen(m_theme->color(style.on));
    const int align = int(Qt::AlignVCenter | Qt::TextSingleLine);
    painter.drawText(place(QRect(12 + icon + 6, 0, labelWidth + 1, height())), align, style.label);

    const int chevron = m_theme->scaled(14);
    const int left = 1 + blockWidth + 10;
    const int textWidth = width() - left - chevron - 16;
    // Two lines of 16 and 14 pixels, centred as one.
    const int nameHeight = m_theme->scaled(16);
    const int hostHeight = m_theme->scaled(14);
    const int top = (height() - nameHeight - hostHeight) / 2;
    painter.setFont(m_theme->font(TextStyle::BodySemibold));
    painter.setPen(m_theme->color(Token::Text));
    painter.drawText(place(QRect(left, top, textWidth, nameHeight)), align,
                     painter.fontMetrics().elidedText(m_name, Qt::ElideRight, textWidth));
    painter.setFont(m_theme->font(TextStyle::Caption));
    painter.setPen(m_theme->color(Token::Text2));
    painter.drawText(place(QRect(left, top + nameHeight, textWidth, hostHeight)), align,
                     painter.fontMetrics().elidedText(m_host, Qt::ElideMiddle, textWidth));
    paintIcon(&painter, place(QRect(width() - chevron - 9, 0, chevron, height())), u"chevrons-up-down"_s, chevron,
              Token::Text2, *m_theme);
    if (hasFocus())
        paintFocusRing(&painter, whole, 6, *m_theme);
}

void DatabaseSwitcher::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void DatabaseSwitcher::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace stashdeck
