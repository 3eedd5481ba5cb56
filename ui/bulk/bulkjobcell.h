// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjobs.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace stashdeck {

class Button;
class PlainLabel;
class ProgressLine;

/// The running job in the status bar: what, how far, and a way to open or stop it. Hidden while nothing runs.
class BulkJobCell final : public QWidget {
    Q_OBJECT

public:
    explicit BulkJobCell(const Theme *theme, QWidget *parent = nullptr);

    /// Does not take ownership; null for none.
    void setJobs(BulkJobs *jobs);

signals:
    void openRequested(stashdeck::BulkRun *run);

private:
    void watch(BulkRun *run);
    void refresh();

    QPointer<BulkJobs> m_jobs;
    QPointer<BulkRun> m_shown;
    Button *m_open;
    ProgressLine *m_progress;
    Button *m_stop;
    QTimer m_soon;
};

} // namespace stashdeck
