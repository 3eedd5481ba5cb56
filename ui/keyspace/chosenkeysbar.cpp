// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/chosenkeysbar.h"

#include "models/keyspace/keyspace.h"
#include "ui/keyspace/keypaneactions.h"
#include "ui/widgets/button.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

ChosenKeysBar::ChosenKeysBar(const Theme *theme, Keyspace *keyspace, KeyPaneActions *actions, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_keyspace(keyspace)
    , m_actions(actions)
    , m_count(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
    , m_more(new IconButton(theme, u"ellipsis"_s, tr("More to do with the chosen keys"), this))
{
    setObjectName(u"chosenKeys"_s);
    m_count->setObjectName(u"chosenKeysCount"_s);
    m_count->setElide(Qt::ElideRight);
    m_more->setObjectName(u"chosenKeysMore"_s);
    m_more->setSide(24);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(4);
    row->addWidget(m_count, 1);
    addButton(row, KeyVerb::DeleteMany, tr("Delete…"))->setKind(Button::Kind::DangerQuiet);
    addButton(row, KeyVerb::ChangeExpiryOfMany, tr("TTL…"));
    addButton(row, KeyVerb::ExportMany, tr("Export…"));
    row->addWidget(m_more);
    auto *clear = new IconButton(theme, u"x"_s, tr("Clear: choose no keys"), this);
    clear->setObjectName(u"chosen.clearChecksAction"_s);
    clear->setSide(24);
    row->addWidget(clear);
    connect(clear, &IconButton::clicked, actions->action(KeyVerb::ClearChecks), &QAction::trigger);
    connect(m_more, &IconButton::clicked, this, &ChosenKeysBar::showMore);
    connect(keyspace->checkedKeys(), &CheckedKeys::changed, this, &ChosenKeysBar::refresh);
    connect(actions, &KeyPaneActions::updated, this, &ChosenKeysBar::refresh);
    refresh();
}

Button *ChosenKeysBar::addButton(QHBoxLayout *row, KeyVerb verb, const QString &text)
{
    auto *button = new Button(m_theme, text, Button::Kind::Default, this);
    button->setObjectName(u"chosen."_s + m_actions->action(verb)->objectName());
    button->setButtonSize(Button::Size::Small);
    connect(button, &Button::clicked, m_actions->action(verb), &QAction::trigger);
    row->addWidget(button);
    m_buttons.append({verb, button});
    return button;
}

void ChosenKeysBar::refresh()
{
    const qint64 count = m_keyspace->checkedKeys()->count();
    setVisible(count > 0);
    if (count == 0)
        return;
    const QString number = QLocale().toString(count);
    const QString text = count == 1 ? tr("1 key chosen") : tr("%1 keys chosen").arg(number);
    m_count->setText(count < 1000 ? text : tr("%1 chosen").arg(number)); // beside the buttons of a narrow pane
    setAccessibleName(text);
    for (const auto &[verb, button] : std::as_const(m_buttons)) {
        button->setVisible(m_actions->isOffered(verb));
        button->setEnabled(m_actions->action(verb)->isEnabled());
    }
}

void ChosenKeysBar::showMore()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"chosenKeysMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](KeyVerb verb, const QString &text) {
        if (!m_actions->isOffered(verb))
            return;
        QAction *entry = menu->addAction(text);
        entry->setEnabled(m_actions->action(verb)->isEnabled());
        connect(entry, &QAction::triggered, m_actions->action(verb), &QAction::trigger);
    };
    add(KeyVerb::RenameMany, tr("Rename prefix…"));
    add(KeyVerb::CopyMany, tr("Copy to another database…"));
    add(KeyVerb::ToggleFavourite, tr("Add to favourites"));
    add(KeyVerb::InvertChecks, tr("Choose the other shown keys"));
    menu->popup(m_more->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void ChosenKeysBar::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::AccentSoft));
    painter.fillRect(0, 0, width(), 1, m_theme->color(Token::AccentLine));
}

} // namespace stashdeck
