// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streameditor.h"

#include "models/base/bytetext.h"
#include "ui/values/streamentriesview.h"
#include "ui/values/streamflow.h"
#include "ui/values/streamgroupsview.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QLocale>
#include <QStackedWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

StreamEditor::StreamEditor(const Theme *theme, KeyActions *actions, StreamDocument *document, QWidget *parent)
    : ValueEditor(parent)
    , m_document(document)
    , m_flow(new StreamFlow(theme, actions, document, this))
    , m_tabs(new SegmentedControl(theme, tr("Part of the stream"), this))
    , m_facts(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_more(new Button(theme, tr("Details · 1 command"), Button::Kind::Quiet, this))
    , m_stack(new QStackedWidget(this))
    , m_entries(new StreamEntriesView(theme, m_flow, this))
    , m_groups(new StreamGroupsView(theme, m_flow, this))
{
    setObjectName(u"streamEditor"_s);
    m_tabs->setObjectName(u"streamTabs"_s);
    m_tabs->addSegment(u"entries"_s, tr("Entries"), u"list"_s);
    m_tabs->addSegment(u"groups"_s, tr("Groups and pending"), u"users"_s);
    m_facts->setObjectName(u"streamFacts"_s);
    m_facts->setElide(Qt::ElideRight);
    m_more->setObjectName(u"streamDetails"_s);
    m_more->setButtonSize(Button::Size::Small);
    m_stack->addWidget(m_entries);
    m_stack->addWidget(m_groups);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(10);
    row->addWidget(m_tabs);
    row->addWidget(m_facts, 1);
    row->addWidget(m_more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_stack, 1);

    connect(m_tabs, &SegmentedControl::currentChanged, this, [this](const QString &id) {
        m_stack->setCurrentWidget(id == u"entries" ? static_cast<QWidget *>(m_entries) : m_groups);
    });
    connect(m_more, &QAbstractButton::clicked, document, &StreamDocument::readFacts);
    connect(document, &StreamDocument::factsChanged, this, [this] {
        m_factsError.clear();
        showFacts();
    });
    connect(document, &StreamDocument::factsFailed, this, [this](const Error &error) {
        m_factsError = valueWords::error(error);
        showFacts();
    });
    connect(document->rows(), &ElementRows::pagingChanged, this, &StreamEditor::showFacts);
    connect(m_flow, &StreamFlow::noticeRequested, this, &ValueEditor::noticeRequested);
    showFacts();
}

StreamEditor::~StreamEditor()
{
    // Both look at the flow and the document until they are gone.
    delete m_entries;
    delete m_groups;
}

void StreamEditor::showFacts()
{
    const StreamFacts &facts = m_document->facts();
    const QLocale locale;
    QStringList parts;
    if (facts.length >= 0)
        parts.append(streamWords::entries(facts.length));
    if (!facts.firstId.isEmpty())
        parts.append(tr("first %1").arg(displayText(facts.firstId, 60)));
    const StreamId seen = m_document->rows()->newestSeen();
    const QByteArray last = facts.lastId.isEmpty() && seen > StreamId::smallest() ? seen.bytes() : facts.lastId;
    if (!last.isEmpty())
        parts.append(tr("newest %1").arg(displayText(last, 60)));
    if (!facts.lastGeneratedId.isEmpty() && facts.lastGeneratedId != last)
        parts.append(tr("last given ID %1").arg(displayText(facts.lastGeneratedId, 60)));
    if (facts.groups >= 0)
        parts.append(tr("%n group(s)", nullptr, int(facts.groups)));
    if (facts.entriesAdded >= 0)
        parts.append(tr("%1 ever added").arg(locale.toString(facts.entriesAdded)));
    if (!m_factsError.isEmpty())
        parts.append(m_factsError);
    m_facts->setText(parts.join(u" · "_s));
}

void StreamEditor::setMayWrite(bool may)
{
    m_entries->setMayWrite(may);
    m_groups->setMayWrite(may);
}

void StreamEditor::openFind()
{
    m_tabs->setCurrent(u"entries"_s);
    m_stack->setCurrentWidget(m_entries);
    m_entries->openFind();
}

void StreamEditor::focusEditor()
{
    if (m_stack->currentWidget() == m_entries)
        m_entries->focusTable();
    else
        m_groups->focusTable();
}

} // namespace stashdeck
