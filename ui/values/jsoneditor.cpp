// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/jsoneditor.h"

#include "ui/values/codeeditor.h"
#include "ui/values/findbar.h"
#include "ui/values/jsonplaceactions.h"
#include "ui/values/jsonreview.h"
#include "ui/values/jsontreeview.h"
#include "ui/values/reviewdialog.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/property.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/splitter.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QtConcurrentRun>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int editPause = 250;
constexpr int followPause = 120;
/// Below this one view at a time.
constexpr int narrowWidth = 620;
/// Texts up to here are replaced as a step that can be undone; longer ones come in by pieces.
constexpr qsizetype undoable = 64LL * 1024;
/// Trees up to here are searched within a frame.
constexpr int searchedAtOnce = 20'000;

} // namespace

JsonEditor::JsonEditor(const Theme *theme, KeyActions *actions, JsonDocument *document, QWidget *parent)
    : ValueEditor(parent)
    , m_theme(theme)
    , m_actions(actions)
    , m_document(document)
    , m_stack(new QStackedWidget(this))
    , m_message(new EmptyState(theme, u"info"_s, {}, {}, this))
    , m_splitter(new Splitter(theme, Qt::Horizontal, this))
    , m_tree(new JsonTreeView(theme, this))
    , m_text(new CodeEditor(theme, this))
    , m_find(new FindBar(theme, this))
    , m_note(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_places(new JsonPlaceActions(theme, document, m_tree, this))
    , m_wantedSide(u"both"_s)
{
    setObjectName(u"jsonEditor"_s);
    m_message->setObjectName(u"jsonMessage"_s);
    m_tree->setObjectName(u"jsonTree"_s);
    m_tree->setAccessibleName(tr("JSON as a tree"));
    m_text->setObjectName(u"jsonText"_s);
    m_text->setAccessibleName(tr("JSON as text"));
    m_text->setHighlighted(true);
    m_note->setObjectName(u"jsonNote"_s);
    m_note->setContentsMargins(16, 6, 16, 6);
    m_note->hide();
    auto *bar = new QWidget(this);
    buildBar(bar);

    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_text);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    auto *whole = new QWidget(this);
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_note);
    column->addWidget(m_find);
    m_stack->addWidget(whole);
    m_stack->addWidget(m_message);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    m_editSoon.setSingleShot(true);
    m_followSoon.setSingleShot(true);
    connect(&m_editSoon, &QTimer::timeout, this, &JsonEditor::flush);
    connect(&m_followSoon, &QTimer::timeout, this, [this] {
        if (m_text->hasFocus())
            showInTree();
    });
    connect(m_text, &CodeEditor::edited, this, &JsonEditor::textEdited);
    connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!m_syncing)
            m_followSoon.start(followPause);
    });
    connect(m_text, &CodeEditor::filled, this, [this] {
        refreshControls();
        showInText(m_tree->currentNode());
    });
    connect(m_tree, &JsonTreeView::currentNodeChanged, this, [this](int node) {
        m_places->refresh();
        if (m_tree->tree() && node != JsonTree::none && !m_path->hasFocus())
            m_path->setText(QString::fromUtf8(m_tree->tree()->path(node)));
        if (!m_syncing)
            showInText(node);
    });
    connect(m_tree, &JsonTreeView::editRequested, m_places, &JsonPlaceActions::editValue);
    connect(m_tree, &JsonTreeView::menuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->setObjectName(u"jsonMenu"_s);
        m_places->fill(menu);
        menu->popup(at);
    });
    connect(m_places, &JsonPlaceActions::copied, this, [this](const QString &words) {
        Notice notice;
        notice.text = words;
        emit noticeRequested(notice);
    });
    connect(m_places, &JsonPlaceActions::expandAllRequested, this, [this] {
        if (!m_tree->expandMany()) {
            m_note->setText(tr("Very large: only the first part was expanded."));
            m_note->show();
        }
    });
    connect(m_places, &JsonPlaceActions::collapseAllRequested, m_tree, &QTreeView::collapseAll);
    connect(m_find, &FindBar::findRequested, this, &JsonEditor::find);
    connect(m_find, &FindBar::closed, this, &JsonEditor::focusEditor);
    connect(m_document, &JsonDocument::textReplaced, this, &JsonEditor::showText);
    connect(m_document, &JsonDocument::treeChanged, this, &JsonEditor::showTree);
    connect(m_document, &ValueDocument::stateChanged, this, [this] {
        showBody();
        refreshControls();
    });
    connect(m_document, &JsonDocument::progressed, this, [this](qint64 received, qint64 total) {
        m_message->setState(u"cloud-download"_s, tr("Loading the document"),
                            total > 0 ? tr("%1 of %2").arg(valueWords::bytes(received), valueWords::bytes(total))
                                      : valueWords::bytes(received));
    });
    showSide();
    showText({});
    showTree();
    showBody();
}

JsonEditor::~JsonEditor() = default;

void JsonEditor::buildBar(QWidget *bar)
{
    m_path = new QLineEdit(bar);
    m_path->setObjectName(u"jsonPath"_s);
    m_path->setProperty("mono", true);
    m_path->setAccessibleName(tr("Path"));
    m_path->setPlaceholderText(tr("Path, such as $.a[3] or $..id"));
    m_side = new SegmentedControl(m_theme, tr("View"), bar);
    m_side->setObjectName(u"jsonSide"_s);
    m_side->addSegment(u"tree"_s, tr("Tree"));
    m_side->addSegment(u"text"_s, tr("Text"));
    m_side->addSegment(u"both"_s, tr("Both"));
    m_add = new Button(m_theme, tr("Add"), Button::Kind::Default, bar);
    m_add->setObjectName(u"jsonAddButton"_s);
    m_add->setIconName(u"plus"_s);
    m_more = new IconButton(m_theme, u"ellipsis"_s, tr("More for this place"), bar, IconButton::Kind::Framed);
    m_more->setObjectName(u"jsonMore"_s);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 16, 8);
    row->setSpacing(8);
    m_found = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, bar);
    m_found->setObjectName(u"jsonFound"_s);
    m_found->hide();
    row->addWidget(m_path, 1);
    row->addWidget(m_found);
    row->addWidget(m_side);
    row->addWidget(m_add);
    row->addWidget(m_more);
    connect(m_path, &QLineEdit::returnPressed, this, &JsonEditor::goToPath);
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        setStyleProperty(m_path, "invalid", false);
        forgetMatches();
    });
    connect(&m_matcher, &QFutureWatcher<JsonMatches>::finished, this, [this] { takeMatches(m_matcher.result()); });
    connect(m_side, &SegmentedControl::currentChanged, this, [this](const QString &side) {
        m_wantedSide = side;
        showSide();
    });
    connect(m_add, &QAbstractButton::clicked, m_places, &JsonPlaceActions::add);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { emit m_tree->menuRequested(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

void JsonEditor::resizeEvent(QResizeEvent *event)
{
    ValueEditor::resizeEvent(event);
    showSide();
}

void JsonEditor::showSide()
{
    const bool isNarrow = width() < narrowWidth;
    m_side->setSegmentEnabled(u"both"_s, !isNarrow, tr("The pane is too narrow for both."));
    const QString side = isNarrow && m_wantedSide == u"both" ? u"tree"_s : m_wantedSide;
    m_side->setCurrent(side);
    m_tree->setVisible(side != u"text");
    m_text->setVisible(side != u"tree");
}

void JsonEditor::showText(const QByteArray &place)
{
    m_editSoon.stop();
    m_place = place;
    const QString text = QString::fromUtf8(m_document->text());
    if (text == m_text->content())
        return;
    const bool wasSyncing = std::exchange(m_syncing, true);
    const bool isStep = m_document->isDirty() && m_document->text().size() <= undoable && !m_text->isFilling();
    if (isStep)
        m_text->replaceContent(text);
    else
        m_text->setContent(text);
    m_editSoon.stop(); // it was not typed
    m_syncing = wasSyncing;
}

void JsonEditor::showTree()
{
    if (m_document->isTreeCurrent()) {
        m_tree->setTree(m_document->tree(), std::exchange(m_place, {}));
        const int node = m_tree->currentNode();
        if (node != JsonTree::none && !m_path->hasFocus())
            m_path->setText(QString::fromUtf8(m_tree->tree()->path(node)));
        if (!m_text->hasFocus())
            showInText(node);
    }
    const auto &issue = m_document->issue();
    m_text->setIssueLine(issue ? issue->line : 0);
    m_note->setText(issue ? valueWords::jsonIssue(*issue) : QString());
    m_note->setVisible(issue.has_value());
    m_tree->setEnabled(!issue);
    refreshControls();
    emit problemChanged(problem());
}

void JsonEditor::showBody()
{
    using Absence = JsonDocument::Absence;
    m_message->clearActions();
    const bool isLoading = m_document->state() == ValueDocument::State::LoadingRest;
    switch (m_document->absence()) {
    case Absence::None:
        m_stack->setCurrentIndex(0);
        return;
    case Absence::NoCommands:
        m_message->setState(u"ban"_s, tr("This server has no JSON commands"),
                            tr("The key is untouched. It can be renamed, deleted and given another expiry."));
        break;
    case Absence::NotPermitted:
        m_message->setState(u"lock"_s, tr("This token may not read JSON"),
                            tr("The key is untouched. Connect with a token that may run the JSON commands."));
        break;
    case Absence::TooLarge: {
        m_message->setState(
            isLoading ? u"cloud-download"_s : u"braces"_s,
            isLoading ? tr("Loading the document") : tr("A large document"),
            isLoading ? QString()
                      : tr("It is over %1, so it was not loaded by itself.").arg(valueWords::bytes(wholeValueLimit)));
        Button *button = m_message->addAction(isLoading ? tr("Stop") : tr("Load all"),
                                              isLoading ? Button::Kind::Default : Button::Kind::Primary);
        button->setObjectName(isLoading ? u"stopLoading"_s : u"loadAll"_s);
        connect(button, &QAbstractButton::clicked, m_document,
                isLoading ? &JsonDocument::cancelLoad : &JsonDocument::loadWhole);
        break;
    }
    }
    m_stack->setCurrentIndex(1);
}

void JsonEditor::refreshControls()
{
    const bool writes = m_mayWrite && m_document->isEditable();
    m_text->setLocked(!writes);
    m_places->setMayWrite(m_mayWrite);
    const int node = m_tree->currentNode();
    const bool canAdd = writes && m_document->isTreeCurrent() && node != JsonTree::none
        && (m_tree->tree()->isContainer(node) || m_tree->tree()->parent(node) != JsonTree::none);
    m_add->setEnabled(canAdd);
    setPlainToolTip(m_add, m_mayWrite ? QString() : valueWords::readOnlyTip());
}

void JsonEditor::textEdited()
{
    if (m_syncing)
        return;
    m_editSoon.start(editPause);
}

void JsonEditor::flush()
{
    if (!m_editSoon.isActive() && sender() != &m_editSoon)
        return;
    m_editSoon.stop();
    if (!m_text->isFilling())
        m_document->setText(m_text->content().toUtf8());
}

QString JsonEditor::problem() const
{
    return m_document->issue() ? valueWords::jsonIssue(*m_document->issue()) : QString();
}

void JsonEditor::setMayWrite(bool may)
{
    m_mayWrite = may;
    refreshControls();
}

void JsonEditor::goToPath()
{
    flush();
    if (namesManyPlaces(m_path->text())) {
        goToMany(m_path->text());
        return;
    }
    const JsonTree *tree = m_tree->tree();
    const int node = tree ? tree->find(m_path->text()) : JsonTree::none;
    setStyleProperty(m_path, "invalid", node == JsonTree::none);
    if (node == JsonTree::none) {
        m_note->setText(tr("There is no such place in this document."));
        m_note->show();
        return;
    }
    m_note->setVisible(m_document->issue().has_value());
    m_tree->select(node);
    showInText(node);
    if (m_tree->isVisible())
        m_tree->setFocus();
    else
        m_text->setFocus();
}

void JsonEditor::goToMany(const QString &path)
{
    if (!m_document->isTreeCurrent() || m_tree->tree() != m_document->tree().get())
        return;
    if (path == m_matchPath && m_matchTree == m_document->tree() && !m_matches.empty()) {
        m_match = (m_match + 1) % m_matches.size(); // Enter again: the next one
        showMatch();
        return;
    }
    m_matchPath = path;
    m_matchTree = m_document->tree();
    if (m_matchTree->size() <= searchedAtOnce) {
        takeMatches(jsonMatches(*m_matchTree, path));
        return;
    }
    m_found->setText(tr("Counting"));
    m_found->show();
    m_matcher.setFuture(QtConcurrent::run([tree = m_matchTree, path] { return jsonMatches(*tree, path); }));
}

void JsonEditor::takeMatches(const JsonMatches &matches)
{
    if (m_matchPath.isEmpty() || m_matchTree != m_document->tree())
        return; // another path, or another document
    m_matches = matches.nodes;
    m_match = 0;
    const bool isFound = matches.kind == JsonMatches::Kind::Found && !m_matches.empty();
    setStyleProperty(m_path, "invalid", !isFound);
    m_note->setText(matches.kind == JsonMatches::Kind::Filter
                        ? tr("A path with a filter is not looked for here. Use the console.")
                        : tr("There is no such place in this document."));
    m_note->setVisible(!isFound || m_document->issue().has_value());
    m_found->setVisible(isFound);
    if (isFound)
        showMatch();
}

void JsonEditor::showMatch()
{
    const QLocale locale;
    m_found->setText(tr("%1 of %2 places").arg(locale.toString(m_match + 1), locale.toString(m_matches.size())));
    setPlainToolTip(m_found, tr("Enter in the path goes to the next one."));
    // The path stays as it was typed: the next Enter goes on.
    const QSignalBlocker quiet(m_tree);
    m_tree->select(m_matches.at(m_match));
    m_places->refresh();
    showInText(m_matches.at(m_match));
}

void JsonEditor::forgetMatches()
{
    m_matchPath.clear();
    m_matchTree.reset();
    m_matches.clear();
    m_found->hide();
}

void JsonEditor::showInText(int node)
{
    if (node == JsonTree::none || m_syncing || m_text->isFilling() || m_editSoon.isActive()
        || !m_document->isTreeCurrent() || m_tree->tree() != m_document->tree().get())
        return;
    const JsonTree *tree = m_tree->tree();
    const auto position = [tree](qsizetype offset) {
        return int(QString::fromUtf8(QByteArrayView(tree->text()).first(offset)).size());
    };
    m_syncing = true;
    QTextCursor cursor(m_text->document());
    if (tree->isContainer(node)) {
        cursor.setPosition(position(tree->nameOffset(node)));
    } else {
        cursor.setPosition(position(tree->offset(node)));
        const QString value = QString::fromUtf8(tree->value(node));
        cursor.setPosition(cursor.position() + int(value.size()), QTextCursor::KeepAnchor);
    }
    m_text->setTextCursor(cursor);
    m_text->centerCursor();
    m_syncing = false;
}

void JsonEditor::showInTree()
{
    if (m_text->isFilling() || m_editSoon.isActive() || !m_document->isTreeCurrent()
        || m_tree->tree() != m_document->tree().get())
        return;
    const int position = m_text->textCursor().selectionStart();
    const qsizetype offset = QStringView(m_text->content()).left(position).toUtf8().size();
    m_syncing = true;
    m_tree->select(m_tree->tree()->nodeAt(offset));
    m_syncing = false;
}

void JsonEditor::openFind()
{
    if (m_stack->currentIndex() == 0)
        m_find->open();
}

void JsonEditor::find(const QString &text, bool backwards)
{
    const bool found = !text.isEmpty() && m_text->findText(text, backwards);
    m_find->showResult(found || text.isEmpty());
    if (found)
        showInTree();
}

void JsonEditor::focusEditor()
{
    if (m_tree->isVisible() && m_tree->isEnabled())
        m_tree->setFocus();
    else if (m_text->isVisible())
        m_text->setFocus();
}

void JsonEditor::openReview()
{
    if (m_document->state() != ValueDocument::State::Conflict)
        return;
    const Environment environment = m_actions->session()->profile().environment;
    const QList<JsonDocument::Conflict> &conflicts = m_document->conflicts();
    if (conflicts.size() != 1 || conflicts.first().path != "$" || !conflicts.first().theirs) {
        (new JsonReview(m_theme, m_document, environment, this))->open();
        return;
    }
    // The whole document on both sides: line by line, as text.
    const QPointer<JsonDocument> document(m_document);
    ReviewedText texts;
    texts.base = conflicts.first().loaded.value_or(QByteArray());
    texts.mine = conflicts.first().mine.value_or(QByteArray());
    texts.theirs = *conflicts.first().theirs;
    texts.isJson = true;
    texts.accept = [document](const QByteArray &text) {
        if (document)
            document->acceptMerge(text);
    };
    (new ReviewDialog(m_theme, m_document, texts, environment, this))->open();
}

QString JsonEditor::differsText() const
{
    const auto count = int(m_document->conflicts().size());
    return count == 0 ? tr("The whole document differs.") : tr("%n place(s) differ.", nullptr, count);
}

QString JsonEditor::editedText() const
{
    return tr("%n place(s) edited", nullptr, int(m_document->editCount()));
}

} // namespace stashdeck
