// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/deletepanel.h"

#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QSpinBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

DeletePanel::DeletePanel(const Theme *theme, QWidget *parent)
    : BulkPanel(parent)
    , m_copies(new QCheckBox(tr("Save a copy first, for undo"), this))
    , m_background(new QCheckBox(tr("Delete in background"), this))
    , m_perCommandLabel(plainLabel(theme, TextStyle::Body, Token::Text2, tr("Keys per command"), this))
    , m_perCommand(new QSpinBox(this))
{
    m_copies->setObjectName(u"bulkKeepCopies"_s);
    m_copies->setChecked(true);
    m_background->setObjectName(u"bulkInBackground"_s);
    m_background->setChecked(true);
    setPlainToolTip(m_background, tr("The server frees the memory after it has answered."));
    m_perCommand->setObjectName(u"bulkPerCommand"_s);
    m_perCommand->setAccessibleName(tr("Keys per command"));
    m_perCommand->setRange(1, 1000);
    m_perCommand->setValue(100);
    m_perCommand->setAlignment(Qt::AlignRight);
    m_perCommand->setMinimumWidth(theme->scaled(64));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_copies);
    row->addWidget(m_background);
    row->addStretch(1);
    row->addWidget(m_perCommandLabel);
    row->addWidget(m_perCommand);
    connect(m_copies, &QCheckBox::toggled, this, &DeletePanel::update);
    connect(m_background, &QCheckBox::toggled, this, &BulkPanel::changed);
    connect(m_perCommand, &QSpinBox::valueChanged, this, &BulkPanel::changed);
    update();
}

void DeletePanel::update()
{
    // With copies one script removes what one request read: there is nothing to choose.
    m_perCommand->setEnabled(!m_copies->isChecked());
    m_perCommandLabel->setEnabled(!m_copies->isChecked());
    setPlainToolTip(m_perCommand,
                    m_copies->isChecked() ? tr("With saved copies one request deletes what one request "
                                               "has read: up to 500 keys.")
                                          : QString());
    emit changed();
}

void DeletePanel::setCopiesPossible(bool possible, const QString &whyNot)
{
    if (!possible)
        m_copies->setChecked(false);
    m_copies->setEnabled(possible);
    setPlainToolTip(m_copies, whyNot);
}

void DeletePanel::writeTo(BulkPlan &plan) const
{
    plan.act = BulkAct::Delete;
    plan.deletion.keepCopies = m_copies->isChecked();
    plan.deletion.inBackground = m_background->isChecked();
    plan.deletion.keysPerCommand = m_perCommand->value();
}

} // namespace stashdeck
