// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topbar.h"

#include "models/session/session.h"
#include "ui/shell/databaseswitcher.h"
#include "ui/shell/latencypill.h"
#include "ui/shell/lockpill.h"
#include "ui/shell/quotapill.h"
#include "ui/shell/searchbutton.h"
#include "ui/theme/theme.h"
#include "ui/widgets/iconbutton.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

TopBar::TopBar(const Theme *theme, QAction *palette, QAction *measure, QMenu *themes, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_switcher(new DatabaseSwitcher(theme, this))
    , m_lock(new LockPill(theme, this))
    , m_search(new SearchButton(theme, palette->shortcut(), this))
    , m_latency(new LatencyPill(theme, measure, this))
    , m_quota(new QuotaPill(theme, this))
    , m_themeButton(new IconButton(theme, u"sun"_s, tr("Theme"), this))
{
    setObjectName("topBar"_L1);
    m_themeButton->setObjectName("themeButton"_L1);
    m_themeButton->setMenu(themes);
    connect(m_search, &QAbstractButton::clicked, palette, &QAction::trigger);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0); // the lower edge takes one pixel too
    row->setSpacing(10);
    row->addWidget(m_switcher);
    row->addWidget(m_lock);
    row->addStretch(1);
    row->addWidget(m_search, 0);
    row->addStretch(1);
    row->addWidget(m_latency);
    row->addWidget(m_quota);
    row->addWidget(m_themeButton);

    connect(theme, &Theme::changed, this, &TopBar::updateTheme);
    updateTheme();
}

void TopBar::setSession(Session *session)
{
    if (session)
        m_switcher->setProfile(session->profile());
    m_lock->setSession(session);
    m_latency->setSession(session);
    m_quota->setSession(session);
}

void TopBar::setWindowWidth(int width)
{
    m_quota->setNarrow(width < 1280);
    m_latency->setVisible(width >= 1160);
    m_search->setIconOnly(width < 1160);
}

void TopBar::updateTheme()
{
    setFixedHeight(m_theme->scaled(52));
    // The icon of what a click leads to is in the menu; the button shows what is on.
    m_themeButton->setIconName(m_theme->isDark() ? u"sun"_s : u"moon"_s);
}

} // namespace stashdeck
