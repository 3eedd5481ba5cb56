// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/settings.h"
#include "models/connections/healthcheck.h"
#include "models/connections/profilelistmodel.h"
#include "models/connections/secretstore.h"
#include "ui/connections/connectionservices.h"
#include "ui/connections/connectpanel.h"
#include "ui/connections/openmode.h"
#include "ui/widgets/notice.h"

#include <QWidget>

class QStackedWidget;

namespace stashdeck {

class Banner;
class DatabaseActions;
class DatabaseEntries;
class DatabaseFilterBar;
class DatabaseList;
class EmptyState;
class PlainLabel;
class SandboxActions;
class SearchField;
class SegmentedControl;
class SidePaneView;
class Theme;

namespace Keys {
inline constexpr Setting<bool> productionOpensReadOnly{"connections/productionOpensReadOnly", true};
inline constexpr Setting<bool> databasesAsList{"connections/databasesAsList", false};
} // namespace Keys

/// The start page: saved databases as cards or rows, ways to add one, the local sandbox. Opening is the application's.
class ConnectionsPage final : public QWidget {
    Q_OBJECT

public:
    ConnectionsPage(const Theme *theme, const ConnectionServices &services, QWidget *parent = nullptr);
    ~ConnectionsPage() override;

    /// For menus and the palette. Their shortcuts work while the page has the focus.
    [[nodiscard]] QList<QAction *> pageActions() const;
    [[nodiscard]] QAction *addDatabaseAction() const { return m_actions.add; }
    [[nodiscard]] QAction *startSandboxAction() const { return m_actions.startSandbox; }

    void addDatabase(const QString &pastedText = {});
    void editDatabase(const QUuid &id, bool focusToken = false);
    void importFile(const QString &path);
    /// Tells why opening failed and leads on.
    void showCouldNotConnect(const QUuid &id, const Error &error);
    void showCouldNotConnect(const QUuid &id, const SecretError &error);

    /// "6 of 6 reachable" and "Checked 14:02 · 6 commands", for a status bar; empty before a check.
    [[nodiscard]] QString reachabilityText() const;
    [[nodiscard]] QString checkedText() const;

signals:
    void openRequested(const QUuid &profile, stashdeck::OpenMode mode);
    /// An open window of this database should take over its new token.
    void tokenChanged(const QUuid &profile);
    void noticeRequested(const stashdeck::Notice &notice);
    void statusChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeActions();
    QWidget *buildMain();
    QWidget *buildHeader();
    QWidget *buildKeyHints();
    void connectParts();
    void connectList();
    void connectFilters();
    void tellFileTrouble();
    void updateCounts();
    void updateStack();
    void updateActions();
    void updateStatus();
    void lookAtClipboard();
    void select(const QUuid &id);

    [[nodiscard]] QUuid currentId() const;
    void open(const QUuid &id, OpenMode mode);
    void remove(const QUuid &id);
    void examine(const QUuid &id);
    void checkAll();

    const Theme *m_theme;
    ConnectionServices m_services;
    ProfileListModel m_model;
    ProfileFilter m_filter;
    HealthCheck m_health;
    DatabaseEntries *m_entries;
    DatabaseActions *m_rowActions = nullptr; ///< for the current database
    SandboxActions *m_sandbox = nullptr;
    ConnectActions m_actions;
    QAction *m_check = nullptr;
    bool m_clickTaken = false;

    SidePaneView *m_view = nullptr;
    QStackedWidget *m_stack = nullptr;
    ConnectPanel *m_panel = nullptr;
    PlainLabel *m_subtitle = nullptr;
    SearchField *m_search = nullptr;
    SegmentedControl *m_look = nullptr;
    DatabaseFilterBar *m_filterBar = nullptr;
    Banner *m_fileBanner = nullptr;
    DatabaseList *m_list = nullptr;
    EmptyState *m_noMatch = nullptr;
    PlainLabel *m_status = nullptr;
};

} // namespace stashdeck
