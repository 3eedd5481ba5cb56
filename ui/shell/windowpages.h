// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/pagespec.h"

#include <QObject>

#include <optional>
#include <vector>

class QAction;
class QStackedWidget;

namespace stashdeck {

class Rail;

/// The pages of a window: their places in the rail and their keys, which one is to be shown, and the way back. They are
/// reachable only while a database is open.
class WindowPages final : public QObject {
    Q_OBJECT

public:
    /// The actions that open pages belong to `window`, which has them all in its rail, menus and palette.
    WindowPages(QStackedWidget *stack, Rail *rail, ActionRegistry *registry, QWidget *window);

    /// The first one, or one added as `current`, is shown first.
    PageId add(const PageSpec &spec, bool current);
    [[nodiscard]] bool isEmpty() const { return m_pages.empty(); }
    [[nodiscard]] QWidget *widget(PageId page) const { return m_pages.at(size_t(page)).spec.widget; }
    void setBadge(PageId page, int count);

    /// A database was opened or closed: begins a new way back.
    void setOpen(bool open);
    /// Does nothing while no database is open or for the page that is shown.
    void show(PageId page);
    void goBack() { goThrough(&m_back, &m_forward); }
    void goForward() { goThrough(&m_forward, &m_back); }
    [[nodiscard]] bool canGoBack() const { return !m_back.isEmpty(); }
    [[nodiscard]] bool canGoForward() const { return !m_forward.isEmpty(); }
    /// The page that is on the stack; nothing while the start page is there.
    [[nodiscard]] std::optional<PageId> shown() const;
    /// Its id for the settings, also while no database is open; empty without pages.
    [[nodiscard]] QString currentId() const;
    /// Puts the page onto the stack again, after something else was there.
    void restore();

signals:
    /// Another page is shown. `byHistory` when the person went back or forward.
    void shownChanged(bool byHistory);

private:
    struct Page {
        PageSpec spec;
        QAction *open = nullptr;
    };
    void goThrough(QList<int> *from, QList<int> *to);
    void updateShortcuts();

    QStackedWidget *m_stack;
    Rail *m_rail;
    ActionRegistry *m_registry;
    QWidget *m_window;
    std::vector<Page> m_pages;
    int m_current = -1;
    bool m_open = false;
    QList<int> m_back; ///< pages before this one, the latest last
    QList<int> m_forward;
};

} // namespace stashdeck
