// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyselection.h"
#include "models/transfer/exportrun.h"
#include "ui/theme/theme.h"
#include "ui/transfer/transferjobs.h"

#include <QPointer>

#include <memory>

class QWidget;

namespace stashdeck {

class Keyspace;

/// Exports from the first gesture to the file: opens the dialogs and keeps the runs going while they are closed. One
/// for each open database, beside its session.
class ExportFlow final : public TransferJobs {
    Q_OBJECT

public:
    /// Lists lie in `folder` while they are needed. `window` is the dialogs' parent. All must outlive this object;
    /// `keyspace` may be null.
    ExportFlow(const Theme *theme, Session *session, Keyspace *keyspace, const QString &folder, QWidget *window);
    ~ExportFlow() override;

    void begin(const KeySelection &selection);
    void showRun(ExportRun *run);
    /// Those of this window, newest last.
    [[nodiscard]] const QList<ExportRun *> &runs() const { return m_runs; }
    /// Where the next file is proposed; the documents until something was exported.
    void setSaveFolder(const QString &folder) { m_saveFolder = folder; }

    [[nodiscard]] std::optional<Job> current() const override;
    void openCurrent() override;
    void stopCurrent() override;
    [[nodiscard]] bool isBusy() const override;

private:
    void start(const std::shared_ptr<BulkJournal> &journal, qint64 keys, const ExportPlan &plan);
    void ended(ExportRun *run);
    void tidy(ExportRun *run);
    [[nodiscard]] ExportRun *shown() const;

    const Theme *m_theme;
    Session *m_session;
    QPointer<Keyspace> m_keyspace;
    QString m_listFolder;
    QString m_saveFolder;
    QPointer<QWidget> m_window;
    QList<ExportRun *> m_runs;
};

} // namespace stashdeck
