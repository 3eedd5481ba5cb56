// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/tokenfield.h"

#include "ui/theme/theme.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

TokenField::TokenField(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_keeps(plainLabel(theme, TextStyle::Secondary, Token::Text2, QString(), this))
{
    m_edit->setObjectName("tokenField"_L1);
    m_edit->setProperty("mono", true);
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setAccessibleName(tr("Token"));
    auto *reveal = new IconButton(theme, u"eye"_s, tr("Show the token while held"), this);
    reveal->setObjectName("revealToken"_L1);
    connect(reveal, &QAbstractButton::pressed, this, [this] { m_edit->setEchoMode(QLineEdit::Normal); });
    connect(reveal, &QAbstractButton::released, this, [this] { m_edit->setEchoMode(QLineEdit::Password); });
    m_keeps->setObjectName("tokenKeeping"_L1);
    PlainLabel *label = plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("Token"), this);
    label->setBuddy(m_edit);
    auto *head = new QHBoxLayout;
    head->addWidget(label, 1);
    head->addWidget(m_keeps);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_edit, 1);
    row->addWidget(reveal);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addLayout(row);
}

void TokenField::setPersistence(Persistence persistence)
{
    m_keeps->setText(persistence == Persistence::Keychain ? tr("Kept in the system keychain")
                                                          : tr("No keychain: kept until Stashdeck closes"));
}

} // namespace stashdeck
