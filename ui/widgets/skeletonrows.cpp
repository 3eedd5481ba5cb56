// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/skeletonrows.h"

#include "ui/widgets/painting.h"

#include <QPainter>
#include <QStyle>

#include <array>

namespace stashdeck {

namespace {

struct Row {
    int depth;
    int width;
};
constexpr std::array<Row, 10> rows
    = {{{0, 88}, {1, 120}, {1, 96}, {0, 70}, {1, 104}, {2, 132}, {2, 118}, {2, 126}, {0, 64}, {0, 92}}};

} // namespace

SkeletonRows::SkeletonRows(const Theme *theme, Shape shape, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_shape(shape)
{
    setAccessibleName(tr("Loading"));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int row = m_shape == Shape::Tree ? m_theme->treeRow() : m_theme->tableRow();
    const QColor grey = m_theme->color(Token::BorderSoft);
    const int square = m_theme->scaled(14);
    const int line = m_theme->scaled(10);
    const auto box = [&](int left, int top, int width, int height) {
        paintBox(&painter, QStyle::visualRect(layoutDirection(), rect(), QRect(left, top, width, height)), 3, grey, {});
    };
    int top = m_theme->scaled(4);
    for (const Row &each : rows) {
        const int middle = top + row / 2;
        const int indent = m_shape == Shape::Tree ? each.depth * m_theme->scaled(18) : 0;
        int left = m_theme->scaled(14) + indent;
        if (m_shape == Shape::Tree) {
            box(left, middle - square / 2, square, square);
            left += square + 8;
        }
        box(left, middle - line / 2, m_theme->scaled(each.width), line);
        const int tail = m_theme->scaled(38);
        if (left + m_theme->scaled(each.width) + 20 + tail < width())
            box(width() - m_theme->scaled(12) - tail, middle - line / 2, tail, line);
        top += row;
    }
}

} // namespace stashdeck
