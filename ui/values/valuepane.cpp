// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valuepane.h"

#include "models/base/bytetext.h"
#include "models/session/writelock.h"
#include "ui/values/addkeydialog.h"
#include "ui/values/deleteflow.h"
#include "ui/values/renamedialog.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuetabbar.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/question.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedWidget>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ValuePane::ValuePane(const Theme *theme, KeyActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keyActions(actions)
    , m_deleteFlow(new DeleteFlow(theme, actions, this))
    , m_tabRow(new QWidget(this))
    , m_tabs(new ValueTabBar(theme, m_tabRow))
    , m_tabMenu(new IconButton(theme, u"chevron-down"_s, tr("Open keys"), m_tabRow))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(theme, u"file"_s, tr("No key is open"),
                             tr("Choose a key on the left to read it. A double-click keeps its tab."), this))
{
    setObjectName(u"valuePane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_tabMenu->setObjectName(u"openTabsMenu"_s);
    m_tabRow->setObjectName(u"valueTabRow"_s);
    m_tabRow->setAutoFillBackground(true);
    m_tabRow->setBackgroundRole(QPalette::AlternateBase);
    auto *tabs = new QHBoxLayout(m_tabRow);
    tabs->setContentsMargins(0, 0, 0, 0);
    tabs->setSpacing(0);
    tabs->addWidget(m_tabs, 1);
    tabs->addWidget(m_tabMenu);
    m_pages->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabRow);
    column->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (ValuePage *shown = page(index))
            m_pages->setCurrentWidget(shown);
        refreshEmpty();
        emit currentKeyChanged(currentKey());
    });
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &ValuePane::requestClose);
    connect(m_tabs, &QTabBar::tabBarDoubleClicked, this, &ValuePane::keep);
    connect(m_tabMenu, &QAbstractButton::clicked, this, &ValuePane::showTabMenu);
    // Tabs are in their own order: the page finds its tab by a pointer, see tabMoved below.
    connect(m_tabs, &QTabBar::tabMoved, this, [this](int from, int to) {
        QWidget *moved = m_pages->widget(from + 1);
        m_pages->removeWidget(moved);
        m_pages->insertWidget(to + 1, moved);
        if (ValuePage *shown = page(m_tabs->currentIndex()))
            m_pages->setCurrentWidget(shown);
    });

    connect(actions, &KeyActions::keyDeleted, this, [this](const QByteArray &key) {
        const int index = indexOf(key);
        if (index >= 0 && page(index)->isDirty())
            page(index)->reload(); // unsaved edits stay, and can be created again
        else if (index >= 0)
            closeTab(index);
        emit keyDeleted(key);
    });
    connect(actions, &KeyActions::keyRenamed, this, [this](const QByteArray &from, const QByteArray &to) {
        if (const int index = indexOf(from); index >= 0)
            page(index)->document()->noteRenamed(to);
        emit keyRenamed(from, to);
        emit currentKeyChanged(currentKey());
    });
    connect(actions, &KeyActions::keyRestored, this, [this](const QByteArray &key) {
        if (const int index = indexOf(key); index >= 0)
            page(index)->reload();
        emit keyRestored(key);
    });
    connect(actions, &KeyActions::keyGone, this, [this](const QByteArray &key) {
        if (const int index = indexOf(key); index >= 0)
            page(index)->reload();
        emit keyGone(key);
    });
    connect(actions, &KeyActions::keyCreated, this, &ValuePane::keyCreated);
    connect(actions, &KeyActions::keyChanged, this, &ValuePane::keyChanged);
    connect(m_deleteFlow, &DeleteFlow::noticeRequested, this, &ValuePane::noticeRequested);
    buildActions();
    refreshEmpty();
}

ValuePane::~ValuePane() = default;

QAction *ValuePane::addPaneAction(const char *name, const QString &text, const QKeySequence &keys,
                                  std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    connect(action, &QAction::triggered, this, std::move(run));
    m_actionList.append(action);
    return action;
}

void ValuePane::buildActions()
{
    const auto onPage = [this](void (ValuePage::*act)()) {
        return [this, act] {
            if (ValuePage *shown = currentPage())
                (shown->*act)();
        };
    };
    addPaneAction("saveValueAction", tr("Save value"), QKeySequence::Save, onPage(&ValuePage::save));
    addPaneAction("reloadValueAction", tr("Reload value"), QKeySequence(Qt::Key_F5), onPage(&ValuePage::reload));
    addPaneAction("renameKeyAction", tr("Rename key"), QKeySequence(Qt::Key_F2), [this] {
        ValuePage *shown = currentPage();
        if (shown && m_keyActions->session()->writeLock()->mayWrite())
            shown->openRename();
    });
    addPaneAction("deleteOpenKeyAction", tr("Delete key"), QKeySequence::Delete, [this] {
        ValuePage *shown = currentPage();
        if (shown && m_keyActions->session()->writeLock()->mayWrite()
            && shown->document()->state() == KeyDocument::State::Ready)
            emit shown->deleteRequested();
    });
    addPaneAction("editExpiryAction", tr("Edit time to live"), QKeySequence(Qt::CTRL | Qt::Key_T), [this] {
        ValuePage *shown = currentPage();
        if (shown && m_keyActions->session()->writeLock()->mayWrite())
            shown->openExpiry();
    });
    addPaneAction("findInValueAction", tr("Find in value"), QKeySequence::Find, onPage(&ValuePage::openFind));
    addPaneAction("copyKeyAction", tr("Copy key"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] {
        if (currentPage())
            QGuiApplication::clipboard()->setText(QString::fromUtf8(currentKey()));
    });
    addPaneAction("closeTabAction", tr("Close tab"), QKeySequence(Qt::CTRL | Qt::Key_W), [this] { closeCurrentTab(); });
    addPaneAction("nextTabAction", tr("Next tab"), QKeySequence(Qt::CTRL | Qt::Key_Tab), [this] { step(1); });
    addPaneAction("previousTabAction", tr("Previous tab"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab),
                  [this] { step(-1); });
}

int ValuePane::count() const
{
    return m_tabs->count();
}

ValuePage *ValuePane::page(int index) const
{
    return index < 0 || index + 1 >= m_pages->count() ? nullptr : static_cast<ValuePage *>(m_pages->widget(index + 1));
}

ValuePage *ValuePane::currentPage() const
{
    return page(m_tabs->currentIndex());
}

QByteArray ValuePane::currentKey() const
{
    ValuePage *shown = currentPage();
    return shown ? shown->document()->key() : QByteArray();
}

int ValuePane::indexOf(const QByteArray &key) const
{
    for (int i = 0; i < count(); ++i) {
        if (page(i) && page(i)->document()->key() == key)
            return i;
    }
    return -1;
}

int ValuePane::indexOf(const ValuePage *wanted) const
{
    for (int i = 0; i < count(); ++i) {
        if (page(i) == wanted)
            return i;
    }
    return -1;
}

void ValuePane::openKey(const QByteArray &key, const QByteArray &typeName, OpenMode mode)
{
    if (const int index = indexOf(key); index >= 0) {
        m_tabs->setCurrentIndex(index);
        if (mode == OpenMode::Keep)
            keep(index);
        return;
    }
    // Deleting the old preview only after the new tab is there keeps the place of the tab and the focus quiet.
    const int oldPreview = mode == OpenMode::Preview && m_preview ? indexOf(m_preview) : -1;
    if (oldPreview >= 0)
        closeTab(oldPreview);
    addTab(key, typeName, mode);
}

void ValuePane::addTab(const QByteArray &key, const QByteArray &typeName, OpenMode mode)
{
    auto *added = new ValuePage(m_theme, m_keyActions, key, m_pages);
    m_pages->addWidget(added);
    if (mode == OpenMode::Preview)
        m_preview = added;
    const int index = m_tabs->addTab(displayText(key));
    refreshTab(added);
    connect(added, &ValuePage::changed, this, [this, added] { refreshTab(added); });
    connect(added, &ValuePage::edited, this, [this, added] { keep(indexOf(added)); });
    connect(added, &ValuePage::deleteRequested, this, [this, added] {
        KeyDocument *document = added->document();
        const bool isString = document->kind() == ValueKind::String;
        m_deleteFlow->remove(document->key(), document->typeName(), document->length(),
                             isString ? document->length() : -1);
    });
    connect(added, &ValuePage::openRequested, this,
            [this](const QByteArray &other) { openKey(other, {}, OpenMode::Keep); });
    m_tabs->setCurrentIndex(index);
    m_pages->setCurrentWidget(added);
    refreshEmpty();
    added->load(valueKindOf(typeName));
}

void ValuePane::refreshTab(ValuePage *changedPage)
{
    const int index = indexOf(changedPage);
    if (index < 0)
        return;
    ValueTabBar::Tab tab;
    tab.typeName = changedPage->document()->typeName();
    tab.name = displayText(changedPage->document()->key());
    tab.isDirty = changedPage->isDirty();
    tab.isPreview = changedPage == m_preview;
    m_tabs->setTab(index, tab);
}

void ValuePane::keep(int index)
{
    ValuePage *kept = page(index);
    if (!kept || kept != m_preview)
        return;
    m_preview = nullptr;
    refreshTab(kept);
}

void ValuePane::closeCurrentTab()
{
    if (m_tabs->currentIndex() >= 0)
        requestClose(m_tabs->currentIndex());
}

void ValuePane::requestClose(int index)
{
    ValuePage *closing = page(index);
    if (!closing)
        return;
    closing->flush();
    if (!closing->isDirty()) {
        closeTab(index);
        return;
    }
    Question question;
    question.title = tr("Unsaved edit");
    question.heading = tr("Close without saving?");
    question.text = tr("The edit of this value was not saved.");
    question.monoText = displayText(closing->document()->key());
    question.actionText = tr("Close without saving");
    question.actionKind = Button::Kind::Danger;
    const QPointer<ValuePage> guarded(closing);
    const QPointer<ValuePane> self(this);
    ask(m_theme, this, question, [self, guarded](Answer answer) {
        if (self && guarded && answer == Answer::Accepted)
            self->closeTab(self->indexOf(guarded.data()));
    });
}

void ValuePane::closeTab(int index)
{
    ValuePage *closing = page(index);
    if (!closing)
        return;
    if (closing == m_preview)
        m_preview = nullptr;
    // The page first, so that a tab's number is a page's number again before anybody looks.
    m_pages->removeWidget(closing);
    m_tabs->removeTab(index);
    closing->hide();
    closing->deleteLater();
    if (ValuePage *shown = currentPage())
        m_pages->setCurrentWidget(shown);
    refreshEmpty();
    emit currentKeyChanged(currentKey());
}

void ValuePane::closeAllTabs()
{
    while (count() > 0)
        closeTab(count() - 1);
}

void ValuePane::step(int by)
{
    if (count() > 1)
        m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count()) % count());
}

void ValuePane::refreshEmpty()
{
    m_tabRow->setVisible(count() > 0);
    if (count() == 0)
        m_pages->setCurrentWidget(m_empty);
}

void ValuePane::showTabMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"openTabsList"_s);
    for (int i = 0; i < count(); ++i) {
        QAction *entry = menu->addAction(m_tabs->tab(i).name.left(80).replace(QLatin1Char('&'), u"&&"_s));
        entry->setCheckable(true);
        entry->setChecked(i == m_tabs->currentIndex());
        connect(entry, &QAction::triggered, this, [this, i] { m_tabs->setCurrentIndex(i); });
    }
    menu->popup(m_tabMenu->mapToGlobal(QPoint(m_tabMenu->width() - menu->sizeHint().width(), m_tabMenu->height())));
}

void ValuePane::addKey(const QByteArray &prefix)
{
    auto *dialog = new AddKeyDialog(m_theme, m_keyActions, prefix, this);
    connect(dialog, &AddKeyDialog::openRequested, this,
            [this](const QByteArray &key) { openKey(key, {}, OpenMode::Keep); });
    dialog->open();
}

void ValuePane::deleteKey(const QByteArray &key, const QByteArray &typeName)
{
    qint64 length = -1;
    bool isString = false;
    if (const int index = indexOf(key); index >= 0) {
        length = page(index)->document()->length();
        isString = page(index)->document()->kind() == ValueKind::String;
    }
    m_deleteFlow->remove(key, typeName, length, isString ? length : -1);
}

void ValuePane::renameKey(const QByteArray &key)
{
    auto *dialog = new RenameDialog(m_theme, m_keyActions, key, this);
    connect(dialog, &RenameDialog::openRequested, this,
            [this](const QByteArray &other) { openKey(other, {}, OpenMode::Keep); });
    dialog->open();
}

bool ValuePane::undoLastDelete()
{
    const quint64 id = m_keyActions->undoBin()->newestId();
    if (id == 0 || !m_keyActions->session()->writeLock()->mayWrite())
        return false;
    m_deleteFlow->undo(id);
    return true;
}

QList<QByteArray> ValuePane::unsavedKeys() const
{
    QList<QByteArray> keys;
    for (int i = 0; i < count(); ++i) {
        page(i)->flush();
        if (page(i)->isDirty())
            keys.append(page(i)->document()->key());
    }
    return keys;
}

void ValuePane::confirmDiscard(std::function<void(bool)> done)
{
    const QList<QByteArray> keys = unsavedKeys();
    if (keys.isEmpty()) {
        done(true);
        return;
    }
    Question question;
    question.title = tr("Unsaved edits");
    question.heading = keys.size() == 1 ? tr("Close without saving 1 value?")
                                        : tr("Close without saving %1 values?").arg(keys.size());
    question.monoText = displayText(keys.first());
    question.actionText = tr("Close without saving");
    question.actionKind = Button::Kind::Danger;
    ask(m_theme, this, question, [done = std::move(done)](Answer answer) { done(answer == Answer::Accepted); });
}

} // namespace stashdeck
