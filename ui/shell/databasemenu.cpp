// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/databasemenu.h"

#include "ui/shell/actionregistry.h"
#include "ui/shell/palettelist.h"
#include "ui/shell/palettemodel.h"
#include "ui/shell/windowsources.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int mostRows = 500;

} // namespace

DatabaseMenu::DatabaseMenu(const Theme *theme, const QList<QAction *> &actions, QWidget *window)
    : QFrame(window)
    , m_theme(theme)
    , m_window(window)
    , m_filter(new SearchField(theme, tr("Filter by name or host"), this))
    , m_model(new PaletteModel(this))
    , m_list(new PaletteList(theme, m_model, this))
    , m_buttons(new QWidget(this))
{
    setObjectName("databaseMenu"_L1);
    setAccessibleName(tr("Switch database"));
    m_filter->setObjectName("databaseFilter"_L1);
    m_filter->setAccessibleName(tr("Filter databases"));
    m_filter->installEventFilter(this);
    m_list->setObjectName("databaseList"_L1);
    m_list->setAccessibleName(tr("Databases"));
    m_empty = plainLabel(theme, TextStyle::Body, Token::Text2, {}, this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setFixedHeight(56);

    auto *filterRow = new QHBoxLayout;
    filterRow->setContentsMargins(8, 8, 8, 8);
    filterRow->addWidget(m_filter);
    auto *buttonRow = new QHBoxLayout(m_buttons);
    buttonRow->setContentsMargins(8, 8, 8, 8);
    buttonRow->setSpacing(8);
    for (QAction *action : actions) {
        auto *button = new Button(theme, plainActionText(action), Button::Kind::Quiet, m_buttons);
        button->setObjectName(action->objectName() + u"Button"_s);
        button->setKeyCap(action->shortcut());
        connect(button, &QAbstractButton::clicked, this, [this, action] {
            dismiss();
            action->trigger();
        });
        buttonRow->addWidget(button);
    }
    buttonRow->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2, 2, 2, 2);
    column->setSpacing(0);
    column->addLayout(filterRow);
    column->addWidget(m_list);
    column->addWidget(m_empty);
    column->addWidget(m_buttons);

    connect(m_filter, &QLineEdit::textChanged, this, &DatabaseMenu::search);
    connect(m_list, &PaletteList::rowClicked, this, &DatabaseMenu::run);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && now != this && !isAncestorOf(now) && now->window() == m_window)
            dismiss();
    });
    hide();
}

void DatabaseMenu::open(const QList<Profile> &databases, const QPoint &corner)
{
    if (isVisible()) {
        dismiss();
        return;
    }
    m_opener = QApplication::focusWidget();
    m_databases = databases;
    m_filter->clear();
    move(corner);
    search();
    show();
    raise();
    m_filter->setFocus(Qt::ShortcutFocusReason);
}

void DatabaseMenu::dismiss()
{
    if (!isVisible())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && m_opener && m_opener->isVisible())
        m_opener->setFocus(Qt::PopupFocusReason);
}

void DatabaseMenu::search()
{
    m_model->setGroupCount(1);
    const auto choose = [this](const QUuid &id, bool newWindow) {
        emit databaseChosen(id, newWindow);
    };
    m_model->setGroup(0, tr("Databases"), databaseItems(m_databases, m_filter->text().trimmed(), mostRows, choose));
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_empty->setVisible(!any);
    m_empty->setText(m_databases.isEmpty() ? tr("No other database is saved.") : tr("No database matches."));
    m_list->selectFirst();
    const int width
        = std::min(std::max(m_theme->scaled(480), m_buttons->sizeHint().width() + 4), m_window->width() - x() - 8);
    const int fixed = 4 + 16 + m_theme->controlHeight() + m_buttons->sizeHint().height();
    m_list->setFixedHeight(std::max(1, m_list->wantedHeight(std::max(120, m_window->height() - y() - fixed - 40))));
    resize(width, fixed + (any ? m_list->height() : m_empty->height()));
}

void DatabaseMenu::run(const QModelIndex &index, bool newWindow)
{
    const PaletteItem *item = m_model->item(index);
    if (!item)
        return;
    const std::function<void()> action = newWindow ? item->alternate : item->activate;
    dismiss();
    action();
}

bool DatabaseMenu::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        auto *press = static_cast<QKeyEvent *>(event);
        switch (press->key()) {
        case Qt::Key_Escape:
            if (m_filter->text().isEmpty())
                dismiss();
            else
                m_filter->clear();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run(m_list->currentIndex(), press->modifiers().testFlag(Qt::ControlModifier));
            return true;
        default:
            if (m_list->move(press))
                return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void DatabaseMenu::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(&painter, rect(), 8, m_theme->color(Token::Raised), m_theme->color(Token::Focus), 2);
    painter.fillRect(QRect(2, m_buttons->y(), width() - 4, 1), m_theme->color(Token::Border));
}

} // namespace stashdeck
