// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/elementtable.h"

#include "models/values/elementroles.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/statetag.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int cellPadding = 10;
constexpr qint64 soonMilliseconds = 300'000;
constexpr int markWidth = 26; ///< in front of the first column

ElementState stateOf(const QModelIndex &index)
{
    return index.data(ElementRole::State).value<ElementState>();
}

/// Names in the colour of keys, the rest as text, all in the mono font; marks and hints for what is not saved.
class ElementDelegate final : public RowDelegate {
public:
    using RowDelegate::RowDelegate;

protected:
    [[nodiscard]] bool isMarked(const QModelIndex &index) const override
    {
        const ElementState state = stateOf(index);
        return state != ElementState::Unchanged && state != ElementState::Loading && state != ElementState::Expired;
    }

    void paintContent(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ElementState state = stateOf(index);
        QRect cell = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
        if (index.column() == 0) {
            const QRect mark(option.rect.left() + 6, option.rect.top(), 16, option.rect.height());
            const auto [icon, token] = markOf(state);
            if (!icon.isEmpty())
                paintIcon(painter, mark, icon, 12, token, theme());
            cell.setLeft(option.rect.left() + markWidth);
        }
        if (state == ElementState::Loading) {
            if (index.data(ElementRole::IsName).toBool()) {
                const QRectF bar(cell.left(), cell.center().y() - 4, std::min(140, cell.width()), 8);
                paintBox(painter, bar, 4, theme().color(Token::Track), Qt::transparent, 0);
            }
            return;
        }
        const QVariant left = index.data(ElementRole::TimeLeft);
        if (left.isValid()) {
            paintTimeLeft(painter, option, cell, index.data().toString(), left.toLongLong());
            return;
        }
        const bool isGone = state == ElementState::Removed || state == ElementState::Expired;
        const bool isNumber = index.data(ElementRole::IsNumber).toBool();
        const bool isName = index.data(ElementRole::IsName).toBool();
        QFont font = theme().font(TextStyle::Mono);
        font.setStrikeOut(isGone);
        painter->setFont(font);
        const Token normal = isGone ? Token::Text3 : isName ? Token::SynKey : Token::Text;
        painter->setPen(theme().color(textToken(option, normal)));
        const QFontMetrics metrics = painter->fontMetrics();
        const QString text = metrics.elidedText(index.data().toString(), Qt::ElideRight, cell.width());
        painter->drawText(cell, int((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter), text);
        if (!isName && !isNumber)
            paintHints(painter, cell.adjusted(metrics.horizontalAdvance(text) + 8, 0, 0, 0), index, state);
    }

private:
    struct Mark {
        QString icon;
        Token token;
    };
    static Mark markOf(ElementState state)
    {
        switch (state) {
        case ElementState::Added:
            return {u"plus"_s, Token::AccentText};
        case ElementState::Edited:
        case ElementState::Renamed:
            return {u"pencil"_s, Token::AccentText};
        case ElementState::Removed:
            return {u"trash-2"_s, Token::DangerText};
        case ElementState::Conflict:
            return {u"triangle-alert"_s, Token::WarningText};
        case ElementState::Expired:
            return {u"clock"_s, Token::Text3};
        case ElementState::Loading:
        case ElementState::Unchanged:
            break;
        }
        return {{}, Token::Text};
    }

    /// What ends within five minutes stands out.
    void paintTimeLeft(QPainter *painter, const QStyleOptionViewItem &option, const QRect &cell, const QString &text,
                       qint64 left) const
    {
        const bool isSoon = left >= 0 && left < soonMilliseconds;
        painter->setFont(theme().font(isSoon ? TextStyle::BodySemibold : TextStyle::Body));
        const Token token = isSoon ? Token::WarningText : left >= 0 ? Token::Text : Token::Text3;
        painter->setPen(theme().color(textToken(option, token)));
        painter->drawText(cell, int(Qt::AlignRight | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, cell.width()));
    }

    /// "was 3" and "server now 5", as far as there is room.
    void paintHints(QPainter *painter, QRect room, const QModelIndex &index, ElementState state) const
    {
        if (state != ElementState::Edited && state != ElementState::Conflict)
            return;
        const QVariant base = index.data(ElementRole::BaseText);
        if (base.isValid()) {
            const QString was = ElementTable::tr("was %1").arg(base.toString());
            const int width = painter->fontMetrics().horizontalAdvance(was);
            if (width > room.width())
                return;
            painter->setPen(theme().color(Token::Text3));
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, was);
            room.setLeft(room.left() + width + 10);
        }
        if (state != ElementState::Conflict)
            return;
        const QVariant theirs = index.data(ElementRole::TheirsText);
        const QString now = theirs.isValid() ? ElementTable::tr("server now %1").arg(theirs.toString())
                                             : ElementTable::tr("gone on the server");
        const QSize size = StateTag::size(now, {}, theme());
        if (size.width() > room.width())
            return;
        const QRect tag(QPoint(room.left(), room.center().y() - size.height() / 2), size);
        StateTag::paint(painter, tag, Tone::Warning, now, {}, theme());
    }
};

/// The first title stands over the text of its cells, not over their marks.
class ElementHeader final : public QHeaderView {
public:
    ElementHeader(const Theme *theme, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {
        setSectionsClickable(true);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        const QVariant alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
        m_isBlank = section == 0 && !(alignment.toInt() & Qt::AlignRight);
        painter->save();
        QHeaderView::paintSection(painter, rect, section);
        painter->restore();
        if (!m_isBlank)
            return;
        m_isBlank = false;
        painter->setFont(m_theme->font(TextStyle::Body));
        painter->setPen(m_theme->color(Token::Text2));
        const QRect room = rect.adjusted(markWidth, 0, -cellPadding, 0);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(model()->headerData(section, Qt::Horizontal).toString(),
                                                            Qt::ElideRight, room.width()));
    }
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override
    {
        QHeaderView::initStyleOptionForIndex(option, section);
        if (m_isBlank)
            option->text.clear();
    }

private:
    const Theme *m_theme;
    mutable bool m_isBlank = false;
};

} // namespace

ElementTable::ElementTable(const Theme *theme, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
{
    setHorizontalHeader(new ElementHeader(theme, this));
    setItemDelegate(new ElementDelegate(theme, RowDelegate::Row::Table, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &ElementTable::tellVisibleRows);
    connect(this, &QAbstractItemView::doubleClicked, this, &ElementTable::editRequested);
    auto *copy = new QAction(tr("Copy"), this);
    copy->setObjectName(u"copyElements"_s);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    addAction(copy);
    connect(copy, &QAction::triggered, this, &ElementTable::copySelection);
    const auto applyTheme = [this] {
        verticalHeader()->setDefaultSectionSize(m_theme->tableRow());
        viewport()->update();
    };
    connect(theme, &Theme::changed, this, applyTheme);
    applyTheme();
}

void ElementTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (!model)
        return;
    const auto tell = [this] {
        tellVisibleRows();
    };
    connect(model, &QAbstractItemModel::modelReset, this, tell, Qt::QueuedConnection);
    connect(model, &QAbstractItemModel::rowsInserted, this, tell, Qt::QueuedConnection);
    connect(model, &QAbstractItemModel::rowsRemoved, this, tell, Qt::QueuedConnection);
}

QList<QByteArray> ElementTable::selectedNames() const
{
    QList<QByteArray> names;
    if (!selectionModel())
        return names;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : rows) {
        const QByteArray name = row.data(ElementRole::Name).toByteArray();
        if (!name.isNull())
            names.append(name);
    }
    return names;
}

QByteArray ElementTable::currentName() const
{
    return currentIndex().data(ElementRole::Name).toByteArray();
}

void ElementTable::select(int row)
{
    if (!model() || row < 0 || row >= model()->rowCount())
        return;
    const QModelIndex index = model()->index(row, 0);
    setCurrentIndex(index);
    scrollTo(index);
}

void ElementTable::copySelection() const
{
    if (!selectionModel())
        return;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QByteArray text;
    for (const QModelIndex &row : rows) {
        if (!text.isEmpty())
            text += '\n';
        text += row.data(ElementRole::Name).toByteArray();
        const QByteArray value = row.data(ElementRole::Value).toByteArray();
        if (!value.isNull())
            text += '\t' + value;
    }
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
}

void ElementTable::tellVisibleRows()
{
    const int rows = model() ? model()->rowCount() : 0;
    if (rows == 0 || !isVisible())
        return;
    const int first = std::max(0, rowAt(0));
    const int bottom = rowAt(viewport()->height() - 1);
    emit visibleRowsChanged(first, bottom < 0 ? rows - 1 : bottom);
}

bool ElementTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // Here these keys mean the element; the window's actions mean the whole key.
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isOurs = key->key() == Qt::Key_Delete || key->key() == Qt::Key_F2;
        if (isOurs && key->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void ElementTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    tellVisibleRows();
}

void ElementTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    tellVisibleRows();
}

void ElementTable::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    switch (event->key()) {
    case Qt::Key_Delete:
        if (plain) {
            emit removeRequested();
            return;
        }
        break;
    case Qt::Key_F2:
        emit renameRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (plain) {
            emit editRequested();
            return;
        }
        break;
    case Qt::Key_Home:
        if (plain) {
            select(0);
            return;
        }
        break;
    case Qt::Key_End:
        if (plain) {
            select(model() ? model()->rowCount() - 1 : -1);
            return;
        }
        break;
    case Qt::Key_Menu:
        emit menuRequested(viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
        return;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void ElementTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QModelIndex index = indexAt(viewport()->mapFromGlobal(event->globalPos()));
        // A click on a chosen row keeps the whole choice.
        if (index.isValid() && !selectionModel()->isRowSelected(index.row()))
            select(index.row());
    }
    emit menuRequested(event->globalPos());
}

void ElementTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || !previous.isValid())
        emit currentNameChanged();
}

} // namespace stashdeck
