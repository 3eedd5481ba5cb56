// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/navigation/opentab.h"
#include "models/values/keyactions.h"
#include "models/values/valuekind.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QWidget>

#include <functional>

class QAction;
class QMenu;

namespace stashdeck {

class DeleteFlow;
class ValuePage;
class ValueTabs;

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
    /// Asks for a new key that holds this text already, with the name that its content proposes.
    void addPastedValue(const QByteArray &text);
    /// Deletes any key of this database, open or not, as the Delete button does.
    void deleteKey(const QByteArray &key, const QByteArray &typeName = {});
    /// Renames any key of this database.
    void renameKey(const QByteArray &key);
    /// Asks for the name of a copy of any key of this database.
    void duplicateKey(const QByteArray &key, const QByteArray &typeName = {});
    /// Brings back what was deleted last. False when there is nothing.
    bool undoLastDelete();

    // What happened to many keys at once, by whatever acted on them.
    void noteManyGone(const QList<QByteArray> &keys);
    void noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys);
    void noteManyChanged(const QList<QByteArray> &keys);

    [[nodiscard]] QByteArray currentKey() const; ///< empty when no tab is open
    [[nodiscard]] QByteArray currentTypeName() const;
    [[nodiscard]] ValuePage *currentPage() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] QList<QByteArray> unsavedKeys() const;
    /// Calls `done(true)` when nothing is unsaved or the user gives it up, `done(false)` when the user stays.
    void confirmDiscard(std::function<void(bool)> done);
    void closeCurrentTab();
    void closeAllTabs(); ///< without asking
    /// The tabs that stay, in order, and their way back at the next start: only the current one is read, when it is
    /// seen.
    [[nodiscard]] QList<OpenTab> openTabs() const;
    void restoreTabs(const QList<OpenTab> &tabs, const QByteArray &current);

    /// Save, reload, rename, delete, expiry, find, copy key, tabs, back and forward; for menus and the palette. All
    /// have object names.
    [[nodiscard]] QList<QAction *> paneActions() const { return m_actionList; }

signals:
    void currentKeyChanged(const QByteArray &key);
    void tabsChanged(); ///< what openTabs() and currentKey() say
    /// The menu of a tab is about to open: others may add to it.
    void tabMenuOpened(QMenu *menu, const QByteArray &key, const QByteArray &typeName);
    void noticeRequested(const stashdeck::Notice &notice);
    void keyDeleted(const QByteArray &key);
    void keyRenamed(const QByteArray &from, const QByteArray &to);
    void keyCreated(const QByteArray &key, const QByteArray &typeName);
    void keyChanged(const QByteArray &key);
    void keyRestored(const QByteArray &key);
    void keyGone(const QByteArray &key);

private:
    void connectActs();
    void buildActions();
    void buildTabActions();
    QAction *addPaneAction(const char *name, const QString &text, const QKeySequence &keys, std::function<void()> run);
    void updateTabActions();

    const Theme *m_theme;
    KeyActions *m_keyActions;
    DeleteFlow *m_deleteFlow;
    ValueTabs *m_tabs;
    QList<QAction *> m_actionList;
    QAction *m_reopen = nullptr;
    QAction *m_back = nullptr;
    QAction *m_forward = nullptr;
};

} // namespace stashdeck
