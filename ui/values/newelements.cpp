// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/newelements.h"

#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QScrollArea>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A person types a handful; a file has the rest.
constexpr qsizetype mostRows = 100;

bool hasSecond(ValueKind kind)
{
    return kind == ValueKind::Hash || kind == ValueKind::SortedSet || kind == ValueKind::Stream;
}

} // namespace

NewElements::NewElements(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_add(new Button(theme, tr("Add another"), Button::Kind::Ghost, this))
{
    setObjectName(u"newElements"_s);
    m_add->setObjectName(u"newElementAdd"_s);
    m_add->setIconName(u"plus"_s);
    m_add->setButtonSize(Button::Size::Small);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *rows = new QWidget(area);
    m_rowsLayout = new QVBoxLayout(rows);
    m_rowsLayout->setContentsMargins(0, 0, 0, 0);
    m_rowsLayout->setSpacing(6);
    m_rowsLayout->addStretch(1);
    area->setWidget(rows);
    rows->setAutoFillBackground(false); // on the dialog's own ground
    area->viewport()->setAutoFillBackground(false);
    area->setMinimumHeight(theme->scaled(112));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(area, 1);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        addRow();
        m_rows.last().first->setFocus();
    });
    addRow();
}

void NewElements::addRow(const QByteArray &first, const QByteArray &second)
{
    if (m_rows.size() >= mostRows)
        return;
    Row row{new QWidget(this), nullptr, nullptr};
    row.first = new QLineEdit(QString::fromUtf8(first), row.widget);
    row.second = new QLineEdit(QString::fromUtf8(second), row.widget);
    auto *remove = new IconButton(m_theme, u"x"_s, tr("Remove this row"), row.widget);
    remove->setSide(24);
    for (QLineEdit *field : {row.first, row.second}) {
        field->setProperty("mono", true);
        connect(field, &QLineEdit::textChanged, this, &NewElements::changed);
        connect(field, &QLineEdit::returnPressed, this, [this, widget = row.widget] {
            if (!m_rows.isEmpty() && m_rows.last().widget == widget) {
                addRow();
                m_rows.last().first->setFocus();
            }
        });
    }
    auto *line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(row.first, 2);
    line->addWidget(row.second, 3);
    line->addWidget(remove);
    connect(remove, &QAbstractButton::clicked, this, [this, widget = row.widget] { removeRow(widget); });
    m_rowsLayout->insertWidget(m_rowsLayout->count() - 1, row.widget);
    row.widget->show(); // at once, so that it can take the focus
    m_rows.append(row);
    nameFields();
    m_add->setEnabled(m_rows.size() < mostRows);
    emit changed();
}

void NewElements::removeRow(QWidget *widget)
{
    m_rows.removeIf([widget](const Row &row) { return row.widget == widget; });
    widget->deleteLater();
    widget->hide();
    if (m_rows.isEmpty())
        addRow();
    nameFields();
    m_add->setEnabled(true);
    emit changed();
}

void NewElements::setKind(ValueKind kind)
{
    m_kind = kind;
    nameFields();
    emit changed();
}

void NewElements::nameFields()
{
    QString first = tr("Value");
    QString second = tr("Value");
    switch (m_kind) {
    case ValueKind::Hash:
    case ValueKind::Stream:
        first = tr("Field");
        break;
    case ValueKind::SortedSet:
        first = tr("Member");
        second = tr("Score");
        break;
    case ValueKind::Set:
        first = tr("Member");
        break;
    case ValueKind::None:
    case ValueKind::String:
    case ValueKind::List:
    case ValueKind::Json:
    case ValueKind::Unknown:
        break;
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        row.first->setObjectName(u"newElementFirst%1"_s.arg(i));
        row.second->setObjectName(u"newElementSecond%1"_s.arg(i));
        row.first->setPlaceholderText(first);
        row.second->setPlaceholderText(second);
        row.first->setAccessibleName(tr("%1 %2").arg(first).arg(i + 1));
        row.second->setAccessibleName(tr("%1 %2").arg(second).arg(i + 1));
        row.second->setVisible(hasSecond(m_kind));
    }
}

void NewElements::setElements(const QList<std::pair<QByteArray, QByteArray>> &elements)
{
    while (!m_rows.isEmpty()) {
        m_rows.last().widget->hide();
        m_rows.last().widget->deleteLater();
        m_rows.removeLast();
    }
    for (const auto &[first, second] : elements)
        addRow(first, second);
    if (m_rows.isEmpty())
        addRow();
}

QList<std::pair<QByteArray, QByteArray>> NewElements::elements() const
{
    QList<std::pair<QByteArray, QByteArray>> typed;
    for (const Row &row : m_rows) {
        const QByteArray first = row.first->text().toUtf8();
        const QByteArray second = hasSecond(m_kind) ? row.second->text().toUtf8() : QByteArray();
        if (!first.isEmpty() || !second.isEmpty())
            typed.append({first, second});
    }
    return typed;
}

} // namespace stashdeck
