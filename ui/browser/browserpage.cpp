// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/browserpage.h"

#include "models/base/settings.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/values/keyactions.h"
#include "ui/browser/browsernavigation.h"
#include "ui/keyspace/keypane.h"
#include "ui/values/valuepane.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr Setting<int> keyPaneWidth{"browser/keyPaneWidth", 396};
constexpr int narrowest = 300;
constexpr int widest = 620;

/// Works on the open key wherever the focus is; rename, delete, duplicate and copy mean what has the focus.
bool worksInWholePage(const QAction *action)
{
    const QString name = action->objectName();
    return name != u"renameKeyAction"_s && name != u"deleteOpenKeyAction"_s && name != u"copyKeyAction"_s
        && name != u"duplicateOpenKeyAction"_s;
}

/// The menu of an action of the key pane.
BrowserPage::Place placeOf(const QString &name)
{
    if (name == u"focusPatternAction"_s)
        return BrowserPage::Place::Edit;
    if (name == u"namingHintsAction"_s || name == u"expandAllKeysAction"_s || name == u"collapseAllKeysAction"_s)
        return BrowserPage::Place::View;
    return BrowserPage::Place::Key;
}

/// What a key was when it was deleted last.
KeyType typeOfDeleted(const QList<ChangeRecord> &changes, const QByteArray &key)
{
    const auto found = std::find_if(changes.crbegin(), changes.crend(), [&](const ChangeRecord &change) {
        return change.kind == ChangeRecord::Kind::Deleted && change.key == key;
    });
    return found == changes.crend() ? KeyType::Unknown : keyTypeFromWord(found->typeName);
}

} // namespace

BrowserPage::BrowserPage(const Theme *theme, Settings *settings, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_settings(settings)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"browserPage"_s);
    setAccessibleName(tr("Browser"));
    m_layout->setContentsMargins(0, 0, 0, 0);
}

BrowserPage::~BrowserPage()
{
    setSession(nullptr);
}

void BrowserPage::setSession(Session *session)
{
    if (session == m_session)
        return;
    m_session = session;
    m_navigation.reset(); // it keeps the place of the panes
    // The panes look at the models: they leave first.
    delete m_splitter;
    m_splitter = nullptr;
    m_keys = nullptr;
    m_values = nullptr;
    m_undo = nullptr;
    m_keyActions.reset();
    m_keyspace.reset();
    if (!session)
        return;

    m_keyspace = std::make_unique<Keyspace>(session, m_settings);
    m_keyActions = std::make_unique<KeyActions>(session);
    m_splitter = new Splitter(m_theme, Qt::Horizontal, this);
    m_splitter->setObjectName(u"browserSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_keys = new KeyPane(m_theme, m_keyspace.get(), m_settings, m_splitter);
    m_keys->setMinimumWidth(narrowest);
    m_keys->setMaximumWidth(widest);
    m_values = new ValuePane(m_theme, m_keyActions.get(), m_splitter);
    m_splitter->addWidget(m_keys);
    m_splitter->addWidget(m_values);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    const int width = std::clamp(m_settings->value(keyPaneWidth), narrowest, widest);
    m_splitter->setSizes({width, std::max(400, QWidget::width() - width)});
    m_layout->addWidget(m_splitter);

    const QList<QAction *> valueActions = m_values->paneActions();
    for (QAction *action : valueActions) {
        if (!worksInWholePage(action))
            continue;
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_splitter->addAction(action);
    }
    m_undo = new QAction(tr("Undo last delete"), m_splitter);
    m_undo->setObjectName(u"undoDeleteAction"_s);
    // An editor with something to undo takes the key before this action does.
    m_undo->setShortcut(QKeySequence::Undo);
    m_undo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_splitter->addAction(m_undo);
    connect(m_undo, &QAction::triggered, this, &BrowserPage::undoRequested);
    connectPanes();
    m_navigation = std::make_unique<BrowserNavigation>(m_settings, session->profile().id, m_keys, m_values);
    m_keyspace->open();
    m_navigation->restore();
}

void BrowserPage::connectPanes()
{
    connect(m_splitter, &QSplitter::splitterMoved, this, &BrowserPage::rememberWidth);
    const auto open = [this](const QByteArray &key, KeyType type, ValuePane::OpenMode mode) {
        m_values->openKey(key, wordOf(type).toByteArray(), mode);
    };
    connect(m_keys, &KeyPane::keyPreviewRequested, this,
            [open](const QByteArray &key, KeyType type) { open(key, type, ValuePane::OpenMode::Preview); });
    connect(m_keys, &KeyPane::keyOpenRequested, this,
            [open](const QByteArray &key, KeyType type) { open(key, type, ValuePane::OpenMode::Keep); });
    connect(m_keys, &KeyPane::keyOpenInNewTabRequested, this,
            [open](const QByteArray &key, KeyType type) { open(key, type, ValuePane::OpenMode::Keep); });
    connect(m_keys, &KeyPane::addKeyRequested, m_values, &ValuePane::addKey);
    connect(m_keys, &KeyPane::pasteRequested, m_values, &ValuePane::addPastedValue);
    connect(m_keys, &KeyPane::duplicateRequested, m_values,
            [this](const QByteArray &key, KeyType type) { m_values->duplicateKey(key, wordOf(type).toByteArray()); });
    connect(m_keys, &KeyPane::renameRequested, m_values, [this](const QByteArray &key) { m_values->renameKey(key); });
    connect(m_keys, &KeyPane::deleteRequested, m_values,
            [this](const QByteArray &key, KeyType type) { m_values->deleteKey(key, wordOf(type).toByteArray()); });
    connect(m_keys, &KeyPane::manyKeysRequested, this, &BrowserPage::manyKeysRequested);
    connect(m_keys, &KeyPane::doctorRequested, this, &BrowserPage::doctorRequested);
    connect(m_keys, &KeyPane::noticeRequested, this, [this](const QString &text) {
        Notice notice;
        notice.text = text;
        emit noticeRequested(notice);
    });

    connect(m_values, &ValuePane::noticeRequested, this, &BrowserPage::noticeRequested);
    Keyspace *keyspace = m_keyspace.get();
    connect(m_values, &ValuePane::keyDeleted, keyspace, &Keyspace::keyRemoved);
    connect(m_values, &ValuePane::keyGone, keyspace, &Keyspace::keyRemoved);
    connect(m_values, &ValuePane::keyRenamed, keyspace, &Keyspace::keyRenamed);
    connect(m_values, &ValuePane::keyChanged, keyspace,
            [keyspace](const QByteArray &key) { keyspace->keyChanged(key); });
    connect(m_values, &ValuePane::keyCreated, this,
            [this, keyspace](const QByteArray &key, const QByteArray &typeName) {
                keyspace->keyAdded(key, keyTypeFromWord(typeName));
                m_keys->reveal(key);
            });
    connect(m_values, &ValuePane::keyRestored, this, [this, keyspace](const QByteArray &key) {
        keyspace->keyAdded(key, typeOfDeleted(m_keyActions->undoBin()->changes(), key));
        m_keys->reveal(key);
    });
}

Favourites *BrowserPage::favourites() const
{
    return m_navigation ? m_navigation->favourites() : nullptr;
}

RecentKeys *BrowserPage::recentKeys() const
{
    return m_navigation ? m_navigation->recentKeys() : nullptr;
}

void BrowserPage::openKey(const QByteArray &key)
{
    if (!m_values)
        return;
    m_values->openKey(key, {}, ValuePane::OpenMode::Keep);
    m_keys->reveal(key);
}

void BrowserPage::scan(const QByteArray &pattern)
{
    if (m_keyspace)
        m_keyspace->search(pattern);
}

void BrowserPage::noteManyGone(const QList<QByteArray> &keys)
{
    if (m_values)
        m_values->noteManyGone(keys);
}

void BrowserPage::noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys)
{
    if (m_values)
        m_values->noteManyRenamed(keys);
    if (m_navigation)
        m_navigation->noteManyRenamed(keys);
}

void BrowserPage::noteManyChanged(const QList<QByteArray> &keys)
{
    if (m_values)
        m_values->noteManyChanged(keys);
}

void BrowserPage::undoLastDelete()
{
    if (m_values)
        m_values->undoLastDelete();
}

void BrowserPage::confirmDiscard(std::function<void(bool)> done)
{
    if (m_values)
        m_values->confirmDiscard(std::move(done));
    else
        done(true);
}

bool BrowserPage::hasUnsaved() const
{
    return m_values && !m_values->unsavedKeys().isEmpty();
}

QList<BrowserPage::PageAction> BrowserPage::pageActions() const
{
    QList<PageAction> actions;
    if (!m_splitter)
        return actions;
    const QList<QAction *> keyActions = m_keys->paneActions();
    for (QAction *action : keyActions)
        actions.append({action, placeOf(action->objectName())});
    const QList<QAction *> valueActions = m_values->paneActions();
    for (QAction *action : valueActions) {
        const QString name = action->objectName();
        const bool isView = name.endsWith(u"TabAction"_s);
        actions.append({action, name.startsWith(u"find"_s) ? Place::Edit : isView ? Place::View : Place::Key});
    }
    actions.append({m_undo, Place::Edit});
    return actions;
}

void BrowserPage::rememberWidth()
{
    m_settings->set(keyPaneWidth, m_splitter->sizes().constFirst());
}

} // namespace stashdeck
