// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialogbody.h"

#include <QEvent>
#include <QLayout>
#include <QScreen>

namespace stashdeck {

namespace {

constexpr int leastHeight = 160;

} // namespace

DialogBody::DialogBody(QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its content has the stops
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize DialogBody::sizeHint() const
{
    return widget() == nullptr ? QSize() : widget()->sizeHint();
}

QSize DialogBody::minimumSizeHint() const
{
    if (widget() == nullptr)
        return {};
    const QSize least = widget()->minimumSizeHint();
    return {least.width(), qMin(least.height(), leastHeight)};
}

int DialogBody::heightForWidth(int width) const
{
    if (widget() == nullptr || widget()->layout() == nullptr)
        return sizeHint().height();
    const QLayout *layout = widget()->layout();
    return layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalSizeHint().height();
}

void DialogBody::follow()
{
    const int needed = heightForWidth(width());
    const int grown = needed - m_height;
    if (grown == 0 || m_height < 0 || m_width != width() || !window()->isVisible())
        return;
    m_height = needed;
    QWidget *dialog = window();
    if (dialog->layout() != nullptr)
        dialog->layout()->activate(); // or the least height of before keeps it from shrinking
    const QRect available = dialog->screen()->availableGeometry();
    const int frame = qMax(0, dialog->frameGeometry().height() - dialog->height());
    const int wanted = grown > 0 ? dialog->height() + qMax(0, needed - height()) : dialog->height() + grown;
    dialog->resize(dialog->width(), qMin(wanted, available.height() - frame));
    const int below = dialog->frameGeometry().bottom() - available.bottom();
    if (below > 0) // what was added at the bottom is to be seen
        dialog->move(dialog->pos() - QPoint(0, qMin(below, dialog->frameGeometry().top() - available.top())));
}

bool DialogBody::eventFilter(QObject *watched, QEvent *event)
{
    const bool handled = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest) {
        updateGeometry();
        follow();
    }
    return handled;
}

void DialogBody::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (m_width != width()) {
        m_width = width();
        m_height = heightForWidth(width());
    }
}

} // namespace stashdeck
