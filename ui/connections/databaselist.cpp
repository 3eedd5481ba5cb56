// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/databaselist.h"

#include "ui/theme/theme.h"

#include <QStyle>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

DatabaseList::DatabaseList(const Theme *theme, const Clock *clock, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
    , m_cards(new ProfileCardDelegate(theme, clock, this))
    , m_rows(new ProfileRowDelegate(theme, clock, this))
{
    setObjectName("databaseList"_L1);
    setAccessibleName(tr("Saved databases"));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setLook(Look::Cards);
    connect(theme, &Theme::changed, this, [this] {
        layOut();
        viewport()->update();
    });
}

void DatabaseList::setLook(Look look)
{
    m_look = look;
    if (look == Look::Cards) {
        setItemDelegate(m_cards);
        setViewMode(QListView::IconMode);
        setMovement(QListView::Static);
        setFlow(QListView::LeftToRight);
        setWrapping(true);
        setResizeMode(QListView::Adjust);
        setStyleSheet(u"QListView#databaseList { background: transparent; }"_s);
    } else {
        setItemDelegate(m_rows);
        setViewMode(QListView::ListMode);
        setFlow(QListView::TopToBottom);
        setWrapping(false);
        setGridSize(QSize());
        setStyleSheet(QString());
    }
    layOut();
}

void DatabaseList::layOut()
{
    if (m_look != Look::Cards)
        return;
    // An icon view keeps the scroll bar's room free; the last column's gap hangs over the right edge.
    const int width = maximumViewportSize().width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const int columns = width >= 820 ? 3 : width >= 540 ? 2 : 1;
    m_cards->setCellWidth(width / columns);
    setGridSize(QSize(width / columns, m_theme->scaled(ProfileCardDelegate::cardHeight) + ProfileCardDelegate::gap));
}

void DatabaseList::resizeEvent(QResizeEvent *event)
{
    layOut();
    QListView::resizeEvent(event);
}

} // namespace stashdeck
