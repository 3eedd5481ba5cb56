// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/keycolumnsbar.h"

#include "ui/keyspace/keyrowdelegate.h"
#include "ui/keyspace/separatorbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

KeyColumnsBar::KeyColumnsBar(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_shape(new SegmentedControl(theme, tr("Show keys as"), this))
    , m_separator(new SeparatorButton(theme, this))
    , m_ttl(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("TTL"), this))
    , m_size(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("Size"), this))
{
    setObjectName(u"keyColumns"_s);
    m_shape->setObjectName(u"treeOrList"_s);
    m_shape->setSmall(true);
    m_shape->addSegment(u"tree"_s, tr("Tree"), u"list-tree"_s);
    m_shape->addSegment(u"list"_s, tr("List"), u"list"_s);
    m_ttl->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_size->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(2);
    row->addWidget(m_shape);
    row->addWidget(m_separator);
    row->addStretch(1);
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
    const int sizeRight = width() - m_beyond - KeyRowDelegate::sizeMargin;
    m_size->setGeometry(sizeRight - m_sizeWidth, 0, m_sizeWidth, height() - 1);
    const int ttlRight = width() - m_beyond - m_sizeWidth - KeyRowDelegate::ttlMargin;
    m_ttl->setGeometry(ttlRight - m_ttlWidth, 0, m_ttlWidth, height() - 1);
    // In a narrow pane the words make room for the controls.
    m_ttl->setVisible(m_ttl->geometry().right() - m_ttl->sizeHint().width() > m_separator->geometry().right() + 4);
    m_size->setVisible(m_size->geometry().right() - m_size->sizeHint().width() > m_separator->geometry().right() + 4);
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
