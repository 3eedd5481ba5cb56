// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/jsontreeview.h"

#include "ui/widgets/rowdelegate.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cellPadding = 8;
/// Rows that "expand all" opens, and places whose being open is remembered.
constexpr int mostExpanded = 2000;

/// Names in the colour of keys and values by their type, as in the text beside them.
class JsonDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect cell = option.rect.adjusted(index.column() == 0 ? 4 : cellPadding, 0, -cellPadding, 0);
        painter->setFont(theme().font(TextStyle::Mono));
        painter->setPen(theme().color(textToken(option, tokenOf(index))));
        painter->drawText(cell, int(Qt::AlignLeft | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, cell.width()));
    }

private:
    static Token tokenOf(const QModelIndex &index)
    {
        if (index.column() == JsonTreeModel::Name)
            return Token::SynKey;
        switch (JsonTree::Type(index.data(JsonTreeModel::TypeRole).toInt())) {
        case JsonTree::Type::Object:
        case JsonTree::Type::Array:
            return Token::Text3;
        case JsonTree::Type::String:
            return Token::SynString;
        case JsonTree::Type::Number:
            return Token::SynNumber;
        case JsonTree::Type::True:
        case JsonTree::Type::False:
        case JsonTree::Type::Null:
            break;
        }
        return Token::SynKeyword;
    }
};

} // namespace

JsonTreeView::JsonTreeView(const Theme *theme, QWidget *parent)
    : QTreeView(parent)
    , m_model(new JsonTreeModel(this))
{
    setModel(m_model);
    setItemDelegate(new JsonDelegate(theme, RowDelegate::Row::Tree, this));
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(60);
    header()->resizeSection(0, 200);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { emit currentNodeChanged(currentNode()); });
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        if (m_model->hasChildren(index.siblingAtColumn(0)))
            setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
        else
            emit editRequested();
    });
}

int JsonTreeView::currentNode() const
{
    return m_model->nodeOf(currentIndex());
}

QList<QByteArray> JsonTreeView::expandedPaths() const
{
    QList<QByteArray> paths;
    const JsonTree *tree = m_model->tree();
    if (!tree)
        return paths;
    QList<QModelIndex> open{m_model->index(0, 0)};
    for (qsizetype i = 0; i < open.size() && paths.size() < mostExpanded; ++i) {
        const QModelIndex index = open.at(i);
        if (!isExpanded(index))
            continue;
        paths.append(tree->path(m_model->nodeOf(index)));
        const int rows = std::min(m_model->rowCount(index), mostExpanded);
        for (int row = 0; row < rows; ++row) {
            const QModelIndex child = m_model->index(row, 0, index);
            if (isExpanded(child))
                open.append(child);
        }
    }
    return paths;
}

void JsonTreeView::setTree(std::shared_ptr<const JsonTree> tree, const QByteArray &path)
{
    if (tree.get() == m_model->tree())
        return;
    const bool isFirst = !m_model->tree();
    const QList<QByteArray> paths = expandedPaths();
    const QByteArray before = currentNode() == JsonTree::none ? QByteArray() : m_model->tree()->path(currentNode());
    const QSignalBlocker quiet(this);
    m_model->setTree(std::move(tree));
    const JsonTree *now = m_model->tree();
    if (!now)
        return;
    if (isFirst)
        expand(m_model->index(0, 0));
    for (const QByteArray &open : paths) {
        const int node = now->find(QString::fromUtf8(open));
        if (node != JsonTree::none)
            expand(m_model->indexOf(node));
    }
    const int chosen = now->find(QString::fromUtf8(path.isEmpty() ? before : path));
    select(chosen == JsonTree::none ? 0 : chosen);
}

void JsonTreeView::select(int node)
{
    const QModelIndex index = m_model->indexOf(node);
    if (!index.isValid() || index == currentIndex().siblingAtColumn(0))
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

bool JsonTreeView::expandMany()
{
    const JsonTree *tree = m_model->tree();
    if (!tree)
        return true;
    int rows = 0;
    for (int node = 0; node < tree->size(); ++node) {
        if (tree->childCount(node) == 0)
            continue;
        rows += tree->childCount(node);
        if (rows > mostExpanded && node > 0)
            return false;
        expand(m_model->indexOf(node));
    }
    return true;
}

void JsonTreeView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    if (!isByKey) {
        const QModelIndex index = indexAt(event->pos());
        if (index.isValid())
            setCurrentIndex(index.siblingAtColumn(0));
    }
    emit menuRequested(isByKey ? viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()) : event->globalPos());
}

QAction *JsonTreeView::actionFor(const QKeyEvent *event) const
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const QKeySequence keys(QKeyCombination(modifiers, Qt::Key(event->key())));
    const QList<QAction *> all = actions();
    const auto found
        = std::find_if(all.begin(), all.end(), [&keys](const QAction *action) { return action->shortcut() == keys; });
    return found == all.end() ? nullptr : *found;
}

bool JsonTreeView::event(QEvent *event)
{
    // Keys that mean a place here mean the whole key in the window; here they never do, even when they can do nothing.
    if (event->type() == QEvent::ShortcutOverride && actionFor(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QTreeView::event(event);
}

void JsonTreeView::keyPressEvent(QKeyEvent *event)
{
    if (QAction *action = actionFor(event)) {
        action->trigger(); // nothing when it is disabled
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentNode() != JsonTree::none) {
        emit editRequested();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void JsonTreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (header()->count() > 1)
        header()->resizeSection(0, std::clamp(viewport()->width() * 45 / 100, 120, 360));
}

} // namespace stashdeck
