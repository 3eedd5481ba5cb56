// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keycolumnsbar.h"

#include "ui/keyspace/columnhead.h"
#include "ui/keyspace/keyrowdelegate.h"
#include "ui/keyspace/separatorbutton.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {
constexpr std::array columns{KeySort::Column::Name, KeySort::Column::Type, KeySort::Column::Ttl, KeySort::Column::Size};
} // namespace

KeyColumnsBar::KeyColumnsBar(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_shape(new SegmentedControl(theme, tr("Show keys as"), this))
    , m_separator(new SeparatorButton(theme, this))
    , m_order(new Button(theme, {}, Button::Kind::Ghost, this))
    , m_ttl(new ColumnHead(theme, columnText(KeySort::Column::Ttl), this))
    , m_size(new ColumnHead(theme, columnText(KeySort::Column::Size), this))
{
    setObjectName(u"keyColumns"_s);
    m_shape->setObjectName(u"treeOrList"_s);
    m_shape->setSmall(true);
    m_shape->addSegment(u"tree"_s, tr("Tree"), u"list-tree"_s);
    m_shape->addSegment(u"list"_s, tr("List"), u"list"_s);
    m_order->setObjectName(u"sortButton"_s);
    m_order->setButtonSize(Button::Size::Small);
    m_ttl->setObjectName(u"sortByTtl"_s);
    m_size->setObjectName(u"sortBySize"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(2);
    row->addWidget(m_shape);
    row->addWidget(m_separator);
    row->addWidget(m_order);
    row->addStretch(1);
    connect(m_order, &Button::clicked, this, &KeyColumnsBar::showSortMenu);
    connect(m_ttl, &ColumnHead::clicked, this, [this] { chooseColumn(KeySort::Column::Ttl); });
    connect(m_size, &ColumnHead::clicked, this, [this] { chooseColumn(KeySort::Column::Size); });
    setMinimumHeight(theme->scaled(35)); // the same with and without the tree's separator
    setSort({});
    setTree(true);
}

QString KeyColumnsBar::columnText(KeySort::Column column)
{
    switch (column) {
    case KeySort::Column::Name:
        return tr("Name");
    case KeySort::Column::Type:
        return tr("Type");
    case KeySort::Column::Ttl:
        return tr("TTL");
    case KeySort::Column::Size:
        return tr("Size");
    }
    return {};
}

void KeyColumnsBar::setTree(bool tree)
{
    m_separator->setVisible(tree);
    m_order->setVisible(!tree);
    for (ColumnHead *head : {m_ttl, m_size}) {
        head->setEnabled(!tree);
        head->setFocusPolicy(tree ? Qt::NoFocus : Qt::StrongFocus);
    }
    setSort(m_sort);
}

void KeyColumnsBar::setSort(const KeySort &sort)
{
    m_sort = sort;
    const bool isUp = sort.order == Qt::AscendingOrder;
    m_order->setText(tr("By %1").arg(sort.column == KeySort::Column::Ttl ? columnText(sort.column)
                                                                         : columnText(sort.column).toLower()));
    m_order->setIconName(isUp ? u"arrow-up"_s : u"arrow-down"_s);
    m_order->setAccessibleName(isUp ? tr("Sorted by %1, upwards").arg(columnText(sort.column))
                                    : tr("Sorted by %1, downwards").arg(columnText(sort.column)));
    const auto orderOf = [&](KeySort::Column column) {
        return m_ttl->isEnabled() && sort.column == column ? std::optional(sort.order) : std::nullopt;
    };
    m_ttl->setOrder(orderOf(KeySort::Column::Ttl));
    m_size->setOrder(orderOf(KeySort::Column::Size));
    place();
}

void KeyColumnsBar::chooseColumn(KeySort::Column column)
{
    KeySort sort{column, Qt::AscendingOrder};
    if (m_sort.column == column && m_sort.order == Qt::AscendingOrder)
        sort.order = Qt::DescendingOrder;
    emit sortChosen(sort);
}

void KeyColumnsBar::showSortMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"sortMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *by = new QActionGroup(menu);
    for (const KeySort::Column column : columns) {
        QAction *action = by->addAction(menu->addAction(columnText(column)));
        action->setCheckable(true);
        action->setChecked(m_sort.column == column);
        connect(action, &QAction::triggered, this, [this, column] { emit sortChosen({column, m_sort.order}); });
    }
    menu->addSeparator();
    auto *order = new QActionGroup(menu);
    for (const Qt::SortOrder each : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        QAction *action = order->addAction(
            menu->addAction(each == Qt::AscendingOrder ? tr("Smallest first") : tr("Largest first")));
        action->setCheckable(true);
        action->setChecked(m_sort.order == each);
        connect(action, &QAction::triggered, this, [this, each] { emit sortChosen({m_sort.column, each}); });
    }
    menu->popup(m_order->mapToGlobal(QPoint(0, m_order->height() + 4)));
}

void KeyColumnsBar::setColumns(int ttl, int size, int beyond)
{
    m_ttlWidth = ttl;
    m_sizeWidth = size;
    m_beyond = beyond;
    place();
}

void KeyColumnsBar::place()
{
    // As wide as its text, so that a click beside it does nothing.
    const int sizeRight = width() - m_beyond - KeyRowDelegate::sizeMargin;
    const int sizeWidth = std::min(m_size->textWidth() + 4, m_sizeWidth);
    m_size->setGeometry(sizeRight - sizeWidth, 0, sizeWidth, height() - 1);
    const int ttlRight = width() - m_beyond - m_sizeWidth - KeyRowDelegate::ttlMargin;
    const int ttlWidth = std::min(m_ttl->textWidth() + 4, m_ttlWidth);
    m_ttl->setGeometry(ttlRight - ttlWidth, 0, ttlWidth, height() - 1);
    // In a narrow pane the words make room for the controls.
    const QWidget *control = m_order->isVisibleTo(this) ? static_cast<QWidget *>(m_order) : m_separator;
    const int free = control->geometry().right() + 4;
    m_ttl->setVisible(m_ttl->geometry().left() > free);
    m_size->setVisible(m_size->geometry().left() > free);
}

void KeyColumnsBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    place();
}

void KeyColumnsBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::SurfaceAlt));
    painter.fillRect(0, 0, width(), 1, m_theme->color(Token::Border));
    painter.fillRect(0, height() - 1, width(), 1, m_theme->color(Token::Border));
}

} // namespace stashdeck
