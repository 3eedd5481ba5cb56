// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjobs.h"
#include "ui/widgets/dialogshell.h"

class QVBoxLayout;

namespace stashdeck {

/// "Recent bulk changes": the runs of this database that are kept, newest first, each with the way on: continue,
/// restore, open, remove.
class BulkChangesDialog final : public DialogShell {
    Q_OBJECT

public:
    BulkChangesDialog(const Theme *theme, BulkJobs *jobs, QWidget *parent);

signals:
    void openRequested(stashdeck::BulkRun *run);
    void continueRequested(const QString &path);
    void undoRequested(const QString &path);

private:
    void rebuild();
    [[nodiscard]] QWidget *storedRow(const StoredRun &run);
    [[nodiscard]] QWidget *runRow(BulkRun *run);
    [[nodiscard]] QWidget *row(const QString &title, const QString &text, const QList<QWidget *> &buttons);
    [[nodiscard]] Button *small(const QString &text, const QString &name, const QString &icon = {});

    BulkJobs *m_jobs;
    QWidget *m_rows = nullptr;
};

} // namespace stashdeck
