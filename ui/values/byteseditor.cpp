// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/byteseditor.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"
#include "models/values/openkey.h"
#include "ui/values/codeeditor.h"
#include "ui/values/findbar.h"
#include "ui/values/formatbar.h"
#include "ui/values/hexview.h"
#include "ui/values/pagedtext.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"

#include <QBoxLayout>
#include <QStackedWidget>
#include <QtConcurrentRun>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Longer lines make every keystroke slow; they are shown in folded rows until the user asks to edit them.
constexpr qsizetype editableLine = 20'000;
/// A keystroke in a text beyond this is taken over a moment later, on a worker.
constexpr qsizetype immediateBytes = 32 * 1024;
constexpr int typingPause = 200;
constexpr qsizetype searchInlineLimit = 4 * 1024 * 1024;
constexpr qsizetype beginningBytes = 256 * 1024;

} // namespace

BytesEditor::BytesEditor(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_bar(new FormatBar(theme, this))
    , m_find(new FindBar(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_code(new CodeEditor(theme, this))
    , m_paged(new PagedText(theme, this))
    , m_hex(new HexView(theme, this))
    , m_problemLabel(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_editLimit(wholeValueLimit)
{
    setObjectName(u"bytesEditor"_s);
    m_bar->addFormat(u"text"_s, tr("Text"));
    m_bar->addFormat(u"json"_s, tr("JSON"));
    m_bar->addFormat(u"hex"_s, tr("Hex"));
    buildNotice();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
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
    connect(m_bar, &FormatBar::formatChosen, this, &BytesEditor::setFormat);
    connect(m_bar, &FormatBar::automaticChosen, this, &BytesEditor::setAutomaticFormat);
    connect(m_bar, &FormatBar::reformatRequested, this, &BytesEditor::reformat);
    connect(m_bar, &FormatBar::wrapToggled, this, &BytesEditor::setWrapped);
    connect(&m_typing, &QTimer::timeout, this, &BytesEditor::typed);
    connect(m_code, &CodeEditor::edited, this, [this] {
        if (m_showing)
            return;
        if (m_code->document()->characterCount() <= immediateBytes)
            typed();
        else
            m_typing.start(typingPause);
    });
    connect(m_code, &CodeEditor::filled, this, &BytesEditor::updateControls);
    connect(m_hex, &HexView::edited, this, &BytesEditor::change);
    connect(m_find, &FindBar::findRequested, this, &BytesEditor::find);
    connect(m_find, &FindBar::closed, this, &BytesEditor::focusEditor);
    connect(&m_presenter, &QFutureWatcher<Presentation>::finished, this, [this] {
        if (!m_presenter.isCanceled())
            take(m_presenter.result());
    });
    connect(&m_checker, &QFutureWatcher<Typed>::finished, this, [this] {
        if (!m_checker.isCanceled())
            takeTyped(m_checker.result());
    });
    connect(&m_search, &QFutureWatcher<qint64>::finished, this, [this] {
        if (m_search.isCanceled())
            return;
        m_foundAt = m_search.result();
        m_find->showResult(m_foundAt >= 0);
        if (m_foundAt >= 0 && m_stack->currentWidget() == m_hex)
            m_hex->select(m_foundAt, m_searchLength);
        else if (m_foundAt >= 0)
            m_paged->select(m_foundAt, m_searchLength);
    });
    updateControls();
}

BytesEditor::~BytesEditor() = default;

void BytesEditor::buildNotice()
{
    m_noticeRow = new QFrame(this);
    m_noticeRow->setObjectName(u"largeValueNotice"_s);
    m_noticeLabel = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, {}, m_noticeRow);
    m_noticeLabel->setObjectName(u"largeValueText"_s);
    m_noticeLabel->setElide(Qt::ElideRight);
    m_editAnyway = new Button(m_theme, tr("Edit anyway"), Button::Kind::Quiet, m_noticeRow);
    m_editAnyway->setObjectName(u"editAnyway"_s);
    m_editAnyway->setButtonSize(Button::Size::Small);
    m_noticeLayout = new QHBoxLayout(m_noticeRow);
    m_noticeLayout->setContentsMargins(16, 4, 16, 4);
    m_noticeLayout->setSpacing(10);
    m_noticeLayout->addWidget(m_noticeLabel);
    m_noticeLayout->addWidget(m_editAnyway);
    m_noticeLayout->addStretch(1);
    m_progress = new ProgressLine(m_theme, tr("Loading the value"), this);
    m_progress->hide();
    connect(m_editAnyway, &QAbstractButton::clicked, this, [this] {
        m_forceEditor = true;
        showFormat();
        focusEditor();
    });
}

const TextForm &BytesEditor::shownForm() const
{
    return m_format == "json"_L1 ? m_presentation.json : m_presentation.text;
}

void BytesEditor::setBytes(const QByteArray &bytes)
{
    if (m_emitting && bytes == m_bytes && isWhole())
        return; // the owner hands back what it was just given: the caret stays
    m_bytes = bytes;
    m_wholeLength.reset();
    m_hasValue = true;
    m_forceEditor = false;
    showBytes();
}

void BytesEditor::setBeginning(const QByteArray &bytes, qint64 wholeLength)
{
    m_bytes = bytes;
    m_wholeLength = wholeLength;
    m_hasValue = true;
    m_forceEditor = false;
    showBytes();
}

void BytesEditor::showBytes()
{
    m_typing.stop();
    m_checker.cancel();
    m_search.cancel();
    m_presenter.cancel();
    if (!isSmall()) {
        Presentation presentation;
        presentation.format
            = formatOfBeginning(QByteArrayView(m_bytes).first(std::min<qsizetype>(m_bytes.size(), beginningBytes)));
        take(presentation);
    } else if (m_bytes.size() <= presentInlineLimit) {
        take(present(m_bytes));
    } else {
        m_presenter.setFuture(QtConcurrent::run([bytes = m_bytes] { return present(bytes); }));
    }
}

void BytesEditor::take(const Presentation &presentation)
{
    m_presentation = presentation;
    QString format;
    switch (presentation.format) {
    case DetectedFormat::Empty:
    case DetectedFormat::Text:
    case DetectedFormat::Number:
        format = u"text"_s;
        break;
    case DetectedFormat::Json:
        format = u"json"_s;
        break;
    case DetectedFormat::Binary:
        format = u"hex"_s;
        break;
    }
    const bool canBeJson = isSmall() && presentation.format != DetectedFormat::Binary;
    if (!m_chosen.isEmpty() && (m_chosen != "json"_L1 || canBeJson))
        format = m_chosen;
    const bool isOther = m_format != format;
    m_format = format;
    showFormat();
    if (isOther)
        emit formatChanged(m_format);
}

void BytesEditor::setFormat(const QString &format)
{
    flush();
    m_chosen = format;
    m_bar->setAutomatic(false);
    if (m_format != format)
        showBytes();
}

void BytesEditor::setAutomaticFormat()
{
    flush();
    m_chosen.clear();
    m_bar->setAutomatic(true);
    showBytes();
}

void BytesEditor::showFormat()
{
    m_showing = true;
    m_bar->setCurrent(m_format);
    setProblem({}, 0);
    const bool fitsEditor
        = isSmall() && shownForm().isEditable() && (shownForm().longestLine() <= editableLine || m_forceEditor);
    if (m_format == "hex"_L1) {
        m_paged->setBytes({});
        m_hex->setBytes(m_bytes);
        m_stack->setCurrentWidget(m_hex);
    } else if (fitsEditor) {
        m_paged->setBytes({});
        m_hex->setBytes({});
        m_code->setHighlighted(m_format == "json"_L1);
        m_code->setContent(shownForm().text());
        m_stack->setCurrentWidget(m_code);
    } else {
        m_hex->setBytes({});
        m_paged->setBytes(m_bytes);
        m_stack->setCurrentWidget(m_paged);
    }
    m_showing = false;
    m_foundAt = -1;
    updateControls();
}

void BytesEditor::showNotice()
{
    const bool isFolded = m_stack->currentWidget() == m_paged && m_hasValue;
    const bool mayForce = isFolded && isSmall() && shownForm().isEditable();
    QString text = m_notice;
    if (!text.isEmpty()) {
        // the owner knows more
    } else if (isWhole() && !isSmall()) {
        text = tr("Values over %1 can be read here, not edited.").arg(valueWords::bytes(m_editLimit));
    } else if (mayForce) {
        text = tr("One line has %1 characters. It is shown folded and read only, because typing in it is slow.")
                   .arg(QLocale().toString(shownForm().longestLine()));
    } else if (isFolded && m_presentation.format == DetectedFormat::Binary) {
        text = tr("These bytes are not plain text. They can be edited as hex.");
    } else if (isFolded && isWhole()) {
        text = tr("The line endings are mixed. They are kept as they are; edit them as hex.");
    }
    m_noticeLabel->setText(text);
    m_noticeRow->setVisible(!text.isEmpty());
    m_editAnyway->setVisible(mayForce && m_notice.isEmpty());
}

void BytesEditor::updateControls()
{
    const bool isEditable = m_mayWrite && m_editable && isSmall();
    m_code->setLocked(!isEditable);
    m_hex->setEditable(isEditable);
    const QString why = m_mayWrite ? QString() : valueWords::readOnlyTip();
    setPlainToolTip(m_code->viewport(), why);
    setPlainToolTip(m_hex->viewport(), why);

    QString detected;
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
    detected = tr("%1 · %2").arg(valueWords::bytes(m_wholeLength.value_or(m_bytes.size())), detected);
    m_bar->setDetected(m_hasValue ? detected : QString());
    m_bar->setFormatEnabled(u"json"_s, isSmall() && m_presentation.format != DetectedFormat::Binary,
                            isSmall()
                                ? tr("These bytes are not text.")
                                : tr("Values over %1 are shown as text or hex.").arg(valueWords::bytes(m_editLimit)));
    m_bar->setJsonTools(m_format == "json"_L1, isEditable && m_problem.isEmpty(), why);
    m_bar->setWrap(m_wrapped, m_stack->currentWidget() == m_code && m_code->canWrap());
    showNotice();
}

BytesEditor::Typed BytesEditor::checked(const QString &text, const Presentation &presentation, const QString &format)
{
    Typed typed;
    const bool isJson = format == "json"_L1;
    typed.bytes = (isJson ? presentation.json : presentation.text).encoded(text);
    if (!isJson)
        return typed;
    if (const auto issue = checkJson(typed.bytes)) {
        typed.problem = valueWords::jsonIssue(*issue);
        typed.line = issue->line;
    } else if (presentation.isShownIndented) {
        typed.bytes = minifiedJson(typed.bytes).value_or(typed.bytes);
    }
    return typed;
}

void BytesEditor::flush()
{
    if (!m_typing.isActive() && !m_checker.isRunning())
        return;
    m_typing.stop();
    m_checker.cancel();
    takeTyped(checked(m_code->content(), m_presentation, m_format));
}

void BytesEditor::typed()
{
    if (m_stack->currentWidget() != m_code || m_code->isFilling())
        return;
    const QString text = m_code->content();
    if (text.size() <= immediateBytes) {
        takeTyped(checked(text, m_presentation, m_format));
        return;
    }
    m_checker.setFuture(QtConcurrent::run(
        [text, presentation = m_presentation, format = m_format] { return checked(text, presentation, format); }));
}

void BytesEditor::takeTyped(const Typed &typed)
{
    setProblem(typed.problem, typed.line);
    change(typed.bytes);
}

void BytesEditor::change(const QByteArray &bytes)
{
    m_bytes = bytes;
    m_emitting = true;
    emit edited(bytes);
    m_emitting = false;
    updateControls();
}

void BytesEditor::setProblem(const QString &problem, int line)
{
    m_code->setIssueLine(line);
    m_problemLabel->setText(problem);
    m_problemLabel->setVisible(!problem.isEmpty());
    if (m_problem == problem)
        return;
    m_problem = problem;
    emit problemChanged(problem);
}

void BytesEditor::setMayWrite(bool may)
{
    m_mayWrite = may;
    updateControls();
}

void BytesEditor::setEditable(bool editable)
{
    m_editable = editable;
    updateControls();
}

void BytesEditor::setEditLimit(qint64 bytes)
{
    m_editLimit = bytes;
}

void BytesEditor::setTitle(const QString &plain, bool mono)
{
    m_bar->setTitle(plain, mono);
}

void BytesEditor::setNotice(const QString &text)
{
    m_notice = text;
    showNotice();
}

void BytesEditor::addNoticeButton(Button *button)
{
    button->setButtonSize(Button::Size::Small);
    m_noticeLayout->insertWidget(m_noticeLayout->indexOf(m_editAnyway), button);
}

void BytesEditor::setProgress(std::optional<double> fraction)
{
    m_progress->setVisible(fraction.has_value());
    m_progress->setFraction(fraction.value_or(0));
}

void BytesEditor::addTool(QWidget *tool)
{
    m_bar->addTool(tool);
}

void BytesEditor::openFind()
{
    m_find->open();
}

void BytesEditor::focusEditor()
{
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void BytesEditor::setWrapped(bool wrapped)
{
    m_wrapped = wrapped;
    m_code->setWrapped(wrapped);
    updateControls();
}

void BytesEditor::reformat(bool indented)
{
    flush();
    const auto changed = indented ? prettyJson(m_bytes) : minifiedJson(m_bytes);
    if (!changed || !m_mayWrite || !m_editable)
        return;
    change(*changed);
    showBytes();
}

void BytesEditor::find(const QString &text, bool backwards)
{
    if (text.isEmpty())
        return;
    if (m_stack->currentWidget() == m_code) {
        m_find->showResult(m_code->findText(text, backwards));
        return;
    }
    const QByteArray needle = bytesFromEscaped(text);
    const QByteArray bytes = m_stack->currentWidget() == m_hex ? m_hex->bytes() : m_paged->bytes();
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
