// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/importcheck.h"
#include "models/transfer/importfile.h"
#include "models/transfer/importresultmodel.h"
#include "ui/widgets/dialogshell.h"

#include <memory>

class QCheckBox;
class QFrame;
class QLineEdit;

namespace stashdeck {

class Banner;
class BulkTargets;
class DropZone;
class ImportResultTable;
class PlainLabel;
class ProblemList;
class ProgressLine;
class SegmentedControl;
class TargetPicker;

/// Prepares an import: looks into a file, asks where its keys go and what happens to those that exist, and shows in a
/// dry run what would become of each. Writes nothing. Ends with runReady().
class ImportDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `session` is this window's own; `targets` may be null. Both outlive the dialog.
    ImportDialog(const Theme *theme, Session *session, BulkTargets *targets, QWidget *parent);
    ~ImportDialog() override;

    void openFile(const QString &path);

signals:
    /// The person said yes. `other` is the database that is written when it is not the window's own.
    void runReady(const stashdeck::ImportPlan &plan, qint64 keys, const QString &sourceName,
                  const std::shared_ptr<stashdeck::Session> &other);

private:
    void buildChoices(BulkTargets *targets);
    void buildResults();
    [[nodiscard]] ImportPlan plan() const;
    [[nodiscard]] ImportPolicy policy() const;
    [[nodiscard]] qint64 requestLimit() const;
    [[nodiscard]] bool isReady() const { return m_file.state() == ImportFile::State::Ready; }
    /// The dry run was about what is chosen now.
    [[nodiscard]] bool isChecked() const;
    [[nodiscard]] qint64 keysToWrite() const;
    void chooseFile();
    void targetChanged();
    void choicesChanged();
    void dryRun();
    void stopWork();
    void update();
    void showFile();
    void showWork();
    void showMessage();
    void showButtons();
    void showFileProblems();
    void fitHeight();
    void confirm();
    void begin();

    Session *m_session;
    ImportFile m_file;
    QString m_path;
    qint64 m_openedLimit = 0;
    std::unique_ptr<ImportCheck> m_check;
    ImportResultModel m_rows;
    DropZone *m_zone;
    Banner *m_fileNote;
    Button *m_showProblems;
    ProblemList *m_fileProblems;
    QWidget *m_choices;
    TargetPicker *m_target = nullptr;
    QLineEdit *m_prefix = nullptr;
    SegmentedControl *m_policy = nullptr;
    QCheckBox *m_parts = nullptr;
    QFrame *m_results = nullptr;
    PlainLabel *m_omitted = nullptr;
    QWidget *m_work = nullptr;
    ProgressLine *m_progress = nullptr;
    PlainLabel *m_note = nullptr;
    Button *m_stop = nullptr;
    Banner *m_message = nullptr;
    Button *m_dryRun = nullptr;
};

} // namespace stashdeck
