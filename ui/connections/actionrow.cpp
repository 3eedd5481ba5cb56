// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/actionrow.h"

#include "ui/theme/theme.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/painting.h"

#include <QAction>
#include <QPainter>

namespace stashdeck {

namespace {

constexpr int textLeft = 42;
constexpr int margin = 14;
constexpr int titleHeight = 20;

} // namespace

ActionRow::ActionRow(const Theme *theme, const QString &iconName, const QString &detail, QAction *action,
                     QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_iconName(iconName)
    , m_detail(detail)
    , m_action(action)
{
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setObjectName(action->objectName() + QStringLiteral("Row"));
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, &ActionRow::follow);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    follow();
}

void ActionRow::follow()
{
    setText(m_action->text());
    setEnabled(m_action->isEnabled());
    setAccessibleName(m_action->text());
    setAccessibleDescription(m_detail);
    update();
}

void ActionRow::setDetail(const QString &text)
{
    if (m_detail == text)
        return;
    m_detail = text;
    setAccessibleDescription(text);
    updateGeometry();
    update();
}

QSize ActionRow::sizeHint() const
{
    return {300, heightForWidth(width() > 100 ? width() : 300)};
}

int ActionRow::heightForWidth(int width) const
{
    const QFontMetrics metrics(m_theme->font(TextStyle::Secondary));
    const QRect text = metrics.boundingRect(QRect(0, 0, width - textLeft - margin, 1000), Qt::TextWordWrap, m_detail);
    return 10 + titleHeight + text.height() + 12;
}

void ActionRow::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && (isDown() || underMouse()))
        paintBox(&painter, rect().adjusted(2, 2, -2, -2), 6, m_theme->color(Token::ControlHover), Qt::transparent, 0);
    const Token ink = isEnabled() ? Token::Text : Token::TextDisabled;
    paintIcon(&painter, QRect(margin, 11, 18, 18), m_iconName, 18, isEnabled() ? Token::AccentText : ink, *m_theme);
    const QFont titleFont = m_theme->font(TextStyle::BodySemibold);
    painter.setFont(titleFont);
    painter.setPen(m_theme->color(ink));
    int right = width() - margin;
    if (!m_action->shortcut().isEmpty()) {
        const QSize size = KeyCap::size(m_action->shortcut(), *m_theme);
        right -= size.width();
        KeyCap::paint(&painter, QRect(QPoint(right, 10), size), m_action->shortcut(), Token::Border, Token::Text2,
                      *m_theme);
        right -= 8;
    }
    painter.drawText(QRect(textLeft, 10, right - textLeft, titleHeight), Qt::AlignVCenter | Qt::TextSingleLine, text());
    painter.setFont(m_theme->font(TextStyle::Secondary));
    painter.setPen(m_theme->color(isEnabled() ? Token::Text2 : Token::TextDisabled));
    painter.drawText(QRect(textLeft, 10 + titleHeight, width() - textLeft - margin, height()), Qt::TextWordWrap,
                     m_detail);
    if (hasFocus())
        paintFocusRing(&painter, rect().adjusted(2, 2, -2, -2), 6, *m_theme);
}

} // namespace stashdeck
