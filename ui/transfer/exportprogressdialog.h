// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/exportrun.h"
#include "ui/transfer/transferprogressdialog.h"

#include <QPointer>

namespace stashdeck {

class ProblemList;

/// One export, to its end report: where the file is, and which keys are not in it.
class ExportProgressDialog final : public TransferProgressDialog {
    Q_OBJECT

public:
    ExportProgressDialog(const Theme *theme, ExportRun *run, QWidget *parent);

    [[nodiscard]] ExportRun *run() const { return m_run; }

signals:
    /// These keys were in the way; the person wants to try again, in another way perhaps.
    void againRequested(const QList<QByteArray> &keys);

protected:
    [[nodiscard]] Look look() const override;
    void pauseOrResume() override;
    void stopWork() override;
    void noticeAction() override;
    void primaryAction() override;
    void refreshMore(const Look &look) override;

private:
    void showState(Look &look) const;
    void exportAgain();

    QPointer<ExportRun> m_run;
    ProblemList *m_problems;
    Button *m_again;
};

/// Asks what is to become of the part that is written, then stops the run.
void askToStop(const Theme *theme, ExportRun *run, QWidget *parent);
/// The folder of a file in the system's file manager.
void showInFolder(const QString &path);

} // namespace stashdeck
