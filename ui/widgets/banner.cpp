// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"

#include "ui/widgets/iconbutton.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/property.h"

#include <QAccessible>
#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

Banner::Banner(const Theme *theme, Tone tone, const QString &iconName, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_tone(tone)
    , m_icon(new IconLabel(theme, iconName, 16, toneStyle(tone).text, this))
    , m_title(plainLabel(theme, TextStyle::BodySemibold, Token::Text, QString(), this))
    , m_text(plainLabel(theme, TextStyle::Body, Token::Text, QString(), this))
    , m_actions(new QHBoxLayout)
{
    m_title->setObjectName("bannerTitle"_L1);
    m_text->setObjectName("bannerText"_L1);
    m_text->setWordWrap(true);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 11, 5);
    row->setSpacing(0);
    row->addWidget(m_icon);
    row->addSpacing(10);
    row->addWidget(m_title);
    row->addSpacing(4);
    row->addWidget(m_text, 1);
    row->addSpacing(12);
    m_actions->setSpacing(8);
    row->addLayout(m_actions);
    setMinimumHeight(theme->scaled(42));
    connect(theme, &Theme::changed, this, [this] { setMinimumHeight(m_theme->scaled(42)); });
    setTone(tone, iconName);
}

void Banner::setTone(Tone tone, const QString &iconName)
{
    m_tone = tone;
    m_icon->setIconName(iconName, toneStyle(tone).text);
    setStyleProperty(this, "tone", toneStyle(tone).name);
}

void Banner::setMessage(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_text->setText(text);
    const QString whole = text.isEmpty() ? title : title.isEmpty() ? text : title + u' ' + text;
    if (whole == accessibleName())
        return;
    setAccessibleName(whole);
    if (isVisible())
        announce();
}

Button *Banner::addAction(const QString &text, Button::Kind kind)
{
    auto *button = new Button(m_theme, text, kind, this);
    button->setButtonSize(Button::Size::Small);
    button->setObjectName(u"bannerAction%1"_s.arg(m_actions->count()));
    const int end = m_close != nullptr ? m_actions->count() - 1 : m_actions->count();
    m_actions->insertWidget(end, button);
    return button;
}

void Banner::setClosable(bool closable)
{
    if (closable && m_close == nullptr) {
        m_close = new IconButton(m_theme, u"x"_s, tr("Close message"), this);
        m_close->setObjectName("bannerClose"_L1);
        m_close->setSide(24);
        m_actions->addWidget(m_close);
        connect(m_close, &QToolButton::clicked, this, [this] {
            hide();
            emit closed();
        });
    } else if (m_close != nullptr) {
        m_close->setVisible(closable);
    }
}

void Banner::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    announce();
}

void Banner::announce()
{
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace stashdeck
