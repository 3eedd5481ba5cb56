// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/stringeditor.h"

#include "models/base/bytetext.h"
#include "models/values/jsontext.h"
#include "ui/values/codeeditor.h"
#include "ui/values/findbar.h"
#include "ui/values/hexview.h"
#include "ui/values/pagedtext.h"
#include "ui/values/reviewdialog.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QStackedWidget>
#include <QtConcurrentRun>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Longer lines make every keystroke slow; they are shown in folded rows until the user asks to edit them.
constexpr qsizetype editableLine = 20'000;
/// A keystroke in a text beyond this is taken over a moment later, not at once.
constexpr qsizetype immediateBytes = 32 * 1024;
constexpr int typingPause = 200;
constexpr qsizetype searchInlineLimit = 4 * 1024 * 1024;

} // namespace

StringEditor::StringEditor(const Theme *theme, StringDocument *document, Environment environment, QWidget *parent)
    : ValueEditor(parent)
    , m_theme(theme)
    , m_document(document)
    , m_environment(environment)
    , m_find(new FindBar(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_code(new CodeEditor(theme, this))
    , m_paged(new PagedText(theme, this))
    , m_hex(new HexView(theme, this))
    , m_problemLabel(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
{
    setObjectName(u"stringEditor"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildBar();
    column->addWidget(m_noticeRow);
    column->addWidget(m_progress);
    column->addWidget(m_find);
    m_stack->addWidget(m_code);
    m_stack->addWidget(m_paged);
    m_stack->addWidget(m_hex);
    column->addWidget(m_stack, 1);
    m_problemLabel->setObjectName(u"valueProblem"_s);
    m_problemLabel->setContentsMargins(16, 4, 16, 6);
    m_problemLabel->hide();
    column->addWidget(m_problemLabel);

    m_typing.setSingleShot(true);
    connect(&m_typing, &QTimer::timeout, this, &StringEditor::typed);
    connect(m_code, &CodeEditor::edited, this, [this] {
        if (m_showing)
            return;
        if (m_code->document()->characterCount() <= immediateBytes)
            typed();
        else
            m_typing.start(typingPause);
    });
    connect(m_code, &CodeEditor::filled, this, &StringEditor::updateControls);
    connect(m_hex, &HexView::edited, this, [this](const QByteArray &bytes) {
        m_document->setCurrent(bytes);
        updateControls();
    });
    connect(m_find, &FindBar::findRequested, this, &StringEditor::find);
    connect(m_find, &FindBar::closed, this, &StringEditor::focusEditor);
    connect(&m_presenter, &QFutureWatcher<Presentation>::finished, this, [this] { take(m_presenter.result()); });
    connect(&m_search, &QFutureWatcher<qint64>::finished, this, [this] {
        m_foundAt = m_search.result();
        m_find->showResult(m_foundAt >= 0);
        if (m_foundAt >= 0 && m_stack->currentWidget() == m_hex)
            m_hex->select(m_foundAt, m_searchLength);
        else if (m_foundAt >= 0)
            m_paged->select(m_foundAt, m_searchLength);
    });
    connect(m_document, &StringDocument::currentChanged, this, &StringEditor::showDocument);
    connect(m_document, &StringDocument::stateChanged, this, [this] {
        updateControls();
        showNotice();
    });
    connect(m_document, &StringDocument::progressed, this, [this](qint64 received, qint64 total) {
        m_progress->setFraction(total > 0 ? double(received) / double(total) : 0);
        m_notice->setText(tr("Loading %1 of %2").arg(valueWords::bytes(received), valueWords::bytes(total)));
    });
    showDocument();
}

StringEditor::~StringEditor() = default;

void StringEditor::buildBar()
{
    auto *bar = new QFrame(this);
    bar->setObjectName(u"formatBar"_s);
    m_detected = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, bar);
    m_detected->setObjectName(u"detectedFormat"_s);
    m_formats = new SegmentedControl(m_theme, tr("Show the value as"), bar);
    m_formats->setObjectName(u"formatControl"_s);
    m_formats->setSmall(true);
    m_formats->addSegment(u"text"_s, tr("Text"));
    m_formats->addSegment(u"json"_s, tr("JSON"));
    m_formats->addSegment(u"hex"_s, tr("Hex"));
    m_formatButton = new Button(m_theme, tr("Format"), Button::Kind::Quiet, bar);
    m_formatButton->setObjectName(u"formatJson"_s);
    m_formatButton->setAccessibleName(tr("Format: indent the stored JSON"));
    m_minifyButton = new Button(m_theme, tr("Minify"), Button::Kind::Quiet, bar);
    m_minifyButton->setObjectName(u"minifyJson"_s);
    m_minifyButton->setAccessibleName(tr("Minify: store the JSON on one line"));
    m_minus = new IconButton(m_theme, u"minus"_s, tr("One less"), bar, IconButton::Kind::Framed);
    m_minus->setObjectName(u"numberMinus"_s);
    m_plus = new IconButton(m_theme, u"plus"_s, tr("One more"), bar, IconButton::Kind::Framed);
    m_plus->setObjectName(u"numberPlus"_s);
    m_formatButton->setButtonSize(Button::Size::Small);
    m_minifyButton->setButtonSize(Button::Size::Small);
    m_minus->setSide(24);
    m_plus->setSide(24);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 5, 16, 5);
    row->setSpacing(8);
    row->addWidget(m_detected);
    row->addStretch(1);
    row->addWidget(m_minus);
    row->addWidget(m_plus);
    row->addWidget(m_formats);
    row->addWidget(m_formatButton);
    row->addWidget(m_minifyButton);
    static_cast<QVBoxLayout *>(layout())->addWidget(bar);

    m_noticeRow = new QFrame(this);
    m_noticeRow->setObjectName(u"largeValueNotice"_s);
    m_notice = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, m_noticeRow);
    m_notice->setObjectName(u"largeValueText"_s);
    m_loadAll = new Button(m_theme, tr("Load all"), Button::Kind::Quiet, m_noticeRow);
    m_loadAll->setObjectName(u"loadAll"_s);
    m_stop = new Button(m_theme, tr("Stop"), Button::Kind::Quiet, m_noticeRow);
    m_stop->setObjectName(u"stopLoading"_s);
    m_editAnyway = new Button(m_theme, tr("Edit anyway"), Button::Kind::Quiet, m_noticeRow);
    m_editAnyway->setObjectName(u"editAnyway"_s);
    for (Button *button : {m_loadAll, m_stop, m_editAnyway})
        button->setButtonSize(Button::Size::Small);
    auto *noticeRow = new QHBoxLayout(m_noticeRow);
    noticeRow->setContentsMargins(16, 4, 16, 4);
    noticeRow->setSpacing(10);
    noticeRow->addWidget(m_notice);
    noticeRow->addWidget(m_loadAll);
    noticeRow->addWidget(m_stop);
    noticeRow->addWidget(m_editAnyway);
    noticeRow->addStretch(1);
    m_progress = new ProgressLine(m_theme, tr("Loading the value"), this);
    m_progress->hide();

    connect(m_formats, &SegmentedControl::currentChanged, this, [this](const QString &id) {
        m_userChoseFormat = true;
        setFormat(id);
    });
    connect(m_formatButton, &QAbstractButton::clicked, this, [this] { reformat(true); });
    connect(m_minifyButton, &QAbstractButton::clicked, this, [this] { reformat(false); });
    connect(m_minus, &QAbstractButton::clicked, this, [this] { step(-1); });
    connect(m_plus, &QAbstractButton::clicked, this, [this] { step(1); });
    connect(m_loadAll, &QAbstractButton::clicked, m_document, &StringDocument::loadRest);
    connect(m_stop, &QAbstractButton::clicked, m_document, &StringDocument::cancelLoadRest);
    connect(m_editAnyway, &QAbstractButton::clicked, this, [this] {
        m_forceEditor = true;
        showFormat();
        focusEditor();
    });
}

bool StringEditor::isWhole() const
{
    return m_document->length() <= wholeValueLimit;
}

const TextForm &StringEditor::shownForm() const
{
    return m_format == "json"_L1 ? m_presentation.json : m_presentation.text;
}

void StringEditor::openReview()
{
    if (m_document->state() != StringDocument::State::Conflict)
        return;
    auto *dialog = new ReviewDialog(m_theme, m_document, m_environment, this);
    dialog->open();
}

QString StringEditor::editedText() const
{
    return tr("1 value edited");
}

void StringEditor::showDocument()
{
    m_typing.stop();
    if (m_document->state() == StringDocument::State::LoadingRest)
        return; // shown when it has come
    const QByteArray bytes = m_document->current();
    if (!isWhole()) {
        Presentation presentation;
        presentation.format
            = formatOfBeginning(QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), firstPageBytes)));
        take(presentation);
    } else if (bytes.size() <= presentInlineLimit) {
        take(present(bytes));
    } else {
        m_presenter.setFuture(QtConcurrent::run([bytes] { return present(bytes); }));
    }
}

void StringEditor::take(const Presentation &presentation)
{
    m_presentation = presentation;
    if (!m_userChoseFormat) {
        switch (presentation.format) {
        case DetectedFormat::Empty:
        case DetectedFormat::Text:
        case DetectedFormat::Number:
            m_format = u"text"_s;
            break;
        case DetectedFormat::Json:
            m_format = u"json"_s;
            break;
        case DetectedFormat::Binary:
            m_format = u"hex"_s;
            break;
        }
    }
    showFormat();
}

void StringEditor::setFormat(const QString &format)
{
    if (m_format == format)
        return;
    flush();
    m_format = format;
    m_formats->setCurrent(format);
    showDocument();
}

void StringEditor::showFormat()
{
    m_showing = true;
    m_formats->setCurrent(m_format);
    m_hex->setBytes({});
    m_paged->setBytes({});
    setProblem({}, 0);
    const bool fitsEditor
        = isWhole() && shownForm().isEditable() && (shownForm().longestLine() <= editableLine || m_forceEditor);
    if (m_format == "hex"_L1) {
        m_hex->setBytes(m_document->current());
        m_stack->setCurrentWidget(m_hex);
    } else if (fitsEditor) {
        m_code->setHighlighted(m_format == "json"_L1);
        m_code->setContent(shownForm().text());
        m_stack->setCurrentWidget(m_code);
    } else {
        m_paged->setBytes(m_document->current());
        m_stack->setCurrentWidget(m_paged);
    }
    m_showing = false;
    m_foundAt = -1;
    updateControls();
    showNotice();
}

void StringEditor::showNotice()
{
    const auto state = m_document->state();
    const qint64 shown = m_document->current().size();
    const bool isPartial = state == StringDocument::State::Partial;
    const bool isLoading = state == StringDocument::State::LoadingRest;
    const bool isFolded = m_stack->currentWidget() == m_paged && !isPartial && !isLoading;
    QString text;
    if (isLoading) {
        text = tr("Loading %1").arg(valueWords::bytes(m_document->length()));
    } else if (isPartial) {
        text = tr("Showing the first %1 of %2.").arg(valueWords::bytes(shown), valueWords::bytes(m_document->length()));
    } else if (!isWhole()) {
        text = tr("Values over %1 can be read here, not edited.").arg(valueWords::bytes(wholeValueLimit));
    } else if (isFolded && shownForm().isEditable()) {
        text = tr("One line has %1 characters. It is shown folded and read only, because typing in it is slow.")
                   .arg(QLocale().toString(shownForm().longestLine()));
    } else if (isFolded && m_presentation.format == DetectedFormat::Binary) {
        text = tr("These bytes are not plain text. They can be edited as hex.");
    } else if (isFolded) {
        text = tr("The line endings are mixed. They are kept as they are; edit them as hex.");
    }
    m_notice->setText(text);
    m_noticeRow->setVisible(!text.isEmpty());
    m_loadAll->setVisible(isPartial);
    m_stop->setVisible(isLoading);
    m_editAnyway->setVisible(isFolded && isWhole() && shownForm().isEditable());
    m_progress->setVisible(isLoading);
    if (isLoading)
        m_progress->setFraction(0);
}

void StringEditor::updateControls()
{
    const bool isEditable = m_mayWrite && m_document->isEditable();
    m_code->setLocked(!isEditable);
    m_hex->setEditable(isEditable);
    const QString why = m_mayWrite ? QString() : valueWords::readOnlyTip();
    setPlainToolTip(m_code->viewport(), why);
    setPlainToolTip(m_hex->viewport(), why);

    const QByteArray &bytes = m_document->current();
    QString detected;
    if (m_document->state() != StringDocument::State::Empty) {
        switch (m_presentation.format) {
        case DetectedFormat::Empty:
            detected = tr("Empty");
            break;
        case DetectedFormat::Text:
            detected = tr("Text");
            break;
        case DetectedFormat::Json:
            detected = m_presentation.isShownIndented && m_format == "json"_L1
                ? tr("JSON detected · stored on one line, shown indented")
                : tr("JSON detected");
            break;
        case DetectedFormat::Number:
            detected = tr("Number");
            break;
        case DetectedFormat::Binary:
            detected = tr("Binary");
            break;
        }
        if (m_presentation.format != DetectedFormat::Binary
            && m_presentation.text.lineEnding() == TextForm::LineEnding::CrLf)
            detected = tr("%1 · CRLF line endings").arg(detected);
        detected = tr("%1 · %2").arg(valueWords::bytes(isWhole() ? bytes.size() : m_document->length()), detected);
    }
    m_detected->setText(detected);
    m_formats->setSegmentEnabled(
        u"json"_s, isWhole() && m_presentation.format != DetectedFormat::Binary,
        isWhole() ? tr("These bytes are not text.")
                  : tr("Values over %1 are shown as text or hex.").arg(valueWords::bytes(wholeValueLimit)));
    const bool isJson = m_format == "json"_L1;
    m_formatButton->setVisible(isJson);
    m_minifyButton->setVisible(isJson);
    for (Button *button : {m_formatButton, m_minifyButton}) {
        button->setEnabled(isEditable && m_problem.isEmpty());
        setPlainToolTip(button, why);
    }
    const bool isNumber = m_format == "text"_L1 && wholeNumber(bytes).has_value();
    for (IconButton *button : {m_minus, m_plus}) {
        button->setVisible(isNumber);
        button->setEnabled(isEditable);
    }
    setPlainToolTip(m_minus, m_mayWrite ? m_minus->accessibleName() : why);
    setPlainToolTip(m_plus, m_mayWrite ? m_plus->accessibleName() : why);
}

void StringEditor::flush()
{
    if (m_typing.isActive()) {
        m_typing.stop();
        typed();
    }
}

void StringEditor::typed()
{
    m_typing.stop();
    if (m_stack->currentWidget() != m_code || m_code->isFilling())
        return;
    const QString text = m_code->content();
    QByteArray bytes = shownForm().encoded(text);
    if (m_format == "json"_L1) {
        const auto issue = checkJson(bytes);
        if (issue)
            setProblem(valueWords::jsonIssue(*issue), issue->line);
        else
            setProblem({}, 0);
        if (!issue && m_presentation.isShownIndented)
            bytes = minifiedJson(bytes).value_or(bytes);
    }
    m_document->setCurrent(bytes);
    updateControls();
}

void StringEditor::setProblem(const QString &problem, int line)
{
    m_code->setIssueLine(line);
    m_problemLabel->setText(problem);
    m_problemLabel->setVisible(!problem.isEmpty());
    if (m_problem == problem)
        return;
    m_problem = problem;
    emit problemChanged(problem);
}

void StringEditor::setMayWrite(bool may)
{
    m_mayWrite = may;
    updateControls();
}

void StringEditor::openFind()
{
    m_find->open();
}

void StringEditor::focusEditor()
{
    if (m_stack->currentWidget())
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void StringEditor::reformat(bool indented)
{
    flush();
    const QByteArray bytes = m_document->current();
    const auto changed = indented ? prettyJson(bytes) : minifiedJson(bytes);
    if (!changed || !m_mayWrite)
        return;
    m_document->setCurrent(*changed);
    showDocument();
}

void StringEditor::step(qint64 by)
{
    flush();
    const auto number = wholeNumber(m_document->current());
    qint64 next = 0;
    if (!number || !m_mayWrite || qAddOverflow(*number, by, &next))
        return;
    m_document->setCurrent(QByteArray::number(next));
    showDocument();
}

void StringEditor::find(const QString &text, bool backwards)
{
    if (text.isEmpty())
        return;
    if (m_stack->currentWidget() == m_code) {
        QTextDocument::FindFlags flags;
        flags.setFlag(QTextDocument::FindBackward, backwards);
        bool found = m_code->find(text, flags);
        if (!found) { // once around
            QTextCursor cursor = m_code->textCursor();
            const QTextCursor before = cursor;
            cursor.movePosition(backwards ? QTextCursor::End : QTextCursor::Start);
            m_code->setTextCursor(cursor);
            found = m_code->find(text, flags);
            if (!found)
                m_code->setTextCursor(before);
        }
        m_find->showResult(found);
        return;
    }
    const QByteArray needle = bytesFromEscaped(text);
    const QByteArray bytes = m_document->current();
    const qint64 from = m_foundAt;
    m_searchLength = needle.size();
    const auto search = [bytes, needle, from, backwards]() -> qint64 {
        if (backwards) {
            const qint64 before = from > 0 ? bytes.lastIndexOf(needle, from - 1) : -1;
            return before >= 0 ? before : bytes.lastIndexOf(needle);
        }
        const qint64 after = bytes.indexOf(needle, from + 1);
        return after >= 0 ? after : bytes.indexOf(needle);
    };
    if (bytes.size() > searchInlineLimit)
        m_search.setFuture(QtConcurrent::run(search));
    else
        m_search.setFuture(QtFuture::makeReadyFuture(search()));
}

} // namespace stashdeck
