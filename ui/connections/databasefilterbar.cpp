// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/databasefilterbar.h"

#include "models/base/bytetext.h"
#include "models/connections/profilelistmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestGroupShown = 40;

} // namespace

DatabaseFilterBar::DatabaseFilterBar(const Theme *theme, ProfileFilter *filter, Settings *settings, QAction *check,
                                     QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_chips(new ChipRow(theme, ChipRow::Choice::Single, tr("Environment"), this))
    , m_sortedBy(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("Sorted by last used"), this))
    , m_groups(new QComboBox(this))
    , m_order(new QComboBox(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_chips->setObjectName("environmentChips"_L1);
    for (const QString &id : {u"all"_s, u"production"_s, u"staging"_s, u"development"_s, u"local"_s})
        m_chips->addChip(id, QString());
    m_chips->setChecked({u"all"_s});
    row->addWidget(m_chips, 1);
    m_groups->setObjectName("groupFilter"_L1);
    m_groups->setAccessibleName(tr("Group"));
    m_groups->setProperty("kind", u"quiet"_s);
    m_groups->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_groups->addItem(tr("All groups"));
    row->addWidget(m_groups);
    m_order->setObjectName("databaseOrder"_L1);
    m_order->setAccessibleName(tr("Order"));
    m_order->setProperty("kind", u"quiet"_s);
    m_order->addItem(tr("Sorted by last used"), int(ProfileFilter::Order::LastUsed));
    m_order->addItem(tr("Sorted by group"), int(ProfileFilter::Order::NamedGroup));
    addCheckButton(theme, check);
    row->addWidget(m_sortedBy);
    row->addWidget(m_order);

    connect(m_chips, &ChipRow::checkedChanged, this, [this](const QStringList &ids) {
        static const QStringList order{u"all"_s, u"production"_s, u"staging"_s, u"development"_s, u"local"_s};
        m_filter->setGroup(ProfileFilter::Group(qMax(qsizetype(0), order.indexOf(ids.value(0)))));
        emit narrowed();
    });
    connect(m_groups, &QComboBox::activated, this, [this] {
        const QVariant chosen = m_groups->currentData();
        m_filter->setNamedGroup(chosen.isValid() ? std::optional(chosen.toString()) : std::nullopt);
        emit narrowed();
    });
    const auto order
        = settings->value(Keys::databasesByGroup) ? ProfileFilter::Order::NamedGroup : ProfileFilter::Order::LastUsed;
    m_filter->setOrder(order);
    m_order->setCurrentIndex(m_order->findData(int(order)));
    connect(m_order, &QComboBox::activated, this, [this, settings] {
        const auto chosen = ProfileFilter::Order(m_order->currentData().toInt());
        m_filter->setOrder(chosen);
        settings->set(Keys::databasesByGroup, chosen == ProfileFilter::Order::NamedGroup);
    });
    follow();
}

void DatabaseFilterBar::addCheckButton(const Theme *theme, QAction *check)
{
    auto *button = new Button(theme, QString(), Button::Kind::Ghost, this);
    button->setObjectName("checkAllButton"_L1);
    button->setButtonSize(Button::Size::Small);
    button->setIconName(u"refresh-cw"_s);
    const auto copy = [check, button] {
        button->setText(check->text());
        button->setEnabled(check->isEnabled());
        button->setAccessibleName(check->text());
    };
    connect(check, &QAction::changed, button, copy);
    connect(button, &QPushButton::clicked, check, &QAction::trigger);
    copy();
    static_cast<QBoxLayout *>(layout())->insertWidget(1, button);
}

void DatabaseFilterBar::follow()
{
    using Group = ProfileFilter::Group;
    const auto label = [this](const QString &id, const QString &text, Group group, bool always) {
        const int count = m_filter->count(group);
        m_chips->chip(id)->setText(tr("%1 %2").arg(text).arg(count));
        m_chips->chip(id)->setVisible(always || count > 0 || m_filter->group() == group);
    };
    label(u"all"_s, tr("All"), Group::All, true);
    label(u"production"_s, tr("Production"), Group::Production, false);
    label(u"staging"_s, tr("Staging"), Group::Staging, false);
    label(u"development"_s, tr("Dev"), Group::Development, false);
    label(u"local"_s, tr("Local and temporary"), Group::LocalAndTemporary, false);
    followGroups();
}

void DatabaseFilterBar::followGroups()
{
    const QStringList names = m_filter->namedGroups();
    m_groups->setVisible(!names.isEmpty());
    m_order->setVisible(!names.isEmpty());
    m_sortedBy->setVisible(names.isEmpty());
    if (names == m_names)
        return; // an open list stays as it is
    m_names = names;
    const auto chosen = m_filter->namedGroup();
    m_groups->clear();
    m_groups->addItem(tr("All groups"));
    for (const QString &name : names)
        m_groups->addItem(displayText(name.toUtf8(), longestGroupShown), name);
    if (!names.isEmpty())
        m_groups->addItem(tr("Without a group"), QString(u""_s));
    const int index = chosen ? m_groups->findData(*chosen) : 0;
    m_groups->setCurrentIndex(qMax(0, index));
    if (index < 0) { // the group has lost its last database
        m_filter->setNamedGroup(std::nullopt);
        emit narrowed();
    }
}

} // namespace stashdeck
