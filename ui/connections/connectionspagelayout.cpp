// SPDX-License-Identifier: GPL-3.0-or-later
// How the start page is put together; what it does is in connectionspage.cpp.
#include "ui/connections/connectionspage.h"
#include "ui/connections/databasefilterbar.h"
#include "ui/connections/databaselist.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QStyle>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pagePadding = 32;

} // namespace

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

    m_filterBar = new DatabaseFilterBar(m_theme, &m_filter, m_services.settings, m_check, main);
    addPadded(m_filterBar);

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

} // namespace stashdeck
