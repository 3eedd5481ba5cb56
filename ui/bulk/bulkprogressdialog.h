// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkrun.h"
#include "ui/widgets/dialogshell.h"

#include <QPointer>
#include <QTimer>

class QAbstractItemView;

namespace stashdeck {

class Banner;
class IconLabel;
class PlainLabel;
class ProblemList;
class ProgressLine;

/// Shows one run: how far it is, with Pause and Stop, and at its end what came of it, key by key where something was in
/// the way. Closing it lets the run go on.
class BulkProgressDialog final : public DialogShell {
    Q_OBJECT

public:
    BulkProgressDialog(const Theme *theme, BulkRun *run, QWidget *parent);

    [[nodiscard]] BulkRun *run() const { return m_run; }

signals:
    void undoRequested(stashdeck::BulkRun *run);
    void unlockRequested(stashdeck::BulkRun *run);
    void otherDatabaseRequested(stashdeck::BulkRun *run);

private:
    [[nodiscard]] PlainLabel *counter(QBoxLayout *row, const QString &icon, Token token, const QString &name);
    void refresh();
    void showCounts();
    void showHold();
    void showButtons();
    void showProblems();
    void act();
    void saveReport();
    void fitHeight();

    QPointer<BulkRun> m_run;
    PlainLabel *m_heading;
    PlainLabel *m_left;
    ProgressLine *m_progress;
    PlainLabel *m_done;
    PlainLabel *m_gone;
    PlainLabel *m_failed;
    PlainLabel *m_cost;
    PlainLabel *m_text;
    Banner *m_banner;
    Button *m_bannerAction;
    ProblemList *m_problems;
    Button *m_report;
    Button *m_undo;
    Button *m_pause;
    QTimer m_soon;
    bool m_reading = false;
};

} // namespace stashdeck
