// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/importjobs.h"
#include "ui/theme/theme.h"
#include "ui/transfer/transferjobs.h"

#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

class QWidget;

namespace stashdeck {

class BulkTargets;
class Keyspace;

/// Imports from the first gesture to the report: opens the dialogs, keeps the runs going while they are closed, tells
/// the key pane, and offers what an earlier window left unfinished. One for each open database, beside its session.
class ImportFlow final : public TransferJobs {
    Q_OBJECT

public:
    /// Journals lie in `folder`. `window` is the dialogs' parent. All must outlive this object; `keyspace` and
    /// `targets` may be null.
    ImportFlow(const Theme *theme, Session *session, Keyspace *keyspace, BulkTargets *targets, const QString &folder,
               QWidget *window);
    ~ImportFlow() override;

    /// Opens the dialog, with this file when it is not empty.
    void begin(const QString &path = {});
    void showRun(ImportRun *run);
    /// "Continue": an unfinished import goes on where it stopped. See offered().
    void goOn(const QString &journal);
    /// "Discard": it is not offered again. What it wrote stays.
    void discard(const QString &journal);
    /// The imports into this window's own database.
    [[nodiscard]] ImportJobs *jobs() { return m_own.get(); }

    [[nodiscard]] std::optional<Job> current() const override;
    void openCurrent() override;
    void stopCurrent() override;
    [[nodiscard]] bool isBusy() const override;

signals:
    /// An unfinished import into this database lies on disk; `text` says which.
    void offered(const QString &journal, const QString &text);
    void offerWithdrawn();

private:
    /// Another database that was chosen as the target, for as long as this flow lives.
    struct Other {
        std::shared_ptr<Session> session;
        std::unique_ptr<ImportJobs> jobs;
    };
    [[nodiscard]] ImportJobs *jobsOf(const std::shared_ptr<Session> &other);
    [[nodiscard]] ImportJobs *jobsOf(const ImportRun *run) const;
    void connectJobs(ImportJobs *jobs);
    void watch(ImportJobs *jobs, ImportRun *run);
    void ended(ImportRun *run);
    void noteRows(const QList<ImportRow> &rows);
    void tellKeyspace();
    void offer();
    [[nodiscard]] ImportRun *shown() const;

    const Theme *m_theme;
    Session *m_session;
    QPointer<Keyspace> m_keyspace;
    BulkTargets *m_targets;
    QString m_folder;
    QPointer<QWidget> m_window;
    std::unique_ptr<ImportJobs> m_own;
    std::vector<Other> m_others;
    QList<std::pair<QByteArray, KeyType>> m_added;
    QList<QByteArray> m_changed;
    QTimer m_tell;
    QString m_offered; ///< the journal that offered() told of last
};

} // namespace stashdeck
