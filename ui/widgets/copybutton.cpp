// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copybutton.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

CopyButton::CopyButton(const Theme *theme, const QString &accessibleName, QWidget *parent)
    : IconButton(theme, u"copy"_s, accessibleName, parent)
{
    setSide(24);
    connect(this, &QToolButton::clicked, this, &CopyButton::copy);
}

void CopyButton::copy()
{
    if (!m_source)
        return;
    QGuiApplication::clipboard()->setText(m_source());
    setIconName(u"check"_s, Token::SuccessText);
    emit copied();
}

void CopyButton::leaveEvent(QEvent *event)
{
    setIconName(u"copy"_s);
    IconButton::leaveEvent(event);
}

void CopyButton::focusOutEvent(QFocusEvent *event)
{
    setIconName(u"copy"_s);
    IconButton::focusOutEvent(event);
}

} // namespace stashdeck
