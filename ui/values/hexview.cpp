// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/hexview.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace stashdeck {

namespace {

constexpr int bytesPerRow = 16;
constexpr int margin = 14;
constexpr int offsetDigits = 8;
constexpr qsizetype undoSteps = 50;

} // namespace

HexView::HexView(const Theme *theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Value as bytes"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    const auto applyTheme = [this] {
        setFont(m_theme->font(TextStyle::MonoEditor));
        viewport()->update();
        updateScrollBars();
    };
    connect(theme, &Theme::changed, this, applyTheme);
    applyTheme();
}

void HexView::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_undo.clear();
    m_cursor = std::min<qint64>(m_cursor, std::max<qint64>(0, bytes.size() - 1));
    m_lowNibble = false;
    m_markLength = 0;
    updateScrollBars();
    viewport()->update();
}

void HexView::setEditable(bool editable)
{
    m_editable = editable;
    viewport()->update();
}

void HexView::select(qint64 from, qint64 length)
{
    m_markFrom = from;
    m_markLength = length;
    moveTo(from);
}

int HexView::rowHeight() const
{
    return m_theme->scaled(20);
}
int HexView::charWidth() const
{
    return fontMetrics().horizontalAdvance(QLatin1Char('0'));
}
int HexView::hexColumn(int byteInRow) const
{
    return offsetDigits + 3 + byteInRow * 3 + (byteInRow >= 8 ? 1 : 0);
}
int HexView::textColumn() const
{
    return hexColumn(bytesPerRow) + 2;
}
qint64 HexView::rowCount() const
{
    return m_bytes.size() / bytesPerRow + 1;
}

void HexView::updateScrollBars()
{
    const int visible = std::max(1, viewport()->height() / rowHeight());
    verticalScrollBar()->setRange(0, int(std::max<qint64>(0, rowCount() - visible)));
    verticalScrollBar()->setPageStep(visible);
    const int width = margin * 2 + (textColumn() + bytesPerRow) * charWidth();
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->color(Token::Surface));
    painter.setFont(font());
    const int left = margin - horizontalScrollBar()->value();
    const int cell = charWidth();
    const int height = rowHeight();
    const qint64 firstRow = verticalScrollBar()->value() + event->rect().top() / height;
    const qint64 lastRow
        = std::min(rowCount() - 1, qint64(verticalScrollBar()->value()) + event->rect().bottom() / height);
    static const char digits[] = "0123456789abcdef";
    for (qint64 row = firstRow; row <= lastRow; ++row) {
        const int top = int(row - verticalScrollBar()->value()) * height;
        painter.setPen(m_theme->color(Token::Text3));
        painter.drawText(QRect(left, top, cell * offsetDigits, height), Qt::AlignVCenter,
                         QStringLiteral("%1").arg(row * bytesPerRow, offsetDigits, 16, QLatin1Char('0')));
        for (int i = 0; i < bytesPerRow; ++i) {
            const qint64 at = row * bytesPerRow + i;
            if (at > m_bytes.size() || (at == m_bytes.size() && at != m_cursor))
                break;
            const QRect hex(left + hexColumn(i) * cell, top, cell * 2, height);
            const QRect text(left + (textColumn() + i) * cell, top, cell, height);
            const bool isMarked = at >= m_markFrom && at < m_markFrom + m_markLength;
            if (isMarked) {
                painter.fillRect(hex, m_theme->color(Token::Selection));
                painter.fillRect(text, m_theme->color(Token::Selection));
            }
            if (at == m_cursor && hasFocus()) {
                const QRect nibble = m_lowNibble ? hex.adjusted(cell, 0, 0, 0) : hex;
                painter.fillRect(m_editable ? nibble : hex, m_theme->color(Token::AccentSoft));
                painter.setPen(m_theme->color(Token::Focus));
                painter.drawRect(hex.adjusted(-1, 1, 0, -2));
                painter.drawRect(text.adjusted(0, 1, -1, -2));
            }
            if (at == m_bytes.size())
                break;
            const uchar byte = uchar(m_bytes.at(at));
            const QString pair = QString(QLatin1Char(digits[byte >> 4])) + QLatin1Char(digits[byte & 15]);
            const bool isPrintable = byte >= 0x20 && byte < 0x7F;
            painter.setPen(m_theme->color(byte == 0 ? Token::Text3 : Token::Text));
            painter.drawText(hex, Qt::AlignVCenter, pair);
            painter.setPen(m_theme->color(isPrintable ? Token::SynString : Token::Text3));
            painter.drawText(text, Qt::AlignVCenter, QString(QLatin1Char(isPrintable ? char(byte) : '.')));
        }
    }
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const int column
        = (event->position().toPoint().x() + horizontalScrollBar()->value() - margin) / std::max(1, charWidth());
    const qint64 row = verticalScrollBar()->value() + event->position().toPoint().y() / rowHeight();
    int inRow = -1;
    if (column >= textColumn()) {
        inRow = std::min(bytesPerRow - 1, column - textColumn());
    } else {
        for (int i = 0; i < bytesPerRow; ++i) {
            if (column >= hexColumn(i))
                inRow = i;
        }
    }
    if (inRow >= 0)
        moveTo(row * bytesPerRow + inRow);
    event->accept();
}

void HexView::moveTo(qint64 offset)
{
    m_cursor = std::clamp<qint64>(offset, 0, m_editable ? m_bytes.size() : std::max<qint64>(0, m_bytes.size() - 1));
    m_lowNibble = false;
    const int row = int(m_cursor / bytesPerRow);
    const int visible = std::max(1, viewport()->height() / rowHeight());
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + visible)
        bar->setValue(row - visible + 1);
    viewport()->update();
}

bool HexView::event(QEvent *event)
{
    // These keys edit here; without this they would reach the pane's shortcuts ("Delete key") first.
    if (event->type() == QEvent::ShortcutOverride && m_editable) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace || key->key() == Qt::Key_Insert
            || key->matches(QKeySequence::Undo)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    const int page = verticalScrollBar()->pageStep() * bytesPerRow;
    if (m_editable && edit(event))
        return;
    if (event->matches(QKeySequence::MoveToStartOfDocument))
        moveTo(0);
    else if (event->matches(QKeySequence::MoveToEndOfDocument))
        moveTo(m_bytes.size());
    else if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        QAbstractScrollArea::keyPressEvent(event);
    else if (event->key() == Qt::Key_Left)
        moveTo(m_cursor - 1);
    else if (event->key() == Qt::Key_Right)
        moveTo(m_cursor + 1);
    else if (event->key() == Qt::Key_Up)
        moveTo(m_cursor - bytesPerRow);
    else if (event->key() == Qt::Key_Down)
        moveTo(m_cursor + bytesPerRow);
    else if (event->key() == Qt::Key_PageUp)
        moveTo(m_cursor - page);
    else if (event->key() == Qt::Key_PageDown)
        moveTo(m_cursor + page);
    else if (event->key() == Qt::Key_Home)
        moveTo(m_cursor - m_cursor % bytesPerRow);
    else if (event->key() == Qt::Key_End)
        moveTo(m_cursor - m_cursor % bytesPerRow + bytesPerRow - 1);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

bool HexView::edit(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo)) {
        if (m_undo.isEmpty())
            return false;
        m_bytes = m_undo.takeLast();
        moveTo(m_cursor);
        updateScrollBars();
        emit edited(m_bytes);
        return true;
    }
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    QByteArray bytes = m_bytes;
    if (event->key() == Qt::Key_Insert) {
        bytes.insert(m_cursor, '\0');
        change(bytes);
        return true;
    }
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
        const qint64 at = event->key() == Qt::Key_Delete ? m_cursor : m_cursor - 1;
        if (at < 0 || at >= bytes.size())
            return true;
        bytes.remove(at, 1);
        change(bytes);
        moveTo(at);
        return true;
    }
    bool isDigit = false;
    const int digit = event->text().toInt(&isDigit, 16);
    if (!isDigit || event->text().size() != 1)
        return false;
    if (m_cursor == bytes.size())
        bytes.append('\0');
    const uchar old = uchar(bytes.at(m_cursor));
    bytes[m_cursor] = char(m_lowNibble ? (old & 0xF0) | digit : (old & 0x0F) | (digit << 4));
    change(bytes);
    if (m_lowNibble)
        moveTo(m_cursor + 1);
    else
        m_lowNibble = true;
    viewport()->update();
    return true;
}

void HexView::change(const QByteArray &bytes)
{
    m_undo.append(m_bytes);
    if (m_undo.size() > undoSteps)
        m_undo.removeFirst();
    m_bytes = bytes;
    updateScrollBars();
    viewport()->update();
    emit edited(m_bytes);
}

} // namespace stashdeck
