// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/bitgrid.h"

#include "models/values/stringspecials.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace stashdeck {

namespace {

constexpr int bitsPerRow = 16;
constexpr int margin = 12;

/// A gap after each byte.
int columnX(int bit, int cell)
{
    return bit * cell + (bit / 8) * (cell / 2);
}

} // namespace

BitGrid::BitGrid(const Theme *theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(QStringLiteral("bitGrid"));
    setAccessibleName(tr("Bits"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto applyTheme = [this] {
        setFont(m_theme->font(TextStyle::Mono));
        updateScrollBar();
        viewport()->update();
    };
    connect(theme, &Theme::changed, this, applyTheme);
    applyTheme();
}

QSize BitGrid::sizeHint() const
{
    return {2 * margin + offsetWidth() + columnX(bitsPerRow, cell()) + verticalScrollBar()->sizeHint().width(), 200};
}

int BitGrid::offsetWidth() const
{
    return fontMetrics().horizontalAdvance(QLatin1Char('0')) * 8 + cell() / 2;
}

void BitGrid::setBytes(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_cursor = std::clamp<qint64>(m_cursor, 0, std::max<qint64>(0, bytes.size() * 8 - 1));
    updateScrollBar();
    viewport()->update();
}

void BitGrid::setEditable(bool editable)
{
    m_editable = editable;
}

void BitGrid::updateScrollBar()
{
    const int visible = std::max(1, viewport()->height() / cell());
    const qint64 rows = (m_bytes.size() * 8 + bitsPerRow - 1) / bitsPerRow;
    verticalScrollBar()->setRange(0, int(std::max<qint64>(0, rows - visible)));
    verticalScrollBar()->setPageStep(visible);
}

void BitGrid::moveTo(qint64 offset)
{
    if (m_bytes.isEmpty())
        return;
    m_cursor = std::clamp<qint64>(offset, 0, m_bytes.size() * 8 - 1);
    const int row = int(m_cursor / bitsPerRow);
    const int visible = std::max(1, viewport()->height() / cell());
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + visible)
        bar->setValue(row - visible + 1);
    viewport()->update();
    emit cursorMoved(m_cursor);
}

QRect BitGrid::cellRect(qint64 offset) const
{
    const int row = int(offset / bitsPerRow - verticalScrollBar()->value());
    return {margin + offsetWidth() + columnX(int(offset % bitsPerRow), cell()), row * cell(), cell(), cell()};
}

qint64 BitGrid::offsetAt(const QPoint &point) const
{
    const qint64 row = verticalScrollBar()->value() + point.y() / cell();
    for (int bit = 0; bit < bitsPerRow; ++bit) {
        const qint64 offset = row * bitsPerRow + bit;
        if (offset < m_bytes.size() * 8 && cellRect(offset).contains(point))
            return offset;
    }
    return -1;
}

void BitGrid::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->color(Token::Surface));
    painter.setFont(font());
    const qint64 bits = m_bytes.size() * 8;
    const qint64 first = verticalScrollBar()->value();
    const qint64 last = std::min((bits - 1) / bitsPerRow, first + viewport()->height() / cell());
    for (qint64 row = first; bits > 0 && row <= last; ++row) {
        const QRect line = cellRect(row * bitsPerRow);
        painter.setPen(m_theme->color(Token::Text3));
        painter.drawText(QRect(margin, line.top(), offsetWidth() - cell() / 2, cell()),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(row * bitsPerRow));
        for (int bit = 0; bit < bitsPerRow; ++bit) {
            const qint64 offset = row * bitsPerRow + bit;
            if (offset >= bits)
                break;
            const QRect box = cellRect(offset).adjusted(2, 2, -2, -2);
            const bool isOn = bitAt(m_bytes, offset);
            if (isOn)
                painter.fillRect(box, m_theme->color(Token::Accent));
            painter.setPen(m_theme->color(isOn ? Token::Accent : Token::ControlBorder));
            painter.drawRect(box.adjusted(0, 0, -1, -1));
            if (offset == m_cursor && hasFocus()) {
                painter.setPen(QPen(m_theme->color(Token::Focus), 2));
                painter.drawRect(box.adjusted(-1, -1, 0, 0));
            }
        }
    }
}

void BitGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBar();
}

void BitGrid::toggle()
{
    if (m_editable && !m_bytes.isEmpty())
        emit toggleRequested(m_cursor, !bitAt(m_bytes, m_cursor));
}

void BitGrid::keyPressEvent(QKeyEvent *event)
{
    const int page = verticalScrollBar()->pageStep() * bitsPerRow;
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_cursor - 1);
        return;
    case Qt::Key_Right:
        moveTo(m_cursor + 1);
        return;
    case Qt::Key_Up:
        moveTo(m_cursor - bitsPerRow);
        return;
    case Qt::Key_Down:
        moveTo(m_cursor + bitsPerRow);
        return;
    case Qt::Key_PageUp:
        moveTo(m_cursor - page);
        return;
    case Qt::Key_PageDown:
        moveTo(m_cursor + page);
        return;
    case Qt::Key_Home:
        moveTo(0);
        return;
    case Qt::Key_End:
        moveTo(m_bytes.size() * 8 - 1);
        return;
    case Qt::Key_Space:
        toggle();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void BitGrid::mousePressEvent(QMouseEvent *event)
{
    const qint64 offset = offsetAt(event->position().toPoint());
    if (offset >= 0)
        moveTo(offset);
    event->accept();
}

void BitGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (offsetAt(event->position().toPoint()) == m_cursor)
        toggle();
    event->accept();
}

void BitGrid::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void BitGrid::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace stashdeck
