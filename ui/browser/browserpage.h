// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyselection.h"
#include "ui/widgets/notice.h"

#include <QWidget>

#include <functional>
#include <memory>

class QAction;
class QVBoxLayout;

namespace stashdeck {

class BrowserNavigation;
class Favourites;
class KeyActions;
class KeyPane;
class Keyspace;
class RecentKeys;
class Session;
class Settings;
class Splitter;
class Theme;
class ValuePane;

/// The Browser: the keys of one database at the left, what is open at the right, and the news that travel between the
/// two. It shows one session at a time and makes everything anew for another.
class BrowserPage final : public QWidget {
    Q_OBJECT

public:
    /// `theme` and `settings` outlive the page.
    BrowserPage(const Theme *theme, Settings *settings, QWidget *parent = nullptr);
    ~BrowserPage() override;

    /// Starts the first scan. nullptr leaves the page empty; what was open is closed without a question (see
    /// confirmDiscard). Must be called with nullptr before the session is destroyed.
    void setSession(Session *session);
    [[nodiscard]] Keyspace *keyspace() const { return m_keyspace.get(); }
    [[nodiscard]] KeyPane *keyPane() const { return m_keys; }
    [[nodiscard]] ValuePane *valuePane() const { return m_values; }

    /// Null while no session is shown.
    [[nodiscard]] Favourites *favourites() const;
    [[nodiscard]] RecentKeys *recentKeys() const;

    /// Opens a key as if it were chosen in the list, to stay.
    void openKey(const QByteArray &key);
    /// Asks the server for a pattern, as if it were typed.
    void scan(const QByteArray &pattern);
    void undoLastDelete();
    // What happened to many keys at once. The key list is told by whatever acted on them.
    void noteManyGone(const QList<QByteArray> &keys);
    void noteManyRenamed(const QList<std::pair<QByteArray, QByteArray>> &keys);
    void noteManyChanged(const QList<QByteArray> &keys);
    /// `done(true)` when nothing is unsaved or the person gives it up. At once when nothing is.
    void confirmDiscard(std::function<void(bool)> done);
    [[nodiscard]] bool hasUnsaved() const;

    /// Where an action belongs in the menus.
    enum class Place { Edit, View, Key };
    struct PageAction {
        QAction *action;
        Place place;
    };
    /// Of the session that is shown; they are destroyed with it.
    [[nodiscard]] QList<PageAction> pageActions() const;

signals:
    /// See KeyPane::manyKeysRequested; keyPane()->offerManyKeys() puts an act into the menus.
    void manyKeysRequested(stashdeck::ManyKeysAct act, const stashdeck::KeySelection &selection);
    void noticeRequested(const stashdeck::Notice &notice);
    void doctorRequested();
    /// Ctrl+Z outside an editor: the newest notice's undo, else undoLastDelete().
    void undoRequested();

private:
    void connectPanes();
    void rememberWidth();

    const Theme *m_theme;
    Settings *m_settings;
    QVBoxLayout *m_layout;
    Session *m_session = nullptr;
    std::unique_ptr<Keyspace> m_keyspace;
    std::unique_ptr<KeyActions> m_keyActions;
    Splitter *m_splitter = nullptr;
    KeyPane *m_keys = nullptr;
    ValuePane *m_values = nullptr;
    std::unique_ptr<BrowserNavigation> m_navigation;
    QAction *m_undo = nullptr;
};

} // namespace stashdeck
