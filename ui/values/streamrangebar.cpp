// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamrangebar.h"

#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Nothing for what is neither empty nor a place.
std::optional<StreamId> placeOf(const QLineEdit *field, StreamEdge edge)
{
    if (field->text().trimmed().isEmpty())
        return edge == StreamEdge::From ? StreamId::smallest() : StreamId::largest();
    return streamPlace(field->text(), edge);
}

} // namespace

StreamRangeBar::StreamRangeBar(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_from(new QLineEdit(this))
    , m_to(new QLineEdit(this))
    , m_place(new QLineEdit(this))
    , m_show(new Button(theme, tr("Show"), Button::Kind::Default, this))
    , m_all(new Button(theme, tr("All"), Button::Kind::Quiet, this))
    , m_jump(new Button(theme, tr("Go"), Button::Kind::Default, this))
    , m_hint(plainLabel(theme, TextStyle::Caption, Token::DangerText, {}, this))
{
    setObjectName(u"streamRangeBar"_s);
    const auto field = [](QLineEdit *edit, const char *name, const QString &accessible, const QString &placeholder) {
        edit->setObjectName(QLatin1String(name));
        edit->setAccessibleName(accessible);
        edit->setPlaceholderText(placeholder);
        edit->setProperty("mono", true);
    };
    field(m_from, "streamFrom", tr("From ID or time"), tr("ID or 2026-11-24 14:00"));
    field(m_to, "streamTo", tr("To ID or time"), tr("ID or 2026-11-24"));
    field(m_place, "streamPlace", tr("Go to ID or time"), tr("ID or time"));
    m_show->setObjectName(u"streamShowRange"_s);
    m_all->setObjectName(u"streamShowAll"_s);
    m_jump->setObjectName(u"streamJump"_s);
    setPlainToolTip(m_jump, tr("1 request of 2 commands"));
    m_hint->setObjectName(u"streamRangeHint"_s);
    m_hint->hide();
    const auto label = [theme, this](const QString &text, QWidget *buddy) {
        PlainLabel *made = plainLabel(theme, TextStyle::Secondary, Token::Text2, text, this);
        made->setBuddy(buddy);
        return made;
    };
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(label(tr("From"), m_from));
    row->addWidget(m_from, 3);
    row->addWidget(label(tr("to"), m_to));
    row->addWidget(m_to, 3);
    row->addWidget(m_show);
    row->addWidget(m_all);
    row->addSpacing(12);
    row->addWidget(label(tr("Go to"), m_place));
    row->addWidget(m_place, 2);
    row->addWidget(m_jump);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_hint);

    connect(m_from, &QLineEdit::textChanged, this, &StreamRangeBar::check);
    connect(m_to, &QLineEdit::textChanged, this, &StreamRangeBar::check);
    connect(m_place, &QLineEdit::textChanged, this, &StreamRangeBar::check);
    connect(m_from, &QLineEdit::returnPressed, this, &StreamRangeBar::choose);
    connect(m_to, &QLineEdit::returnPressed, this, &StreamRangeBar::choose);
    connect(m_place, &QLineEdit::returnPressed, this, &StreamRangeBar::jump);
    connect(m_show, &QAbstractButton::clicked, this, &StreamRangeBar::choose);
    connect(m_jump, &QAbstractButton::clicked, this, &StreamRangeBar::jump);
    connect(m_all, &QAbstractButton::clicked, this, [this] {
        m_from->clear();
        m_to->clear();
        choose();
    });
    check();
}

void StreamRangeBar::focusFrom()
{
    m_from->setFocus();
}

void StreamRangeBar::check()
{
    const std::optional<StreamId> from = placeOf(m_from, StreamEdge::From);
    const std::optional<StreamId> to = placeOf(m_to, StreamEdge::To);
    const bool isPlace = m_place->text().trimmed().isEmpty() || streamPlace(m_place->text(), StreamEdge::From);
    QString hint;
    if (!from || !to || !isPlace)
        hint = tr("That is no ID and no date: 1700000000000-0, 2026-11-24, 2026-11-24 14:02:18.");
    else if (*from > *to)
        hint = tr("The beginning is after the end.");
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_show->setEnabled(from && to && *from <= *to);
    m_jump->setEnabled(isPlace && !m_place->text().trimmed().isEmpty());
}

void StreamRangeBar::choose()
{
    const std::optional<StreamId> from = placeOf(m_from, StreamEdge::From);
    const std::optional<StreamId> to = placeOf(m_to, StreamEdge::To);
    if (from && to && *from <= *to)
        emit rangeChosen(*from, *to);
}

void StreamRangeBar::jump()
{
    if (const std::optional<StreamId> place = streamPlace(m_place->text(), StreamEdge::From))
        emit jumpRequested(*place);
}

} // namespace stashdeck
