// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/uniquepanel.h"

#include "models/base/bytetext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

UniquePanel::UniquePanel(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_count(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_ask(new Button(theme, tr("Count · 1 command"), Button::Kind::Default, this))
    , m_element(new QLineEdit(this))
    , m_add(new Button(theme, tr("Add"), Button::Kind::Default, this))
{
    setObjectName(u"uniquePanel"_s);
    m_count->setObjectName(u"uniqueCount"_s);
    m_count->setElide(Qt::ElideRight);
    m_ask->setObjectName(u"uniqueAsk"_s);
    m_element->setObjectName(u"uniqueElement"_s);
    m_element->setAccessibleName(tr("Element to add"));
    m_element->setPlaceholderText(tr("Element to add"));
    m_element->setMaximumWidth(theme->scaled(200));
    m_add->setObjectName(u"uniqueAdd"_s);
    m_ask->setButtonSize(Button::Size::Small);
    m_add->setButtonSize(Button::Size::Small);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(8);
    row->addWidget(m_count, 1);
    row->addWidget(m_ask);
    row->addWidget(m_element);
    row->addWidget(m_add);
    connect(m_ask, &QAbstractButton::clicked, this, &UniquePanel::countRequested);
    connect(m_add, &QAbstractButton::clicked, this, &UniquePanel::add);
    connect(m_element, &QLineEdit::returnPressed, this, &UniquePanel::add);
    connect(m_element, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_add->setEnabled(m_usable && !text.isEmpty()); });
    m_add->setEnabled(false);
    forget();
}

void UniquePanel::add()
{
    if (m_usable && !m_element->text().isEmpty())
        emit addRequested(bytesFromEscaped(m_element->text()));
}

void UniquePanel::setUsable(bool usable, const QString &why)
{
    m_usable = usable;
    m_element->setEnabled(usable);
    m_add->setEnabled(usable && !m_element->text().isEmpty());
    setPlainToolTip(m_element, usable ? QString() : why);
    setPlainToolTip(m_add, usable ? QString() : why);
}

void UniquePanel::setBusy(bool busy)
{
    m_ask->setEnabled(!busy);
}

void UniquePanel::showCount(qint64 count)
{
    m_count->setText(tr("HyperLogLog · about %1 different elements (±0.81%)").arg(QLocale().toString(count)));
}

void UniquePanel::showAdded(bool changedCount)
{
    m_count->setText(changedCount ? tr("HyperLogLog · added, the estimate changed")
                                  : tr("HyperLogLog · added, the estimate is the same"));
    m_element->clear();
}

void UniquePanel::forget()
{
    m_count->setText(tr("HyperLogLog · counts different elements without keeping them"));
}

} // namespace stashdeck
