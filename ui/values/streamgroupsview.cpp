// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamgroupsview.h"

#include "models/base/bytetext.h"
#include "ui/values/elementtable.h"
#include "ui/values/streamcells.h"
#include "ui/values/streamflow.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/skeletonrows.h"
#include "ui/widgets/splitter.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype cellCharacters = 120;

QString number(qint64 count)
{
    return count < 0 ? QStringLiteral("–") : QLocale().toString(count);
}

/// A table under a line of words and buttons.
QWidget *section(QBoxLayout *head, ElementTable *table, QWidget *footer, QWidget *parent)
{
    auto *part = new QWidget(parent);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    head->setContentsMargins(16, 6, 16, 6);
    head->setSpacing(8);
    column->addLayout(head);
    column->addWidget(table, 1);
    if (footer)
        column->addWidget(footer);
    return part;
}

} // namespace

StreamGroupsView::StreamGroupsView(const Theme *theme, StreamFlow *flow, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_flow(flow)
    , m_groups(flow->document())
    , m_stack(new QStackedWidget(this))
    , m_loading(new SkeletonRows(theme, SkeletonRows::Shape::Table, this))
    , m_message(new EmptyState(theme, u"users"_s, {}, {}, this))
    , m_groupCells(new StreamCells(
          {tr("Group"), tr("Consumers"), tr("Pending"), tr("Last delivered"), tr("Lag"), tr("Entries read")},
          {1, 2, 4, 5}, this))
    , m_consumerCells(new StreamCells({tr("Consumer"), tr("Pending"), tr("Idle")}, {1, 2}, this))
    , m_pendingCells(new StreamCells({tr("ID"), tr("Consumer"), tr("Idle"), tr("Deliveries")}, {2, 3}, this))
{
    setObjectName(u"streamGroups"_s);
    m_message->setObjectName(u"streamGroupsMessage"_s);
    m_loading->setObjectName(u"streamGroupsLoading"_s);
    auto *lower = new Splitter(theme, Qt::Horizontal, this);
    lower->setChildrenCollapsible(false);
    auto *content = new Splitter(theme, Qt::Vertical, this);
    content->setChildrenCollapsible(false);
    content->addWidget(buildGroups());
    lower->addWidget(buildConsumers());
    lower->addWidget(buildPending());
    lower->setStretchFactor(0, 2);
    lower->setStretchFactor(1, 3);
    content->addWidget(lower);
    content->setStretchFactor(0, 2);
    content->setStretchFactor(1, 3);
    m_content = content;
    for (QWidget *page : {m_loading, static_cast<QWidget *>(m_message), m_content})
        m_stack->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);

    connect(&m_groups, &StreamGroups::groupsChanged, this, &StreamGroupsView::showGroups);
    connect(&m_groups, &StreamGroups::insideChanged, this, &StreamGroupsView::showInside);
    connect(&m_groups, &StreamGroups::changed, this, &StreamGroupsView::showState);
    connect(flow->document(), &ValueDocument::stateChanged, this, &StreamGroupsView::refresh);
    // What a person reloads is what is on screen.
    connect(flow->document(), &StreamDocument::loaded, this, [this] {
        if (isVisible() && m_groups.isLoaded())
            m_groups.reload();
    });
    connect(m_groupTable, &ElementTable::currentNameChanged, this, [this] {
        const QByteArray name = m_groupTable->currentName();
        if (!m_filling && !name.isNull())
            m_groups.select(name);
        refresh();
    });
    for (ElementTable *table : {m_groupTable, m_consumerTable, m_pendingTable}) {
        connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StreamGroupsView::refresh);
        connect(table, &ElementTable::menuRequested, this, [this, table](const QPoint &at) { showMenu(table, at); });
    }
    connect(m_groupTable, &ElementTable::removeRequested, m_destroy, &QAbstractButton::click);
    connect(m_groupTable, &ElementTable::editRequested, m_move, &QAbstractButton::click);
    connect(m_consumerTable, &ElementTable::removeRequested, m_deleteConsumer, &QAbstractButton::click);
    connect(m_pendingTable, &ElementTable::removeRequested, m_acknowledge, &QAbstractButton::click);
    connect(m_pendingTable, &ElementTable::editRequested, m_claim, &QAbstractButton::click);
    showState();
    refresh();
}

StreamGroupsView::~StreamGroupsView()
{
    // The models go before the tables: nothing that these tell of is of interest any more.
    m_groups.disconnect(this);
    for (ElementTable *table : {m_groupTable, m_consumerTable, m_pendingTable}) {
        table->selectionModel()->disconnect(this);
        table->disconnect(this);
    }
}

Button *StreamGroupsView::smallButton(const QString &text, const char *name, const QString &icon, QWidget *parent)
{
    auto *button = new Button(m_theme, text, Button::Kind::Default, parent);
    button->setObjectName(QLatin1String(name));
    button->setButtonSize(Button::Size::Small);
    if (!icon.isEmpty())
        button->setIconName(icon);
    return button;
}

QWidget *StreamGroupsView::buildGroups()
{
    m_groupTable = new ElementTable(m_theme, this);
    m_groupTable->setObjectName(u"streamGroupTable"_s);
    m_groupTable->setAccessibleName(tr("Consumer groups"));
    m_groupTable->setModel(m_groupCells);
    m_groupTable->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_groupTable->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (const int column : {1, 2, 4})
        header->resizeSection(column, m_theme->scaled(88));
    header->resizeSection(3, m_theme->scaled(170));
    header->resizeSection(5, m_theme->scaled(100));
    m_groupNote = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, this);
    m_groupNote->setObjectName(u"streamGroupNote"_s);
    m_create = smallButton(tr("Create group"), "streamCreateGroup", u"plus"_s, this);
    m_move = smallButton(tr("Move…"), "streamMoveGroup", {}, this);
    m_destroy = smallButton(tr("Destroy…"), "streamDestroyGroup", {}, this);
    m_destroy->setKind(Button::Kind::DangerQuiet);
    m_reload = new IconButton(m_theme, u"refresh-cw"_s, tr("Read the groups again · 3 commands"), this);
    m_reload->setObjectName(u"streamReloadGroups"_s);
    m_reload->setSide(24);
    auto *head = new QHBoxLayout;
    head->addWidget(m_groupNote, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_reload, m_move, m_destroy, m_create})
        head->addWidget(widget);
    connect(m_create, &QAbstractButton::clicked, m_flow, &StreamFlow::createGroup);
    connect(m_reload, &QAbstractButton::clicked, &m_groups, &StreamGroups::reload);
    connect(m_move, &QAbstractButton::clicked, this, [this] {
        if (const StreamGroup *group = m_groups.current())
            m_flow->setGroupId(*group);
    });
    connect(m_destroy, &QAbstractButton::clicked, this, [this] {
        if (const StreamGroup *group = m_groups.current())
            m_flow->destroyGroup(*group);
    });
    return section(head, m_groupTable, nullptr, this);
}

QWidget *StreamGroupsView::buildConsumers()
{
    m_consumerTable = new ElementTable(m_theme, this);
    m_consumerTable->setObjectName(u"streamConsumerTable"_s);
    m_consumerTable->setAccessibleName(tr("Consumers of the group"));
    m_consumerTable->setModel(m_consumerCells);
    m_consumerTable->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_consumerTable->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->resizeSection(1, m_theme->scaled(72));
    header->resizeSection(2, m_theme->scaled(80));
    m_deleteConsumer = smallButton(tr("Delete…"), "streamDeleteConsumer", {}, this);
    m_deleteConsumer->setKind(Button::Kind::DangerQuiet);
    auto *head = new QHBoxLayout;
    head->addWidget(plainLabel(m_theme, TextStyle::BodySemibold, Token::Text, tr("Consumers"), this), 1);
    head->addWidget(m_deleteConsumer);
    connect(m_deleteConsumer, &QAbstractButton::clicked, this, [this] {
        if (const StreamConsumer *consumer = currentConsumer())
            m_flow->deleteConsumer(m_groups.group(), *consumer, m_groups.query());
    });
    return section(head, m_consumerTable, nullptr, this);
}

QWidget *StreamGroupsView::buildPending()
{
    m_pendingTable = new ElementTable(m_theme, this);
    m_pendingTable->setObjectName(u"streamPendingTable"_s);
    m_pendingTable->setAccessibleName(tr("Pending entries"));
    m_pendingTable->setModel(m_pendingCells);
    QHeaderView *header = m_pendingTable->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(1, QHeaderView::Stretch);
    header->resizeSection(0, m_theme->scaled(180));
    header->resizeSection(2, m_theme->scaled(80));
    header->resizeSection(3, m_theme->scaled(84));
    m_consumerFilter = new QComboBox(this);
    m_consumerFilter->setObjectName(u"streamConsumerFilter"_s);
    m_consumerFilter->setAccessibleName(tr("Pending for"));
    m_consumerFilter->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_consumerFilter->setMinimumContentsLength(10);
    m_idleFilter = new QSpinBox(this);
    m_idleFilter->setObjectName(u"streamIdleFilter"_s);
    m_idleFilter->setAccessibleName(tr("Idle for at least"));
    m_idleFilter->setRange(0, 1'000'000'000);
    m_idleFilter->setPrefix(tr("idle ≥ "));
    m_idleFilter->setSuffix(tr(" s"));
    m_idleFilter->setKeyboardTracking(false);
    setPlainToolTip(m_idleFilter, tr("Shows what nobody was given for so long · 1 command"));
    auto *head = new QHBoxLayout;
    head->addWidget(plainLabel(m_theme, TextStyle::BodySemibold, Token::Text, tr("Pending"), this));
    head->addStretch(1);
    head->addWidget(m_consumerFilter);
    head->addWidget(m_idleFilter);
    auto *footer = new QWidget(this);
    footer->setObjectName(u"paneFooter"_s);
    m_pendingNote = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, footer);
    m_pendingNote->setObjectName(u"streamPendingNote"_s);
    m_pendingNote->setElide(Qt::ElideRight);
    m_morePending = smallButton(tr("More · 1 command"), "streamMorePending", {}, footer);
    m_morePending->setKind(Button::Kind::Quiet);
    m_claimIdle = smallButton(tr("Claim idle…"), "streamClaimIdleButton", {}, footer);
    m_claim = smallButton(tr("Claim…"), "streamClaim", {}, footer);
    m_acknowledge = smallButton(tr("Acknowledge…"), "streamAcknowledge", u"check"_s, footer);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(8);
    row->addWidget(m_pendingNote, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_morePending, m_claimIdle, m_claim, m_acknowledge})
        row->addWidget(widget);
    connect(m_consumerFilter, &QComboBox::activated, this, &StreamGroupsView::chooseQuery);
    connect(m_idleFilter, &QSpinBox::valueChanged, this, &StreamGroupsView::chooseQuery);
    connect(m_morePending, &QAbstractButton::clicked, &m_groups, &StreamGroups::showMorePending);
    connect(m_claimIdle, &QAbstractButton::clicked, this, [this] { claim(true); });
    connect(m_claim, &QAbstractButton::clicked, this, [this] { claim(false); });
    connect(m_acknowledge, &QAbstractButton::clicked, this, &StreamGroupsView::acknowledge);
    return section(head, m_pendingTable, footer, this);
}

const StreamConsumer *StreamGroupsView::currentConsumer() const
{
    const int row = m_consumerTable->currentIndex().row();
    return row >= 0 && row < m_groups.consumers().size() ? &m_groups.consumers().at(row) : nullptr;
}

void StreamGroupsView::claim(bool all)
{
    m_flow->claim(m_groups.group(), all ? QList<QByteArray>() : m_pendingTable->selectedNames(), m_groups.consumers(),
                  m_groups.query());
}

void StreamGroupsView::acknowledge()
{
    m_flow->acknowledge(m_groups.group(), m_pendingTable->selectedNames(), m_groups.query());
}

void StreamGroupsView::chooseQuery()
{
    if (m_filling)
        return;
    PendingQuery query;
    query.idle = std::chrono::seconds(m_idleFilter->value());
    const int row = m_consumerFilter->currentIndex() - 1;
    if (row >= 0 && row < m_groups.consumers().size()) {
        const QByteArray &name = m_groups.consumers().at(row).name;
        query.consumer = name.isNull() ? QByteArray("") : name;
    }
    m_groups.setQuery(query);
}

void StreamGroupsView::showGroups()
{
    m_filling = true;
    QList<StreamCells::Row> rows;
    for (const StreamGroup &group : m_groups.groups()) {
        rows.append({group.name,
                     {displayText(group.name, cellCharacters), number(group.consumers), number(group.pending),
                      displayText(group.lastDelivered, 60), number(group.lag), number(group.entriesRead)}});
    }
    m_groupCells->setRows(rows);
    if (!m_groups.group().isNull())
        m_groupTable->select(m_groupCells->rowOf(m_groups.group()));
    m_filling = false;
    showState();
}

void StreamGroupsView::showConsumersInFilter()
{
    const QSignalBlocker quiet(m_consumerFilter);
    m_consumerFilter->clear();
    m_consumerFilter->addItem(tr("All consumers"));
    int current = 0;
    for (const StreamConsumer &consumer : m_groups.consumers()) {
        m_consumerFilter->addItem(displayText(consumer.name, 60));
        if (!m_groups.query().consumer.isNull() && consumer.name == m_groups.query().consumer)
            current = m_consumerFilter->count() - 1;
    }
    m_consumerFilter->setCurrentIndex(current);
}

void StreamGroupsView::showInside()
{
    m_filling = true;
    QList<StreamCells::Row> consumers;
    for (const StreamConsumer &consumer : m_groups.consumers()) {
        consumers.append({consumer.name,
                          {displayText(consumer.name, cellCharacters), number(consumer.pending),
                           valueWords::duration(consumer.idle)}});
    }
    m_consumerCells->setRows(consumers);
    QList<StreamCells::Row> pending;
    for (const PendingEntry &entry : m_groups.pending()) {
        pending.append({entry.id,
                        {displayText(entry.id, 60), displayText(entry.consumer, cellCharacters),
                         valueWords::duration(entry.idle), number(entry.deliveries)}});
    }
    m_pendingCells->setRows(pending);
    showConsumersInFilter();
    const QSignalBlocker quiet(m_idleFilter);
    m_idleFilter->setValue(int(m_groups.query().idle.count() / 1000));
    m_filling = false;
    refresh();
}

void StreamGroupsView::showState()
{
    const Error *error = m_groups.error();
    m_message->clearActions();
    const auto again = [this] {
        Button *button = m_message->addAction(tr("Try again"), Button::Kind::Primary, u"refresh-cw"_s);
        button->setObjectName(u"streamGroupsAgain"_s);
        connect(button, &QAbstractButton::clicked, &m_groups, &StreamGroups::reload);
    };
    if (error && !m_groups.isLoaded()) {
        const bool isMissing = error->kind == Error::Kind::Unsupported || error->kind == Error::Kind::NoPermission;
        m_message->setState(isMissing ? u"ban"_s : u"circle-alert"_s,
                            error->kind == Error::Kind::Unsupported ? tr("This server has no consumer groups to show")
                                : isMissing                         ? tr("This token may not look at consumer groups")
                                                                    : tr("The groups could not be read"),
                            valueWords::error(*error), isMissing ? Tone::Neutral : Tone::Danger);
        again();
        m_stack->setCurrentWidget(m_message);
    } else if (!m_groups.isLoaded()) {
        m_stack->setCurrentWidget(m_loading);
    } else if (m_groups.groups().isEmpty()) {
        m_message->setState(u"users"_s, tr("No consumer groups"),
                            tr("A group remembers what its consumers were given and what they have done."));
        Button *create = m_message->addAction(tr("Create group"), Button::Kind::Primary, u"plus"_s);
        create->setObjectName(u"streamCreateFirstGroup"_s);
        create->setEnabled(m_mayWrite && m_flow->document()->mayAct());
        connect(create, &QAbstractButton::clicked, m_flow, &StreamFlow::createGroup);
        m_stack->setCurrentWidget(m_message);
    } else {
        m_stack->setCurrentWidget(m_content);
    }
    refresh();
}

void StreamGroupsView::refresh()
{
    const bool canAct = m_mayWrite && m_flow->document()->mayAct();
    const bool hasGroup = m_groups.current() != nullptr;
    const qsizetype chosen = m_pendingTable->selectedNames().size();
    const QLocale locale;
    m_create->setEnabled(canAct);
    m_move->setEnabled(canAct && hasGroup);
    m_destroy->setEnabled(canAct && hasGroup);
    m_deleteConsumer->setEnabled(canAct && currentConsumer());
    m_acknowledge->setEnabled(canAct && chosen > 0);
    m_acknowledge->setText(chosen > 0 ? tr("Acknowledge %1…").arg(locale.toString(chosen)) : tr("Acknowledge…"));
    m_claim->setEnabled(canAct && chosen > 0);
    m_claim->setText(chosen > 0 ? tr("Claim %1…").arg(locale.toString(chosen)) : tr("Claim…"));
    m_claimIdle->setEnabled(canAct && hasGroup && !m_groups.pending().isEmpty());
    m_morePending->setVisible(m_groups.hasMorePending());
    m_morePending->setEnabled(!m_groups.isLoading());
    m_reload->setEnabled(!m_groups.isLoading());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_create, m_move, m_destroy, m_deleteConsumer,
                                                            m_acknowledge, m_claim, m_claimIdle})
        setPlainToolTip(widget, m_mayWrite ? QString() : valueWords::readOnlyTip());
    if (const Error *error = m_groups.error())
        m_groupNote->setText(valueWords::error(*error));
    else
        m_groupNote->setText(tr("%n group(s)", nullptr, int(m_groups.groups().size())));
    const StreamGroup *group = m_groups.current();
    const qint64 all = group ? group->pending : 0;
    const qint64 shown = m_groups.pending().size();
    const bool isFiltered = m_groups.query() != PendingQuery() || !m_groups.query().consumer.isNull();
    m_pendingNote->setText(isFiltered        ? tr("%1 that match").arg(locale.toString(shown))
                               : shown < all ? tr("%1 of %2").arg(locale.toString(shown), locale.toString(all))
                                             : tr("%1 pending").arg(locale.toString(shown)));
}

void StreamGroupsView::showMenu(ElementTable *table, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"streamGroupActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // The buttons beside the table, and copying.
    const auto entry = [menu](Button *button, const QString &text) {
        QAction *action = menu->addAction(text);
        action->setEnabled(button->isEnabled());
        connect(action, &QAction::triggered, button, &QAbstractButton::click);
    };
    if (table == m_groupTable) {
        entry(m_create, tr("Create group…"));
        entry(m_move, tr("Move group…"));
        entry(m_destroy, tr("Destroy group…"));
    } else if (table == m_consumerTable) {
        entry(m_deleteConsumer, tr("Delete consumer…"));
    } else {
        entry(m_acknowledge, m_acknowledge->text());
        entry(m_claim, m_claim->text());
        entry(m_claimIdle, tr("Claim all that are idle…"));
    }
    menu->addSeparator();
    QAction *copy = menu->addAction(tr("Copy"));
    copy->setEnabled(!table->selectedNames().isEmpty());
    connect(copy, &QAction::triggered, table, &ElementTable::copySelection);
    menu->popup(at);
}

void StreamGroupsView::setMayWrite(bool may)
{
    m_mayWrite = may;
    showState();
}

void StreamGroupsView::focusTable()
{
    if (m_stack->currentWidget() == m_content)
        m_groupTable->setFocus();
}

void StreamGroupsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_groups.isLoaded() && !m_groups.isLoading())
        m_groups.reload();
}

} // namespace stashdeck
