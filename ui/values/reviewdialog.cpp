// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/reviewdialog.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"
#include "models/codecs/textform.h"
#include "ui/values/codeeditor.h"
#include "ui/values/hexview.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QGridLayout>
#include <QRadioButton>
#include <QScrollArea>
#include <QtConcurrentRun>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shownLines = 12;
constexpr qsizetype shownCharacters = 400;
/// Places beyond this are decided by the two buttons or in the result itself.
constexpr int shownPlaces = 100;

/// A stretch of lines as a person reads it, shortened.
QString shownText(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return ReviewDialog::tr("(nothing)");
    QStringList lines;
    for (const QByteArray &line : bytes.split('\n')) {
        if (lines.size() >= shownLines) {
            lines.append(u"…"_s);
            break;
        }
        lines.append(displayText(line, shownCharacters));
    }
    if (!lines.isEmpty() && lines.last().isEmpty() && bytes.endsWith('\n'))
        lines.removeLast();
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ReviewDialog::ReviewDialog(const Theme *theme, ValueDocument *document, ReviewedText texts, Environment environment,
                           QWidget *parent)
    : DialogShell(theme, tr("Review differences"), parent)
    , m_document(document)
    , m_texts(std::move(texts))
    , m_columns(new QWidget(this))
    , m_count(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
{
    setObjectName(u"reviewDialog"_s);
    setMinimumSize(860, 560);
    m_count->setObjectName(u"reviewCount"_s);
    body()->addWidget(m_count);
    m_isText = isEditableText(m_texts.base) && isEditableText(m_texts.mine) && isEditableText(m_texts.theirs)
        && TextForm(m_texts.mine).isEditable();
    setEnvironment(environment);
    Button *theirs = addSecondary(tr("Load theirs"), Button::Kind::Ghost);
    theirs->setObjectName(u"reviewLoadTheirs"_s);
    Button *mine = addSecondary(tr("Keep mine"), Button::Kind::Ghost);
    mine->setObjectName(u"reviewKeepMine"_s);
    connect(theirs, &QAbstractButton::clicked, this, [this] {
        if (m_document)
            m_document->loadTheirs();
        accept();
    });
    connect(mine, &QAbstractButton::clicked, this, [this] {
        if (m_document)
            m_document->keepMine();
        accept();
    });
    if (m_isText) {
        Button *save = setPrimary(valueWords::saveLabel(environment), Button::Kind::Write);
        save->setEnvironment(environment);
        save->setObjectName(u"reviewSave"_s);
        save->setEnabled(false);
        connect(save, &QAbstractButton::clicked, this, &ReviewDialog::saveResult);
        buildText();
    } else {
        buildBytes();
    }
    // The server's value changed again, or somebody decided elsewhere: this comparison is no longer true.
    connect(document, &ValueDocument::stateChanged, this, [this](ValueDocument::State state) {
        if (state != ValueDocument::State::Conflict)
            reject();
    });
}

void ReviewDialog::buildText()
{
    m_count->setText(tr("Comparing"));
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"reviewPlaces"_s);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_columns);
    body()->addWidget(scroll, 3);
    body()->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2,
                                 tr("Result, as it will be saved. It can be edited."), this));
    m_result = new CodeEditor(theme(), this);
    m_result->setObjectName(u"reviewResult"_s);
    m_result->setAccessibleName(tr("Result"));
    m_result->setProperty("bare", false);
    body()->addWidget(m_result, 2);
    m_problem = plainLabel(theme(), TextStyle::Secondary, Token::DangerText, {}, this);
    m_problem->setObjectName(u"reviewProblem"_s);
    m_problem->hide();
    body()->addWidget(m_problem);
    connect(m_result, &CodeEditor::edited, this, &ReviewDialog::checkResult);
    connect(m_result, &CodeEditor::filled, this, &ReviewDialog::checkResult);
    m_result->setHighlighted(m_texts.isJson);
    connect(&m_comparing, &QFutureWatcher<QList<MergeHunk>>::finished, this, [this] {
        m_hunks = m_comparing.result();
        showHunks();
    });
    m_isOneLineJson = !m_texts.isJson && isMinifiedJson(m_texts.base) && isMinifiedJson(m_texts.mine)
        && isMinifiedJson(m_texts.theirs);
    m_comparing.setFuture(QtConcurrent::run([base = m_texts.base, mine = m_texts.mine, theirs = m_texts.theirs,
                                             indents = m_isOneLineJson || m_texts.isJson] {
        // JSON on one line is compared as it is read: line by line. It is saved on one line again.
        const auto shown = [indents](const QByteArray &bytes) {
            return indents ? prettyJson(bytes).value_or(bytes) : bytes;
        };
        return compareThreeWay(shown(base), shown(mine), shown(theirs));
    }));
}

void ReviewDialog::showHunks()
{
    auto *grid = new QGridLayout(m_columns);
    grid->setContentsMargins(0, 0, 8, 0);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(8);
    const QStringList titles{tr("Loaded"), tr("Yours"), tr("Server")};
    for (int column = 0; column < 3; ++column) {
        grid->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2, titles.at(column), m_columns), 0,
                        column);
        grid->setColumnStretch(column, 1);
    }
    m_choices.clear();
    int places = 0;
    for (qsizetype i = 0; i < m_hunks.size(); ++i) {
        const MergeHunk &hunk = m_hunks.at(i);
        m_choices.append(defaultChoice(hunk.kind));
        if (hunk.kind == MergeHunk::Kind::Same || ++places > shownPlaces)
            continue;
        auto *group = new QButtonGroup(m_columns);
        const QByteArray texts[] = {hunk.base, hunk.mine, hunk.theirs};
        const bool isChanged[] = {false, hunk.mine != hunk.base, hunk.theirs != hunk.base};
        const MergeHunk::Choice choices[]
            = {MergeHunk::Choice::Base, MergeHunk::Choice::Mine, MergeHunk::Choice::Theirs};
        for (int column = 0; column < 3; ++column) {
            auto *cell = new QFrame(m_columns);
            cell->setProperty("tone", isChanged[column] ? u"warning"_s : u"neutral"_s);
            auto *lines = new QVBoxLayout(cell);
            lines->setContentsMargins(10, 6, 10, 8);
            lines->setSpacing(4);
            auto *choice = new QRadioButton(column == 0       ? tr("Take what was loaded")
                                                : column == 1 ? tr("Take yours")
                                                              : tr("Take the server's"),
                                            cell);
            choice->setObjectName(u"reviewChoice%1_%2"_s.arg(places).arg(column));
            choice->setChecked(m_choices.last() == choices[column]);
            group->addButton(choice);
            auto *text = plainLabel(theme(), TextStyle::Mono, Token::Text, shownText(texts[column]), cell);
            text->setTextInteractionFlags(Qt::TextSelectableByMouse);
            text->setWordWrap(true);
            lines->addWidget(choice);
            lines->addWidget(text);
            lines->addStretch(1);
            grid->addWidget(cell, places, column);
            connect(choice, &QRadioButton::toggled, this, [this, i, taken = choices[column]](bool on) {
                if (!on)
                    return;
                m_choices[i] = taken;
                updateResult();
            });
        }
    }
    grid->setRowStretch(places + 1, 1);
    const qsizetype conflicts = conflictCount(m_hunks);
    const QString both = conflicts == 1 ? tr("1 place was changed on both sides.")
                                        : tr("%1 places were changed on both sides.").arg(conflicts);
    const QString apart = places == 1 ? tr("1 place differs, changed on one side only.")
                                      : tr("%1 places differ, each changed on one side only.").arg(places);
    m_count->setText(conflicts == 0 ? apart : both);
    primary()->setEnabled(true);
    updateResult();
}

void ReviewDialog::updateResult()
{
    m_result->setContent(TextForm(merged(m_hunks, m_choices)).text());
    checkResult();
}

void ReviewDialog::buildBytes()
{
    m_count->setText(tr("The value is binary. Choose one side."));
    auto *row = new QHBoxLayout(m_columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    const QStringList titles{tr("Loaded"), tr("Yours"), tr("Server")};
    const QByteArray sides[] = {m_texts.base, m_texts.mine, m_texts.theirs};
    for (int i = 0; i < 3; ++i) {
        auto *column = new QVBoxLayout;
        const QString title = tr("%1 · %2").arg(titles.at(i), valueWords::bytes(sides[i].size()));
        column->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2, title, m_columns));
        auto *view = new HexView(theme(), m_columns);
        view->setAccessibleName(titles.at(i));
        view->setBytes(sides[i]);
        column->addWidget(view, 1);
        row->addLayout(column, 1);
    }
    body()->addWidget(m_columns, 1);
}

void ReviewDialog::checkResult()
{
    if (!m_texts.isJson || m_result->isFilling() || m_hunks.isEmpty())
        return;
    const std::optional<JsonIssue> issue = checkJson(m_result->content().toUtf8());
    m_result->setIssueLine(issue ? issue->line : 0);
    m_problem->setText(issue ? valueWords::jsonIssue(*issue) : QString());
    m_problem->setVisible(issue.has_value());
    primary()->setEnabled(!issue);
}

void ReviewDialog::saveResult()
{
    if (!m_document || m_result->isFilling() || !m_texts.accept)
        return;
    QByteArray bytes = TextForm(m_texts.mine).encoded(m_result->content());
    if (m_isOneLineJson)
        bytes = minifiedJson(bytes).value_or(bytes);
    const QPointer<ValueDocument> document = m_document; // the dialog closes when it is no conflict any more
    m_texts.accept(bytes);
    if (document)
        document->save();
    accept();
}

} // namespace stashdeck
