// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/separatorbutton.h"

#include "models/base/bytetext.h"
#include "ui/widgets/dialogshell.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/painting.h"

#include <QActionGroup>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

SeparatorButton::SeparatorButton(const Theme *theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setObjectName(u"separatorButton"_s);
    setSeparator(m_separator);
    connect(this, &QPushButton::clicked, this, &SeparatorButton::showMenu);
}

QString SeparatorButton::shown() const
{
    return m_separator.isEmpty() ? tr("none") : displayText(m_separator, 4);
}

void SeparatorButton::setSeparator(const QByteArray &separator)
{
    m_separator = separator;
    setAccessibleName(separator.isEmpty() ? tr("Folders: none") : tr("Folders split by %1").arg(shown()));
    updateGeometry();
    update();
}

QSize SeparatorButton::sizeHint() const
{
    const QFontMetrics body(m_theme->font(TextStyle::Secondary));
    const QFontMetrics mono(m_theme->font(TextStyle::Mono));
    return {body.horizontalAdvance(tr("Split by")) + 8 + mono.horizontalAdvance(shown()) + 16, m_theme->scaled(24)};
}

void SeparatorButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    if (hasFocus())
        paintFocusRing(&painter, rect(), 4, *m_theme);
    else if (underMouse())
        paintBox(&painter, rect(), 4, m_theme->color(Token::ControlHover), {});
    QRect box = rect().adjusted(8, 0, -4, 0);
    painter.setFont(m_theme->font(TextStyle::Secondary));
    painter.setPen(m_theme->color(Token::Text2));
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, tr("Split by"));
    box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(tr("Split by")) + 8);
    QFont mono = m_theme->font(TextStyle::Mono);
    mono.setWeight(QFont::DemiBold);
    painter.setFont(mono);
    painter.setPen(m_theme->color(Token::Text));
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, shown());
}

void SeparatorButton::showMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"separatorMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *group = new QActionGroup(menu);
    const QList<QByteArray> usual{":", "/", ".", "-"};
    const auto add = [&](const QByteArray &separator, const QString &text) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setChecked(separator == m_separator);
        connect(action, &QAction::triggered, this, [this, separator] { emit separatorChosen(separator); });
    };
    for (const QByteArray &separator : usual)
        add(separator, QString::fromLatin1(separator));
    if (!m_separator.isEmpty() && !usual.contains(m_separator))
        add(m_separator, displayText(m_separator, 12).replace(u'&', u"&&"_s));
    add({}, tr("None: no folders"));
    menu->addSeparator();
    connect(menu->addAction(tr("Other…")), &QAction::triggered, this, &SeparatorButton::askForOther);
    menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

void SeparatorButton::askForOther()
{
    auto *dialog = new DialogShell(m_theme, tr("Split key names by"), window());
    dialog->setObjectName(u"separatorDialog"_s);
    auto *field = new QLineEdit(escapedFromBytes(m_separator), dialog);
    field->setObjectName(u"separatorField"_s);
    field->setMaxLength(16);
    dialog->body()->addWidget(new FormRow(m_theme, tr("Separator"), field, dialog));
    Button *use = dialog->setPrimary(tr("Use separator"), Button::Kind::Primary);
    connect(use, &Button::clicked, this, [this, field] { emit separatorChosen(bytesFromEscaped(field->text())); });
    connect(use, &Button::clicked, dialog, &QDialog::accept);
    dialog->open();
    field->setFocus();
}

} // namespace stashdeck
