// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/pagedtext.h"

#include "models/base/bytetext.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QtConcurrentRun>

namespace stashdeck {

namespace {

constexpr int margin = 14;
constexpr qsizetype indexInlineLimit = 1024 * 1024;

} // namespace

PagedText::PagedText(const Theme *theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("pagedText"));
    setAccessibleName(tr("Value, read only"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    connect(&m_watcher, &QFutureWatcher<LineIndex>::finished, this, [this] {
        m_index = m_watcher.result();
        updateScrollBars();
        viewport()->update();
        emit indexed();
    });
    const auto applyTheme = [this] {
        setFont(m_theme->font(TextStyle::MonoEditor));
        updateScrollBars();
        viewport()->update();
    };
    connect(theme, &Theme::changed, this, applyTheme);
    applyTheme();
}

PagedText::~PagedText() = default;

void PagedText::setBytes(const QByteArray &bytes)
{
    const bool isLonger = bytes.size() > m_bytes.size() && bytes.startsWith(m_bytes);
    m_bytes = bytes;
    if (!isLonger) {
        m_markFrom = -1;
        verticalScrollBar()->setValue(0);
    }
    if (bytes.size() <= indexInlineLimit) {
        m_watcher.cancel();
        m_index = LineIndex(bytes);
        updateScrollBars();
        viewport()->update();
        emit indexed();
        return;
    }
    if (!isLonger || m_index.rowCount() == 0)
        m_index = LineIndex(QByteArrayView(bytes).first(indexInlineLimit));
    updateScrollBars();
    viewport()->update();
    m_watcher.setFuture(QtConcurrent::run([bytes] { return LineIndex(bytes); }));
}

void PagedText::select(qint64 from, qint64 length)
{
    m_markFrom = from;
    m_markLength = length;
    const qint64 row = m_index.rowAt(m_bytes, from);
    const int visible = std::max(1, viewport()->height() / rowHeight());
    verticalScrollBar()->setValue(int(std::max<qint64>(0, row - visible / 3)));
    viewport()->update();
}

void PagedText::updateScrollBars()
{
    const int visible = std::max(1, viewport()->height() / rowHeight());
    verticalScrollBar()->setRange(0, int(std::max<qint64>(0, m_index.rowCount() - visible)));
    verticalScrollBar()->setPageStep(visible);
    const int width = margin * 2 + fontMetrics().horizontalAdvance(QLatin1Char('m')) * int(LineIndex::rowBytes);
    horizontalScrollBar()->setRange(0, m_index.rowCount() > 0 ? std::max(0, width - viewport()->width()) : 0);
    horizontalScrollBar()->setPageStep(viewport()->width());
}

void PagedText::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void PagedText::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::MoveToStartOfDocument) || event->key() == Qt::Key_Home)
        verticalScrollBar()->setValue(0);
    else if (event->matches(QKeySequence::MoveToEndOfDocument) || event->key() == Qt::Key_End)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void PagedText::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->color(Token::Surface));
    painter.setFont(font());
    const int height = rowHeight();
    const int left = margin - horizontalScrollBar()->value();
    const int visible = viewport()->height() / height + 1;
    int top = 0;
    for (const LineIndex::Row &row : m_index.rows(m_bytes, verticalScrollBar()->value(), visible)) {
        const QByteArrayView bytes = QByteArrayView(m_bytes).sliced(row.offset, row.length);
        if (m_markFrom >= row.offset && m_markFrom < row.offset + std::max<qsizetype>(1, row.length)) {
            const int before = fontMetrics().horizontalAdvance(
                displayText(bytes.first(m_markFrom - row.offset), LineIndex::rowBytes * 4));
            const qsizetype length = std::min<qsizetype>(m_markLength, row.offset + row.length - m_markFrom);
            const int width = fontMetrics().horizontalAdvance(
                displayText(bytes.sliced(m_markFrom - row.offset, length), LineIndex::rowBytes * 4));
            painter.fillRect(left + before, top + 1, width, height - 2, m_theme->color(Token::Selection));
        }
        if (!row.startsLine) {
            painter.setPen(m_theme->color(Token::Text3));
            painter.drawText(QRect(left - margin, top, margin - 2, height), Qt::AlignCenter, QStringLiteral("\u21AA"));
        }
        painter.setPen(m_theme->color(Token::Text));
        painter.drawText(QPoint(left, top + (height + fontMetrics().ascent() - fontMetrics().descent()) / 2),
                         displayText(bytes, LineIndex::rowBytes * 4));
        top += height;
    }
}

} // namespace stashdeck
