// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/importrun.h"
#include "ui/transfer/transferprogressdialog.h"

#include <QPointer>

namespace stashdeck {

class ProblemList;

/// One import, to its end report: what is in the database now, what is not and why, and the way on.
class ImportProgressDialog final : public TransferProgressDialog {
    Q_OBJECT

public:
    ImportProgressDialog(const Theme *theme, ImportRun *run, QWidget *parent);

    [[nodiscard]] ImportRun *run() const { return m_run; }

signals:
    /// Keys that failed are to be tried again by this plan.
    void againRequested(const stashdeck::ImportPlan &plan, qint64 keys);
    void unlockRequested();

protected:
    [[nodiscard]] Look look() const override;
    void pauseOrResume() override;
    void stopWork() override;
    void noticeAction() override;
    void primaryAction() override;
    void refreshMore(const Look &look) override;

private:
    enum class Way { None, GoOn, InParts, Again };
    [[nodiscard]] Way way() const;
    void showState(Look &look) const;
    void showHold(Look &look) const;
    void takeProblems(const QList<ImportRow> &rows);
    void tryAgain();
    void saveReport();

    QPointer<ImportRun> m_run;
    ProblemList *m_list;
    Button *m_report;
    QList<ImportRow> m_problems; ///< the first hundreds, once the run is over
    QString m_saved; ///< what came of the report
    bool m_reading = false;
    bool m_read = false;
};

/// Asks, then stops the run. What is written stays.
void askToStop(const Theme *theme, ImportRun *run, QWidget *parent);

} // namespace stashdeck
