// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/stringeditor.h"

#include "models/codecs/textform.h"
#include "ui/values/byteseditor.h"
#include "ui/values/formatbar.h"
#include "ui/values/reviewdialog.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
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
{
    setObjectName(u"stringEditor"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_editor);
    buildTools(theme);

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
    m_minus = new IconButton(theme, u"minus"_s, tr("One less"), this, IconButton::Kind::Framed);
    m_minus->setObjectName(u"numberMinus"_s);
    m_plus = new IconButton(theme, u"plus"_s, tr("One more"), this, IconButton::Kind::Framed);
    m_plus->setObjectName(u"numberPlus"_s);
    for (IconButton *button : {m_minus, m_plus}) {
        button->setSide(24);
        button->hide();
        m_editor->addTool(button);
    }
    m_loadAll = new Button(theme, tr("Load all"), Button::Kind::Quiet, this);
    m_loadAll->setObjectName(u"loadAll"_s);
    m_stop = new Button(theme, tr("Stop"), Button::Kind::Quiet, this);
    m_stop->setObjectName(u"stopLoading"_s);
    m_editor->addNoticeButton(m_loadAll);
    m_editor->addNoticeButton(m_stop);
    connect(m_minus, &QAbstractButton::clicked, this, [this] { step(-1); });
    connect(m_plus, &QAbstractButton::clicked, this, [this] { step(1); });
    connect(m_loadAll, &QAbstractButton::clicked, m_document, &StringDocument::loadRest);
    connect(m_stop, &QAbstractButton::clicked, m_document, &StringDocument::cancelLoadRest);
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
    const bool isEditable = m_mayWrite && m_document->isEditable();
    m_editor->setEditable(m_document->isEditable());
    const bool isNumber = m_editor->format() == "text"_L1 && wholeNumber(m_document->current()).has_value();
    const QString why = m_mayWrite ? QString() : valueWords::readOnlyTip();
    for (IconButton *button : {m_minus, m_plus}) {
        button->setVisible(isNumber);
        button->setEnabled(isEditable);
    }
    setPlainToolTip(m_minus, m_mayWrite ? m_minus->accessibleName() : why);
    setPlainToolTip(m_plus, m_mayWrite ? m_plus->accessibleName() : why);
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
    auto *dialog = new ReviewDialog(m_theme, m_document, m_environment, this);
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

} // namespace stashdeck
