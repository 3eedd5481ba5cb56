// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjobs.h"
#include "models/bulk/bulkpreview.h"
#include "models/bulk/keygather.h"
#include "ui/widgets/dialogshell.h"

namespace stashdeck {

class Banner;
class BulkPanel;
class BulkTargets;
class ChoiceButton;
class CopyPanel;
class DeletePanel;
class FigureRow;
class PlainLabel;
class ProgressLine;
class SampleTable;
class SearchField;

/// Prepares an act on many keys: which keys, a fixed list of them, what it would do and cost, and a last question.
/// Writes nothing to a database. Ends with runReady(), or throws the list away.
class BulkDialog final : public DialogShell {
    Q_OBJECT

public:
    BulkDialog(const Theme *theme, BulkJobs *jobs, BulkTargets *targets, ManyKeysAct act, const KeySelection &selection,
               QWidget *parent);
    ~BulkDialog() override;

signals:
    /// The person said yes. `other` is the database to copy to, or null.
    void runReady(stashdeck::BulkRun *run, const std::shared_ptr<stashdeck::Session> &other);

private:
    enum class Stage { Choosing, Listing, Measuring, Ready };
    void buildKeys();
    void buildPreview();
    void buildPanel(ManyKeysAct act, BulkTargets *targets);
    [[nodiscard]] KeySelection chosenKeys() const;
    [[nodiscard]] BulkPlan plan() const;
    void preview();
    void makeList(std::shared_ptr<BulkJournal> journal);
    void listChanged();
    void measure();
    void showPreview();
    void showFigures();
    void showExpected();
    void showProblem(const QString &title, const QString &text, bool canRetry);
    void keysChanged();
    void panelChanged();
    void update();
    void dropList();
    void saveCsv();
    void confirm();
    void proceed();
    void showCommandsOfSample();

    BulkJobs *m_jobs;
    KeySelection m_selection;
    SearchField *m_pattern = nullptr;
    PlainLabel *m_chosen = nullptr;
    ChoiceButton *m_types = nullptr;
    ChoiceButton *m_expiry = nullptr;
    Button *m_previewButton = nullptr;
    ProgressLine *m_progress = nullptr;
    PlainLabel *m_note = nullptr;
    Button *m_stopList = nullptr;
    FigureRow *m_figures = nullptr;
    SampleTable *m_sample = nullptr;
    PlainLabel *m_collisions = nullptr;
    Banner *m_lock = nullptr;
    Button *m_unlock = nullptr;
    Banner *m_problem = nullptr;
    BulkPanel *m_panel = nullptr;
    DeletePanel *m_deletePanel = nullptr;
    CopyPanel *m_copyPanel = nullptr;
    Button *m_csv = nullptr;
    std::shared_ptr<BulkJournal> m_journal;
    std::unique_ptr<KeyGather> m_gather;
    std::optional<BulkPreview> m_preview;
    std::stop_source m_stop;
    Stage m_stage = Stage::Choosing;
    bool m_listMade = false;
    quint64 m_run = 0;
};

/// What all of a selection's names begin with, as far as it can be told.
[[nodiscard]] QByteArray commonPrefix(const KeySelection &selection);

} // namespace stashdeck
