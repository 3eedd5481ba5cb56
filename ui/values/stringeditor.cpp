// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/stringeditor.h"

#include "models/codecs/textform.h"
#include "ui/values/bitpanel.h"
#include "ui/values/byteseditor.h"
#include "ui/values/countertools.h"
#include "ui/values/formatbar.h"
#include "ui/values/reviewdialog.h"
#include "ui/values/uniquepanel.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

StringEditor::StringEditor(const Theme *theme, StringDocument *document, Environment environment, QWidget *parent)
    : ValueEditor(parent)
    , m_theme(theme)
    , m_document(document)
    , m_environment(environment)
    , m_editor(new BytesEditor(theme, this))
    , m_unique(new UniquePanel(theme, this))
    , m_bits(new BitPanel(theme, this))
    , m_message(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_specials(document)
{
    setObjectName(u"stringEditor"_s);
    m_editor->setEditLimit(document->editLimit());
    m_message->setObjectName(u"stringMessage"_s);
    m_message->setContentsMargins(16, 4, 16, 6);
    for (QWidget *hidden : std::initializer_list<QWidget *>{m_unique, m_bits, m_message})
        hidden->hide();
    auto *body = new QHBoxLayout;
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(0);
    body->addWidget(m_editor, 1);
    body->addWidget(m_bits);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_unique);
    column->addLayout(body, 1);
    column->addWidget(m_message);
    buildTools(theme);
    connectSpecials();

    connect(m_editor, &BytesEditor::problemChanged, this, &ValueEditor::problemChanged);
    connect(m_editor, &BytesEditor::edited, this, [this](const QByteArray &bytes) {
        m_document->setCurrent(bytes);
        updateControls();
    });
    connect(m_editor, &BytesEditor::formatChanged, this, &StringEditor::updateControls);
    connect(m_document, &StringDocument::currentChanged, this, &StringEditor::showDocument);
    connect(m_document, &StringDocument::stateChanged, this, [this] {
        updateControls();
        showNotice();
    });
    connect(m_document, &StringDocument::progressed, this, [this](qint64 received, qint64 total) {
        m_editor->setProgress(total > 0 ? double(received) / double(total) : 0);
        m_editor->setNotice(tr("Loading %1 of %2").arg(valueWords::bytes(received), valueWords::bytes(total)));
    });
    showDocument();
}

StringEditor::~StringEditor() = default;

void StringEditor::buildTools(const Theme *theme)
{
    m_counter = new CounterTools(theme, this);
    m_counter->hide();
    m_bitsButton = new Button(theme, tr("Bits"), Button::Kind::Quiet, this);
    m_bitsButton->setObjectName(u"showBits"_s);
    m_bitsButton->setAccessibleName(tr("Show the value as bits"));
    m_bitsButton->setButtonSize(Button::Size::Small);
    m_bitsButton->setCheckable(true);
    m_bitsButton->hide();
    m_editor->addTool(m_counter);
    m_editor->addTool(m_bitsButton);
    m_loadAll = new Button(theme, tr("Load all"), Button::Kind::Quiet, this);
    m_loadAll->setObjectName(u"loadAll"_s);
    m_stop = new Button(theme, tr("Stop"), Button::Kind::Quiet, this);
    m_stop->setObjectName(u"stopLoading"_s);
    m_editor->addNoticeButton(m_loadAll);
    m_editor->addNoticeButton(m_stop);
    connect(m_bitsButton, &QAbstractButton::toggled, this, &StringEditor::updateControls);
    connect(m_loadAll, &QAbstractButton::clicked, m_document, &StringDocument::loadRest);
    connect(m_stop, &QAbstractButton::clicked, m_document, &StringDocument::cancelLoadRest);
}

void StringEditor::connectSpecials()
{
    connect(m_counter, &CounterTools::stepRequested, &m_specials, &StringSpecials::increment);
    connect(m_counter, &CounterTools::undoRequested, this, [this] {
        if (m_steps.isEmpty() || !m_specials.isPossible())
            return;
        m_isTakingBack = true;
        m_specials.increment(-m_steps.last());
    });
    connect(m_unique, &UniquePanel::countRequested, &m_specials, &StringSpecials::countUnique);
    connect(m_unique, &UniquePanel::addRequested, &m_specials, &StringSpecials::addUnique);
    connect(m_bits, &BitPanel::setRequested, &m_specials, &StringSpecials::setBit);
    connect(&m_specials, &StringSpecials::incremented, this, [this](qint64 by) {
        if (std::exchange(m_isTakingBack, false))
            m_steps.removeLast();
        else
            m_steps.append(by);
        updateControls();
    });
    connect(&m_specials, &StringSpecials::uniqueCounted, m_unique, &UniquePanel::showCount);
    connect(&m_specials, &StringSpecials::uniqueAdded, m_unique, &UniquePanel::showAdded);
    connect(&m_specials, &StringSpecials::busyChanged, this, [this](bool busy) {
        m_unique->setBusy(busy);
        if (busy)
            showMessage({});
        updateControls();
    });
    connect(&m_specials, &StringSpecials::changedMeanwhile, this, [this] {
        m_isTakingBack = false;
        showMessage(tr("Changed on the server meanwhile. Nothing was written; reload to see it."));
    });
    connect(&m_specials, &StringSpecials::failed, this, [this](const Error &error) {
        m_isTakingBack = false;
        showMessage(valueWords::error(error));
    });
}

void StringEditor::showMessage(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void StringEditor::showDocument()
{
    if (m_document->state() == StringDocument::State::LoadingRest)
        return; // shown when it has come
    const QByteArray bytes = m_document->current();
    if (!m_document->isDirty() && bytes.size() < m_document->length())
        m_editor->setBeginning(bytes, m_document->length());
    else
        m_editor->setBytes(bytes);
    m_unique->forget();
    updateControls();
    showNotice();
}

void StringEditor::showNotice()
{
    const auto state = m_document->state();
    const bool isPartial = state == StringDocument::State::Partial;
    const bool isLoading = state == StringDocument::State::LoadingRest;
    QString text;
    if (isLoading)
        text = tr("Loading %1").arg(valueWords::bytes(m_document->length()));
    else if (isPartial)
        text = tr("Showing the first %1 of %2.")
                   .arg(valueWords::bytes(m_document->current().size()), valueWords::bytes(m_document->length()));
    m_loadAll->setVisible(isPartial);
    m_stop->setVisible(isLoading);
    m_editor->setNotice(text);
    m_editor->setProgress(isLoading ? std::optional(0.0) : std::nullopt);
}

void StringEditor::updateControls()
{
    m_editor->setEditable(m_document->isEditable() && !m_specials.isBusy());
    const QByteArray &bytes = m_document->current();
    const bool isWhole = m_document->isDirty() || bytes.size() >= m_document->length();
    const bool isNumber = m_editor->format() == "text"_L1 && wholeNumber(bytes).has_value();
    const bool isUnique = isWhole && isHyperLogLog(bytes);
    const bool isBinary = isWhole && !isUnique && !bytes.isEmpty() && m_editor->format() == "hex"_L1;
    const bool isUsable = m_mayWrite && m_specials.isPossible();
    QString why;
    if (!m_mayWrite)
        why = valueWords::readOnlyTip();
    else if (m_document->isDirty())
        why = tr("Save or discard your edit first.");
    else if (!isUsable)
        why = tr("Wait until the value is loaded.");
    m_counter->setVisible(isNumber);
    m_counter->setUsable(isUsable, why);
    m_counter->setUndo(m_steps.isEmpty() ? 0 : m_steps.last());
    m_unique->setVisible(isUnique);
    m_unique->setUsable(isUsable, why);
    m_bitsButton->setVisible(isBinary);
    const bool showsBits = isBinary && m_bitsButton->isChecked();
    m_bits->setVisible(showsBits);
    if (showsBits)
        m_bits->setBytes(bytes);
    m_bits->setUsable(isUsable, why);
    m_editor->bar()->arrange();
}

QString StringEditor::problem() const
{
    return m_editor->problem();
}

void StringEditor::flush()
{
    m_editor->flush();
}

void StringEditor::setMayWrite(bool may)
{
    m_mayWrite = may;
    m_editor->setMayWrite(may);
    updateControls();
}

void StringEditor::openReview()
{
    if (m_document->state() != StringDocument::State::Conflict)
        return;
    const QPointer<StringDocument> document(m_document);
    ReviewedText texts;
    texts.base = m_document->base();
    texts.mine = m_document->current();
    texts.theirs = m_document->theirs();
    texts.accept = [document](const QByteArray &bytes) {
        if (document)
            document->acceptMerge(bytes);
    };
    auto *dialog = new ReviewDialog(m_theme, m_document, texts, m_environment, this);
    dialog->open();
}

QString StringEditor::editedText() const
{
    return tr("1 value edited");
}

void StringEditor::openFind()
{
    m_editor->openFind();
}

void StringEditor::focusEditor()
{
    m_editor->focusEditor();
}

} // namespace stashdeck
