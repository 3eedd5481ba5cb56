// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/listeditor.h"

#include "models/base/bytetext.h"
#include "models/values/windowrows.h"
#include "ui/values/byteseditor.h"
#include "ui/values/copyasentry.h"
#include "ui/values/elementtable.h"
#include "ui/values/listreview.h"
#include "ui/values/trimdialog.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QHeaderView>
#include <QIntValidator>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>

#include <algorithm>
#include <limits>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ListEditor::ListEditor(const Theme *theme, KeyActions *actions, ListDocument *document, QWidget *parent)
    : ValueEditor(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_document(document)
    , m_model(new ListModel(document, this))
    , m_table(new ElementTable(theme, this))
    , m_lower(new QWidget(this))
    , m_bytes(new BytesEditor(theme, m_lower))
{
    setObjectName(u"listEditor"_s);
    auto *bar = new QWidget(this);
    buildBar(bar);
    auto *footer = new QWidget(this);
    buildFooter(footer);
    m_table->setObjectName(u"collectionTable"_s);
    m_table->setAccessibleName(tr("Elements"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->resizeSection(0, 110);
    m_bytes->setObjectName(u"elementBytes"_s);
    auto *upper = new QWidget(this);
    auto *upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(0);
    upperColumn->addWidget(bar);
    upperColumn->addWidget(m_table, 1);
    upperColumn->addWidget(footer);
    auto *lowerColumn = new QVBoxLayout(m_lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->addWidget(m_bytes);
    auto *splitter = new Splitter(theme, Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(upper);
    splitter->addWidget(m_lower);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(splitter);
    connectDocument();
    showElement();
    refreshFooter();
}

ListEditor::~ListEditor() = default;

void ListEditor::buildBar(QWidget *bar)
{
    m_search = new SearchField(m_theme, tr("Find an element"), bar);
    m_search->setObjectName(u"elementFilter"_s);
    m_search->setAccessibleName(tr("Find an element"));
    m_search->setMono(true);
    m_search->setMaximumWidth(260);
    setPlainToolTip(m_search, tr("The whole element. Enter asks the server, 1 command."));
    m_index = new QLineEdit(bar);
    m_index->setObjectName(u"goToIndex"_s);
    m_index->setAccessibleName(tr("Go to index"));
    m_index->setPlaceholderText(tr("Go to index"));
    m_index->setMaximumWidth(110);
    m_index->setValidator(new QIntValidator(0, std::numeric_limits<int>::max(), m_index));
    m_pushHead = new Button(m_theme, tr("Push left"), Button::Kind::Default, bar);
    m_pushHead->setObjectName(u"pushHead"_s);
    m_pushHead->setIconName(u"plus"_s);
    m_pushTail = new Button(m_theme, tr("Push right"), Button::Kind::Default, bar);
    m_pushTail->setObjectName(u"pushTail"_s);
    m_pushTail->setIconName(u"plus"_s);
    m_more = new IconButton(m_theme, u"ellipsis"_s, tr("More for elements"), bar, IconButton::Kind::Framed);
    m_more->setObjectName(u"elementMenu"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    row->addWidget(m_index);
    row->addStretch(1);
    row->addWidget(m_pushHead);
    row->addWidget(m_pushTail);
    row->addWidget(m_more);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (!m_search->text().isEmpty())
            m_document->find(bytesFromEscaped(m_search->text()));
    });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_searchResult.clear();
        refreshFooter();
    });
    connect(m_index, &QLineEdit::returnPressed, this, [this] {
        if (!m_index->text().isEmpty())
            goTo(m_index->text().toLongLong());
    });
    connect(m_pushHead, &QAbstractButton::clicked, this, [this] { push(true); });
    connect(m_pushTail, &QAbstractButton::clicked, this, [this] { push(false); });
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { showMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void ListEditor::buildFooter(QWidget *footer)
{
    footer->setObjectName(u"paneFooter"_s);
    m_shown = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, footer);
    m_shown->setObjectName(u"collectionShown"_s);
    m_retry = new Button(m_theme, tr("Try again"), Button::Kind::Quiet, footer);
    m_retry->setObjectName(u"showMoreButton"_s);
    m_retry->setButtonSize(Button::Size::Small);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_shown);
    row->addWidget(m_retry);
    row->addStretch(1);
    connect(m_retry, &QAbstractButton::clicked, this, [this] { m_document->rows()->retry(); });
}

void ListEditor::connectDocument()
{
    connect(m_table, &ElementTable::visibleRowsChanged, m_model, &ListModel::want);
    connect(m_table, &ElementTable::currentNameChanged, this, &ListEditor::showElement);
    connect(m_table, &ElementTable::removeRequested, this, &ListEditor::removeElements);
    connect(m_table, &ElementTable::editRequested, m_bytes, &BytesEditor::focusEditor);
    connect(m_table, &ElementTable::menuRequested, this, &ListEditor::showMenu);
    connect(m_bytes, &BytesEditor::problemChanged, this, &ValueEditor::problemChanged);
    connect(m_bytes, &BytesEditor::edited, this, [this](const QByteArray &bytes) {
        if (!m_place)
            return;
        m_showing = true; // the pane shows it already
        m_document->setValue(*m_place, bytes);
        m_showing = false;
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, &ListEditor::showElement);
    connect(m_document, &ListDocument::elementChanged, this, &ListEditor::showElement);
    connect(m_document, &ValueDocument::stateChanged, this, &ListEditor::refreshControls);
    connect(m_document, &ValueDocument::lengthChanged, this, &ListEditor::refreshFooter);
    connect(m_document, &ListDocument::found, this, [this](qint64 index) {
        m_searchResult
            = index < 0 ? tr("There is no such element.") : tr("Found at %1.").arg(QLocale().toString(index));
        if (index >= 0)
            goTo(index);
        refreshFooter();
    });
    connect(m_document, &ListDocument::trimmed, this, [this](bool done) {
        m_searchResult = done ? QString() : tr("Not trimmed: the list had changed. This is what it holds now.");
        refreshFooter();
    });
    const WindowRows *rows = m_document->rows();
    connect(rows, &ElementRows::pagingChanged, this, &ListEditor::refreshFooter);
    connect(rows, &ElementRows::rowsChanged, this, &ListEditor::showElement);
}

void ListEditor::showElement()
{
    if (m_showing)
        return;
    const QModelIndex current = m_table->currentIndex();
    std::optional<ListPlace> place;
    if (current.isValid())
        place = m_model->placeAt(current.row());
    const std::optional<QByteArray> value = place ? m_document->valueAt(*place) : std::nullopt;
    const bool isOther = m_place != place;
    m_place = value ? place : std::nullopt;
    m_lower->setVisible(value.has_value());
    if (value && (isOther || *value != m_bytes->bytes())) {
        m_bytes->setTitle(place->where == ListPlace::Where::Element
                              ? tr("Index %1").arg(QLocale().toString(place->index))
                              : tr("New element"),
                          false);
        m_bytes->setBytes(*value);
    }
    refreshControls();
}

void ListEditor::flush()
{
    m_bytes->flush();
}

QString ListEditor::problem() const
{
    return m_place && m_lower->isVisible() && m_document->isDirty() ? m_bytes->problem() : QString();
}

void ListEditor::setMayWrite(bool may)
{
    m_mayWrite = may;
    refreshControls();
}

void ListEditor::openFind()
{
    if (m_lower->isVisible() && m_bytes->isAncestorOf(QApplication::focusWidget())) {
        m_bytes->openFind();
        return;
    }
    m_search->setFocus();
    m_search->selectAll();
}

void ListEditor::focusEditor()
{
    m_table->setFocus();
}

void ListEditor::openReview()
{
    if (m_document->state() != ValueDocument::State::Conflict)
        return;
    auto *dialog = new ListReview(m_theme, m_document, m_actions->session()->profile().environment, this);
    dialog->open();
}

QString ListEditor::differsText() const
{
    return tr("%n element(s) differ.", nullptr, int(m_document->conflicts().size()));
}

QString ListEditor::editedText() const
{
    return tr("%n element(s) edited", nullptr, int(m_document->editCount()));
}

void ListEditor::push(bool atHead)
{
    m_bytes->flush();
    select(atHead ? m_document->pushHead("") : m_document->pushTail(""));
    m_bytes->focusEditor();
}

void ListEditor::insertBeside(bool before)
{
    m_bytes->flush();
    if (!m_place || m_place->where != ListPlace::Where::Element)
        return;
    const qint64 index = m_place->index;
    if (before && index == 0) {
        select(m_document->pushHead(""));
    } else {
        const qint64 behind = before ? index - 1 : index;
        if (!m_document->insertAfter(behind, ""))
            return;
        select({ListPlace::Where::Inserted, behind, 0});
    }
    m_bytes->focusEditor();
}

QList<ListPlace> ListEditor::chosenPlaces() const
{
    QList<ListPlace> places;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        places.append(m_model->placeAt(row.row()));
    // From the end, so that the places of new elements stay what they are.
    std::sort(places.begin(), places.end(), [](const ListPlace &a, const ListPlace &b) {
        return std::tuple(int(a.where), a.index, a.order) > std::tuple(int(b.where), b.index, b.order);
    });
    return places;
}

void ListEditor::removeElements()
{
    if (!m_mayWrite || !m_document->isEditable())
        return;
    const QList<ListPlace> places = chosenPlaces();
    for (const ListPlace &place : places)
        m_document->removeAt(place);
}

void ListEditor::revertElements()
{
    const QList<ListPlace> places = chosenPlaces();
    for (const ListPlace &place : places)
        m_document->revert(place);
}

void ListEditor::askTrim()
{
    auto *dialog = new TrimDialog(m_theme, m_document, m_actions->session()->profile().environment, this);
    dialog->open();
}

void ListEditor::goTo(qint64 index)
{
    const qint64 last = std::max<qint64>(0, m_document->rows()->count() - 1);
    select({ListPlace::Where::Element, std::clamp<qint64>(index, 0, last), 0});
}

void ListEditor::select(const ListPlace &place)
{
    m_table->select(m_model->rowOf(place));
    showElement();
}

void ListEditor::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"elementActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QList<ListPlace> places = chosenPlaces();
    const bool canEdit = m_mayWrite && m_document->isEditable();
    const bool isOneElement = places.size() == 1 && places.first().where == ListPlace::Where::Element;
    const bool hasStaged = std::any_of(places.cbegin(), places.cend(), [this](const ListPlace &place) {
        return place.where != ListPlace::Where::Element || m_document->staged(place.index);
    });
    const auto entry = [&](const QString &text, const char *name, const QKeySequence &keys, bool enabled, auto slot) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, slot);
    };
    entry(tr("Insert before"), "insertBeforeAction", {}, canEdit && isOneElement, [this] { insertBeside(true); });
    entry(tr("Insert after"), "insertAfterAction", {}, canEdit && isOneElement, [this] { insertBeside(false); });
    entry(tr("Remove %n element(s)", nullptr, int(places.size())), "removeElementsAction", QKeySequence(Qt::Key_Delete),
          canEdit && !places.isEmpty(), [this] { removeElements(); });
    entry(tr("Undo the edit"), "revertElementsAction", {}, hasStaged, [this] { revertElements(); });
    menu->addSeparator();
    entry(tr("Trim…"), "trimListAction", {},
          canEdit && !m_document->isDirty() && m_document->state() == ValueDocument::State::Ready,
          [this] { askTrim(); });
    menu->addSeparator();
    entry(tr("Copy"), "copyElementsAction", QKeySequence(QKeySequence::Copy), !places.isEmpty(),
          [this] { m_table->copySelection(); });
    std::vector<CollectionRow> rows;
    for (const ListPlace &place : places) {
        if (place.where == ListPlace::Where::Element) // new ones have no index yet
            rows.push_back({m_document->valueAt(place).value_or(QByteArray()), {}, {}, place.index});
    }
    addCopyAs(menu, subjectOf(ValueKind::List, m_document->key(), std::move(rows)),
              [this](const Notice &notice) { emit noticeRequested(notice); });
    menu->popup(at);
}

void ListEditor::refreshFooter()
{
    const WindowRows *rows = m_document->rows();
    m_retry->setVisible(rows->error() != nullptr);
    if (const Error *error = rows->error())
        m_shown->setText(valueWords::error(*error));
    else if (!m_searchResult.isEmpty())
        m_shown->setText(m_searchResult);
    else
        m_shown->setText(valueWords::count(ValueKind::List, std::max<qint64>(0, rows->total())));
}

void ListEditor::refreshControls()
{
    const bool canEdit = m_mayWrite && m_document->isEditable();
    for (Button *button : {m_pushHead, m_pushTail}) {
        button->setEnabled(canEdit);
        setPlainToolTip(button, m_mayWrite ? QString() : valueWords::readOnlyTip());
    }
    m_bytes->setMayWrite(m_mayWrite);
    m_bytes->setEditable(m_document->isEditable());
}

} // namespace stashdeck
