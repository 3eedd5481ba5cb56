// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/elementdialog.h"

#include "models/base/bytetext.h"
#include "ui/values/codeeditor.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QRegularExpression>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

bool isScore(const QByteArray &text)
{
    static const QRegularExpression number(u"^[+-]?((\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?|inf|infinity)$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return number.match(QString::fromLatin1(text)).hasMatch();
}

ElementDialog::ElementDialog(const Theme *theme, MapDocument *document, QWidget *parent)
    : DialogShell(theme, document->kind() == ValueKind::Hash ? tr("Add field") : tr("Add member"), parent)
    , m_document(document)
    , m_name(new QLineEdit(this))
{
    build();
}

ElementDialog::ElementDialog(const Theme *theme, MapDocument *document, const QByteArray &name, QWidget *parent)
    : DialogShell(theme, document->kind() == ValueKind::Hash ? tr("Rename field") : tr("Change member"), parent)
    , m_document(document)
    , m_renames(name)
    , m_name(new QLineEdit(escapedFromBytes(name), this))
{
    build();
    m_name->selectAll();
}

void ElementDialog::build()
{
    setObjectName(u"elementDialog"_s);
    setMinimumWidth(560);
    const ValueKind kind = m_document->kind();
    const bool isNew = m_renames.isNull();
    m_name->setObjectName(u"elementName"_s);
    m_name->setProperty("mono", true);
    m_nameRow = new FormRow(theme(), kind == ValueKind::Hash ? tr("Field") : tr("Member"), m_name, this);
    body()->addWidget(m_nameRow);
    if (isNew && kind == ValueKind::Hash) {
        m_value = new CodeEditor(theme(), this);
        m_value->setObjectName(u"elementValue"_s);
        m_value->setProperty("bare", false);
        m_value->setMinimumHeight(120);
        body()->addWidget(new FormRow(theme(), tr("Value"), m_value, this), 1);
    } else if (isNew && kind == ValueKind::SortedSet) {
        m_score = new QLineEdit(this);
        m_score->setObjectName(u"elementScore"_s);
        m_score->setProperty("mono", true);
        m_scoreRow = new FormRow(theme(), tr("Score"), m_score, this);
        body()->addWidget(m_scoreRow);
        connect(m_score, &QLineEdit::textEdited, this, &ElementDialog::check);
    }
    body()->addWidget(plainLabel(theme(), TextStyle::Caption, Token::Text3,
                                 tr("\\n, \\xNN and \\\\ stand for bytes that cannot be typed. Nothing is written "
                                    "before you save."),
                                 this));
    Button *primary = setPrimary(isNew ? tr("Add") : tr("Change"));
    primary->setObjectName(u"elementStage"_s);
    connect(primary, &QAbstractButton::clicked, this, &ElementDialog::stage);
    connect(m_name, &QLineEdit::textEdited, this, &ElementDialog::check);
    check();
    m_name->setFocus();
}

QByteArray ElementDialog::name() const
{
    const QByteArray name = bytesFromEscaped(m_name->text());
    return name.isNull() ? QByteArray("") : name;
}

QByteArray ElementDialog::value() const
{
    if (m_score)
        return m_score->text().trimmed().toLatin1();
    return m_value ? m_value->content().toUtf8() : QByteArray("");
}

void ElementDialog::check()
{
    if (!m_document)
        return;
    const bool isTaken = name() != m_renames && m_document->valueOf(name()).has_value();
    m_nameRow->setHint(isTaken ? tr("There is one of this name already.") : QString(), Tone::Danger);
    bool isFine = !isTaken && name() != m_renames;
    if (m_score) {
        const bool bad = !m_score->text().isEmpty() && !isScore(value());
        m_scoreRow->setHint(bad ? tr("A score is a number such as 1840, -2.5, 1e6 or inf.") : QString(), Tone::Danger);
        isFine = isFine && isScore(value());
    }
    primary()->setEnabled(isFine);
}

void ElementDialog::stage()
{
    if (!m_document || (m_value && m_value->isFilling()))
        return;
    const QByteArray chosen = name();
    const bool done = m_renames.isNull() ? m_document->add(chosen, value()) : m_document->rename(m_renames, chosen);
    if (!done) {
        m_nameRow->setHint(tr("There is one of this name already."), Tone::Danger);
        return;
    }
    emit staged(chosen);
    accept();
}

} // namespace stashdeck
