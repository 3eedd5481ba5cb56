// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/merge.h"
#include "models/values/stringdocument.h"
#include "ui/widgets/dialogshell.h"

#include <QFutureWatcher>

class QButtonGroup;
class QScrollArea;

namespace stashdeck {

class CodeEditor;
class PlainLabel;

/// What was loaded, what you have and what the server holds, side by side, with a choice for each place that differs
/// and the result below, which may be edited. Saving compares against exactly the server's value that is shown here.
class ReviewDialog final : public DialogShell {
    Q_OBJECT

public:
    ReviewDialog(const Theme *theme, StringDocument *document, Environment environment, QWidget *parent);

private:
    void buildText();
    void buildBytes();
    void showHunks();
    void updateResult();
    void saveResult();

    QPointer<StringDocument> m_document;
    QByteArray m_theirs;
    QList<MergeHunk> m_hunks;
    QList<MergeHunk::Choice> m_choices;
    QFutureWatcher<QList<MergeHunk>> m_comparing;
    QWidget *m_columns;
    CodeEditor *m_result = nullptr;
    PlainLabel *m_count;
    bool m_isText = true;
    bool m_isOneLineJson = false; ///< all three: compared indented, saved on one line
};

} // namespace stashdeck
