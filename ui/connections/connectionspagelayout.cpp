// SPDX-License-Identifier: GPL-3.0-or-later
// How the start page is put together; what it does is in connectionspage.cpp.
#include "ui/connections/actionrow.h"
#include "ui/connections/connectionspage.h"
#include "ui/connections/databaselist.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QGridLayout>
#include <QStackedWidget>
#include <QStyle>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pagePadding = 32;
constexpr int firstRunWidth = 520;

} // namespace

QAction *ConnectionsPage::makeAction(const QString &name, const QString &text, const QKeySequence &keys,
                                     void (ConnectionsPage::*slot)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
}

void ConnectionsPage::makeActions()
{
    m_actions.add = makeAction(u"addDatabaseAction"_s, tr("Add database"), QKeySequence(Qt::CTRL | Qt::Key_N),
                               &ConnectionsPage::addNew);
    m_actions.import = makeAction(u"importEnvAction"_s, tr("Import .env file"), {}, &ConnectionsPage::pickFile);
    m_check = makeAction(u"checkDatabasesAction"_s, tr("Check all"), {}, &ConnectionsPage::checkAll);
    m_actions.startSandbox
        = makeAction(u"startSandboxAction"_s, tr("Start local sandbox"), {}, &ConnectionsPage::startSandbox);
    m_actions.stopSandbox
        = makeAction(u"stopSandboxAction"_s, tr("Stop local sandbox"), {}, &ConnectionsPage::stopSandbox);
    m_actions.resetSandbox = makeAction(u"resetSandboxAction"_s, tr("Reset local sandbox to fresh data"), {},
                                        &ConnectionsPage::resetSandbox);

    QAction *open = makeAction(u"openDatabaseAction"_s, tr("Open"), {}, &ConnectionsPage::openCurrent);
    open->setShortcuts({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
    QAction *readOnly
        = makeAction(u"openReadOnlyAction"_s, tr("Open read-only"), {}, &ConnectionsPage::openCurrentReadOnly);
    readOnly->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    m_rowActions = {
        open,
        readOnly,
        makeAction(u"openInNewWindowAction"_s, tr("Open in new window"), {}, &ConnectionsPage::openCurrentInNewWindow),
        makeAction(u"editDatabaseAction"_s, tr("Edit…"), QKeySequence(Qt::Key_F2), &ConnectionsPage::editCurrent),
        makeAction(u"duplicateDatabaseAction"_s, tr("Duplicate"), {}, &ConnectionsPage::duplicateCurrent),
        makeAction(u"copyDatabaseUrlAction"_s, tr("Copy URL"), {}, &ConnectionsPage::copyUrl),
        makeAction(u"copyDatabaseEnvAction"_s, tr("Copy as .env"), {}, &ConnectionsPage::copyEnv),
        makeAction(u"examineDatabaseAction"_s, tr("Run the doctor"), {}, &ConnectionsPage::examineCurrent),
        makeAction(u"removeDatabaseAction"_s, tr("Remove…"), QKeySequence(Qt::Key_Delete),
                   &ConnectionsPage::removeCurrent),
    };
}

QWidget *ConnectionsPage::buildHeader()
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    PlainLabel *mark = plainLabel(QString(), header);
    mark->setPixmap(Theme::productIcon().pixmap(QSize(32, 32), devicePixelRatioF()));
    row->addWidget(mark);
    row->addSpacing(2);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    PlainLabel *title = plainLabel(m_theme, TextStyle::Title, Token::Text, tr("Databases"), header);
    m_subtitle = plainLabel(m_theme, TextStyle::Body, Token::Text2, QString(), header);
    m_subtitle->setObjectName("databasesSubtitle"_L1);
    m_subtitle->setElide(Qt::ElideRight);
    texts->addWidget(title);
    texts->addWidget(m_subtitle);
    row->addLayout(texts, 1);
    m_search = new SearchField(m_theme, tr("Filter by name, host or tag"), header);
    m_search->setObjectName("databaseFilter"_L1);
    m_search->setAccessibleName(tr("Filter databases"));
    m_search->setFixedWidth(m_theme->scaled(232));
    row->addWidget(m_search);
    m_look = new SegmentedControl(m_theme, tr("Look of the list"), header);
    m_look->setObjectName("databaseLook"_L1);
    m_look->addSegment(u"cards"_s, tr("Cards"), u"layout-dashboard"_s);
    m_look->addSegment(u"list"_s, tr("List"), u"list"_s);
    row->addWidget(m_look);
    auto *add = new Button(m_theme, tr("Add database"), Button::Kind::Primary, header);
    add->setObjectName("addDatabaseButton"_L1);
    add->setIconName(u"plus"_s);
    add->setButtonSize(Button::Size::Large);
    add->setKeyCap(m_actions.add->shortcut());
    connect(add, &QPushButton::clicked, m_actions.add, &QAction::trigger);
    row->addWidget(add);
    m_more = new IconButton(m_theme, u"ellipsis"_s, tr("More ways to connect"), header, IconButton::Kind::Framed);
    m_more->setObjectName("moreWays"_L1);
    auto *menu = new QMenu(m_more);
    menu->addActions({m_actions.import, m_actions.startSandbox, m_actions.stopSandbox, m_actions.resetSandbox});
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->hide();
    row->addWidget(m_more);
    return header;
}

QWidget *ConnectionsPage::buildKeyHints()
{
    auto *hints = new QWidget(this);
    auto *row = new QHBoxLayout(hints);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    const auto hint = [&](const QKeySequence &keys, const QString &text) {
        row->addWidget(new KeyCap(m_theme, keys, hints));
        row->addWidget(plainLabel(m_theme, TextStyle::Secondary, Token::Text2, text, hints));
        row->addSpacing(8);
    };
    hints->setMinimumWidth(0); // what does not fit is cut off: all of it is in the menu as well
    hints->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    hint(QKeySequence(Qt::Key_Enter), tr("open"));
    hint(QKeySequence(Qt::CTRL | Qt::Key_Enter), tr("open read-only"));
    hint(QKeySequence(Qt::Key_F2), tr("edit"));
    hint(QKeySequence(Qt::Key_Delete), tr("remove from this list (the database stays)"));
    m_status = plainLabel(m_theme, TextStyle::Secondary, Token::Text2, QString(), hints);
    m_status->setObjectName("checkStatus"_L1);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_status->setElide(Qt::ElideRight);
    row->addWidget(m_status, 1);
    return hints;
}

QWidget *ConnectionsPage::buildMain()
{
    auto *main = new QWidget(this);
    auto *column = new QVBoxLayout(main);
    column->setContentsMargins(pagePadding, 32, 0, 20);
    column->setSpacing(16);
    // Everything ends at the page's padding but the list: its last gap and its scroll bar lie in it.
    const auto addPadded = [column](QWidget *widget, int right = pagePadding, int stretch = 0) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(0, 0, right, 0);
        row->addWidget(widget);
        column->addLayout(row, stretch);
    };
    addPadded(buildHeader());
    m_fileBanner = new Banner(m_theme, Tone::Warning, u"triangle-alert"_s, main);
    m_fileBanner->setObjectName("profileFileBanner"_L1);
    m_fileBanner->setClosable(true);
    m_fileBanner->hide();
    addPadded(m_fileBanner);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(0, 0, pagePadding, 0);
    bar->setSpacing(12);
    m_chips = new ChipRow(m_theme, ChipRow::Choice::Single, tr("Environment"), main);
    m_chips->setObjectName("environmentChips"_L1);
    m_chips->addChip(u"all"_s, QString());
    m_chips->addChip(u"production"_s, QString());
    m_chips->addChip(u"staging"_s, QString());
    m_chips->addChip(u"development"_s, QString());
    m_chips->addChip(u"local"_s, QString());
    m_chips->setChecked({u"all"_s});
    bar->addWidget(m_chips, 1);
    auto *check = new Button(m_theme, QString(), Button::Kind::Ghost, main);
    check->setObjectName("checkAllButton"_L1);
    check->setButtonSize(Button::Size::Small);
    check->setIconName(u"refresh-cw"_s);
    const auto follow = [this, check] {
        check->setText(m_check->text());
        check->setEnabled(m_check->isEnabled());
        check->setAccessibleName(m_check->text());
    };
    connect(m_check, &QAction::changed, check, follow);
    connect(check, &QPushButton::clicked, m_check, &QAction::trigger);
    follow();
    bar->addWidget(check);
    bar->addWidget(plainLabel(m_theme, TextStyle::Secondary, Token::Text2, tr("Sorted by last used"), main));
    column->addLayout(bar);

    m_list = new DatabaseList(m_theme, m_services.clock, main);
    m_list->setModel(&m_filter);
    const int scrollBar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_list);
    addPadded(m_list, qMax(0, pagePadding - ProfileCardDelegate::gap - scrollBar), 1);
    m_noMatch = new EmptyState(m_theme, u"search"_s, tr("No databases match"), QString(), main);
    m_noMatch->setObjectName("noMatch"_L1);
    m_noMatch->hide();
    column->addWidget(m_noMatch, 1);
    addPadded(buildKeyHints());
    return main;
}

QWidget *ConnectionsPage::buildFirstRun()
{
    auto *page = new QWidget(this);
    page->setObjectName("firstRun"_L1);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(20, 20, 20, 20);
    auto *centre = new QWidget(page);
    centre->setFixedWidth(firstRunWidth);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    PlainLabel *mark = plainLabel(QString(), centre);
    mark->setPixmap(Theme::productIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignHCenter);
    column->addWidget(mark);
    PlainLabel *title = plainLabel(m_theme, TextStyle::Title, Token::Text, tr("Connect your first database"), centre);
    title->setObjectName("firstRunTitle"_L1);
    title->setAlignment(Qt::AlignHCenter);
    column->addWidget(title);
    PlainLabel *sentence = plainLabel(m_theme, TextStyle::Body, Token::Text2,
                                      m_services.sandbox != nullptr
                                          ? tr("Or look around first: the sandbox runs on this computer.")
                                          : tr("Its REST URL and token are on the database's page at Upstash."),
                                      centre);
    sentence->setAlignment(Qt::AlignHCenter);
    column->addWidget(sentence);
    column->addSpacing(10);
    column->addWidget(connectCard(m_theme, m_actions, centre));
    if (m_services.sandbox != nullptr)
        column->addWidget(tryCard(m_theme, m_services.sandbox, m_actions, centre));
    grid->addWidget(centre, 0, 0, Qt::AlignCenter);
    return page;
}

} // namespace stashdeck
