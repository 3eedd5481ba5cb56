// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/mapeditor.h"

#include "models/base/bytetext.h"
#include "models/values/scannedrows.h"
#include "ui/values/byteseditor.h"
#include "ui/values/elementdialog.h"
#include "ui/values/elementfilter.h"
#include "ui/values/elementreview.h"
#include "ui/values/elementtable.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int filterPause = 150;

/// What a person typed as text is looked for anywhere in the name; with wildcards it is a pattern already.
QByteArray patternOf(const QByteArray &text)
{
    if (text.contains('*') || text.contains('?') || text.contains('['))
        return text;
    QByteArray pattern = "*";
    for (const char c : text) {
        if (c == '\\' || c == ']')
            pattern += '\\';
        pattern += c;
    }
    return pattern + '*';
}

} // namespace

MapEditor::MapEditor(const Theme *theme, KeyActions *actions, MapDocument *document, QWidget *parent)
    : ValueEditor(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_document(document)
    , m_model(new MapModel(document, this))
    , m_filter(new ElementFilter(this))
    , m_table(new ElementTable(theme, this))
    , m_splitter(new Splitter(theme, Qt::Vertical, this))
    , m_bytes(new BytesEditor(theme, this))
{
    setObjectName(u"mapEditor"_s);
    auto *bar = new QWidget(this);
    buildBar(bar);
    auto *footer = new QWidget(this);
    buildFooter(footer);
    m_filter->setSourceModel(m_model);
    m_table->setObjectName(u"collectionTable"_s);
    m_table->setAccessibleName(isSet() ? tr("Members") : tr("Fields"));
    m_table->setModel(m_filter);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    if (!isSet())
        m_table->horizontalHeader()->resizeSection(0, 190);
    m_bytes->setObjectName(u"elementBytes"_s);

    auto *upper = new QWidget(this);
    auto *upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(0);
    upperColumn->addWidget(bar);
    upperColumn->addWidget(m_table, 1);
    upperColumn->addWidget(footer);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_bytes);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);

    m_filterSoon.setSingleShot(true);
    connect(&m_filterSoon, &QTimer::timeout, this, &MapEditor::filterTyped);
    connect(m_table, &ElementTable::visibleRowsChanged, this, [this](int first, int last) {
        // With a filter or another order the end of the view is not the end of what is loaded.
        const bool isPlain = m_filter->text().isEmpty() && m_table->horizontalHeader()->sortIndicatorSection() < 0;
        if (isPlain)
            m_model->want(first, last);
    });
    connect(m_table, &ElementTable::currentNameChanged, this, &MapEditor::showElement);
    connect(m_table, &ElementTable::removeRequested, this, &MapEditor::removeElements);
    connect(m_table, &ElementTable::renameRequested, this, &MapEditor::renameElement);
    connect(m_table, &ElementTable::editRequested, m_bytes, &BytesEditor::focusEditor);
    connect(m_table, &ElementTable::menuRequested, this, &MapEditor::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MapEditor::refreshControls);
    connect(m_bytes, &BytesEditor::edited, this, &MapEditor::takeEdit);
    connect(m_bytes, &BytesEditor::problemChanged, this, &ValueEditor::problemChanged);
    connect(m_document, &MapDocument::elementChanged, this, [this](const QByteArray &name) {
        if (name == m_element && !m_showing)
            showElement();
    });
    connect(m_document, &ValueDocument::stateChanged, this, &MapEditor::refreshControls);
    connect(m_document, &ValueDocument::lengthChanged, this, &MapEditor::refreshFooter);
    connect(m_document->scanned(), &ElementRows::pagingChanged, this, &MapEditor::refreshFooter);
    connect(m_document->scanned(), &ElementRows::reset, this, [this] {
        showElement();
        refreshFooter();
    });
    connect(m_document, &MapDocument::addedChanged, this, &MapEditor::refreshFooter);
    showElement();
    refreshFooter();
}

MapEditor::~MapEditor() = default;

void MapEditor::buildBar(QWidget *bar)
{
    m_search = new SearchField(m_theme, {}, bar);
    m_search->setObjectName(u"elementFilter"_s);
    m_search->setAccessibleName(isSet() ? tr("Filter members") : tr("Filter fields"));
    m_search->setMono(true);
    m_search->setMaximumWidth(320);
    m_add = new Button(m_theme, isSet() ? tr("Add member") : tr("Add field"), Button::Kind::Default, bar);
    m_add->setObjectName(u"addElement"_s);
    m_add->setIconName(u"plus"_s);
    m_more = new IconButton(m_theme, u"ellipsis"_s, isSet() ? tr("More for members") : tr("More for fields"), bar,
                            IconButton::Kind::Framed);
    m_more->setObjectName(u"elementMenu"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    row->addStretch(1);
    row->addWidget(m_add);
    row->addWidget(m_more);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_filterSoon.start(filterPause); });
    connect(m_search, &QLineEdit::returnPressed, this, &MapEditor::searchServer);
    connect(m_add, &QAbstractButton::clicked, this, &MapEditor::addElement);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { showMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void MapEditor::buildFooter(QWidget *footer)
{
    footer->setObjectName(u"paneFooter"_s);
    m_shown = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, footer);
    m_shown->setObjectName(u"collectionShown"_s);
    m_showMore = new Button(m_theme, {}, Button::Kind::Quiet, footer);
    m_showMore->setObjectName(u"showMoreButton"_s);
    m_searchAll = new Button(m_theme, {}, Button::Kind::Quiet, footer);
    m_searchAll->setObjectName(u"searchAllButton"_s);
    for (Button *button : {m_showMore, m_searchAll})
        button->setButtonSize(Button::Size::Small);
    auto *row = new QHBoxLayout(footer);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(10);
    row->addWidget(m_shown);
    row->addWidget(m_showMore);
    row->addWidget(m_searchAll);
    row->addStretch(1);
    connect(m_showMore, &QAbstractButton::clicked, this, [this] {
        if (m_document->scanned()->isLoading())
            m_document->scanned()->stop();
        else
            m_document->rows()->showMore();
    });
    connect(m_searchAll, &QAbstractButton::clicked, this, &MapEditor::searchServer);
}

void MapEditor::filterTyped()
{
    const QByteArray text = bytesFromEscaped(m_search->text());
    if (text.isEmpty() && m_document->isSearching())
        m_document->search({});
    // What the server looks for with wildcards is shown as it comes.
    const bool isServers = m_document->isSearching() && patternOf(text) == m_document->scanned()->pattern();
    m_filter->setText(isServers || patternOf(text) == text ? QByteArray() : text);
    refreshFooter();
}

void MapEditor::searchServer()
{
    const QByteArray text = bytesFromEscaped(m_search->text());
    m_filterSoon.stop();
    const bool isAllLoaded = !m_document->isSearching() && !m_document->scanned()->hasMore();
    if (text.isEmpty() || (isAllLoaded && patternOf(text) != text)) {
        filterTyped();
        return;
    }
    m_filter->setText({});
    m_document->search(patternOf(text));
}

void MapEditor::showElement()
{
    if (m_showing)
        return;
    if (m_bytes->isVisible())
        m_bytes->flush();
    m_element = m_table->currentName();
    const std::optional<QByteArray> value = m_element.isNull() ? std::nullopt : m_document->valueOf(m_element);
    const bool isShown = value.has_value();
    m_bytes->setVisible(isShown);
    if (isShown) {
        const QByteArray bytes = isSet() ? m_element : *value;
        if (bytes != m_bytes->bytes() || m_shownElement != m_element) {
            m_shownElement = m_element;
            m_bytes->setTitle(displayText(m_element, 120), true);
            m_bytes->setBytes(bytes);
        }
    }
    refreshControls();
}

void MapEditor::takeEdit(const QByteArray &bytes)
{
    if (m_element.isNull() || isSet())
        return;
    m_showing = true; // the pane shows it already
    m_document->setValue(m_element, bytes);
    m_showing = false;
}

void MapEditor::flush()
{
    m_bytes->flush();
}

QString MapEditor::problem() const
{
    return m_bytes->isVisible() && m_document->staged(m_element) ? m_bytes->problem() : QString();
}

void MapEditor::setMayWrite(bool may)
{
    m_mayWrite = may;
    refreshControls();
}

void MapEditor::openFind()
{
    if (m_bytes->isAncestorOf(focusWidget()) && m_bytes->isVisible()) {
        m_bytes->openFind();
        return;
    }
    m_search->setFocus();
    m_search->selectAll();
}

void MapEditor::focusEditor()
{
    m_table->setFocus();
}

void MapEditor::openReview()
{
    if (m_document->state() != ValueDocument::State::Conflict)
        return;
    auto *dialog
        = new ElementReview(m_theme, m_document, m_actions->session()->profile().environment, this);
    dialog->open();
}

QString MapEditor::editedText() const
{
    const auto count = int(m_document->editCount());
    return isSet() ? tr("%n member(s) edited", nullptr, count) : tr("%n field(s) edited", nullptr, count);
}

void MapEditor::addElement()
{
    auto *dialog = new ElementDialog(m_theme, m_document, this);
    connect(dialog, &ElementDialog::staged, this, [this](const QByteArray &name) {
        m_search->clear();
        m_filter->setText({});
        m_table->select(m_filter->mapFromSource(m_model->index(m_model->rowOf(name), 0)).row());
    });
    dialog->open();
}

void MapEditor::renameElement()
{
    const QByteArray name = m_table->currentName();
    if (name.isNull() || !m_mayWrite || !m_document->isEditable() || !m_document->valueOf(name))
        return;
    auto *dialog = new ElementDialog(m_theme, m_document, name, this);
    connect(dialog, &ElementDialog::staged, this, [this](const QByteArray &to) {
        m_table->select(m_filter->mapFromSource(m_model->index(m_model->rowOf(to), 0)).row());
    });
    dialog->open();
}

void MapEditor::removeElements()
{
    if (!m_mayWrite || !m_document->isEditable())
        return;
    const QList<QByteArray> names = m_table->selectedNames();
    for (const QByteArray &name : names)
        m_document->removeElement(name);
}

void MapEditor::revertElements()
{
    const QList<QByteArray> names = m_table->selectedNames();
    for (const QByteArray &name : names)
        m_document->revert(name);
}

void MapEditor::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"elementActions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QList<QByteArray> names = m_table->selectedNames();
    const bool canEdit = m_mayWrite && m_document->isEditable();
    const bool hasStaged = std::any_of(names.cbegin(), names.cend(),
                                       [this](const QByteArray &name) { return m_document->staged(name) != nullptr; });
    const auto entry = [&](const QString &text, const char *name, const QKeySequence &keys, bool enabled, auto slot) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, slot);
    };
    entry(isSet() ? tr("Add member…") : tr("Add field…"), "addElementAction", {}, canEdit,
          [this] { addElement(); });
    entry(isSet() ? tr("Change member…") : tr("Rename field…"), "renameElementAction", QKeySequence(Qt::Key_F2),
          canEdit && names.size() == 1, [this] { renameElement(); });
    entry(isSet() ? tr("Remove %n member(s)", nullptr, int(names.size()))
                  : tr("Remove %n field(s)", nullptr, int(names.size())),
          "removeElementsAction", QKeySequence(Qt::Key_Delete), canEdit && !names.isEmpty(),
          [this] { removeElements(); });
    entry(tr("Undo the edit"), "revertElementsAction", {}, hasStaged, [this] { revertElements(); });
    menu->addSeparator();
    entry(tr("Copy"), "copyElementsAction", QKeySequence(QKeySequence::Copy), !names.isEmpty(),
          [this] { m_table->copySelection(); });
    menu->popup(at);
}

void MapEditor::refreshFooter()
{
    const QLocale locale;
    const ScannedRows *rows = m_document->scanned();
    const qint64 loaded = rows->count();
    const qint64 length = m_document->length();
    const bool searching = m_document->isSearching();
    if (const Error *error = rows->error())
        m_shown->setText(valueWords::error(*error));
    else if (searching && rows->isLoading())
        m_shown->setText(tr("Searching · %1 found · %2")
                             .arg(locale.toString(loaded), valueWords::commands(rows->commands())));
    else if (searching)
        m_shown->setText(tr("%1 found · %2").arg(locale.toString(loaded), valueWords::commands(rows->commands())));
    else if (!m_filter->text().isEmpty())
        m_shown->setText(tr("%1 of %2 shown").arg(locale.toString(m_filter->rowCount()), locale.toString(loaded)));
    else if (rows->hasMore() && length >= 0)
        m_shown->setText(tr("Showing %1 of %2").arg(locale.toString(loaded), locale.toString(length)));
    else
        m_shown->setText(valueWords::count(m_document->kind(), loaded));
    m_showMore->setVisible(rows->hasMore() || rows->isLoading());
    m_showMore->setText(rows->isLoading() ? tr("Stop")
                            : rows->error() ? tr("Try again")
                            : searching     ? tr("Search on")
                                            : tr("Show more · 1 command"));
    const bool canSearch = !searching && rows->hasMore() && !m_search->text().isEmpty();
    m_searchAll->setVisible(canSearch);
    m_searchAll->setText(tr("Search all %1 · up to %2")
                             .arg(locale.toString(length), valueWords::commands((length + 499) / 500)));
    m_search->setPlaceholderText(isSet() ? tr("Filter %n member(s)", nullptr, int(length))
                                         : tr("Filter %n field(s)", nullptr, int(length)));
}

void MapEditor::refreshControls()
{
    const bool canEdit = m_mayWrite && m_document->isEditable();
    m_add->setEnabled(canEdit);
    setPlainToolTip(m_add, m_mayWrite ? QString() : valueWords::readOnlyTip());
    // A member is its own name: it is changed by the dialog, which knows what is taken.
    m_bytes->setMayWrite(m_mayWrite);
    m_bytes->setEditable(m_document->isEditable() && !isSet());
}

} // namespace stashdeck
