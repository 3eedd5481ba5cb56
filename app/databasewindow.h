// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/secret.h"
#include "models/connections/profile.h"
#include "ui/connections/connectionservices.h"
#include "ui/connections/connectionspage.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace stashdeck {

class Banner;
class BrowserPage;
class BulkFlow;
class BulkJobCell;
class BulkTargets;
class KeyPaletteSource;
class MainWindow;
class Session;
class Theme;
class WindowTransfers;

/// One window with all that it shows: the start page, or a session with its pages. Owns the session. Deletes itself
/// after its window was closed.
class DatabaseWindow final : public QObject {
    Q_OBJECT

public:
    DatabaseWindow(Theme *theme, const ConnectionServices &services, QObject *parent = nullptr);
    ~DatabaseWindow() override;

    [[nodiscard]] MainWindow *window() const { return m_window.get(); }
    [[nodiscard]] ConnectionsPage *connectionsPage() const { return m_connections; }
    [[nodiscard]] BrowserPage *browser() const { return m_browser; }
    [[nodiscard]] Session *session() const { return m_session.get(); }

    /// Where keys can be copied to, and where the journals of bulk changes and of transfers lie. Before the first
    /// open().
    void setBulkChanges(BulkTargets *targets, const QString &journalFolder, const QString &transferFolder);
    [[nodiscard]] BulkFlow *bulkChanges() const { return m_bulk.get(); }
    [[nodiscard]] WindowTransfers *transfers() const { return m_transfers.get(); }

    /// Shows this database in place of what is shown, after asking about running work and unsaved edits.
    void open(const Profile &profile, const Secret &token);
    /// Back to the start page, after asking about running work and unsaved edits.
    void closeDatabase();
    void replaceToken(const Secret &token);

signals:
    void openRequested(const QUuid &profile, stashdeck::OpenMode mode);
    void tokenChanged(const QUuid &profile);
    void newWindowRequested();
    void quitRequested();
    /// The person was asked about unsaved edits and keeps the window.
    void stayedOpen();
    /// The window was closed; this object is about to go.
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(const Profile &profile, const Secret &token);
    void leaveDatabase();
    /// Work that leaving the database would break off.
    [[nodiscard]] bool isBusy() const;
    void withoutRunning(std::function<void()> then, std::function<void()> otherwise = {});
    void withoutUnsaved(std::function<void()> then, std::function<void()> otherwise = {});
    void connectWindow();
    void registerStartActions();
    void registerBrowserActions();
    void startBulkChanges();
    void offerBulkChange(const QString &path, const QString &text, bool canUndo);
    bool mayClose();
    void listDatabases();
    void takeDetails(const Profile &profile);

    Theme *m_theme;
    ConnectionServices m_services;
    std::unique_ptr<MainWindow> m_window;
    ConnectionsPage *m_connections;
    BrowserPage *m_browser;
    KeyPaletteSource *m_keySource; // owned by the palette
    std::unique_ptr<Session> m_session;
    BulkTargets *m_targets = nullptr;
    QString m_journalFolder;
    QString m_transferFolder;
    std::unique_ptr<WindowTransfers> m_transfers;
    BulkJobCell *m_bulkCell; // owned by the status bar
    QPointer<Banner> m_bulkOffer;
    std::unique_ptr<BulkFlow> m_bulk;
    bool m_mayClose = false;
};

} // namespace stashdeck
