// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/searchfield.h"

#include "ui/widgets/iconbutton.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/property.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

SearchField::SearchField(const Theme *theme, const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_clear(new IconButton(theme, u"x"_s, tr("Clear"), this))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    m_clear->setObjectName("clearButton"_L1);
    m_clear->setSide(20);
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->setFocusPolicy(Qt::NoFocus); // Esc does the same
    m_clear->hide();
    connect(m_clear, &QToolButton::clicked, this, [this] {
        clear();
        emit textEdited(QString());
        setFocus();
    });
    connect(this, &QLineEdit::textChanged, this, &SearchField::placeButtons);
    connect(theme, &Theme::changed, this, &SearchField::applyLook);
    applyLook();
}

void SearchField::setMono(bool mono)
{
    m_mono = mono;
    applyLook();
}

void SearchField::setInvalid(bool invalid)
{
    setStyleProperty(this, "invalid", invalid);
}

IconButton *SearchField::addTrailing(const QString &iconName, const QString &accessibleName)
{
    auto *button = new IconButton(m_theme, iconName, accessibleName, this);
    button->setSide(20);
    button->setCursor(Qt::ArrowCursor);
    button->show();
    m_trailing.prepend(button);
    placeButtons();
    return button;
}

QSize SearchField::sizeHint() const
{
    return {m_theme->scaled(180), m_theme->controlHeight()};
}

void SearchField::applyLook()
{
    setFont(m_theme->font(m_mono ? TextStyle::Mono : TextStyle::Body));
    updateGeometry();
    placeButtons();
}

void SearchField::placeButtons()
{
    m_clear->setVisible(!text().isEmpty() && !isReadOnly() && isEnabled());
    const int side = m_theme->scaled(20);
    int taken = 5;
    const auto place = [&](IconButton *button) {
        const QRect box(width() - taken - side, (height() - side) / 2, side, side);
        button->setGeometry(QStyle::visualRect(layoutDirection(), rect(), box));
        taken += side + 2;
    };
    for (auto it = m_trailing.crbegin(); it != m_trailing.crend(); ++it)
        place(*it);
    if (m_clear->isVisibleTo(this))
        place(m_clear);
    const int icon = m_theme->scaled(16) + 4;
    // The style sheet's padding of 8 is inside these margins already.
    const int end = taken > 5 ? taken - 8 + 4 : 0;
    if (isRightToLeft())
        setTextMargins(end, 0, icon, 0);
    else
        setTextMargins(icon, 0, end, 0);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int side = m_theme->scaled(16);
    const QRect box = QStyle::visualRect(layoutDirection(), rect(), QRect(9, 0, side, height()));
    paintIcon(&painter, box, u"search"_s, side, isEnabled() ? Token::Text3 : Token::TextDisabled, *m_theme);
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeButtons();
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        emit textEdited(QString());
        return;
    }
    QLineEdit::keyPressEvent(event);
}

bool SearchField::event(QEvent *event)
{
    // Esc is a window shortcut too; with text in it the field takes it.
    if (event->type() == QEvent::ShortcutOverride && !text().isEmpty()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

} // namespace stashdeck
