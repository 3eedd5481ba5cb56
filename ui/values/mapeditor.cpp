// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/mapeditor.h"

#include "models/base/bytetext.h"
#include "models/values/scannedrows.h"
#include "models/values/windowrows.h"
#include "ui/values/byteseditor.h"
#include "ui/values/copyasentry.h"
#include "ui/values/elementdialog.h"
#include "ui/values/elementfilter.h"
#include "ui/values/elementreview.h"
#include "ui/values/elementtable.h"
#include "ui/values/fieldexpiry.h"
#include "ui/values/hashtextview.h"
#include "ui/values/mapfooter.h"
#include "ui/values/scorebar.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/property.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>

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
    , m_filter(document->kind() == ValueKind::SortedSet ? nullptr : new ElementFilter(this))
    , m_table(new ElementTable(theme, this))
    , m_pages(new QStackedWidget(this))
    , m_splitter(new Splitter(theme, Qt::Vertical, this))
    , m_bytes(new BytesEditor(theme, this))
    , m_lower(new QWidget(this))
{
    setObjectName(u"mapEditor"_s);
    auto *bar = new QWidget(this);
    buildBar(bar);
    m_footer = new MapFooter(theme, document, this);
    buildTable();
    m_bytes->setObjectName(u"elementBytes"_s);

    auto *upper = new QWidget(this);
    auto *upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(0);
    upperColumn->addWidget(bar);
    auto *lowerColumn = new QVBoxLayout(m_lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->setSpacing(0);
    if (isScored()) {
        m_scores = new ScoreBar(theme, this);
        upperColumn->addWidget(m_scores);
        m_scoreRow = new QWidget(m_lower);
        buildScores(m_scoreRow);
        lowerColumn->addWidget(m_scoreRow);
    }
    lowerColumn->addWidget(m_bytes, 1);
    m_pages->addWidget(m_table);
    upperColumn->addWidget(m_pages, 1);
    upperColumn->addWidget(m_footer);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_lower);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    m_filterSoon.setSingleShot(true);
    connect(&m_filterSoon, &QTimer::timeout, this, &MapEditor::filterTyped);
    connect(m_footer, &MapFooter::searchRequested, this, [this] {
        m_footer->setNotFound({});
        if (m_filter)
            m_filter->setText({});
        m_document->search(patternOf(bytesFromEscaped(m_search->text())));
    });
    connectDocument();
    showElement();
    refreshFooter();
}

void MapEditor::buildTable()
{
    m_table->setObjectName(u"collectionTable"_s);
    m_table->setAccessibleName(isHash() ? tr("Fields") : tr("Members"));
    if (m_filter) {
        m_filter->setSourceModel(m_model);
        m_table->setModel(m_filter);
        m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
        m_table->setSortingEnabled(true);
    } else {
        m_table->setModel(m_model);
    }
    QHeaderView *header = m_table->horizontalHeader();
    if (isHash()) {
        header->resizeSection(0, 190);
        m_expiry = new FieldExpiry(m_theme, m_actions, m_model, m_table);
    } else if (isScored()) {
        header->setStretchLastSection(false);
        header->resizeSection(0, 90);
        header->setSectionResizeMode(1, QHeaderView::Stretch);
        header->resizeSection(2, 170);
    }
    connect(m_table, &ElementTable::visibleRowsChanged, this, [this](int first, int last) {
        // With a filter or another order the end of the view is not the end of what is loaded.
        if (!m_filter || (m_filter->text().isEmpty() && m_table->horizontalHeader()->sortIndicatorSection() < 0))
            m_model->want(first, last);
        if (m_expiry)
            m_expiry->want(first, last);
    });
    connect(m_table, &ElementTable::currentNameChanged, this, &MapEditor::showElement);
    connect(m_table, &ElementTable::removeRequested, this, &MapEditor::removeElements);
    connect(m_table, &ElementTable::renameRequested, this, &MapEditor::renameElement);
    connect(m_table, &ElementTable::editRequested, this, [this] {
        if (m_expiry && m_expiry->isCurrent())
            m_expiry->edit();
        else if (m_score)
            m_score->setFocus();
        else
            m_bytes->focusEditor();
    });
    connect(m_table, &ElementTable::menuRequested, this, &MapEditor::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MapEditor::refreshControls);
}

void MapEditor::buildScores(QWidget *row)
{
    m_score = new QLineEdit(row);
    m_score->setObjectName(u"scoreField"_s);
    m_score->setProperty("mono", true);
    m_score->setMaximumWidth(220);
    auto *label = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, tr("Score"), row);
    label->setBuddy(m_score);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_score);
    layout->addStretch(1);
    connect(m_score, &QLineEdit::textEdited, this, &MapEditor::takeScore);
    connect(m_scores, &ScoreBar::rangeChanged, this, [this](const ElementRange &range) {
        m_search->clear();
        m_document->search({});
        m_document->window()->setRange(range);
    });
    connect(m_scores, &ScoreBar::rankRequested, this, [this](qint64 rank) {
        m_search->clear();
        m_document->search({});
        const int last = std::max(0, m_model->rowCount() - 1);
        m_table->select(int(std::min<qint64>(rank - 1 + m_document->added().size(), last)));
    });
}

void MapEditor::connectDocument()
{
    connect(m_bytes, &BytesEditor::edited, this, &MapEditor::takeEdit);
    connect(m_bytes, &BytesEditor::problemChanged, this, &ValueEditor::problemChanged);
    connect(m_document, &MapDocument::elementChanged, this, [this](const QByteArray &name) {
        if (name == m_element && !m_showing)
            showElement();
    });
    connect(m_document, &ValueDocument::stateChanged, this, &MapEditor::refreshControls);
    connect(m_document, &ValueDocument::lengthChanged, this, &MapEditor::refreshFooter);
    connect(m_document, &MapDocument::addedChanged, this, &MapEditor::refreshFooter);
    connect(m_document, &MapDocument::rowsReplaced, this, &MapEditor::refreshFooter);
    connect(m_document, &MapDocument::lookedUp, this, [this](const QByteArray &name, bool exists) {
        m_footer->setNotFound(exists ? QByteArray() : name);
        refreshFooter();
        if (exists)
            m_table->select(0);
    });
    QList<ElementRows *> sources{m_document->scanned()};
    if (m_document->window())
        sources.append(m_document->window());
    for (ElementRows *rows : sources) {
        connect(rows, &ElementRows::pagingChanged, this, &MapEditor::refreshFooter);
        connect(rows, &ElementRows::reset, this, &MapEditor::showView);
        connect(rows, &ElementRows::rowsChanged, this, [this] {
            if (!m_element.isNull() || !m_table->currentIndex().isValid())
                return;
            showElement(); // it was being loaded
        });
    }
}

bool MapEditor::isTable() const
{
    return !m_text || m_pages->currentWidget() == m_table;
}

void MapEditor::chooseView(const QString &view)
{
    flush();
    if (view == "table"_L1) {
        m_pages->setCurrentWidget(m_table);
    } else {
        if (!m_text) {
            m_text = new HashTextView(m_theme, m_document, this);
            m_pages->addWidget(m_text);
        }
        m_text->setForm(view == "json"_L1 ? HashTextForm::Json : HashTextForm::Raw);
        m_pages->setCurrentWidget(m_text);
    }
    m_search->setEnabled(isTable());
    setPlainToolTip(m_search, isTable() ? QString() : tr("Ctrl+F searches in the text."));
    showElement();
}

void MapEditor::showView()
{
    showElement();
    refreshFooter();
}

MapEditor::~MapEditor() = default;

void MapEditor::buildBar(QWidget *bar)
{
    m_search = new SearchField(m_theme, {}, bar);
    m_search->setObjectName(u"elementFilter"_s);
    m_search->setAccessibleName(isHash()         ? tr("Filter fields")
                                    : isScored() ? tr("Find a member")
                                                 : tr("Filter members"));
    m_search->setMono(true);
    m_search->setMaximumWidth(320);
    m_add = new Button(m_theme, isHash() ? tr("Add field") : tr("Add member"), Button::Kind::Default, bar);
    m_add->setObjectName(u"addElement"_s);
    m_add->setIconName(u"plus"_s);
    m_more = new IconButton(m_theme, u"ellipsis"_s, isHash() ? tr("More for fields") : tr("More for members"), bar,
                            IconButton::Kind::Framed);
    m_more->setObjectName(u"elementMenu"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    if (isHash()) {
        m_views = new SegmentedControl(m_theme, tr("How the fields are shown"), bar);
        m_views->setObjectName(u"hashViews"_s);
        m_views->addSegment(u"table"_s, tr("Table"));
        m_views->addSegment(u"json"_s, tr("JSON"));
        m_views->addSegment(u"raw"_s, tr("Raw"));
        row->addWidget(m_views);
        connect(m_views, &SegmentedControl::currentChanged, this, &MapEditor::chooseView);
    }
    row->addStretch(1);
    row->addWidget(m_add);
    row->addWidget(m_more);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_filterSoon.start(filterPause); });
    connect(m_search, &QLineEdit::returnPressed, this, &MapEditor::searchServer);
    connect(m_add, &QAbstractButton::clicked, this, &MapEditor::addElement);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { showMenu(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void MapEditor::filterTyped()
{
    const QByteArray text = bytesFromEscaped(m_search->text());
    m_footer->setNotFound({});
    if (text.isEmpty() && m_document->isSearching())
        m_document->search({});
    if (m_filter) {
        // What the server looks for with wildcards is shown as it comes.
        const bool isServers = m_document->isSearching() && patternOf(text) == m_document->scanned()->pattern();
        m_filter->setText(isServers || patternOf(text) == text ? QByteArray() : text);
    }
    refreshFooter();
}

void MapEditor::searchServer()
{
    const QByteArray text = bytesFromEscaped(m_search->text());
    m_filterSoon.stop();
    m_footer->setNotFound({});
    if (text.isEmpty()) {
        filterTyped();
        return;
    }
    // A whole name is looked up by one request; only wildcards cost a scan.
    if (isScored() && patternOf(text) != text && m_footer->notFound() != text) {
        m_document->lookUp(text);
        return;
    }
    const bool isAllLoaded = !isScored() && !m_document->isSearching() && !m_document->scanned()->hasMore();
    if (isAllLoaded && patternOf(text) != text) {
        filterTyped();
        return;
    }
    if (m_filter)
        m_filter->setText({});
    m_document->search(patternOf(text));
}

void MapEditor::showElement()
{
    if (m_showing)
        return;
    if (m_lower->isVisible())
        m_bytes->flush();
    m_element = m_table->currentName();
    const std::optional<QByteArray> value = m_element.isNull() ? std::nullopt : m_document->valueOf(m_element);
    m_lower->setVisible(value.has_value() && isTable());
    if (value) {
        const QByteArray bytes = isHash() ? *value : m_element;
        if (bytes != m_bytes->bytes() || m_shownElement != m_element) {
            m_shownElement = m_element;
            m_bytes->setTitle(isHash() ? displayText(m_element, 120) : QString(), true);
            m_bytes->setBytes(bytes);
        }
        if (m_score && bytesFromEscaped(m_score->text()) != *value)
            m_score->setText(displayText(*value, 60));
        if (m_score)
            takeScoreProblem(*value);
    }
    refreshControls();
}

void MapEditor::takeEdit(const QByteArray &bytes)
{
    if (m_element.isNull() || !isHash())
        return;
    m_showing = true; // the pane shows it already
    m_document->setValue(m_element, bytes);
    m_showing = false;
}

void MapEditor::takeScore()
{
    const QByteArray score = m_score->text().trimmed().toLatin1();
    takeScoreProblem(score);
    if (m_element.isNull() || !isScore(score))
        return;
    m_showing = true;
    m_document->setValue(m_element, score);
    m_showing = false;
}

void MapEditor::takeScoreProblem(const QByteArray &score)
{
    const bool isFine = isScore(score);
    const QString problem = isFine ? QString() : tr("A score is a number such as 1840, -2.5, 1e6 or inf.");
    setStyleProperty(m_score, "invalid", !isFine);
    setPlainToolTip(m_score, problem);
    if (problem == m_scoreProblem)
        return;
    m_scoreProblem = problem;
    emit problemChanged(problem);
}

void MapEditor::flush()
{
    m_bytes->flush();
}

QString MapEditor::problem() const
{
    if (isScored())
        return m_scoreProblem;
    return isHash() && m_lower->isVisible() && m_document->staged(m_element) ? m_bytes->problem() : QString();
}

void MapEditor::setMayWrite(bool may)
{
    m_mayWrite = may;
    refreshControls();
}

void MapEditor::openFind()
{
    if (!isTable()) {
        m_text->openFind();
        return;
    }
    if (m_lower->isVisible() && m_bytes->isAncestorOf(QApplication::focusWidget())) {
        m_bytes->openFind();
        return;
    }
    m_search->setFocus();
    m_search->selectAll();
}

void MapEditor::focusEditor()
{
    if (isTable())
        m_table->setFocus();
    else
        m_text->focusText();
}

void MapEditor::openReview()
{
    if (m_document->state() != ValueDocument::State::Conflict)
        return;
    auto *dialog = new ElementReview(m_theme, m_document, m_actions->session()->profile().environment, this);
    dialog->open();
}

QString MapEditor::differsText() const
{
    const auto count = int(m_document->conflicts().size());
    return isHash() ? tr("%n field(s) differ.", nullptr, count) : tr("%n member(s) differ.", nullptr, count);
}

QString MapEditor::editedText() const
{
    const auto count = int(m_document->editCount());
    return isHash() ? tr("%n field(s) edited", nullptr, count) : tr("%n member(s) edited", nullptr, count);
}

void MapEditor::addElement()
{
    auto *dialog = new ElementDialog(m_theme, m_document, this);
    connect(dialog, &ElementDialog::staged, this, [this](const QByteArray &name) {
        if (m_views && !isTable()) {
            m_views->setCurrent(u"table"_s);
            chooseView(u"table"_s);
        }
        if (m_filter) {
            m_search->clear();
            m_filter->setText({});
        }
        selectElement(name);
    });
    dialog->open();
}

void MapEditor::renameElement()
{
    const QByteArray name = m_table->currentName();
    if (name.isNull() || !m_mayWrite || !m_document->isEditable() || !m_document->valueOf(name))
        return;
    auto *dialog = new ElementDialog(m_theme, m_document, name, this);
    connect(dialog, &ElementDialog::staged, this, &MapEditor::selectElement);
    dialog->open();
}

void MapEditor::selectElement(const QByteArray &name)
{
    const QModelIndex index = m_model->index(m_model->rowOf(name), 0);
    m_table->select(m_filter ? m_filter->mapFromSource(index).row() : index.row());
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
    entry(isHash() ? tr("Add field…") : tr("Add member…"), "addElementAction", {}, canEdit, [this] { addElement(); });
    entry(isHash() ? tr("Rename field…") : tr("Change member…"), "renameElementAction", QKeySequence(Qt::Key_F2),
          canEdit && names.size() == 1, [this] { renameElement(); });
    entry(isHash() ? tr("Remove %n field(s)", nullptr, int(names.size()))
                   : tr("Remove %n member(s)", nullptr, int(names.size())),
          "removeElementsAction", QKeySequence(Qt::Key_Delete), canEdit && !names.isEmpty(),
          [this] { removeElements(); });
    if (m_expiry && m_expiry->isShown())
        entry(tr("Field time to live…"), "fieldTtlAction", FieldExpiry::shortcut(), !m_expiry->editable().isEmpty(),
              [this] { m_expiry->edit(); });
    entry(tr("Undo the edit"), "revertElementsAction", {}, hasStaged, [this] { revertElements(); });
    menu->addSeparator();
    entry(tr("Copy"), "copyElementsAction", QKeySequence(QKeySequence::Copy), !names.isEmpty(),
          [this] { m_table->copySelection(); });
    std::vector<CollectionRow> rows;
    for (const QByteArray &name : names)
        rows.push_back({name, m_document->valueOf(name).value_or(QByteArray()), {}, 0});
    addCopyAs(menu, subjectOf(m_document->kind(), m_document->key(), std::move(rows)),
              [this](const Notice &notice) { emit noticeRequested(notice); });
    if (isScored()) {
        menu->addSeparator();
        QAction *places = menu->addAction(tr("Show scores as coordinates"));
        places->setObjectName(u"showCoordinatesAction"_s);
        places->setCheckable(true);
        places->setChecked(m_model->showsCoordinates());
        connect(places, &QAction::toggled, this, [this](bool on) {
            m_model->setShowsCoordinates(on);
            if (on)
                m_table->horizontalHeader()->resizeSection(3, 200);
        });
    }
    menu->popup(at);
}

void MapEditor::refreshFooter()
{
    const QByteArray text = bytesFromEscaped(m_search->text());
    m_footer->setSearch(text, m_filter && !m_filter->text().isEmpty() ? m_filter->rowCount() : -1);
    const auto length = int(m_document->length());
    m_search->setPlaceholderText(isHash()         ? tr("Filter %n field(s)", nullptr, length)
                                     : isScored() ? tr("Find a member")
                                                  : tr("Filter %n member(s)", nullptr, length));
}

void MapEditor::refreshControls()
{
    const bool canEdit = m_mayWrite && m_document->isEditable();
    if (m_expiry)
        m_expiry->setMayWrite(m_mayWrite);
    m_add->setEnabled(canEdit);
    setPlainToolTip(m_add, m_mayWrite ? QString() : valueWords::readOnlyTip());
    // A member is its own name: it is changed by the dialog, which knows what is taken.
    m_bytes->setMayWrite(m_mayWrite);
    m_bytes->setEditable(m_document->isEditable() && isHash());
    if (m_score)
        m_score->setReadOnly(!canEdit);
}

} // namespace stashdeck
