// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/navigation/closedtabs.h"
#include "models/navigation/keyhistory.h"
#include "models/values/keyactions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QMenu;
class QStackedWidget;

namespace stashdeck {

class EmptyState;
class IconButton;
class ValuePage;
class ValueTabBar;

/// The open keys, each a page with its tab: their order, which are pinned, which is a preview, what was closed, and the
/// way back and forward through them. Pinned tabs stand first. A tab that was restored is read when it is first shown.
class ValueTabs final : public QWidget {
    Q_OBJECT

public:
    /// Both outlive the tabs.
    ValueTabs(const Theme *theme, KeyActions *actions, QWidget *parent = nullptr);
    ~ValueTabs() override;

    enum class Mode { Preview, Keep };
    /// Shows the key, in its tab when it has one. `typeName` is what the key list knows, or empty.
    void open(const QByteArray &key, const QByteArray &typeName, Mode mode);
    /// Tabs of an earlier start, in order; none is read but the current one, once it can be seen.
    void restore(const QList<OpenTab> &tabs, const QByteArray &current);

    [[nodiscard]] int count() const;
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] ValuePage *page(int index) const;
    [[nodiscard]] ValuePage *currentPage() const { return page(currentIndex()); }
    [[nodiscard]] int indexOf(const QByteArray &key) const; ///< -1 for a key that is not open
    [[nodiscard]] QByteArray currentKey() const; ///< empty when no tab is open
    [[nodiscard]] QByteArray currentTypeName() const;
    [[nodiscard]] QList<OpenTab> openTabs() const; ///< those that stay: not the preview

    void requestClose(int index); ///< asks when there is something unsaved
    void requestCloseOthers(int index); ///< all but this one and the pinned ones
    void requestCloseUnpinned();
    void close(int index); ///< without asking
    void closeAll(); ///< without asking
    void reopenClosed();
    [[nodiscard]] bool canReopen() const { return !m_closed.isEmpty(); }
    void setPinned(int index, bool pinned);
    [[nodiscard]] bool isPinned(int index) const;
    void keep(int index); ///< a preview stays from now on
    void step(int by); ///< to the next or previous tab, around the ends

    void goBack();
    void goForward();
    [[nodiscard]] bool canGoBack() const { return m_history.canGoBack(); }
    [[nodiscard]] bool canGoForward() const { return m_history.canGoForward(); }

    // What happened to keys.
    void noteRenamed(const QByteArray &from, const QByteArray &to);
    void noteDeleted(const QByteArray &key); ///< its tab closes, unless it holds unsaved edits
    void reloadIfOpen(const QByteArray &key);
    // What happened to many keys at once; asks the server nothing but for the key on screen, when it changed.
    void noteManyGone(const QList<QByteArray> &keys); ///< their tabs stay and say so
    void noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys);
    void noteManyChanged(const QList<QByteArray> &keys); ///< read again when they are next shown

signals:
    void currentKeyChanged(const QByteArray &key);
    void noticeRequested(const stashdeck::Notice &notice); ///< of one of the pages
    void tabsChanged(); ///< other tabs, another order, another current one, or what can be reopened or gone back to
    void deleteRequested(stashdeck::ValuePage *page);
    /// The menu of a tab is about to open: others may add to it. `key` is its key.
    void menuOpened(QMenu *menu, const QByteArray &key, const QByteArray &typeName);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Known {
        QByteArray typeName; ///< what was known when it was opened
        bool isPinned = false;
        bool awaitsLoad = false;
    };

    [[nodiscard]] int indexOf(const ValuePage *page) const;
    [[nodiscard]] OpenTab openTab(int index) const;
    ValuePage *addTab(const OpenTab &tab, Mode mode, bool isLoaded);
    void makeCurrent(int index);
    void showCurrent();
    void loadCurrent();
    void refreshTab(ValuePage *page);
    void refreshEmpty();
    void movePage(int from, int to);
    void putPinnedFirst();
    void removeTab(int index);
    void requestCloseAll(QList<ValuePage *> pages);
    void showTabMenu(const QPoint &at);
    void showListMenu();

    const Theme *m_theme;
    KeyActions *m_keyActions;
    QWidget *m_row;
    ValueTabBar *m_tabs;
    IconButton *m_listButton;
    QStackedWidget *m_pages; // the empty state, then a page for each tab in the order of the tabs
    EmptyState *m_empty;
    QHash<const ValuePage *, Known> m_known;
    ValuePage *m_preview = nullptr;
    ClosedTabs m_closed;
    KeyHistory m_history;
};

} // namespace stashdeck
