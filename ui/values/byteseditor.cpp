// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/byteseditor.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"
#include "ui/values/codecwording.h"
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
/// Beyond this even a keystroke that was asked for would stall the window.
constexpr qsizetype forcedLine = 200'000;
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
    for (const Format format : allFormats()) {
        const bool isCommon = format <= Format::Gzip || format == Format::MessagePack;
        m_bar->addFormat(formatId(format), codecWords::name(format), !isCommon);
    }
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
    connect(m_hex, &HexView::edited, this, &BytesEditor::typedHex);
    connect(m_find, &FindBar::findRequested, this, &BytesEditor::find);
    connect(m_find, &FindBar::closed, this, &BytesEditor::focusEditor);
    connect(&m_viewer, &QFutureWatcher<ValueView>::finished, this, [this] {
        if (!m_viewer.isCanceled())
            take(m_viewer.result());
    });
    connect(&m_checker, &QFutureWatcher<EditedValue>::finished, this, [this] {
        if (!m_checker.isCanceled())
            takeEdited(m_checker.result());
    });
    connect(&m_reformatter, &QFutureWatcher<std::optional<QByteArray>>::finished, this, [this] {
        if (!m_reformatter.isCanceled() && !m_typing.isActive() && !m_pending)
            takeReformatted(m_reformatter.result());
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

BytesEditor::~BytesEditor()
{
    m_stop.request_stop();
}

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
        showView();
        focusEditor();
    });
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

void BytesEditor::stopWork()
{
    m_typing.stop();
    m_stop.request_stop();
    m_stop = {};
    m_pending = false;
    m_checker.cancel();
    m_reformatter.cancel();
    m_search.cancel();
    m_viewer.cancel();
}

void BytesEditor::showBytes()
{
    stopWork();
    const CodecBudget budget(CodecLimits(), m_stop.get_token());
    if (!isSmall()) {
        take(plainView());
    } else if (!isDecodable()) {
        ValueView view = plainView();
        view.isTooLong = false;
        m_viewer.setFuture(QtConcurrent::run([view]() mutable {
            if (view.leaf() == Format::Text)
                view.text = TextForm(view.inner);
            return view;
        }));
    } else if (m_bytes.size() <= viewInlineLimit) {
        take(viewOf(m_bytes, m_chosen, budget));
    } else {
        m_viewer.setFuture(
            QtConcurrent::run([bytes = m_bytes, chosen = m_chosen, budget] { return viewOf(bytes, chosen, budget); }));
    }
}

/// A large value as it is: text or hex, and nothing looked for inside.
ValueView BytesEditor::plainView() const
{
    ValueView view;
    view.detected
        = {formatOfBeginning(QByteArrayView(m_bytes).first(std::min<qsizetype>(m_bytes.size(), beginningBytes)))};
    view.shown = m_chosen == Format::Text || m_chosen == Format::Hex ? QList<Format>{*m_chosen} : view.detected;
    view.inner = m_bytes;
    view.shownBytes = m_bytes;
    view.isTooLong = true;
    return view;
}

void BytesEditor::take(const ValueView &view)
{
    m_view = view;
    // The segment that is on: the envelope, or the leaf of what has none.
    const QString format = formatId(view.shown.first());
    const bool isOther = m_format != format;
    m_format = format;
    showView();
    if (isOther)
        emit formatChanged(m_format);
}

void BytesEditor::setFormat(const QString &format)
{
    const std::optional<Format> known = formatOfId(format);
    if (!known)
        return;
    flush();
    m_chosen = known;
    m_bar->setAutomatic(false);
    showBytes();
}

void BytesEditor::setAutomaticFormat()
{
    flush();
    m_chosen.reset();
    m_bar->setAutomatic(true);
    showBytes();
}

bool BytesEditor::mayForceEditor() const
{
    return isSmall() && m_view.isEditable() && m_view.text.longestLine() <= forcedLine;
}

void BytesEditor::showView()
{
    m_showing = true;
    m_bar->setCurrent(m_format);
    setProblem({}, 0);
    const bool fitsEditor
        = isSmall() && m_view.isEditable() && (m_view.text.longestLine() <= editableLine || m_forceEditor);
    QWidget *shown = m_paged;
    if (m_view.leaf() == Format::Hex)
        shown = m_hex;
    else if (fitsEditor)
        shown = m_code;
    m_hex->setBytes(shown == m_hex ? m_view.inner : QByteArray());
    m_paged->setBytes(shown == m_paged ? m_view.shownBytes : QByteArray());
    if (shown == m_code) {
        m_code->setHighlighted(m_view.leaf() == Format::Json || isTree(m_view.leaf()));
        m_code->setContent(m_view.text.text());
    }
    m_stack->setCurrentWidget(shown);
    m_showing = false;
    m_foundAt = -1;
    updateControls();
}

QString BytesEditor::noticeText() const
{
    if (!m_hasValue || !m_notice.isEmpty())
        return m_notice; // the owner knows more
    if (m_view.issue && m_chosen)
        return codecWords::issue(*m_view.issue, *m_chosen);
    if (isWhole() && !isSmall())
        return tr("Values over %1 can be read here, not edited.").arg(valueWords::bytes(m_editLimit));
    if (!isWhole())
        return {};
    if (!m_view.isWritable)
        return isWritable(m_view.leaf())
            ? tr("View only in this format: written again, these bytes would change. They can be edited as hex.")
            : tr("View only in this format. The bytes can be edited as hex.");
    if (m_view.isTooLong)
        return tr("Unpacked it has %1. It can be read here, not edited.")
            .arg(valueWords::bytes(m_view.shownBytes.size()));
    if (m_stack->currentWidget() != m_paged)
        return {};
    if (mayForceEditor())
        return tr("One line has %1 characters. It is shown folded and read only, because typing in it is slow.")
            .arg(QLocale().toString(m_view.text.longestLine()));
    if (m_view.isEditable())
        return tr("One line has %1 characters, too many to be typed in. It is shown folded; edit it as hex.")
            .arg(QLocale().toString(m_view.text.longestLine()));
    if (m_view.text.lineEnding() == TextForm::LineEnding::Mixed)
        return tr("The line endings are mixed. They are kept as they are; edit them as hex.");
    return tr("These bytes are not plain text. They can be edited as hex.");
}

void BytesEditor::showNotice()
{
    const QString text = noticeText();
    m_noticeLabel->setText(text);
    m_noticeRow->setVisible(!text.isEmpty());
    m_editAnyway->setVisible(m_notice.isEmpty() && m_stack->currentWidget() == m_paged && m_hasValue
                             && mayForceEditor());
}

bool BytesEditor::isEditableNow() const
{
    return m_mayWrite && m_editable && isSmall() && m_view.isWritable;
}

void BytesEditor::updateControls()
{
    const bool isEditable = isEditableNow();
    m_code->setLocked(!isEditable);
    m_hex->setEditable(isEditable);
    const QString why = m_mayWrite ? QString() : valueWords::readOnlyTip();
    setPlainToolTip(m_code->viewport(), why);
    setPlainToolTip(m_hex->viewport(), why);

    const qint64 size = m_wholeLength.value_or(m_bytes.size());
    m_bar->setDetected(m_hasValue ? tr("%1 · %2").arg(valueWords::bytes(size), codecWords::detected(m_view))
                                  : QString());
    const bool isBinary = m_view.detected == QList<Format>{Format::Hex};
    for (const Format format : allFormats()) {
        const bool isPlain = format == Format::Text || format == Format::Hex;
        const bool isPossible = isPlain || (isDecodable() && !(format == Format::Json && isBinary));
        m_bar->setFormatEnabled(
            formatId(format), isPossible,
            isDecodable() ? tr("These bytes are not text.")
                          : tr("Values over %1 are shown as text or hex.").arg(valueWords::bytes(wholeValueLimit)));
    }
    const bool hasJsonTools = m_view.shown == QList<Format>{Format::Json};
    m_bar->setJsonTools(hasJsonTools, isEditable && m_problem.isEmpty(), why);
    m_bar->setWrap(m_wrapped, m_stack->currentWidget() == m_code && m_code->canWrap());
    showNotice();
}

void BytesEditor::flush()
{
    if (!m_typing.isActive() && !m_pending)
        return;
    m_typing.stop();
    m_checker.cancel();
    takeEdited(editedValue(m_view, m_code->content()));
}

void BytesEditor::typed()
{
    if (m_stack->currentWidget() != m_code || m_code->isFilling() || !m_view.isWritable)
        return;
    const QString text = m_code->content();
    if (text.size() <= immediateBytes) {
        m_checker.cancel();
        takeEdited(editedValue(m_view, text));
        return;
    }
    const CodecBudget budget(CodecLimits(), m_stop.get_token());
    m_pending = true;
    m_checker.setFuture(QtConcurrent::run([text, view = m_view, budget] { return editedValue(view, text, budget); }));
}

void BytesEditor::typedHex(const QByteArray &bytes)
{
    takeEdited(editedInner(m_view, bytes));
}

void BytesEditor::takeEdited(const EditedValue &edited)
{
    m_pending = false;
    setProblem(codecWords::problem(edited, m_view.leaf()), codecWords::problemLine(edited));
    change(edited.bytes);
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
    if (!isEditableNow() || m_view.shown != QList<Format>{Format::Json} || !m_problem.isEmpty())
        return;
    const auto work = [bytes = m_bytes, indented] {
        return indented ? prettyJson(bytes) : minifiedJson(bytes);
    };
    if (m_bytes.size() > viewInlineLimit)
        m_reformatter.setFuture(QtConcurrent::run(work));
    else
        takeReformatted(work());
}

void BytesEditor::takeReformatted(const std::optional<QByteArray> &json)
{
    if (!json || !isEditableNow())
        return;
    change(*json);
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
