// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/choicebutton.h"

#include <QActionGroup>
#include <QBoxLayout>
#include <QMenu>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ChoiceButton::ChoiceButton(const Theme *theme, const QString &title, Choice choice, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_choice(choice)
    , m_button(new Button(theme, {}, Button::Kind::Default, this))
    , m_menu(new QMenu(m_button))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_button);
    m_button->setMenu(m_menu);
    m_button->setAutoDefault(false);
    setFocusProxy(m_button);
    if (choice == Choice::Single)
        new QActionGroup(m_menu);
    updateText();
}

void ChoiceButton::addChoice(int id, const QString &text)
{
    QAction *action = m_menu->addAction(text);
    action->setCheckable(true);
    action->setData(id);
    if (auto *group = m_menu->findChild<QActionGroup *>()) {
        action->setChecked(group->actions().isEmpty());
        group->addAction(action);
    }
    connect(action, &QAction::triggered, this, [this] {
        updateText();
        emit changed();
    });
    updateText();
}

QList<int> ChoiceButton::chosen() const
{
    QList<int> ids;
    const QList<QAction *> actions = m_menu->actions();
    for (const QAction *action : actions) {
        if (action->isChecked())
            ids.append(action->data().toInt());
    }
    return ids;
}

void ChoiceButton::setChosen(const QList<int> &ids)
{
    const QList<QAction *> actions = m_menu->actions();
    for (QAction *action : actions)
        action->setChecked(ids.contains(action->data().toInt()));
    updateText();
}

void ChoiceButton::updateText()
{
    QStringList names;
    const QList<QAction *> actions = m_menu->actions();
    for (const QAction *action : actions) {
        if (action->isChecked())
            names.append(action->text());
    }
    const QString value = names.isEmpty() ? tr("any")
        : names.size() > 2                ? tr("%1 kinds").arg(names.size())
                                          : names.join(u", "_s);
    m_button->setText(u"%1: %2"_s.arg(m_title, value));
    m_button->setAccessibleName(m_button->text());
}

} // namespace stashdeck
