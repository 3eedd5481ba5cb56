// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamgroupdialog.h"

#include "models/base/bytetext.h"
#include "ui/values/commandview.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

StreamGroupDialog::StreamGroupDialog(const Theme *theme, Environment environment, StreamDocument *document,
                                     const StreamGroup *group, QWidget *parent)
    : DialogShell(theme, group ? tr("Move group") : tr("Create group"), parent)
    , m_document(document)
    , m_from(new SegmentedControl(theme, tr("Delivers from"), this))
    , m_id(new QLineEdit(this))
    , m_commands(new CommandView(theme, this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
{
    setObjectName(u"streamGroupDialog"_s);
    setEnvironment(environment);
    setMinimumWidth(560);
    if (group) {
        m_group = *group;
        body()->addWidget(plainLabel(theme, TextStyle::Mono, Token::Text, displayText(group->name, 120), this));
        body()->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2,
                                     tr("Last delivered: %1").arg(displayText(group->lastDelivered, 60)), this));
    } else {
        m_name = new QLineEdit(this);
        m_name->setObjectName(u"streamGroupName"_s);
        m_name->setProperty("mono", true);
        m_nameRow = new FormRow(theme, tr("Name"), m_name, this);
        body()->addWidget(m_nameRow);
        connect(m_name, &QLineEdit::textChanged, this, &StreamGroupDialog::check);
    }
    m_from->setObjectName(u"streamGroupFrom"_s);
    m_from->addSegment(u"$"_s, tr("New entries only"));
    m_from->addSegment(u"0"_s, tr("The beginning"));
    m_from->addSegment(u"id"_s, tr("After an ID or time"));
    auto *choice = new QHBoxLayout;
    choice->addWidget(m_from);
    choice->addStretch(1);
    body()->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("Delivers from"), this));
    body()->addLayout(choice);
    m_id->setObjectName(u"streamGroupId"_s);
    m_id->setProperty("mono", true);
    m_id->setPlaceholderText(tr("an ID, or 2026-11-24 14:00"));
    m_idRow = new FormRow(theme, tr("After"), m_id, this);
    body()->addWidget(m_idRow);
    body()->addWidget(m_commands);
    m_result->setObjectName(u"streamGroupResult"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    body()->addWidget(m_result);
    Button *primary = setPrimary(group ? tr("Move group") : tr("Create group"), Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"streamGroupButton"_s);
    connect(primary, &QAbstractButton::clicked, this, [this] {
        m_result->hide();
        if (m_document)
            m_document->act(act());
    });
    connect(m_from, &SegmentedControl::currentChanged, this, &StreamGroupDialog::check);
    connect(m_id, &QLineEdit::textChanged, this, &StreamGroupDialog::check);
    connect(document, &ValueDocument::stateChanged, this, &StreamGroupDialog::check);
    connect(document, &StreamDocument::acted, this, [this](const StreamAct &, const StreamOutcome &outcome) {
        if (outcome.kind == StreamOutcome::Kind::GroupExists && m_nameRow) {
            m_nameRow->setHint(tr("There is a group of this name."), Tone::Danger);
            m_name->setFocus();
        } else if (outcome.kind == StreamOutcome::Kind::NotDone) {
            fail(tr("The request was lost on its way. Nothing was changed."));
        } else {
            accept();
        }
    });
    connect(document, &StreamDocument::actFailed, this,
            [this](const StreamAct &, const Error &error) { fail(valueWords::error(error)); });
    check();
    if (m_name)
        m_name->setFocus();
}

StreamAct StreamGroupDialog::act() const
{
    StreamAct act;
    act.kind = m_group ? StreamAct::Kind::SetGroupId : StreamAct::Kind::CreateGroup;
    act.key = m_document->key();
    act.group = m_group ? m_group->name : bytesFromEscaped(m_name->text());
    act.before = m_group ? m_group->lastDelivered : QByteArray();
    if (m_from->current() == u"$")
        act.id = "$";
    else if (m_from->current() == u"0")
        act.id = "0-0";
    else if (const std::optional<StreamId> place = streamPlace(m_id->text(), StreamEdge::From))
        act.id = place->bytes();
    return act;
}

void StreamGroupDialog::check()
{
    if (!m_document)
        return;
    const StreamAct planned = act();
    const bool byId = m_from->current() == u"id";
    m_idRow->setVisible(byId);
    m_idRow->setHint(byId && planned.id.isEmpty() && !m_id->text().isEmpty() ? tr("That is no ID and no date.")
                                                                             : QString(),
                     Tone::Danger);
    if (m_nameRow)
        m_nameRow->setHint({});
    m_commands->setCommands({streamActCommand(planned)});
    setFooterNote(streamWords::price(planned));
    primary()->setEnabled(!planned.id.isEmpty() && !planned.group.isEmpty() && m_document->mayAct());
}

void StreamGroupDialog::fail(const QString &text)
{
    m_result->setText(text);
    m_result->show();
}

} // namespace stashdeck
