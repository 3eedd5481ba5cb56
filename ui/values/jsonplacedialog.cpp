// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/jsonplacedialog.h"

#include "models/codecs/jsontext.h"
#include "ui/values/codeeditor.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QLineEdit>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the editor can show and give back unchanged.
bool isTypeable(const QString &text)
{
    return text.isValidUtf16() && std::none_of(text.begin(), text.end(), [](QChar c) {
               return (c.unicode() < 0x20 && c != u'\n' && c != u'\t') || c == QChar::ParagraphSeparator;
           });
}

} // namespace

JsonPlaceDialog::JsonPlaceDialog(const Theme *theme, const QString &title, const QString &action, Parts parts,
                                 const QByteArray &name, const QByteArray &value, QStringList taken, QWidget *parent)
    : DialogShell(theme, title, parent)
    , m_oldName(name)
    , m_oldValue(value)
    , m_taken(std::move(taken))
{
    setObjectName(u"jsonPlaceDialog"_s);
    setMinimumWidth(560);
    Button *primary = setPrimary(action);
    primary->setObjectName(u"jsonPlaceStage"_s);
    if (parts.name) {
        m_name = new QLineEdit(name.isEmpty() ? QString() : decodedJsonString(name), this);
        m_name->setObjectName(u"jsonPlaceName"_s);
        m_name->setProperty("mono", true);
        m_name->selectAll();
        m_nameRow = new FormRow(theme, tr("Name"), m_name, this);
        body()->addWidget(m_nameRow);
        connect(m_name, &QLineEdit::textEdited, this, &JsonPlaceDialog::check);
    }
    if (parts.value) {
        m_type = new SegmentedControl(theme, tr("Type of the value"), this);
        m_type->setObjectName(u"jsonPlaceType"_s);
        m_type->addSegment(u"string"_s, tr("Text"));
        m_type->addSegment(u"number"_s, tr("Number"));
        m_type->addSegment(u"true"_s, u"true"_s);
        m_type->addSegment(u"false"_s, u"false"_s);
        m_type->addSegment(u"null"_s, u"null"_s);
        m_type->addSegment(u"json"_s, tr("JSON"));
        auto *row = new QHBoxLayout;
        row->addWidget(m_type);
        row->addStretch(1);
        body()->addLayout(row);
        m_value = new CodeEditor(theme, this);
        m_value->setObjectName(u"jsonPlaceValue"_s);
        m_value->setProperty("bare", false);
        m_value->setMinimumHeight(120);
        m_value->setTabChangesFocus(true);
        m_valueRow = new FormRow(theme, tr("Value"), m_value, this);
        body()->addWidget(m_valueRow, 1);
        connect(m_type, &SegmentedControl::currentChanged, this, &JsonPlaceDialog::check);
        connect(m_value, &CodeEditor::edited, this, &JsonPlaceDialog::check);
        connect(m_value, &CodeEditor::filled, this, &JsonPlaceDialog::check);
        showValue(value);
    }
    connect(primary, &QAbstractButton::clicked, this, [this] {
        emit staged(m_name ? this->name() : QByteArray(), m_value ? this->value() : QByteArray());
        accept();
    });
    check();
    if (m_name)
        m_name->setFocus();
    else
        m_value->setFocus();
}

void JsonPlaceDialog::showValue(const QByteArray &value)
{
    const char first = value.isEmpty() ? '"' : value.front();
    const QString decoded = first == '"' && !value.isEmpty() ? decodedJsonString(value) : QString();
    QString type = u"json"_s;
    QString shown = QString::fromUtf8(prettyJson(value).value_or(value));
    if (first == '"' && isTypeable(decoded)) {
        type = u"string"_s;
        shown = decoded;
    } else if (value == "true" || value == "false" || value == "null") {
        type = QString::fromLatin1(value);
        shown.clear();
    } else if (first == '-' || (first >= '0' && first <= '9')) {
        type = u"number"_s;
    }
    m_shownText = shown;
    m_type->setCurrent(type);
    m_value->setHighlighted(type == u"json");
    m_value->setContent(shown);
    m_value->selectAll();
}

QByteArray JsonPlaceDialog::name() const
{
    const QString text = m_name->text();
    if (!m_oldName.isEmpty() && decodedJsonString(m_oldName) == text)
        return m_oldName;
    return encodedJsonString(text);
}

QByteArray JsonPlaceDialog::value() const
{
    const QString type = m_type->current();
    if (type == u"true" || type == u"false" || type == u"null")
        return type.toLatin1();
    const QString text = m_value->content();
    if (type == u"string") {
        const bool isOld = text == m_shownText && m_oldValue.startsWith('"');
        return isOld ? m_oldValue : encodedJsonString(text);
    }
    const QByteArray bytes = text.toUtf8();
    if (checkJson(bytes))
        return {};
    const QByteArray trimmed = bytes.trimmed();
    const bool isNumber = trimmed.startsWith('-') || (trimmed.front() >= '0' && trimmed.front() <= '9');
    return type == u"json" || isNumber ? trimmed : QByteArray();
}

void JsonPlaceDialog::check()
{
    bool isFine = true;
    if (m_name) {
        const bool isTaken = m_taken.contains(m_name->text());
        m_nameRow->setHint(isTaken ? tr("There is one of this name already.") : QString(), Tone::Danger);
        isFine = !isTaken && (m_value || name() != m_oldName);
    }
    if (m_value) {
        const QString type = m_type->current();
        const bool isWord = type == u"true" || type == u"false" || type == u"null";
        m_valueRow->setVisible(!isWord);
        m_value->setHighlighted(type == u"json");
        const bool isBad = !m_value->isFilling() && value().isEmpty();
        QString hint;
        if (isBad && type == u"number" && !m_value->document()->isEmpty())
            hint = tr("A number in JSON looks like 12, -2.50 or 1e6.");
        else if (const auto issue = checkJson(m_value->content().toUtf8());
                 type == u"json" && issue && issue->kind != JsonIssue::Kind::Empty)
            hint = valueWords::jsonIssue(*issue);
        m_valueRow->setHint(hint, Tone::Danger);
        isFine = isFine && !isBad && !m_value->isFilling();
    }
    primary()->setEnabled(isFine);
}

} // namespace stashdeck
