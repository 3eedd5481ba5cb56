// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/exportdraft.h"
#include "ui/widgets/dialogshell.h"

#include <QTimer>

class QCheckBox;
class QLineEdit;

namespace stashdeck {

class Banner;
class ChoiceButton;
class FormatList;
class PathField;
class PlainLabel;
class ProgressLine;
class SearchField;

/// Prepares an export: which keys, in what format, to which file, and what reading them costs. Writes nothing. Ends
/// with runReady().
class ExportDialog final : public DialogShell {
    Q_OBJECT

public:
    /// What a dialog is given beside its keys.
    struct Setup {
        Session *session = nullptr; ///< outlives the dialog
        QString listFolder; ///< for the list of keys (ExportDraft)
        QString saveFolder; ///< where files are proposed
        /// Commands that listing would use, as far as it is known; -1 for not. More than a few are asked for first.
        qint64 listPrice = -1;
    };
    ExportDialog(const Theme *theme, const Setup &setup, const KeySelection &selection, QWidget *parent);

signals:
    /// The person said yes. The list lives as long as somebody holds it.
    void runReady(const std::shared_ptr<stashdeck::BulkJournal> &journal, qint64 keys,
                  const stashdeck::ExportPlan &plan);

private:
    void buildKeys();
    void buildFile();
    void buildNotes();
    [[nodiscard]] KeySelection chosenKeys() const;
    [[nodiscard]] ExportPlan plan() const;
    [[nodiscard]] QList<QByteArray> hiddenWords() const;
    [[nodiscard]] bool asksBeforeListing() const;
    [[nodiscard]] QString proposedPath() const;
    void keysChanged();
    void list();
    void act();
    void formatChanged();
    void changePath();
    void update();
    void showCount();
    void showWork();
    void showMessage();
    void confirm();
    void begin();

    Setup m_setup;
    KeySelection m_selection;
    ExportDraft m_draft;
    SearchField *m_pattern = nullptr;
    ChoiceButton *m_types = nullptr;
    PlainLabel *m_count = nullptr;
    QWidget *m_work = nullptr;
    ProgressLine *m_progress = nullptr;
    PlainLabel *m_note = nullptr;
    Button *m_act = nullptr;
    FormatList *m_formats = nullptr;
    PathField *m_path = nullptr;
    QCheckBox *m_hides = nullptr;
    QLineEdit *m_words = nullptr;
    Banner *m_message = nullptr;
    QString m_replaceable; ///< a file that the person said may be replaced
    QTimer m_soon;
    bool m_stale = true; ///< the draft is not about what is chosen now
};

} // namespace stashdeck
