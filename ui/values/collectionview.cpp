// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/collectionview.h"

#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/rowdelegate.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QTableView>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cellPadding = 10;

/// Fields in the colour of keys, the rest as text, all in the mono font.
class CellDelegate final : public RowDelegate {
public:
    CellDelegate(const Theme *theme, const CollectionModel *model, QObject *parent)
        : RowDelegate(theme, Row::Table, parent)
        , m_model(model)
    {
    }

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isNumber = index.data(CollectionModel::IsNumberRole).toBool();
        const bool isKey = m_model->kind() == ValueKind::Hash && index.column() == 0;
        const bool isId = m_model->kind() == ValueKind::Stream && index.column() < 2;
        const QRect cell = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
        painter->setFont(theme().font(TextStyle::Mono));
        painter->setPen(theme().color(textToken(option,
                                                isKey                  ? Token::SynKey
                                                    : isId || isNumber ? Token::Text2
                                                                       : Token::Text)));
        painter->drawText(cell, int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, cell.width()));
    }

private:
    const CollectionModel *m_model;
};

} // namespace

CollectionView::CollectionView(const Theme *theme, CollectionModel *model, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_shown(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_more(new Button(theme, tr("Show more"), Button::Kind::Quiet, this))
{
    setObjectName(u"collectionView"_s);
    m_table->setObjectName(u"collectionTable"_s);
    m_table->setAccessibleName(tr("Elements"));
    m_table->setModel(model);
    m_table->setItemDelegate(new CellDelegate(theme, model, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_shown->setObjectName(u"collectionShown"_s);
    m_more->setObjectName(u"showMoreButton"_s);
    m_more->setButtonSize(Button::Size::Small);

    auto *copy = new QAction(tr("Copy"), m_table);
    copy->setObjectName(u"copyElements"_s);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    connect(copy, &QAction::triggered, this, [this] {
        QByteArray text;
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        for (const QModelIndex &row : rows) {
            for (int column = 0; column < m_model->columnCount(); ++column) {
                text += column > 0 ? "\t" : "";
                text += row.siblingAtColumn(column).data(CollectionModel::BytesRole).toByteArray();
            }
            text += '\n';
        }
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text.chopped(text.isEmpty() ? 0 : 1)));
    });

    auto *footer = new QWidget(this);
    footer->setObjectName(u"paneFooter"_s);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_shown);
    row->addWidget(m_more);
    row->addStretch(1);
    row->addWidget(
        plainLabel(theme, TextStyle::Caption, Token::Text3, tr("This type can be read here, not edited yet."), footer));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(footer);

    connect(m_more, &QAbstractButton::clicked, model, &CollectionModel::showMore);
    connect(model, &CollectionModel::pagingChanged, this, &CollectionView::refresh);
    connect(model, &QAbstractItemModel::modelReset, this, &CollectionView::fitColumns);
    const auto applyTheme = [this] {
        m_table->verticalHeader()->setDefaultSectionSize(m_theme->tableRow());
        m_table->viewport()->update();
    };
    connect(theme, &Theme::changed, this, applyTheme);
    applyTheme();
    fitColumns();
    refresh();
}

void CollectionView::fitColumns()
{
    if (m_fittedKind == m_model->kind())
        return;
    m_fittedKind = m_model->kind();
    QHeaderView *header = m_table->horizontalHeader();
    const bool isBoard = m_fittedKind == ValueKind::SortedSet;
    header->setStretchLastSection(!isBoard);
    if (isBoard) {
        header->resizeSection(0, 70);
        header->setSectionResizeMode(1, QHeaderView::Stretch);
        header->resizeSection(2, 160);
    } else if (m_fittedKind == ValueKind::Stream) {
        header->resizeSection(0, 190);
        header->resizeSection(1, 150);
    } else if (m_fittedKind == ValueKind::Hash) {
        header->resizeSection(0, 190);
    } else if (m_fittedKind == ValueKind::List) {
        header->resizeSection(0, 80);
    }
}

void CollectionView::refresh()
{
    const QLocale locale;
    const QString shown = locale.toString(m_model->rowCount());
    if (const Error *error = m_model->error())
        m_shown->setText(valueWords::error(*error));
    else if (m_model->hasMore() && m_model->length() >= 0)
        m_shown->setText(tr("Showing %1 of %2").arg(shown, locale.toString(m_model->length())));
    else
        m_shown->setText(valueWords::count(m_model->kind(), m_model->rowCount()));
    m_more->setVisible(m_model->hasMore());
    m_more->setEnabled(!m_model->isLoading());
    m_more->setText(m_model->error() ? tr("Try again") : tr("Show more · 1 command"));
    fitColumns();
}

} // namespace stashdeck
