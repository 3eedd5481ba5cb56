// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/firstrunpage.h"

#include "ui/connections/connectpanel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int firstRunWidth = 520;

} // namespace

FirstRunPage::FirstRunPage(const Theme *theme, LocalSandbox *sandbox, const ConnectActions &actions, QWidget *parent)
    : QWidget(parent)
{
    setObjectName("firstRun"_L1);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(20, 20, 20, 20);
    auto *centre = new QWidget(this);
    centre->setFixedWidth(theme->scaled(firstRunWidth));
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    PlainLabel *mark = plainLabel(QString(), centre);
    mark->setPixmap(Theme::productIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignHCenter);
    column->addWidget(mark);
    PlainLabel *title = plainLabel(theme, TextStyle::Title, Token::Text, tr("Connect your first database"), centre);
    title->setObjectName("firstRunTitle"_L1);
    title->setAlignment(Qt::AlignHCenter);
    column->addWidget(title);
    PlainLabel *sentence
        = plainLabel(theme, TextStyle::Body, Token::Text2,
                     sandbox != nullptr ? tr("Or look around first: the sandbox runs on this computer.")
                                        : tr("Its REST URL and token are on the database's page at Upstash."),
                     centre);
    sentence->setAlignment(Qt::AlignHCenter);
    column->addWidget(sentence);
    column->addSpacing(10);
    column->addWidget(connectCard(theme, actions, centre));
    if (sandbox != nullptr)
        column->addWidget(tryCard(theme, sandbox, actions, centre));
    grid->addWidget(centre, 0, 0, Qt::AlignCenter);
}

} // namespace stashdeck
