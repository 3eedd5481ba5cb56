// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/valuepane.h"

#include "models/base/bytetext.h"
#include "models/session/writelock.h"
#include "ui/values/addkeydialog.h"
#include "ui/values/deleteflow.h"
#include "ui/values/duplicatedialog.h"
#include "ui/values/renamedialog.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuetabs.h"
#include "ui/widgets/question.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ValuePane::ValuePane(const Theme *theme, KeyActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keyActions(actions)
    , m_deleteFlow(new DeleteFlow(theme, actions, this))
    , m_tabs(new ValueTabs(theme, actions, this))
{
    setObjectName(u"valuePane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_tabs);
    connect(m_tabs, &ValueTabs::currentKeyChanged, this, &ValuePane::currentKeyChanged);
    connect(m_tabs, &ValueTabs::tabsChanged, this, &ValuePane::updateTabActions);
    connect(m_tabs, &ValueTabs::tabsChanged, this, &ValuePane::tabsChanged);
    connect(m_tabs, &ValueTabs::menuOpened, this, &ValuePane::tabMenuOpened);
    connect(m_tabs, &ValueTabs::deleteRequested, this, [this](ValuePage *page) {
        KeyDocument *document = page->document();
        const bool isString = document->kind() == ValueKind::String;
        m_deleteFlow->remove(document->key(), document->typeName(), document->length(),
                             isString ? document->length() : -1);
    });
    connect(m_deleteFlow, &DeleteFlow::noticeRequested, this, &ValuePane::noticeRequested);
    connect(m_tabs, &ValueTabs::noticeRequested, this, &ValuePane::noticeRequested);
    connectActs();
    buildActions();
    buildTabActions();
    updateTabActions();
}

ValuePane::~ValuePane() = default;

void ValuePane::connectActs()
{
    connect(m_keyActions, &KeyActions::keyDeleted, this, [this](const QByteArray &key) {
        m_tabs->noteDeleted(key);
        emit keyDeleted(key);
    });
    connect(m_keyActions, &KeyActions::keyRenamed, this, [this](const QByteArray &from, const QByteArray &to) {
        m_tabs->noteRenamed(from, to);
        emit keyRenamed(from, to);
    });
    connect(m_keyActions, &KeyActions::keyRestored, this, [this](const QByteArray &key) {
        m_tabs->reloadIfOpen(key);
        emit keyRestored(key);
    });
    connect(m_keyActions, &KeyActions::keyGone, this, [this](const QByteArray &key) {
        m_tabs->reloadIfOpen(key);
        emit keyGone(key);
    });
    connect(m_keyActions, &KeyActions::keyCreated, this, &ValuePane::keyCreated);
    connect(m_keyActions, &KeyActions::keyChanged, this, &ValuePane::keyChanged);
}

void ValuePane::noteManyGone(const QList<QByteArray> &keys)
{
    m_tabs->noteManyGone(keys);
}

void ValuePane::noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys)
{
    m_tabs->noteManyRenamed(keys);
}

void ValuePane::noteManyChanged(const QList<QByteArray> &keys)
{
    m_tabs->noteManyChanged(keys);
}

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
    const auto mayWrite = [this] {
        return m_keyActions->session()->writeLock()->mayWrite();
    };
    addPaneAction("saveValueAction", tr("Save value"), QKeySequence::Save, onPage(&ValuePage::save));
    addPaneAction("reloadValueAction", tr("Reload value"), QKeySequence(Qt::Key_F5), onPage(&ValuePage::reload));
    addPaneAction("renameKeyAction", tr("Rename key"), QKeySequence(Qt::Key_F2), [this, mayWrite] {
        if (currentPage() && mayWrite())
            currentPage()->openRename();
    });
    addPaneAction("duplicateOpenKeyAction", tr("Duplicate key…"), QKeySequence(Qt::CTRL | Qt::Key_D), [this, mayWrite] {
        if (currentPage() && mayWrite())
            duplicateKey(currentKey(), currentTypeName());
    });
    addPaneAction("deleteOpenKeyAction", tr("Delete key"), QKeySequence::Delete, [this, mayWrite] {
        ValuePage *shown = currentPage();
        if (shown && mayWrite() && shown->document()->state() == KeyDocument::State::Ready)
            emit shown->deleteRequested();
    });
    addPaneAction("editExpiryAction", tr("Edit time to live"), QKeySequence(Qt::CTRL | Qt::Key_T), [this, mayWrite] {
        if (currentPage() && mayWrite())
            currentPage()->openExpiry();
    });
    addPaneAction("findInValueAction", tr("Find in value"), QKeySequence::Find, onPage(&ValuePage::openFind));
    addPaneAction("copyAsAction", tr("Copy key as…"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
                  onPage(&ValuePage::openCopyAs));
    addPaneAction("copyKeyAction", tr("Copy key"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] {
        if (currentPage())
            QGuiApplication::clipboard()->setText(QString::fromUtf8(currentKey()));
    });
}

void ValuePane::buildTabActions()
{
    const auto onTab = [this](void (ValueTabs::*act)(int)) {
        return [this, act] {
            if (currentPage())
                (m_tabs->*act)(m_tabs->currentIndex());
        };
    };
    addPaneAction("closeTabAction", tr("Close tab"), QKeySequence(Qt::CTRL | Qt::Key_W),
                  onTab(&ValueTabs::requestClose));
    addPaneAction("closeOthersTabAction", tr("Close other tabs"), {}, onTab(&ValueTabs::requestCloseOthers));
    m_reopen = addPaneAction("reopenTabAction", tr("Reopen closed tab"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
                             [this] { m_tabs->reopenClosed(); });
    addPaneAction("pinTabAction", tr("Pin or unpin tab"), {}, [this] {
        const int index = m_tabs->currentIndex();
        if (index >= 0)
            m_tabs->setPinned(index, !m_tabs->isPinned(index));
    });
    addPaneAction("nextTabAction", tr("Next tab"), QKeySequence(Qt::CTRL | Qt::Key_Tab), [this] { m_tabs->step(1); });
    addPaneAction("previousTabAction", tr("Previous tab"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab),
                  [this] { m_tabs->step(-1); });
    m_back = addPaneAction("backTabAction", tr("Back to the key before"), QKeySequence(Qt::ALT | Qt::Key_Left),
                           [this] { m_tabs->goBack(); });
    m_forward = addPaneAction("forwardTabAction", tr("Forward to the next key"), QKeySequence(Qt::ALT | Qt::Key_Right),
                              [this] { m_tabs->goForward(); });
}

void ValuePane::updateTabActions()
{
    m_reopen->setEnabled(m_tabs->canReopen());
    m_back->setEnabled(m_tabs->canGoBack());
    m_forward->setEnabled(m_tabs->canGoForward());
}

int ValuePane::count() const
{
    return m_tabs->count();
}

ValuePage *ValuePane::currentPage() const
{
    return m_tabs->currentPage();
}

QByteArray ValuePane::currentKey() const
{
    return m_tabs->currentKey();
}

QByteArray ValuePane::currentTypeName() const
{
    return m_tabs->currentTypeName();
}

QList<OpenTab> ValuePane::openTabs() const
{
    return m_tabs->openTabs();
}

void ValuePane::restoreTabs(const QList<OpenTab> &tabs, const QByteArray &current)
{
    m_tabs->restore(tabs, current);
}

void ValuePane::openKey(const QByteArray &key, const QByteArray &typeName, OpenMode mode)
{
    m_tabs->open(key, typeName, mode == OpenMode::Keep ? ValueTabs::Mode::Keep : ValueTabs::Mode::Preview);
}

void ValuePane::closeCurrentTab()
{
    m_tabs->requestClose(m_tabs->currentIndex());
}

void ValuePane::closeAllTabs()
{
    m_tabs->closeAll();
}

void ValuePane::addKey(const QByteArray &prefix)
{
    auto *dialog = new AddKeyDialog(m_theme, m_keyActions, prefix, this);
    connect(dialog, &AddKeyDialog::openRequested, this,
            [this](const QByteArray &key) { openKey(key, {}, OpenMode::Keep); });
    dialog->open();
}

void ValuePane::addPastedValue(const QByteArray &text)
{
    auto *dialog = new AddKeyDialog(m_theme, m_keyActions, {}, this);
    dialog->takePasted(text);
    connect(dialog, &AddKeyDialog::openRequested, this,
            [this](const QByteArray &key) { openKey(key, {}, OpenMode::Keep); });
    dialog->open();
}

void ValuePane::deleteKey(const QByteArray &key, const QByteArray &typeName)
{
    qint64 length = -1;
    bool isString = false;
    if (ValuePage *open = m_tabs->page(m_tabs->indexOf(key))) {
        length = open->document()->length();
        isString = open->document()->kind() == ValueKind::String;
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

void ValuePane::duplicateKey(const QByteArray &key, const QByteArray &typeName)
{
    auto *dialog = new DuplicateDialog(m_theme, m_keyActions, key, typeName, this);
    connect(dialog, &DuplicateDialog::openRequested, this,
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
        ValuePage *page = m_tabs->page(i);
        page->flush();
        if (page->isDirty())
            keys.append(page->document()->key());
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
