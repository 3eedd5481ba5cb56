// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/placeholderfields.h"

#include "models/base/bytetext.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

PlaceholderFields::PlaceholderFields(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_line(new QHBoxLayout(this))
{
    setObjectName(u"placeholderFields"_s);
    m_line->setContentsMargins(0, 0, 0, 0);
    hide();
}

void PlaceholderFields::setPlaceholders(const QList<std::pair<QByteArray, QByteArray>> &namesAndProposals)
{
    m_fields.clear();
    delete m_holder;
    m_holder = new QWidget(this);
    auto *line = new QHBoxLayout(m_holder);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    for (const auto &[name, proposal] : namesAndProposals) {
        const QString shown = displayText(name, 24);
        auto *field = new QLineEdit(escapedFromBytes(proposal), m_holder);
        field->setObjectName(u"placeholder."_s + QString::fromUtf8(name));
        field->setAccessibleName(shown);
        field->setProperty("mono", true);
        line->addWidget(plainLabel(m_theme, TextStyle::Mono, Token::Text2, shown, m_holder));
        line->addWidget(field, 1);
        connect(field, &QLineEdit::textChanged, this, &PlaceholderFields::changed);
        m_fields.append({name, field});
    }
    m_line->addWidget(m_holder);
    setVisible(!m_fields.isEmpty());
    emit changed();
}

QList<std::pair<QByteArray, QByteArray>> PlaceholderFields::values() const
{
    QList<std::pair<QByteArray, QByteArray>> values;
    for (const auto &[name, field] : m_fields)
        values.append({name, bytesFromEscaped(field->text())});
    return values;
}

QList<QByteArray> PlaceholderFields::missing() const
{
    QList<QByteArray> missing;
    for (const auto &[name, field] : m_fields) {
        if (field->text().isEmpty())
            missing.append(name);
    }
    return missing;
}

void PlaceholderFields::focusFirstEmpty()
{
    for (const auto &[name, field] : m_fields) {
        if (field->text().isEmpty()) {
            field->setFocus();
            return;
        }
    }
}

} // namespace stashdeck
