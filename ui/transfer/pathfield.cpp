// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/pathfield.h"

#include "ui/transfer/transferwording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QPainter>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

PathField::PathField(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(plainLabel(theme, TextStyle::Mono, Token::Text, {}, this))
    , m_change(new Button(theme, tr("Change"), Button::Kind::Link, this))
{
    m_text->setObjectName(u"exportPath"_s);
    m_text->setElide(Qt::ElideMiddle);
    m_change->setObjectName(u"exportChangePath"_s);
    m_change->setAutoDefault(false);
    m_change->setButtonSize(Button::Size::Small);
    setFocusProxy(m_change);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 2, 6, 2);
    row->setSpacing(8);
    row->addWidget(new IconLabel(theme, u"folder"_s, 14, Token::Text2, this));
    row->addWidget(m_text, 1);
    row->addWidget(m_change);
    connect(m_change, &QAbstractButton::clicked, this, &PathField::changeRequested);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PathField::setPath(const QString &path)
{
    m_path = path;
    m_text->setText(transferWords::path(path));
    m_text->setAccessibleName(tr("Save to %1").arg(m_text->text()));
    m_change->setAccessibleName(tr("Change where it is saved: %1").arg(m_text->text()));
}

void PathField::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(&painter, rect(), 6, m_theme->color(Token::Surface), m_theme->color(Token::ControlBorder));
}

} // namespace stashdeck
