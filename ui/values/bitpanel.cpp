// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/bitpanel.h"

#include "models/values/stringspecials.h"
#include "ui/values/bitgrid.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpressionValidator>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

BitPanel::BitPanel(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_grid(new BitGrid(theme, this))
    , m_summary(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_offset(new QLineEdit(this))
    , m_switch(new Button(theme, {}, Button::Kind::Default, this))
{
    setObjectName(u"bitPanel"_s);
    m_summary->setObjectName(u"bitSummary"_s);
    m_summary->setElide(Qt::ElideRight);
    m_offset->setObjectName(u"bitOffset"_s);
    m_offset->setAccessibleName(tr("Offset of the bit"));
    m_offset->setPlaceholderText(tr("Offset"));
    m_offset->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9]{0,10}"_s), this));
    m_switch->setObjectName(u"bitSwitch"_s);
    m_switch->setButtonSize(Button::Size::Small);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 4, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_offset, 1);
    row->addWidget(m_switch);
    m_summary->setContentsMargins(12, 8, 12, 4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_summary);
    column->addLayout(row);
    column->addWidget(m_grid, 1);
    setFixedWidth(m_grid->sizeHint().width());

    connect(m_grid, &BitGrid::cursorMoved, this, [this](qint64 offset) {
        m_offset->setText(QString::number(offset));
        refresh();
    });
    connect(m_grid, &BitGrid::toggleRequested, this, &BitPanel::setRequested);
    connect(m_offset, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (!text.isEmpty() && text.toLongLong() < m_bytes.size() * 8)
            m_grid->moveTo(text.toLongLong());
        refresh();
    });
    connect(m_switch, &QAbstractButton::clicked, this, [this] {
        const qint64 offset = m_offset->text().toLongLong();
        emit setRequested(offset, !bitAt(m_bytes, offset));
    });
    refresh();
}

void BitPanel::setBytes(const QByteArray &bytes)
{
    if (m_bytes == bytes && !bytes.isNull())
        return;
    m_bytes = bytes;
    m_count = bitCount(bytes);
    m_grid->setBytes(bytes);
    if (m_offset->text().isEmpty())
        m_offset->setText(u"0"_s);
    refresh();
}

void BitPanel::setUsable(bool usable, const QString &why)
{
    m_usable = usable;
    m_grid->setEditable(usable);
    setPlainToolTip(m_switch, usable ? QString() : why);
    refresh();
}

void BitPanel::refresh()
{
    const QLocale locale;
    m_summary->setText(tr("Bits · %1 of %2 are on").arg(locale.toString(m_count), locale.toString(m_bytes.size() * 8)));
    const qint64 offset = m_offset->text().toLongLong();
    const bool isInside = !m_offset->text().isEmpty() && offset < m_bytes.size() * 8;
    m_switch->setText(isInside && bitAt(m_bytes, offset) ? tr("Turn off · 1 command") : tr("Turn on · 1 command"));
    m_switch->setEnabled(m_usable && isInside);
}

} // namespace stashdeck
