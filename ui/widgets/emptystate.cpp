// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

EmptyState::EmptyState(const Theme *theme, const QString &iconName, const QString &title, const QString &sentence,
                       QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new IconLabel(theme, iconName, 28, Token::Text3, this))
    , m_title(plainLabel(theme, TextStyle::Section, Token::Text, title, this))
    , m_sentence(plainLabel(theme, TextStyle::Body, Token::Text2, sentence, this))
    , m_actions(new QWidget(this))
    , m_row(new FlowLayout(m_actions, 8, 8))
{
    m_title->setObjectName("emptyTitle"_L1);
    m_sentence->setObjectName("emptySentence"_L1);
    for (PlainLabel *label : {m_title, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setWordWrap(true);
    }
    m_row->setCentered(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    m_actions->setSizePolicy(policy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(10);
    column->addWidget(m_title);
    column->addSpacing(10);
    column->addWidget(m_sentence);
    column->addSpacing(12);
    column->addWidget(m_actions);
    column->addStretch(1);
    setState(iconName, title, sentence);
}

void EmptyState::setState(const QString &iconName, const QString &title, const QString &sentence, Tone tone)
{
    m_icon->setIconName(iconName, tone == Tone::Neutral ? Token::Text3 : toneStyle(tone).text);
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

Button *EmptyState::addAction(const QString &text, Button::Kind kind, const QString &iconName)
{
    auto *button = new Button(m_theme, text, kind, m_actions);
    button->setObjectName(u"emptyAction%1"_s.arg(m_row->count()));
    button->setIconName(iconName);
    m_row->addWidget(button);
    return button;
}

void EmptyState::clearActions()
{
    while (QLayoutItem *item = m_row->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

} // namespace stashdeck
