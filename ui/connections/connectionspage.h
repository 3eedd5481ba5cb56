// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/settings.h"
#include "models/connections/connectiontext.h"
#include "models/connections/healthcheck.h"
#include "models/connections/profilelistmodel.h"
#include "ui/connections/adddatabasedialog.h"
#include "ui/connections/connectionservices.h"
#include "ui/connections/connectpanel.h"
#include "ui/connections/secretclipboard.h"
#include "ui/widgets/notice.h"

#include <QWidget>

class QStackedWidget;

namespace stashdeck {

class Banner;
class ChipRow;
class DatabaseList;
class EmptyState;
class SearchField;
class SegmentedControl;

enum class OpenMode { Normal, ReadOnly, NewWindow };

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
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeActions();
    QAction *makeAction(const QString &name, const QString &text, const QKeySequence &keys,
                        void (ConnectionsPage::*slot)());
    QWidget *buildMain();
    QWidget *buildHeader();
    QWidget *buildFirstRun();
    QWidget *buildKeyHints();
    void connectSandbox();
    void updateCounts();
    void updateStack();
    void updateActions();
    void showMenu(const QPoint &globalPosition);
    void lookAtClipboard();

    [[nodiscard]] QUuid currentId() const;
    void open(OpenMode mode);
    void openCurrent() { open(OpenMode::Normal); }
    void openCurrentReadOnly() { open(OpenMode::ReadOnly); }
    void openCurrentInNewWindow() { open(OpenMode::NewWindow); }
    void addNew() { addDatabase(); }
    void editCurrent();
    void duplicateCurrent();
    void removeCurrent();
    void copyUrl();
    void copyEnv();
    void pickFile();
    void checkAll();
    void startSandbox();
    void stopSandbox();
    void resetSandbox();
    void examineCurrent();

    void save(const DatabaseEntry &entry);
    /// `then` runs when the token is kept, wherever that is, or could not be.
    void writeToken(const QUuid &id, TokenKind kind, const Secret &token, std::function<void()> then = {});
    void showFound(const ConnectionText &found, const QString &source);
    void wire(AddDatabaseDialog *dialog);
    void say(const QString &text, Tone tone = Tone::Neutral, const QString &icon = {});

    const Theme *m_theme;
    ConnectionServices m_services;
    ProfileListModel m_model;
    ProfileFilter m_filter;
    HealthCheck m_health;
    SecretClipboard m_clipboard;
    std::stop_source m_stop;
    ConnectActions m_actions;
    QList<QAction *> m_rowActions; ///< need a current database
    QAction *m_check = nullptr;
    bool m_openSandboxWhenReady = false;
    bool m_clickTaken = false;

    QStackedWidget *m_stack = nullptr;
    ConnectPanel *m_panel = nullptr;
    PlainLabel *m_subtitle = nullptr;
    SearchField *m_search = nullptr;
    SegmentedControl *m_look = nullptr;
    ChipRow *m_chips = nullptr;
    Banner *m_fileBanner = nullptr;
    DatabaseList *m_list = nullptr;
    IconButton *m_more = nullptr; ///< what the panel offers, where there is no room for it
    EmptyState *m_noMatch = nullptr;
    PlainLabel *m_status = nullptr;
};

/// The id of the local sandbox's card, the same in every run.
[[nodiscard]] QUuid localSandboxId();

} // namespace stashdeck
