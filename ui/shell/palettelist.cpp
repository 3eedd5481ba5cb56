// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettelist.h"

#include "ui/shell/palettedelegate.h"
#include "ui/shell/palettemodel.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

PaletteList::PaletteList(const Theme *theme, PaletteModel *model, QWidget *parent)
    : QListView(parent)
    , m_model(model)
{
    setModel(model);
    setItemDelegate(new PaletteDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setStyleSheet(u"QListView { background: transparent; }"_s);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setUniformItemSizes(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    connect(theme, &Theme::changed, this, [this] { doItemsLayout(); });
}

void PaletteList::select(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    // The caption above the first row of a group comes into view with it.
    const QModelIndex above = m_model->index(index.row() - 1);
    if (above.isValid() && !m_model->item(above))
        scrollTo(above);
    scrollTo(index);
}

void PaletteList::selectFirst()
{
    clearSelection();
    setCurrentIndex({});
    scrollToTop();
    select(m_model->selectable(0, 1));
}

bool PaletteList::move(QKeyEvent *event)
{
    const int row = currentIndex().row();
    const int last = m_model->rowCount() - 1;
    const int page = std::max(1, viewport()->height() / std::max(1, sizeHintForRow(1)) - 1);
    const auto nearest = [this](int at, int step) {
        const QModelIndex found = m_model->selectable(at, step);
        return found.isValid() ? found : m_model->selectable(at, -step);
    };
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Down: {
        const QModelIndex next = m_model->selectable(row + 1, 1);
        select(next.isValid() ? next : m_model->selectable(0, 1));
        return true;
    }
    case Qt::Key_Up: {
        const QModelIndex previous = m_model->selectable(row - 1, -1);
        select(previous.isValid() ? previous : m_model->selectable(last, -1));
        return true;
    }
    case Qt::Key_PageDown:
        select(nearest(std::min(last, row + page), -1));
        return true;
    case Qt::Key_PageUp:
        select(nearest(std::max(0, row - page), 1));
        return true;
    case Qt::Key_Home:
        if (!control)
            return false;
        select(nearest(0, 1));
        return true;
    case Qt::Key_End:
        if (!control)
            return false;
        select(nearest(last, -1));
        return true;
    default:
        return false;
    }
}

int PaletteList::wantedHeight(int most) const
{
    int height = 0;
    for (int row = 0; row < m_model->rowCount() && height < most; ++row)
        height += sizeHintForIndex(m_model->index(row)).height();
    return std::min(height, most);
}

void PaletteList::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() == Qt::LeftButton && m_model->item(index))
        emit rowClicked(index, event->modifiers().testFlag(Qt::ControlModifier));
}

} // namespace stashdeck
