// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/presentation.h"
#include "models/values/stringdocument.h"
#include "ui/values/valueeditor.h"

#include <QFutureWatcher>
#include <QTimer>

class QStackedWidget;

namespace stashdeck {

class Button;
class CodeEditor;
class FindBar;
class HexView;
class IconButton;
class PagedText;
class PlainLabel;
class ProgressLine;
class SegmentedControl;

/// Shows and edits a string as text, JSON or bytes. What it shows is made from the document's bytes and gives exactly
/// these back while nothing is typed. JSON that is stored on one line is shown indented and goes back on one line.
class StringEditor final : public ValueEditor {
    Q_OBJECT

public:
    StringEditor(const Theme *theme, StringDocument *document, Environment environment, QWidget *parent = nullptr);
    ~StringEditor() override;

    void flush() override;
    /// The JSON view holds text that is not JSON; the words for it, else empty.
    [[nodiscard]] QString problem() const override { return m_problem; }
    [[nodiscard]] bool isProblemOptional() const override { return true; }
    [[nodiscard]] QString format() const { return m_format; } ///< "text", "json" or "hex"
    void setFormat(const QString &format);
    void setMayWrite(bool may) override;
    void openFind() override;
    void openReview() override;
    [[nodiscard]] QString editedText() const override;
    void reformat(bool indented); ///< Format and Minify
    void step(qint64 by); ///< a whole number: − and +
    void focusEditor() override;

private:
    void buildBar();
    void showDocument();
    void take(const Presentation &presentation);
    void showFormat();
    void showNotice();
    void updateControls();
    void typed();
    void find(const QString &text, bool backwards);
    void setProblem(const QString &problem, int line);
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] const TextForm &shownForm() const;

    const Theme *m_theme;
    StringDocument *m_document;
    Environment m_environment;
    SegmentedControl *m_formats;
    PlainLabel *m_detected;
    PlainLabel *m_notice;
    Button *m_loadAll;
    Button *m_stop;
    Button *m_formatButton;
    Button *m_minifyButton;
    Button *m_editAnyway;
    IconButton *m_minus;
    IconButton *m_plus;
    QWidget *m_noticeRow;
    ProgressLine *m_progress;
    FindBar *m_find;
    QStackedWidget *m_stack;
    CodeEditor *m_code;
    PagedText *m_paged;
    HexView *m_hex;
    PlainLabel *m_problemLabel;

    Presentation m_presentation;
    QFutureWatcher<Presentation> m_presenter;
    QFutureWatcher<qint64> m_search;
    QTimer m_typing;
    QString m_format;
    QString m_problem;
    bool m_userChoseFormat = false;
    bool m_mayWrite = true;
    bool m_forceEditor = false;
    bool m_showing = false;
    qint64 m_searchLength = 0;
    qint64 m_foundAt = -1;
};

} // namespace stashdeck
