// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/problemlist.h"

#include "models/base/bytetext.h"
#include "ui/bulk/bulkwording.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/rowdelegate.h"

#include <QHeaderView>
#include <QPainter>
#include <QStandardItemModel>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostRowsShown = 6;

class ProblemDelegate final : public RowDelegate {
public:
    ProblemDelegate(const Theme *theme, QObject *parent)
        : RowDelegate(theme, Row::Table, parent)
    {
    }

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect cell = option.rect.adjusted(10, 0, -10, 0);
        painter->setFont(theme().font(index.column() == 0 ? TextStyle::Mono : TextStyle::Body));
        painter->setPen(theme().color(textToken(option, index.column() == 0 ? Token::Text : Token::Text2)));
        painter->drawText(cell, int(Qt::AlignLeft | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(index.data().toString(),
                                                            index.column() == 0 ? Qt::ElideMiddle : Qt::ElideRight,
                                                            cell.width()));
    }
};

} // namespace

ProblemList::ProblemList(const Theme *theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(new QStandardItemModel(0, 2, this))
{
    setObjectName(u"bulkProblems"_s);
    setAccessibleName(tr("Keys that were not done"));
    m_model->setHorizontalHeaderLabels({tr("Key"), tr("What happened")});
    m_model->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_model->horizontalHeaderItem(1)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setModel(m_model);
    setItemDelegate(new ProblemDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    connect(theme, &Theme::changed, this, &ProblemList::applyTheme);
    applyTheme();
}

void ProblemList::setRows(const QList<JournalRow> &rows)
{
    QList<Problem> problems;
    for (const JournalRow &row : rows)
        problems.append({displayText(row.key, 300), bulkWords::rowText(row)});
    setProblems(problems);
}

void ProblemList::setProblems(const QList<Problem> &problems)
{
    m_model->removeRows(0, m_model->rowCount());
    for (const Problem &problem : problems) {
        auto *key = new QStandardItem(problem.key);
        auto *what = new QStandardItem(problem.what);
        key->setData(plainToolTip(problem.key), Qt::ToolTipRole);
        what->setData(plainToolTip(problem.what), Qt::ToolTipRole);
        m_model->appendRow({key, what});
    }
    applyTheme();
}

void ProblemList::applyTheme()
{
    verticalHeader()->setDefaultSectionSize(m_theme->tableRow());
    horizontalHeader()->setFixedHeight(m_theme->headerRow());
    horizontalHeader()->resizeSection(0, m_theme->scaled(240));
    const int rows = std::clamp(m_model->rowCount(), 1, mostRowsShown);
    setFixedHeight(m_theme->headerRow() + rows * m_theme->tableRow() + 2);
}

} // namespace stashdeck
