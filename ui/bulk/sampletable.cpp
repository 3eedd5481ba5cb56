// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/sampletable.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/rowdelegate.h"

#include <QHeaderView>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cellPadding = 10;
constexpr int rowsShown = 5;

class SampleDelegate final : public RowDelegate {
public:
    SampleDelegate(const Theme *theme, QObject *parent)
        : RowDelegate(theme, Row::Table, parent)
    {
    }

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect cell = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
        if (index.column() == SampleModel::Type) {
            const QByteArray type = index.data(SampleModel::TypeRole).toByteArray();
            const QSize size = badgeSize(theme());
            const QRect badge(QPoint(cell.left(), cell.center().y() - size.height() / 2), size);
            if (!type.isEmpty())
                paintBadge(painter, badge, type, theme());
            return;
        }
        const bool isName = index.column() == SampleModel::Key || index.column() == SampleModel::NewName;
        painter->setFont(theme().font(isName ? TextStyle::Mono : TextStyle::Body));
        painter->setPen(theme().color(textToken(option)));
        const int alignment = index.data(Qt::TextAlignmentRole).toInt();
        painter->drawText(cell, alignment,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, cell.width()));
    }
};

} // namespace

SampleTable::SampleTable(const Theme *theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setObjectName(u"bulkSample"_s);
    setAccessibleName(tr("Sample of the keys"));
    setModel(&m_model);
    setItemDelegate(new SampleDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(SampleModel::Key, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(SampleModel::NewName, QHeaderView::Stretch);
    connect(theme, &Theme::changed, this, &SampleTable::applyTheme);
    setSample({}, false);
    applyTheme();
}

void SampleTable::setSample(const QList<SampleKey> &sample, bool showsNewNames)
{
    m_model.setSample(sample);
    setColumnHidden(SampleModel::NewName, !showsNewNames);
}

void SampleTable::applyTheme()
{
    horizontalHeader()->resizeSection(SampleModel::Type, m_theme->scaled(70));
    horizontalHeader()->resizeSection(SampleModel::Ttl, m_theme->scaled(90));
    horizontalHeader()->resizeSection(SampleModel::Size, m_theme->scaled(90));
    horizontalHeader()->setFixedHeight(m_theme->headerRow());
    verticalHeader()->setDefaultSectionSize(m_theme->tableRow());
    setFixedHeight(m_theme->headerRow() + rowsShown * m_theme->tableRow() + 2);
    viewport()->update();
}

} // namespace stashdeck
