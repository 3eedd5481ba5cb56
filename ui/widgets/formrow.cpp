// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/formrow.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/property.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QString iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Info:
        return u"info"_s;
    case Tone::Success:
        return u"circle-check"_s;
    case Tone::Warning:
        return u"triangle-alert"_s;
    case Tone::Danger:
        return u"circle-alert"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

FormRow::FormRow(const Theme *theme, const QString &label, QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_field(field)
    , m_hint(new QWidget(this))
    , m_hintIcon(new IconLabel(theme, u"info"_s, 14, Token::Text2, m_hint))
    , m_hintText(plainLabel(theme, TextStyle::Secondary, Token::Text2, QString(), m_hint))
    , m_note(plainLabel(theme, TextStyle::Secondary, Token::Text2, QString(), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    PlainLabel *name = plainLabel(theme, TextStyle::Secondary, Token::Text2, label, this);
    name->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    auto *row = new QHBoxLayout(m_hint);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_hintIcon, 0, Qt::AlignTop);
    row->addWidget(m_hintText, 1);
    m_hintText->setWordWrap(true);
    m_hintText->setObjectName("hintText"_L1);
    m_hint->hide();
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(name);
    head->addStretch(1);
    head->addWidget(m_note);
    m_note->hide();
    column->addLayout(head);
    column->addWidget(field);
    column->addWidget(m_hint);
    if (field->sizePolicy().verticalPolicy() == QSizePolicy::Fixed)
        column->addStretch(1); // beside a higher row the label stays with its field
}

void FormRow::setNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void FormRow::setHint(const QString &text, Tone tone)
{
    m_hint->setVisible(!text.isEmpty());
    m_hintText->setText(text);
    const Token token = toneStyle(tone).text;
    m_hintText->setLook(m_theme, TextStyle::Secondary, token);
    m_hintIcon->setIconName(iconOf(tone), token);
    m_hintIcon->setVisible(tone != Tone::Neutral);
    m_field->setAccessibleDescription(text);
    setStyleProperty(m_field, "invalid", tone == Tone::Danger && !text.isEmpty());
}

} // namespace stashdeck
