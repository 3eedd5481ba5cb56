// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/merge.h"
#include "models/values/valuedocument.h"
#include "ui/widgets/dialogshell.h"

#include <QFutureWatcher>
#include <QPointer>

#include <functional>

class QButtonGroup;
class QScrollArea;

namespace stashdeck {

class CodeEditor;
class PlainLabel;

/// The three sides of a value in conflict.
struct ReviewedText {
    QByteArray base; ///< as it was loaded
    QByteArray mine;
    QByteArray theirs;
    bool isJson = false; ///< compared indented; the result must be well-formed
    /// The result becomes the edit, to be compared against exactly `theirs`; the dialog then saves.
    std::function<void(const QByteArray &)> accept;
};

/// What was loaded, what you have and what the server holds, side by side, with a choice for each place that differs
/// and the result below, which may be edited. Saving compares against exactly the server's value that is shown here.
class ReviewDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `document` is in Conflict.
    ReviewDialog(const Theme *theme, ValueDocument *document, ReviewedText texts, Environment environment,
                 QWidget *parent);

private:
    void buildText();
    void buildBytes();
    void showHunks();
    void updateResult();
    void saveResult();

    void checkResult();

    QPointer<ValueDocument> m_document;
    const ReviewedText m_texts;
    QList<MergeHunk> m_hunks;
    QList<MergeHunk::Choice> m_choices;
    QFutureWatcher<QList<MergeHunk>> m_comparing;
    QWidget *m_columns;
    CodeEditor *m_result = nullptr;
    PlainLabel *m_count;
    PlainLabel *m_problem = nullptr;
    bool m_isText = true;
    bool m_isOneLineJson = false; ///< all three: compared indented, saved on one line
};

} // namespace stashdeck
