// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importresulttable.h"

#include "ui/widgets/painting.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/statetag.h"

#include <QHeaderView>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cellPadding = 10;
constexpr int mostRowsShown = 7;

class ResultDelegate final : public RowDelegate {
public:
    ResultDelegate(const Theme *theme, const ImportWordsModel *words, QObject *parent)
        : RowDelegate(theme, Row::Table, parent)
        , m_words(words)
    {
    }

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect cell = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
        const auto placed = [&cell](const QSize &size) {
            return QRect(QPoint(cell.left(), cell.center().y() - size.height() / 2 + 1), size);
        };
        if (index.column() == ImportResultModel::TypeColumn) {
            paintBadge(painter, placed(badgeSize(theme())), index.data().toString().toLatin1(), theme());
            return;
        }
        if (index.column() == ImportResultModel::ResultColumn) {
            const importWords::Outcome outcome = m_words->outcome(index);
            StateTag::paint(painter, placed(StateTag::size(outcome.text, outcome.icon, theme())), outcome.tone,
                            outcome.text, outcome.icon, theme());
            return;
        }
        const bool isName = index.column() == ImportResultModel::KeyColumn;
        painter->setFont(theme().font(isName ? TextStyle::Mono : TextStyle::Body));
        painter->setPen(theme().color(textToken(option)));
        painter->drawText(cell, index.data(Qt::TextAlignmentRole).toInt(),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, cell.width()));
    }

private:
    const ImportWordsModel *m_words;
};

} // namespace

ImportResultTable::ImportResultTable(const Theme *theme, ImportResultModel *rows, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setObjectName(u"importResults"_s);
    setAccessibleName(tr("What would become of each key"));
    m_words.setSourceModel(rows);
    setModel(&m_words);
    setItemDelegate(new ResultDelegate(theme, &m_words, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(ImportResultModel::KeyColumn, QHeaderView::Stretch);
    connect(theme, &Theme::changed, this, &ImportResultTable::applyTheme);
    connect(rows, &ImportResultModel::countsChanged, this, &ImportResultTable::applyTheme);
    applyTheme();
}

void ImportResultTable::applyTheme()
{
    horizontalHeader()->resizeSection(ImportResultModel::TypeColumn, m_theme->scaled(72));
    horizontalHeader()->resizeSection(ImportResultModel::MembersColumn, m_theme->scaled(90));
    horizontalHeader()->resizeSection(ImportResultModel::ResultColumn, m_theme->scaled(138));
    horizontalHeader()->setFixedHeight(m_theme->headerRow());
    verticalHeader()->setDefaultSectionSize(m_theme->tableRow());
    const int rows = std::clamp(m_words.rowCount(), 1, mostRowsShown);
    setFixedHeight(m_theme->headerRow() + rows * m_theme->tableRow());
    viewport()->update();
}

} // namespace stashdeck
