// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamentriesview.h"

#include "models/base/bytetext.h"
#include "ui/values/copyasentry.h"
#include "ui/values/elementtable.h"
#include "ui/values/streamentrypane.h"
#include "ui/values/streamfilter.h"
#include "ui/values/streamflow.h"
#include "ui/values/streamlive.h"
#include "ui/values/streamrangebar.h"
#include "ui/values/streamwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QStackedWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int filterPause = 150;
constexpr size_t mostArrived = 1000; ///< kept aside; beyond it the newest are read when they are wanted

} // namespace

StreamEntriesView::StreamEntriesView(const Theme *theme, StreamFlow *flow, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_flow(flow)
    , m_rows(flow->document()->rows())
    , m_model(m_rows)
    , m_filter(new StreamFilter(&m_model, this))
    , m_tail(flow->document()->session(), flow->document()->key())
    , m_rangeBar(new StreamRangeBar(theme, this))
    , m_bannerArea(new QWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_table(new ElementTable(theme, this))
    , m_empty(new EmptyState(theme, u"radio"_s, {}, {}, this))
    , m_pane(new StreamEntryPane(theme, this))
{
    setObjectName(u"streamEntries"_s);
    auto *bar = new QWidget(this);
    buildBar(bar);
    auto *footer = new QWidget(this);
    buildFooter(footer);
    auto *bannerColumn = new QVBoxLayout(m_bannerArea);
    bannerColumn->setContentsMargins(16, 0, 16, 8);
    m_rangeBar->hide();

    m_table->setObjectName(u"streamTable"_s);
    m_table->setAccessibleName(tr("Entries"));
    m_table->setModel(m_filter);
    m_table->horizontalHeader()->resizeSection(StreamModel::IdColumn, theme->scaled(190));
    m_table->horizontalHeader()->resizeSection(StreamModel::TimeColumn, theme->scaled(160));
    m_table->installEventFilter(this);
    // An entry is more than its name and one value.
    if (auto *copy = m_table->findChild<QAction *>(u"copyElements"_s)) {
        copy->disconnect();
        connect(copy, &QAction::triggered, this, [this] { m_flow->copy(chosen(), StreamFlow::Copy::Text); });
    }
    m_empty->setObjectName(u"streamEmpty"_s);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_pane->hide();

    auto *upper = new QWidget(this);
    auto *upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(0);
    upperColumn->addWidget(bar);
    upperColumn->addWidget(m_rangeBar);
    upperColumn->addWidget(m_bannerArea);
    upperColumn->addWidget(m_stack, 1);
    upperColumn->addWidget(footer);
    auto *splitter = new Splitter(theme, Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter);

    new StreamLive(theme, &m_tail, m_live, m_bannerArea);
    m_filterSoon.setSingleShot(true);
    connect(&m_filterSoon, &QTimer::timeout, this, [this] {
        m_filter->setText(bytesFromEscaped(m_search->text()));
        refresh();
    });
    connect(m_table, &ElementTable::visibleRowsChanged, this, [this](int first, int last) {
        // With a filter the end of the view is not the end of what is loaded.
        if (m_filter->text().isEmpty())
            m_rows->want(first, last);
        if (isAtNewestEdge() && m_arrivedCount > 0)
            showArrived();
    });
    connect(m_table, &ElementTable::currentNameChanged, this, &StreamEntriesView::showEntry);
    connect(m_table, &ElementTable::removeRequested, this, [this] {
        if (m_mayWrite)
            m_flow->deleteEntries(chosen());
    });
    connect(m_table, &ElementTable::editRequested, m_pane, &StreamEntryPane::focusFields);
    connect(m_table, &ElementTable::menuRequested, this, &StreamEntriesView::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &StreamEntriesView::refresh);
    connect(m_rangeBar, &StreamRangeBar::rangeChosen, this, [this](StreamId from, StreamId to) {
        setView({m_rows->view().newestFirst, from, to});
    });
    connect(m_rangeBar, &StreamRangeBar::jumpRequested, m_rows, &StreamRows::jumpTo);
    connect(&m_tail, &StreamTail::arrived, this, &StreamEntriesView::takeArrived);
    connect(flow->document(), &ValueDocument::stateChanged, this, &StreamEntriesView::refresh);
    connect(flow->document(), &ValueDocument::lengthChanged, this, &StreamEntriesView::refresh);
    connect(flow->document(), &StreamDocument::goneChanged, this, &StreamEntriesView::refresh);
    connectRows();
    showEntry();
    refresh();
}

StreamEntriesView::~StreamEntriesView()
{
    // The model goes before the table: nothing that this tells of is of interest any more.
    m_flow->document()->disconnect(this);
    m_rows->disconnect(this);
    m_model.disconnect(this);
    m_table->selectionModel()->disconnect(this);
    m_table->disconnect(this);
    m_table->setModel(nullptr);
}

void StreamEntriesView::buildBar(QWidget *bar)
{
    m_search = new SearchField(m_theme, tr("Find in loaded entries"), bar);
    m_search->setObjectName(u"streamFilter"_s);
    m_search->setAccessibleName(tr("Find in loaded entries"));
    m_search->setMono(true);
    m_search->setMaximumWidth(m_theme->scaled(260));
    m_order = new SegmentedControl(m_theme, tr("Order"), bar);
    m_order->setObjectName(u"streamOrder"_s);
    m_order->addSegment(u"newest"_s, tr("Newest first"));
    m_order->addSegment(u"oldest"_s, tr("Oldest first"));
    m_range = new Button(m_theme, tr("Range"), Button::Kind::Default, bar);
    m_range->setObjectName(u"streamRange"_s);
    m_range->setIconName(u"funnel"_s);
    m_range->setCheckable(true);
    m_live = new Button(m_theme, tr("Live"), Button::Kind::Default, bar);
    m_live->setObjectName(u"streamLive"_s);
    m_live->setIconName(u"radio"_s);
    m_add = new Button(m_theme, tr("Add entry"), Button::Kind::Default, bar);
    m_add->setObjectName(u"streamAdd"_s);
    m_add->setIconName(u"plus"_s);
    m_more = new IconButton(m_theme, u"ellipsis"_s, tr("More for entries"), bar, IconButton::Kind::Framed);
    m_more->setObjectName(u"streamMore"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    row->addWidget(m_order);
    row->addWidget(m_range);
    row->addStretch(1);
    row->addWidget(m_live);
    row->addWidget(m_add);
    row->addWidget(m_more);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_filterSoon.start(filterPause); });
    connect(m_order, &SegmentedControl::currentChanged, this, [this](const QString &id) {
        StreamView view = m_rows->view();
        view.newestFirst = id == u"newest";
        setView(view);
    });
    connect(m_range, &QAbstractButton::toggled, this, [this](bool on) {
        m_rangeBar->setVisible(on);
        if (on)
            m_rangeBar->focusFrom();
    });
    connect(m_add, &QAbstractButton::clicked, m_flow, &StreamFlow::addEntry);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { showMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void StreamEntriesView::buildFooter(QWidget *footer)
{
    footer->setObjectName(u"paneFooter"_s);
    m_shown = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, footer);
    m_shown->setObjectName(u"streamShown"_s);
    const auto button = [&](const char *name) {
        auto *made = new Button(m_theme, {}, Button::Kind::Quiet, footer);
        made->setObjectName(QLatin1String(name));
        made->setButtonSize(Button::Size::Small);
        return made;
    };
    m_before = button("streamBefore");
    m_after = button("streamAfter");
    m_new = button("streamNew");
    m_new->setIconName(u"arrow-up"_s);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_shown);
    row->addWidget(m_before);
    row->addWidget(m_after);
    row->addStretch(1);
    row->addWidget(m_new);
    connect(m_before, &QAbstractButton::clicked, m_rows, &StreamRows::showBefore);
    connect(m_after, &QAbstractButton::clicked, this, [this] {
        if (m_rows->error())
            m_rows->retry();
        else
            m_rows->showMore();
    });
    connect(m_new, &QAbstractButton::clicked, this, [this] {
        showArrived();
        if (m_rows->view().newestFirst)
            m_table->scrollToTop();
        else
            m_table->scrollToBottom();
    });
}

void StreamEntriesView::connectRows()
{
    connect(m_rows, &ElementRows::pagingChanged, this, &StreamEntriesView::refresh);
    connect(m_rows, &StreamRows::jumped, this, &StreamEntriesView::jumped);
    const auto remember = [this] {
        m_scroll = m_table->verticalScrollBar()->value();
    };
    connect(m_rows, &ElementRows::aboutToInsert, this, remember);
    connect(m_rows, &ElementRows::aboutToRemove, this, remember);
    // After the table: rows that come or go above the screen do not move what is on it.
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        if (first == 0 && m_scroll > 0 && m_filter->text().isEmpty()) {
            m_table->doItemsLayout();
            m_table->verticalScrollBar()->setValue(m_scroll + last - first + 1);
        }
        refresh();
    });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        if (last < m_scroll && m_filter->text().isEmpty()) {
            m_table->doItemsLayout();
            m_table->verticalScrollBar()->setValue(m_scroll - (last - first + 1));
        }
        showEntry();
        refresh();
    });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        // The entry that was read stays in its pane; its row is found again without moving the view.
        const int row = m_pane->id().isNull() ? -1 : m_model.rowOf(m_pane->id());
        const QModelIndex index = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model.index(row, 0));
        if (index.isValid())
            m_table->selectionModel()->setCurrentIndex(index,
                                                       QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        showEntry();
        refresh();
    });
}

void StreamEntriesView::setView(const StreamView &view)
{
    m_arrived.clear();
    m_arrivedCount = 0;
    m_order->setCurrent(view.newestFirst ? u"newest"_s : u"oldest"_s);
    m_rows->setView(view);
    refresh();
}

void StreamEntriesView::jumped(int row)
{
    if (row < 0)
        return;
    m_search->clear();
    m_filterSoon.stop();
    m_filter->setText({});
    const QModelIndex index = m_filter->mapFromSource(m_model.index(row, 0));
    m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->scrollTo(index, QAbstractItemView::PositionAtTop);
}

bool StreamEntriesView::isAtNewestEdge() const
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    return m_rows->isAtNewest() && (m_rows->view().newestFirst ? bar->value() == 0 : bar->value() == bar->maximum());
}

void StreamEntriesView::takeArrived(const std::vector<CollectionRow> &rows)
{
    m_arrivedCount += qint64(rows.size());
    if (m_arrived.size() + rows.size() <= mostArrived && m_rows->isAtNewest())
        m_arrived.insert(m_arrived.end(), rows.begin(), rows.end());
    else
        m_arrived.clear();
    const bool isAtEdge = isAtNewestEdge();
    if (isAtEdge)
        showArrived();
    if (isAtEdge && !m_rows->view().newestFirst)
        m_table->scrollToBottom();
    refresh();
}

void StreamEntriesView::showArrived()
{
    const std::vector<CollectionRow> rows = std::exchange(m_arrived, {});
    const qint64 count = std::exchange(m_arrivedCount, 0);
    if (m_rows->isAtNewest() && qint64(rows.size()) == count)
        m_rows->addNewest(rows);
    else if (m_rows->view().newestFirst)
        m_rows->setView(m_rows->view()); // too many, or another part is shown: the newest are read
    else
        m_rows->jumpTo(m_rows->view().to);
    refresh();
}

void StreamEntriesView::showEntry()
{
    const QByteArray id = m_table->currentName();
    m_pane->setEntry(id.isNull() ? nullptr : m_model.entryAt(m_model.rowOf(id)));
    refresh();
}

std::vector<CollectionRow> StreamEntriesView::chosen() const
{
    std::vector<CollectionRow> entries;
    const QList<QByteArray> names = m_table->selectedNames();
    for (const QByteArray &name : names) {
        if (const CollectionRow *entry = m_model.entryAt(m_model.rowOf(name)))
            entries.push_back(*entry);
    }
    return entries;
}

void StreamEntriesView::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"streamActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<CollectionRow> entries = chosen();
    const int count = int(entries.size());
    const bool canAct = m_mayWrite && m_flow->document()->mayAct();
    const auto entry = [&](const QString &text, const char *name, const QKeySequence &keys, bool enabled, auto slot) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, slot);
    };
    entry(tr("Add entry…"), "streamAddAction", QKeySequence(Qt::Key_Insert), canAct, [this] { m_flow->addEntry(); });
    entry(tr("Add a copy…"), "streamCopyEntryAction", {}, canAct && count == 1,
          [this, entries] { m_flow->addCopy(entries.front()); });
    entry(tr("Delete %n entries…", nullptr, count), "streamDeleteAction", QKeySequence(Qt::Key_Delete),
          canAct && count > 0, [this, entries] { m_flow->deleteEntries(entries); });
    entry(tr("Trim…"), "streamTrimAction", {}, canAct, [this] { m_flow->trim(); });
    menu->addSeparator();
    entry(tr("Copy as text"), "streamCopyText", QKeySequence(QKeySequence::Copy), count > 0,
          [this, entries] { m_flow->copy(entries, StreamFlow::Copy::Text); });
    entry(tr("Copy as JSON"), "streamCopyJson", {}, count > 0,
          [this, entries] { m_flow->copy(entries, StreamFlow::Copy::Json); });
    entry(tr("Copy as XADD commands"), "streamCopyCommands", {}, count > 0,
          [this, entries] { m_flow->copy(entries, StreamFlow::Copy::Commands); });
    addCopyAs(menu, subjectOf(ValueKind::Stream, m_flow->document()->key(), entries),
              [this](const Notice &notice) { emit m_flow->noticeRequested(notice); });
    menu->popup(at);
}

void StreamEntriesView::refresh()
{
    const QLocale locale;
    const StreamDocument *document = m_flow->document();
    const StreamView &view = m_rows->view();
    const qint64 loaded = m_rows->count();
    const qint64 length = document->length();
    if (const Error *error = m_rows->error())
        m_shown->setText(valueWords::error(*error));
    else if (!m_filter->text().isEmpty())
        m_shown->setText(tr("%1 of %2 loaded").arg(locale.toString(m_filter->rowCount()), locale.toString(loaded)));
    else if (!view.isWhole())
        m_shown->setText(tr("%1 of the range").arg(streamWords::entries(loaded)));
    else if (length >= 0 && loaded < length)
        m_shown->setText(tr("Showing %1 of %2").arg(locale.toString(loaded), locale.toString(length)));
    else
        m_shown->setText(streamWords::entries(loaded));
    const bool isBusy = m_rows->isLoading();
    const auto side = [&](Button *button, bool exists, bool newer) {
        button->setVisible(exists);
        button->setEnabled(!isBusy);
        button->setText(newer ? tr("Newer · 1 command") : tr("Older · 1 command"));
    };
    side(m_before, m_rows->hasMoreBefore() && !m_rows->error(), view.newestFirst);
    side(m_after, m_rows->hasMore() || m_rows->error(), !view.newestFirst);
    if (m_rows->error())
        m_after->setText(tr("Try again"));
    m_new->setVisible(m_arrivedCount > 0);
    m_new->setText(tr("%n new", nullptr, int(m_arrivedCount)));
    m_rangeBar->setVisible(m_range->isChecked() || !view.isWhole());

    const bool canAct = m_mayWrite && document->mayAct();
    m_add->setEnabled(canAct);
    setPlainToolTip(m_add, m_mayWrite ? QString() : valueWords::readOnlyTip());
    m_tail.setAfter(m_rows->newestSeen());
    m_tail.setKey(document->key());
    const bool isEmpty = loaded == 0 && m_rows->isLoaded() && !isBusy && !m_rows->error();
    if (isEmpty && !view.isWhole())
        m_empty->setState(u"radio"_s, tr("No entries in this range"),
                          tr("The stream has %1.").arg(streamWords::entries(std::max<qint64>(0, length))));
    else if (isEmpty)
        m_empty->setState(u"radio"_s, tr("No entries yet"),
                          document->isGone() ? tr("The stream is gone.")
                                             : tr("The stream is there, and holds nothing now."));
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_table);
}

void StreamEntriesView::setMayWrite(bool may)
{
    m_mayWrite = may;
    refresh();
}

void StreamEntriesView::openFind()
{
    if (m_pane->isVisible() && m_pane->isAncestorOf(focusWidget())) {
        m_pane->openFind();
        return;
    }
    m_search->setFocus();
    m_search->selectAll();
}

void StreamEntriesView::focusTable()
{
    m_table->setFocus();
}

void StreamEntriesView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tail.setShown(true);
}

void StreamEntriesView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tail.setShown(false);
}

bool StreamEntriesView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    const bool isPlain = press->modifiers() == Qt::NoModifier || press->modifiers() == Qt::KeypadModifier;
    if (isPlain && press->key() == Qt::Key_Home && m_rows->hasMoreBefore()) {
        m_rows->toBeginning();
        return true;
    }
    if (isPlain && press->key() == Qt::Key_End && m_rows->hasMore()) {
        m_rows->toEnd();
        return true;
    }
    if (isPlain && press->key() == Qt::Key_Insert && m_add->isEnabled()) {
        m_flow->addEntry();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stashdeck
