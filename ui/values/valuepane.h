// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "models/values/valuekind.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QWidget>

#include <functional>

class QAction;
class QStackedWidget;

namespace stashdeck {

class DeleteFlow;
class EmptyState;
class IconButton;
class ValuePage;
class ValueTabBar;

/// The keys that are open, each in a tab: the right half of the Browser. One tab may be a preview, which the next
/// preview replaces; double-click, Enter in the key list and any edit keep it. Belongs to one session.
class ValuePane final : public QWidget {
    Q_OBJECT

public:
    /// `theme` and `actions` outlive the pane.
    ValuePane(const Theme *theme, KeyActions *actions, QWidget *parent = nullptr);
    ~ValuePane() override;

    enum class OpenMode { Preview, Keep };
    /// Shows the key, in its tab when it has one. `typeName` is what the key list knows, or empty.
    void openKey(const QByteArray &key, const QByteArray &typeName = {}, OpenMode mode = OpenMode::Preview);
    /// Asks for a new key; `prefix` starts its name.
    void addKey(const QByteArray &prefix = {});
    /// Deletes any key of this database, open or not, as the Delete button does.
    void deleteKey(const QByteArray &key, const QByteArray &typeName = {});
    /// Renames any key of this database.
    void renameKey(const QByteArray &key);
    /// Brings back what was deleted last. False when there is nothing.
    bool undoLastDelete();

    [[nodiscard]] QByteArray currentKey() const; ///< empty when no tab is open
    [[nodiscard]] ValuePage *currentPage() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] QList<QByteArray> unsavedKeys() const;
    /// Calls `done(true)` when nothing is unsaved or the user gives it up, `done(false)` when the user stays.
    void confirmDiscard(std::function<void(bool)> done);
    void closeCurrentTab();
    void closeAllTabs(); ///< without asking

    /// Save, reload, rename, delete, expiry, find, copy key, close, next, previous; for menus and the palette. All
    /// have object names.
    [[nodiscard]] QList<QAction *> paneActions() const { return m_actionList; }

signals:
    void currentKeyChanged(const QByteArray &key);
    void noticeRequested(const stashdeck::Notice &notice);
    void keyDeleted(const QByteArray &key);
    void keyRenamed(const QByteArray &from, const QByteArray &to);
    void keyCreated(const QByteArray &key);
    void keyChanged(const QByteArray &key);
    void keyRestored(const QByteArray &key);
    void keyGone(const QByteArray &key);

private:
    void buildActions();
    QAction *addPaneAction(const char *name, const QString &text, const QKeySequence &keys, std::function<void()> run);
    [[nodiscard]] ValuePage *page(int index) const;
    [[nodiscard]] int indexOf(const QByteArray &key) const;
    [[nodiscard]] int indexOf(const ValuePage *page) const;
    void addTab(const QByteArray &key, const QByteArray &typeName, OpenMode mode);
    void refreshTab(ValuePage *page);
    void keep(int index);
    void requestClose(int index);
    void closeTab(int index);
    void step(int by);
    void refreshEmpty();
    void showTabMenu();

    const Theme *m_theme;
    KeyActions *m_keyActions;
    DeleteFlow *m_deleteFlow;
    QWidget *m_tabRow;
    ValueTabBar *m_tabs;
    IconButton *m_tabMenu;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    QList<QAction *> m_actionList;
    ValuePage *m_preview = nullptr; ///< the page of the preview tab
};

} // namespace stashdeck
