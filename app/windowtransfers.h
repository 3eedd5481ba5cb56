// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <memory>

class QAction;
class QKeySequence;

namespace stashdeck {

class Banner;
class BrowserPage;
class BulkTargets;
class ExportFlow;
class ImportFlow;
class MainWindow;
class Session;
class Theme;
class TransferJobCell;

/// Export and import in one window: the actions, the cells of the status bar, files that are dropped on the window, and
/// the flows of the database that is open. Lives as long as the window.
class WindowTransfers final : public QObject {
    Q_OBJECT

public:
    /// All outlive this object.
    WindowTransfers(const Theme *theme, MainWindow *window, BrowserPage *browser);
    ~WindowTransfers() override;

    /// The browser shows `session` already. Lists and journals lie in `folder`.
    void open(Session *session, BulkTargets *targets, const QString &folder);
    /// Before the session goes. What runs is broken off; imports can go on later.
    void close();
    [[nodiscard]] bool isBusy() const;

    [[nodiscard]] ExportFlow *exports() const { return m_exports.get(); }
    [[nodiscard]] ImportFlow *imports() const { return m_imports.get(); }
    /// A file that was dropped: one of keys opens the import, all else envFileDropped().
    void openFile(const QString &path);

signals:
    void envFileDropped(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void openExports(Session *session, const QString &folder);
    void openImports(Session *session, BulkTargets *targets, const QString &folder);
    void offerImport(const QString &journal, const QString &text);
    void dropOffer();
    void addActions();
    void exportShown();
    void exportOpenKey();

    const Theme *m_theme;
    MainWindow *m_window;
    BrowserPage *m_browser;
    TransferJobCell *m_exportCell; // owned by the status bar
    TransferJobCell *m_importCell;
    QPointer<Banner> m_offer;
    std::unique_ptr<ExportFlow> m_exports;
    std::unique_ptr<ImportFlow> m_imports;
};

} // namespace stashdeck
