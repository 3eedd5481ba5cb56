// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/figurerow.h"

#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A figure's place, with a line at its left unless it is the first.
class FigureCell final : public QWidget {
public:
    FigureCell(const Theme *theme, bool first, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_first(first)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!m_first)
            QPainter(this).fillRect(QRect(0, 0, 1, height()), m_theme->color(Token::Border));
    }

private:
    const Theme *m_theme;
    bool m_first;
};

} // namespace

FigureRow::FigureRow(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(10);
    m_row->addStretch(1);
}

FigureRow::Figure *FigureRow::figure(const QString &id)
{
    for (Figure &figure : m_figures) {
        if (figure.id == id)
            return &figure;
    }
    const bool first = m_figures.isEmpty();
    auto *cell = new FigureCell(m_theme, first, this);
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(first ? 0 : 10, 0, 0, 0);
    column->setSpacing(0);
    auto *label = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, cell);
    auto *value = plainLabel(m_theme, TextStyle::Metric, Token::Text, {}, cell);
    value->setObjectName(u"figure_"_s + id);
    column->addWidget(label);
    column->addWidget(value);
    m_row->insertWidget(int(m_figures.size()), cell);
    m_figures.append({id, cell, label, value});
    return &m_figures.last();
}

void FigureRow::setFigure(const QString &id, const QString &label, const QString &value, Tone tone)
{
    Figure *shown = figure(id);
    shown->label->setText(label);
    shown->value->setText(value);
    shown->value->setLook(m_theme, TextStyle::Metric, tone == Tone::Neutral ? Token::Text : toneStyle(tone).text);
    shown->value->setAccessibleName(u"%1: %2"_s.arg(label, value));
    shown->cell->setVisible(!value.isEmpty());
}

QString FigureRow::value(const QString &id) const
{
    for (const Figure &figure : m_figures) {
        if (figure.id == id)
            return figure.value->text();
    }
    return {};
}

} // namespace stashdeck
