// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/countertools.h"

#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLocale>
#include <QSpinBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

CounterTools::CounterTools(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_minus(new IconButton(theme, u"minus"_s, tr("Subtract the step on the server"), this, IconButton::Kind::Framed))
    , m_step(new QSpinBox(this))
    , m_plus(new IconButton(theme, u"plus"_s, tr("Add the step on the server"), this, IconButton::Kind::Framed))
    , m_undo(new Button(theme, {}, Button::Kind::Quiet, this))
{
    m_minus->setObjectName(u"numberMinus"_s);
    m_plus->setObjectName(u"numberPlus"_s);
    m_step->setObjectName(u"numberStep"_s);
    m_step->setAccessibleName(tr("Step of minus and plus"));
    setPlainToolTip(m_step, m_step->accessibleName());
    m_step->setRange(1, 1'000'000'000);
    m_step->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_step->setAlignment(Qt::AlignCenter);
    m_step->setFixedWidth(theme->scaled(56));
    m_undo->setObjectName(u"numberUndo"_s);
    m_undo->setButtonSize(Button::Size::Small);
    m_undo->hide();
    m_minus->setSide(24);
    m_plus->setSide(24);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_undo);
    row->addWidget(m_minus);
    row->addWidget(m_step);
    row->addWidget(m_plus);
    connect(m_minus, &QAbstractButton::clicked, this, [this] { emit stepRequested(-qint64(m_step->value())); });
    connect(m_plus, &QAbstractButton::clicked, this, [this] { emit stepRequested(m_step->value()); });
    connect(m_undo, &QAbstractButton::clicked, this, &CounterTools::undoRequested);
}

void CounterTools::setUsable(bool usable, const QString &why)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_minus, m_step, m_plus, m_undo})
        widget->setEnabled(usable);
    setPlainToolTip(m_minus, usable ? m_minus->accessibleName() : why);
    setPlainToolTip(m_plus, usable ? m_plus->accessibleName() : why);
    setPlainToolTip(m_undo, usable ? QString() : why);
}

void CounterTools::setUndo(qint64 by)
{
    m_undo->setVisible(by != 0);
    if (by == 0)
        return;
    const QString amount = QLocale().toString(by < 0 ? -by : by);
    m_undo->setText(by > 0 ? tr("Undo +%1").arg(amount) : tr("Undo −%1").arg(amount));
}

} // namespace stashdeck
