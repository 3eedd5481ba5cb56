// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sidepaneview.h"

#include "ui/widgets/splitter.h"

#include <QAction>
#include <QBoxLayout>
#include <QTabBar>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

SidePaneView::SidePaneView(const Theme *theme, QWidget *main, const QString &mainTitle, QWidget *side,
                           const QString &sideTitle, Width width, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_main(main)
    , m_side(side)
    , m_width(width)
    , m_chosen(width.preferred)
    , m_head(new QFrame(this))
    , m_tabs(new QTabBar(m_head))
    , m_splitter(new Splitter(theme, Qt::Horizontal, this))
    , m_switch(new QAction(this))
{
    m_head->setObjectName("paneHeader"_L1);
    m_tabs->setObjectName("sidePaneTabs"_L1);
    m_tabs->setAccessibleName(tr("Panes of this page"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->addTab(mainTitle);
    m_tabs->addTab(sideTitle);
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_tabs);
    row->addStretch(1);
    m_splitter->setObjectName("sidePaneSplitter"_L1);
    m_splitter->addWidget(main);
    m_splitter->addWidget(side);
    m_splitter->setStretchFactor(mainTab, 1);
    m_splitter->setStretchFactor(sideTab, 0);
    if (width.least == width.most) {
        m_splitter->handle(sideTab)->setEnabled(false);
        m_splitter->handle(sideTab)->setFocusPolicy(Qt::NoFocus);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_splitter, 1);
    m_switch->setObjectName("switchSidePaneAction"_L1);

    connect(m_tabs, &QTabBar::currentChanged, this, &SidePaneView::arrange);
    connect(m_switch, &QAction::triggered, this, [this] {
        setCurrent(m_tabs->currentIndex() == mainTab ? sideTab : mainTab);
        m_tabs->setFocus(Qt::OtherFocusReason);
    });
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        m_chosen = m_side->width();
        emit sideWidthChanged(m_chosen);
    });
    connect(theme, &Theme::changed, this, [this] {
        followWidth();
        arrange();
    });
    arrange();
}

void SidePaneView::setSideAvailable(bool available)
{
    if (m_available == available)
        return;
    m_available = available;
    arrange();
}

void SidePaneView::setSideTitle(const QString &title)
{
    m_tabs->setTabText(sideTab, title);
    arrange();
}

bool SidePaneView::isSideShown() const
{
    return m_side->isVisibleTo(this);
}

QSize SidePaneView::minimumSizeHint() const
{
    const QSize both = QWidget::minimumSizeHint();
    const int wider = qMax(m_main->minimumSizeHint().width(), m_side->minimumSizeHint().width());
    return {qMin(both.width(), wider), both.height()};
}

void SidePaneView::setSideWidth(int pixels)
{
    m_chosen = pixels;
    arrange();
}

void SidePaneView::setCurrent(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void SidePaneView::followWidth()
{
    const bool narrow = window()->width() < m_theme->scaled(needs); // larger text needs more room
    if (narrow == m_narrow)
        return;
    // Whoever works in the panel goes on working there.
    const QWidget *focused = window()->focusWidget();
    if (narrow)
        m_tabs->setCurrentIndex(focused && m_side->isAncestorOf(focused) ? sideTab : mainTab);
    m_narrow = narrow;
    arrange();
    emit narrowChanged(narrow);
}

void SidePaneView::arrange()
{
    const bool tabs = m_available && m_narrow;
    const bool side = m_tabs->currentIndex() == sideTab;
    m_head->setVisible(tabs);
    // What comes is shown before what goes is hidden: else the focus would leave the page.
    const bool mainShown = !tabs || !side;
    const bool sideShown = m_available && (!tabs || side);
    if (mainShown)
        m_main->show();
    if (sideShown)
        m_side->show();
    m_main->setVisible(mainShown);
    m_side->setVisible(sideShown);
    if (tabs) {
        m_side->setMinimumWidth(0);
        m_side->setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        m_side->setMinimumWidth(m_theme->scaled(m_width.least));
        m_side->setMaximumWidth(m_theme->scaled(m_width.most));
        const int wide = qBound(m_theme->scaled(m_width.least), m_chosen, m_theme->scaled(m_width.most));
        m_splitter->setSizes({qMax(0, m_splitter->width() - wide - m_splitter->handleWidth()), wide});
    }
    m_switch->setVisible(tabs);
    m_switch->setText(tr("Show %1").arg(m_tabs->tabText(side ? mainTab : sideTab)));
}

void SidePaneView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    followWidth();
}

void SidePaneView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followWidth();
    arrange();
}

} // namespace stashdeck
