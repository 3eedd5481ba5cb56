// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/findbar.h"

#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"

#include <QBoxLayout>
#include <QKeyEvent>

namespace stashdeck {

FindBar::FindBar(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_field(new SearchField(theme, tr("Find in value"), this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
{
    setObjectName(QStringLiteral("findBar"));
    m_field->setObjectName(QStringLiteral("findField"));
    m_field->setAccessibleName(tr("Find in value"));
    m_field->installEventFilter(this);
    auto *previous = new IconButton(theme, QStringLiteral("chevron-up"), tr("Previous place (Shift+Enter)"), this);
    previous->setObjectName(QStringLiteral("findPrevious"));
    auto *next = new IconButton(theme, QStringLiteral("chevron-down"), tr("Next place (Enter)"), this);
    next->setObjectName(QStringLiteral("findNext"));
    auto *close = new IconButton(theme, QStringLiteral("x"), tr("Close the search (Esc)"), this);
    close->setObjectName(QStringLiteral("findClose"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 6);
    row->setSpacing(4);
    m_field->setMaximumWidth(320);
    row->addWidget(m_field, 1);
    row->addWidget(previous);
    row->addWidget(next);
    row->addSpacing(6);
    row->addWidget(m_result);
    row->addStretch(1);
    row->addWidget(close);
    connect(previous, &QAbstractButton::clicked, this, [this] { emit findRequested(text(), true); });
    connect(next, &QAbstractButton::clicked, this, [this] { emit findRequested(text(), false); });
    connect(m_field, &QLineEdit::textEdited, this, [this] { m_result->clear(); });
    connect(close, &QAbstractButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    hide();
}

void FindBar::open()
{
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

QString FindBar::text() const
{
    return m_field->text();
}

void FindBar::showResult(bool found)
{
    m_result->setText(found ? QString() : tr("Not found"));
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            emit findRequested(text(), key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            hide();
            emit closed();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace stashdeck
