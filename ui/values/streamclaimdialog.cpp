// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamclaimdialog.h"

#include "models/base/bytetext.h"
#include "ui/values/commandview.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

StreamClaimDialog::StreamClaimDialog(const Theme *theme, Environment environment, StreamDocument *document,
                                     const StreamAct &act, const QList<StreamConsumer> &consumers, QWidget *parent)
    : DialogShell(theme, tr("Claim pending entries"), parent)
    , m_document(document)
    , m_act(act)
    , m_consumer(new QComboBox(this))
    , m_idle(new QSpinBox(this))
    , m_commands(new CommandView(theme, this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
{
    setObjectName(u"streamClaimDialog"_s);
    setEnvironment(environment);
    setMinimumWidth(560);
    const bool isAll = act.kind == StreamAct::Kind::ClaimIdle;
    body()->addWidget(plainLabel(
        theme, TextStyle::Body, Token::Text,
        isAll ? tr("All entries that nobody was given in the time below, at most %1.")
                    .arg(QLocale().toString(pendingWindow))
              : tr("%1, where nobody was given them in the time below.").arg(streamWords::entries(act.ids.size())),
        this));
    m_consumer->setObjectName(u"streamClaimConsumer"_s);
    m_consumer->setEditable(true);
    m_consumer->setInsertPolicy(QComboBox::NoInsert);
    for (const StreamConsumer &consumer : consumers)
        m_consumer->addItem(escapedFromBytes(consumer.name));
    m_consumer->lineEdit()->setObjectName(u"streamClaimName"_s);
    body()->addWidget(new FormRow(theme, tr("For the consumer"), m_consumer, this));
    m_idle->setObjectName(u"streamClaimIdle"_s);
    m_idle->setRange(0, 1'000'000'000);
    m_idle->setValue(60);
    m_idle->setSuffix(tr(" s"));
    auto *idle = new FormRow(theme, tr("Idle for at least"), m_idle, this);
    idle->setHint(tr("So that nothing is taken from a consumer that works on it. The number of deliveries stays."));
    body()->addWidget(idle);
    body()->addWidget(m_commands);
    m_result->setObjectName(u"streamClaimResult"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    body()->addWidget(m_result);
    Button *primary = setPrimary(isAll ? tr("Claim all") : tr("Claim %1").arg(streamWords::entries(act.ids.size())),
                                 Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"streamClaimButton"_s);
    connect(primary, &QAbstractButton::clicked, this, [this] {
        m_result->hide();
        if (m_document)
            m_document->act(this->act());
    });
    connect(m_consumer, &QComboBox::editTextChanged, this, &StreamClaimDialog::check);
    connect(m_idle, &QSpinBox::valueChanged, this, &StreamClaimDialog::check);
    connect(document, &ValueDocument::stateChanged, this, &StreamClaimDialog::check);
    const auto fail = [this](const QString &text) {
        m_result->setText(text);
        m_result->show();
    };
    connect(document, &StreamDocument::acted, this, [this, fail](const StreamAct &, const StreamOutcome &outcome) {
        if (outcome.kind == StreamOutcome::Kind::NotDone)
            fail(tr("The request was lost on its way. Nothing was changed."));
        else
            accept();
    });
    connect(document, &StreamDocument::actFailed, this,
            [fail](const StreamAct &, const Error &error) { fail(valueWords::error(error)); });
    check();
    m_consumer->setFocus();
}

StreamAct StreamClaimDialog::act() const
{
    StreamAct act = m_act;
    act.key = m_document->key();
    act.consumer = bytesFromEscaped(m_consumer->currentText());
    act.idle = std::chrono::seconds(m_idle->value());
    return act;
}

void StreamClaimDialog::check()
{
    if (!m_document)
        return;
    const StreamAct planned = act();
    m_commands->setCommands({streamActCommand(planned)});
    setFooterNote(streamWords::price(planned));
    primary()->setEnabled(!planned.consumer.isEmpty() && m_document->mayAct());
}

} // namespace stashdeck
