// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/codeeditor.h"

#include "ui/values/jsonhighlighter.h"

#include <QMimeData>
#include <QPainter>
#include <QTextBlock>

namespace stashdeck {

namespace {

/// One turn of the event loop inserts this much; some 10 ms with highlighting.
constexpr qsizetype fillStep = 24 * 1024;
/// Longer lines are never wrapped: laying one out again for each width takes seconds (reliability-security.md §1.9).
constexpr qsizetype wrapLimit = 10'000;
constexpr int gutterPadding = 14;
/// Over the document's own margin, so that the mark of the current line has no gap.
constexpr int gutterOverlap = 3;

} // namespace

class CodeEditor::Gutter final : public QWidget {
public:
    explicit Gutter(CodeEditor *editor)
        : QWidget(editor)
        , m_editor(editor)
    {
    }
    [[nodiscard]] QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }

private:
    CodeEditor *m_editor;
};

CodeEditor::CodeEditor(const Theme *theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_gutter(new Gutter(this))
    , m_highlighter(new JsonHighlighter(theme, document()))
{
    setObjectName(QStringLiteral("codeEditor"));
    setAccessibleName(tr("Value"));
    setFrameShape(QFrame::NoFrame);
    setProperty("bare", true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(false);
    m_fill.setSingleShot(true);
    m_fill.setInterval(0);
    connect(&m_fill, &QTimer::timeout, this, &CodeEditor::fillMore);
    connect(this, &QPlainTextEdit::blockCountChanged, this, [this] { setViewportMargins(gutterWidth(), 0, 0, 0); });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &CodeEditor::markCurrentLine);
    connect(document(), &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        if (!isFilling() && m_pending.isNull() && (removed > 0 || added > 0) && !signalsBlocked())
            emit edited();
    });
    connect(theme, &Theme::changed, this, &CodeEditor::applyTheme);
    applyTheme();
}

void CodeEditor::setContent(const QString &text)
{
    m_fill.stop();
    m_pending = text.isNull() ? QStringLiteral("") : text;
    m_filledTo = 0;
    qsizetype longest = 0;
    for (qsizetype start = 0; start <= text.size();) {
        qsizetype end = text.indexOf(QLatin1Char('\n'), start);
        if (end < 0)
            end = text.size();
        longest = std::max(longest, end - start);
        start = end + 1;
    }
    m_canWrap = longest <= wrapLimit;
    applyWrap();
    setUndoRedoEnabled(false);
    clear();
    fillMore();
}

void CodeEditor::fillMore()
{
    const qsizetype step = std::min(fillStep, m_pending.size() - m_filledTo);
    if (step > 0) {
        QTextCursor cursor(document());
        cursor.movePosition(QTextCursor::End);
        cursor.insertText(m_pending.mid(m_filledTo, step));
        m_filledTo += step;
    }
    if (m_filledTo < m_pending.size()) {
        QPlainTextEdit::setReadOnly(true);
        m_fill.start();
        return;
    }
    m_pending = QString();
    moveCursor(QTextCursor::Start);
    setUndoRedoEnabled(true);
    document()->setModified(false);
    setLocked(m_locked);
    markCurrentLine();
    emit filled();
}

QString CodeEditor::content() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return text;
}

void CodeEditor::replaceContent(const QString &text)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    moveCursor(QTextCursor::Start);
}

void CodeEditor::setHighlighted(bool json)
{
    m_highlighter->setEnabled(json);
}

void CodeEditor::setLocked(bool locked)
{
    m_locked = locked;
    setReadOnly(locked || isFilling());
    // A caret that walks but does not write: read-only text can still be read and copied by keyboard.
    setTextInteractionFlags(isReadOnly() ? Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse
                                         : Qt::TextEditorInteraction);
}

void CodeEditor::setWrapped(bool wrapped)
{
    m_wrapped = wrapped;
    applyWrap();
}

void CodeEditor::applyWrap()
{
    setLineWrapMode(m_wrapped && m_canWrap ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
}

bool CodeEditor::findText(const QString &text, bool backwards)
{
    QTextDocument::FindFlags flags;
    flags.setFlag(QTextDocument::FindBackward, backwards);
    if (find(text, flags))
        return true;
    const QTextCursor before = textCursor();
    QTextCursor cursor = before;
    cursor.movePosition(backwards ? QTextCursor::End : QTextCursor::Start);
    setTextCursor(cursor);
    if (find(text, flags))
        return true;
    setTextCursor(before);
    return false;
}

void CodeEditor::setIssueLine(int line)
{
    if (m_issueLine == line)
        return;
    m_issueLine = line;
    m_gutter->update();
}

void CodeEditor::insertFromMimeData(const QMimeData *source)
{
    if (source->hasText())
        textCursor().insertText(source->text());
}

int CodeEditor::gutterWidth() const
{
    int digits = 2;
    for (int lines = std::max(1, blockCount()); lines >= 100; lines /= 10)
        ++digits;
    return gutterPadding * 2 + fontMetrics().horizontalAdvance(QLatin1Char('9')) * digits;
}

void CodeEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), gutterWidth() + gutterOverlap, inside.height());
}

void CodeEditor::paintGutter(QPaintEvent *event)
{
    if (m_gutter->width() != gutterWidth() + gutterOverlap)
        m_gutter->resize(gutterWidth() + gutterOverlap, contentsRect().height());
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), m_theme->color(Token::Surface));
    painter.setFont(font());
    const int current = textCursor().blockNumber();
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        if (block.isVisible() && top + height >= event->rect().top()) {
            const bool isIssue = block.blockNumber() + 1 == m_issueLine;
            const QRectF row(0, top, m_gutter->width(), height);
            if (block.blockNumber() == current)
                painter.fillRect(row, m_theme->color(Token::Sunken));
            if (isIssue)
                painter.fillRect(QRectF(0, top, 3, height), m_theme->color(Token::Danger));
            painter.setPen(m_theme->color(isIssue ? Token::DangerText : Token::Text3));
            painter.drawText(QRectF(0, top, m_gutter->width() - gutterPadding, fontMetrics().lineSpacing()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        }
        top += height;
        block = block.next();
    }
}

void CodeEditor::markCurrentLine()
{
    decltype(extraSelections())::value_type line;
    line.format.setBackground(m_theme->color(Token::Sunken));
    line.format.setProperty(QTextFormat::FullWidthSelection, true);
    line.cursor = textCursor();
    line.cursor.clearSelection();
    setExtraSelections({line});
    m_gutter->update();
}

void CodeEditor::applyTheme()
{
    setFont(m_theme->font(TextStyle::MonoEditor));
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    setViewportMargins(gutterWidth(), 0, 0, 0);
    markCurrentLine();
}

} // namespace stashdeck
