// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPlainTextEdit>
#include <QTimer>

namespace stashdeck {

class JsonHighlighter;

/// Plain text with line numbers and the current line marked. Long texts come in by pieces, so that none stalls the
/// window; until the last one the editor is read only. Text comes out exactly as it went in: no-break spaces and line
/// separators too, with \n between lines.
class CodeEditor : public QPlainTextEdit {
    Q_OBJECT

public:
    CodeEditor(const Theme *theme, QWidget *parent = nullptr);

    void setContent(const QString &text);
    [[nodiscard]] QString content() const;
    [[nodiscard]] bool isFilling() const { return m_fill.isActive(); }
    /// Replaces the whole text as one step that can be undone.
    void replaceContent(const QString &text);
    void setHighlighted(bool json);
    void setLocked(bool locked);
    /// Long lines go on in the next row. Texts with a line of more than 10,000 characters are never wrapped.
    void setWrapped(bool wrapped);
    [[nodiscard]] bool canWrap() const { return m_canWrap; }
    /// Selects the next place, once around; false when there is none.
    bool findText(const QString &text, bool backwards);
    /// Marks the line of a mistake; 0 for none.
    void setIssueLine(int line);

    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPaintEvent *event);

signals:
    void edited(); ///< the user changed the text
    void filled();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    class Gutter;
    void applyTheme();
    void fillMore();
    void markCurrentLine();
    void applyWrap();

    const Theme *m_theme;
    Gutter *m_gutter;
    JsonHighlighter *m_highlighter;
    QTimer m_fill;
    QString m_pending;
    qsizetype m_filledTo = 0;
    bool m_locked = false;
    bool m_wrapped = true;
    bool m_canWrap = true;
    int m_issueLine = 0;
};

} // namespace stashdeck
