// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valuetabs.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuetabbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/question.h"

#include <QBoxLayout>
#include <QMenu>
#include <QSet>
#include <QStackedWidget>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ValueTabs::ValueTabs(const Theme *theme, KeyActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keyActions(actions)
    , m_row(new QWidget(this))
    , m_tabs(new ValueTabBar(theme, m_row))
    , m_listButton(new IconButton(theme, u"chevron-down"_s, tr("Open keys"), m_row))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(theme, u"file"_s, tr("No key is open"),
                             tr("Choose a key on the left to read it. A double-click keeps its tab."), this))
{
    m_listButton->setObjectName(u"openTabsMenu"_s);
    m_row->setObjectName(u"valueTabRow"_s);
    m_row->setAutoFillBackground(true);
    m_row->setBackgroundRole(QPalette::AlternateBase);
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_tabs, 1);
    row->addWidget(m_listButton);
    m_pages->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_row);
    column->addWidget(m_pages, 1);

    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs, &QTabBar::currentChanged, this, &ValueTabs::showCurrent);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &ValueTabs::requestClose);
    connect(m_tabs, &ValueTabBar::unpinRequested, this, [this](int index) { setPinned(index, false); });
    connect(m_tabs, &QTabBar::tabBarDoubleClicked, this, &ValueTabs::keep);
    connect(m_tabs, &QTabBar::tabMoved, this, &ValueTabs::movePage);
    connect(m_tabs, &ValueTabBar::dragEnded, this, [this] {
        putPinnedFirst();
        emit tabsChanged();
    });
    connect(m_tabs, &QWidget::customContextMenuRequested, this, &ValueTabs::showTabMenu);
    connect(m_listButton, &QAbstractButton::clicked, this, &ValueTabs::showListMenu);
    refreshEmpty();
}

ValueTabs::~ValueTabs()
{
    // The children die after the members that their signals look at.
    m_tabs->disconnect(this);
    for (int i = 0; i < count(); ++i)
        page(i)->disconnect(this);
}

int ValueTabs::count() const
{
    return m_tabs->count();
}

int ValueTabs::currentIndex() const
{
    return m_tabs->currentIndex();
}

ValuePage *ValueTabs::page(int index) const
{
    return index < 0 || index + 1 >= m_pages->count() ? nullptr : static_cast<ValuePage *>(m_pages->widget(index + 1));
}

int ValueTabs::indexOf(const ValuePage *wanted) const
{
    for (int i = 0; i < count(); ++i) {
        if (page(i) == wanted)
            return i;
    }
    return -1;
}

int ValueTabs::indexOf(const QByteArray &key) const
{
    for (int i = 0; i < count(); ++i) {
        if (page(i) && page(i)->document()->key() == key)
            return i;
    }
    return -1;
}

QByteArray ValueTabs::currentKey() const
{
    ValuePage *shown = currentPage();
    return shown ? shown->document()->key() : QByteArray();
}

QByteArray ValueTabs::currentTypeName() const
{
    return currentPage() ? openTab(currentIndex()).typeName : QByteArray();
}

OpenTab ValueTabs::openTab(int index) const
{
    ValuePage *shown = page(index);
    const Known known = m_known.value(shown);
    const QByteArray typeName = shown->document()->typeName();
    return {shown->document()->key(), typeName.isEmpty() ? known.typeName : typeName, known.isPinned};
}

QList<OpenTab> ValueTabs::openTabs() const
{
    QList<OpenTab> tabs;
    for (int i = 0; i < count(); ++i) {
        if (page(i) != m_preview)
            tabs.append(openTab(i));
    }
    return tabs;
}

void ValueTabs::open(const QByteArray &key, const QByteArray &typeName, Mode mode)
{
    if (const int index = indexOf(key); index >= 0) {
        m_tabs->setCurrentIndex(index);
        if (mode == Mode::Keep)
            keep(index);
        return;
    }
    const int oldPreview = mode == Mode::Preview && m_preview ? indexOf(m_preview) : -1;
    if (oldPreview >= 0)
        removeTab(oldPreview);
    makeCurrent(indexOf(addTab({key, typeName, false}, mode, true)));
}

void ValueTabs::makeCurrent(int index)
{
    {
        const QSignalBlocker quiet(m_tabs); // told once, below, whether it changes or not
        m_tabs->setCurrentIndex(index);
    }
    showCurrent();
}

void ValueTabs::restore(const QList<OpenTab> &tabs, const QByteArray &current)
{
    for (const OpenTab &tab : tabs) {
        if (indexOf(tab.key) < 0)
            addTab(tab, Mode::Keep, false);
    }
    putPinnedFirst();
    const int index = indexOf(current);
    makeCurrent(index < 0 ? currentIndex() : index);
}

ValuePage *ValueTabs::addTab(const OpenTab &tab, Mode mode, bool isLoaded)
{
    auto *added = new ValuePage(m_theme, m_keyActions, tab.key, m_pages);
    m_known.insert(added, {tab.typeName, tab.isPinned, !isLoaded});
    m_pages->addWidget(added);
    if (mode == Mode::Preview)
        m_preview = added;
    {
        // The first tab would become current before anybody asked for it.
        const QSignalBlocker quiet(m_tabs);
        m_tabs->addTab(displayText(tab.key));
    }
    refreshTab(added);
    connect(added, &ValuePage::changed, this, [this, added] { refreshTab(added); });
    connect(added, &ValuePage::noticeRequested, this, &ValueTabs::noticeRequested);
    connect(added, &ValuePage::edited, this, [this, added] { keep(indexOf(added)); });
    connect(added, &ValuePage::deleteRequested, this, [this, added] { emit deleteRequested(added); });
    connect(added, &ValuePage::openRequested, this, [this](const QByteArray &other) { open(other, {}, Mode::Keep); });
    if (isLoaded)
        added->load(valueKindOf(tab.typeName));
    return added;
}

void ValueTabs::showCurrent()
{
    if (ValuePage *shown = currentPage()) {
        m_pages->setCurrentWidget(shown);
        m_history.visit(shown->document()->key());
        loadCurrent();
    }
    refreshEmpty();
    emit currentKeyChanged(currentKey());
    emit tabsChanged();
}

void ValueTabs::loadCurrent()
{
    ValuePage *shown = currentPage();
    if (!shown || !isVisible() || !m_known.value(shown).awaitsLoad)
        return;
    Known &known = m_known[shown];
    known.awaitsLoad = false;
    shown->load(valueKindOf(known.typeName));
}

void ValueTabs::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    loadCurrent();
}

void ValueTabs::refreshTab(ValuePage *changedPage)
{
    const int index = indexOf(changedPage);
    if (index < 0)
        return;
    const OpenTab open = openTab(index);
    ValueTabBar::Tab tab;
    tab.typeName = open.typeName;
    tab.name = displayText(open.key);
    tab.isDirty = changedPage->isDirty();
    tab.isPreview = changedPage == m_preview;
    tab.isPinned = open.isPinned;
    m_tabs->setTab(index, tab);
}

void ValueTabs::refreshEmpty()
{
    m_row->setVisible(count() > 0);
    if (count() == 0)
        m_pages->setCurrentWidget(m_empty);
}

void ValueTabs::movePage(int from, int to)
{
    QWidget *moved = m_pages->widget(from + 1);
    m_pages->removeWidget(moved);
    m_pages->insertWidget(to + 1, moved);
    if (ValuePage *shown = currentPage())
        m_pages->setCurrentWidget(shown);
}

void ValueTabs::putPinnedFirst()
{
    int pinned = 0;
    for (int i = 0; i < count(); ++i) {
        if (!isPinned(i))
            continue;
        if (i != pinned)
            m_tabs->moveTab(i, pinned);
        ++pinned;
    }
}

bool ValueTabs::isPinned(int index) const
{
    return m_known.value(page(index)).isPinned;
}

void ValueTabs::setPinned(int index, bool pinned)
{
    ValuePage *changed = page(index);
    if (!changed || isPinned(index) == pinned)
        return;
    keep(index);
    m_known[changed].isPinned = pinned;
    refreshTab(changed);
    putPinnedFirst();
    emit tabsChanged();
}

void ValueTabs::keep(int index)
{
    ValuePage *kept = page(index);
    if (!kept || kept != m_preview)
        return;
    m_preview = nullptr;
    refreshTab(kept);
    emit tabsChanged();
}

void ValueTabs::requestClose(int index)
{
    if (ValuePage *closing = page(index))
        requestCloseAll({closing});
}

void ValueTabs::requestCloseOthers(int index)
{
    QList<ValuePage *> others;
    for (int i = 0; i < count(); ++i) {
        if (i != index && !isPinned(i))
            others.append(page(i));
    }
    requestCloseAll(others);
}

void ValueTabs::requestCloseUnpinned()
{
    requestCloseOthers(-1);
}

void ValueTabs::requestCloseAll(QList<ValuePage *> pages)
{
    QList<QByteArray> unsaved;
    for (ValuePage *closing : std::as_const(pages)) {
        closing->flush();
        if (closing->isDirty())
            unsaved.append(closing->document()->key());
    }
    const auto closePages = [](ValueTabs *self, const QList<QPointer<ValuePage>> &closing) {
        QList<OpenTab> closed;
        for (const QPointer<ValuePage> &each : closing) {
            const int index = each ? self->indexOf(each.data()) : -1;
            if (index < 0)
                continue;
            closed.append(self->openTab(index));
            self->removeTab(index);
        }
        self->m_closed.add(closed);
        self->showCurrent();
    };
    const QList<QPointer<ValuePage>> guarded(pages.cbegin(), pages.cend());
    if (unsaved.isEmpty()) {
        closePages(this, guarded);
        return;
    }
    Question question;
    question.title = tr("Unsaved edit");
    question.heading
        = unsaved.size() == 1 ? tr("Close without saving?") : tr("Close without saving %1 values?").arg(unsaved.size());
    question.text = unsaved.size() == 1 ? tr("The edit of this value was not saved.") : QString();
    question.monoText = displayText(unsaved.first());
    question.actionText = tr("Close without saving");
    question.actionKind = Button::Kind::Danger;
    const QPointer<ValueTabs> self(this);
    ask(m_theme, this, question, [self, guarded, closePages](Answer answer) {
        if (self && answer == Answer::Accepted)
            closePages(self, guarded);
    });
}

void ValueTabs::removeTab(int index)
{
    ValuePage *closing = page(index);
    if (!closing)
        return;
    if (closing == m_preview)
        m_preview = nullptr;
    m_known.remove(closing);
    // The page first, so that a tab's number is a page's number again before anybody looks.
    m_pages->removeWidget(closing);
    {
        const QSignalBlocker quiet(m_tabs); // the caller tells, once
        m_tabs->removeTab(index);
    }
    closing->hide();
    closing->deleteLater();
    if (ValuePage *shown = currentPage())
        m_pages->setCurrentWidget(shown);
}

void ValueTabs::close(int index)
{
    removeTab(index);
    showCurrent();
}

void ValueTabs::closeAll()
{
    while (count() > 0)
        removeTab(count() - 1);
    showCurrent();
}

void ValueTabs::reopenClosed()
{
    const QList<OpenTab> closed = m_closed.take();
    if (closed.isEmpty())
        return;
    QByteArray last;
    for (const OpenTab &tab : closed) {
        if (indexOf(tab.key) < 0)
            addTab(tab, Mode::Keep, false);
        last = tab.key;
    }
    putPinnedFirst();
    makeCurrent(indexOf(last));
}

void ValueTabs::step(int by)
{
    if (count() > 1)
        m_tabs->setCurrentIndex((currentIndex() + by + count()) % count());
}

void ValueTabs::goBack()
{
    if (const QByteArray key = m_history.back(); !key.isNull())
        open(key, {}, Mode::Preview);
}

void ValueTabs::goForward()
{
    if (const QByteArray key = m_history.forward(); !key.isNull())
        open(key, {}, Mode::Preview);
}

void ValueTabs::noteRenamed(const QByteArray &from, const QByteArray &to)
{
    m_closed.rename(from, to);
    m_history.rename(from, to);
    if (const int index = indexOf(from); index >= 0)
        page(index)->document()->noteRenamed(to);
    emit currentKeyChanged(currentKey());
    emit tabsChanged();
}

void ValueTabs::noteDeleted(const QByteArray &key)
{
    const int index = indexOf(key);
    if (index >= 0 && page(index)->isDirty()) {
        page(index)->reload(); // unsaved edits stay, and can be created again
        return;
    }
    m_closed.remove(key);
    m_history.remove(key);
    if (index >= 0)
        close(index);
    else
        emit tabsChanged();
}

void ValueTabs::reloadIfOpen(const QByteArray &key)
{
    if (const int index = indexOf(key); index >= 0 && !m_known.value(page(index)).awaitsLoad)
        page(index)->reload();
}

void ValueTabs::noteManyGone(const QList<QByteArray> &keys)
{
    const QSet<QByteArray> gone(keys.cbegin(), keys.cend());
    for (int i = 0; i < count(); ++i) {
        if (!m_known.value(page(i)).awaitsLoad && gone.contains(page(i)->document()->key()))
            page(i)->document()->noteGone();
    }
}

void ValueTabs::noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys)
{
    QHash<QByteArray, QByteArray> names;
    for (const auto &[from, to] : keys) {
        m_closed.rename(from, to);
        m_history.rename(from, to);
        names.insert(from, to);
    }
    for (int i = 0; i < count(); ++i) {
        const QByteArray to = names.value(page(i)->document()->key());
        if (!to.isNull())
            page(i)->document()->noteRenamed(to);
    }
    emit currentKeyChanged(currentKey());
    emit tabsChanged();
}

void ValueTabs::noteManyChanged(const QList<QByteArray> &keys)
{
    const QSet<QByteArray> changed(keys.cbegin(), keys.cend());
    for (int i = 0; i < count(); ++i) {
        if (changed.contains(page(i)->document()->key()))
            m_known[page(i)].awaitsLoad = true;
    }
    loadCurrent();
}

void ValueTabs::showTabMenu(const QPoint &at)
{
    const int index = m_tabs->tabAt(at);
    if (index < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"tabMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPointer<ValuePage> about(page(index));
    // The tabs may move while the menu is open: every entry is about the page.
    const auto add = [&](const QString &text, bool enabled, void (ValueTabs::*act)(int)) {
        QAction *action = menu->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, [this, about, act] {
            if (about)
                (this->*act)(indexOf(about.data()));
        });
    };
    int unpinned = 0;
    for (int i = 0; i < count(); ++i)
        unpinned += isPinned(i) ? 0 : 1;
    const bool pinned = isPinned(index);
    QAction *pin = menu->addAction(pinned ? tr("Unpin tab") : tr("Pin tab"));
    connect(pin, &QAction::triggered, this, [this, about, pinned] {
        if (about)
            setPinned(indexOf(about.data()), !pinned);
    });
    if (about == m_preview)
        add(tr("Keep tab"), true, &ValueTabs::keep);
    menu->addSeparator();
    add(tr("Close tab"), true, &ValueTabs::requestClose);
    add(tr("Close other tabs"), unpinned > (pinned ? 0 : 1), &ValueTabs::requestCloseOthers);
    connect(menu->addAction(tr("Close all but pinned")), &QAction::triggered, this, &ValueTabs::requestCloseUnpinned);
    QAction *reopen = menu->addAction(tr("Reopen closed tab"));
    reopen->setEnabled(canReopen());
    connect(reopen, &QAction::triggered, this, &ValueTabs::reopenClosed);
    const OpenTab tab = openTab(index);
    emit menuOpened(menu, tab.key, tab.typeName);
    menu->popup(m_tabs->mapToGlobal(at));
}

void ValueTabs::showListMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"openTabsList"_s);
    for (int i = 0; i < count(); ++i) {
        QAction *entry = menu->addAction(m_tabs->tab(i).name.left(80).replace(QLatin1Char('&'), u"&&"_s));
        entry->setCheckable(true);
        entry->setChecked(i == currentIndex());
        connect(entry, &QAction::triggered, this, [this, i] { m_tabs->setCurrentIndex(i); });
    }
    menu->popup(
        m_listButton->mapToGlobal(QPoint(m_listButton->width() - menu->sizeHint().width(), m_listButton->height())));
}

} // namespace stashdeck
