// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/shell/actionregistry.h"
#include "ui/shell/raildelegate.h"
#include "ui/shell/railmodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>
#include <QListView>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

Rail::Rail(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_delegate(new RailDelegate(theme, this))
    , m_model(new RailModel(this))
    , m_actionModel(new RailModel(this))
{
    setObjectName("rail"_L1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 9, 0, 7);
    column->setSpacing(0);
    m_list = makeList(m_model, u"railPages"_s, tr("Pages"));
    m_actionList = makeList(m_actionModel, u"railActions"_s, tr("Settings and help"));
    m_actionList->setSelectionMode(QAbstractItemView::NoSelection);
    m_actionList->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addWidget(m_list, 1);
    column->addWidget(m_actionList);

    const auto open = [this](const QModelIndex &index) {
        if (const int page = index.data(RailModel::EntryRole).toInt(); page >= 0)
            emit pageRequested(page);
    };
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, open);
    const auto trigger = [this](const QModelIndex &index) {
        if (const int at = index.data(RailModel::EntryRole).toInt(); at >= 0)
            m_actions.at(at)->trigger();
    };
    connect(m_actionList, &QListView::clicked, this, trigger);
    connect(m_actionList, &QListView::activated, this, [this, trigger](const QModelIndex &index) {
        // A style may activate on a click too; that one came as clicked().
        if (!m_actionList->style()->styleHint(QStyle::SH_ItemView_ActivateItemOnSingleClick))
            trigger(index);
    });
    connect(theme, &Theme::changed, this, &Rail::updateTheme);
    updateTheme();
}

QListView *Rail::makeList(RailModel *model, const QString &name, const QString &title)
{
    auto *list = new QListView(this);
    list->setObjectName(name);
    list->setAccessibleName(title);
    list->setFrameShape(QFrame::NoFrame);
    list->setStyleSheet(u"QListView { background: transparent; }"_s); // the rail's own colour shows through
    list->setModel(model);
    list->setItemDelegate(m_delegate);
    list->setMouseTracking(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    return list;
}

void Rail::addPage(int page, const QString &title, const QString &icon, const QString &section)
{
    m_model->addEntry(page, title, icon, section);
}

void Rail::addAction(QAction *action, const QString &icon)
{
    const int id = int(m_actions.size());
    m_actions.append(action);
    m_actionModel->addEntry(id, plainActionText(action), icon, {});
    const auto describe = [this, action, id] {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        m_actionModel->setTip(id,
                              keys.isEmpty() ? plainActionText(action)
                                             : plainToolTip(tr("%1 (%2)").arg(plainActionText(action), keys)));
    };
    connect(action, &QAction::changed, this, describe);
    describe();
    updateWidth();
}

void Rail::setActionIcon(QAction *action, const QString &icon)
{
    const int id = int(m_actions.indexOf(action));
    m_actionModel->setEntry(id, plainActionText(action), icon);
}

void Rail::setBadge(int page, int count)
{
    m_model->setBadge(page, count);
}

void Rail::setShortcut(int page, const QKeySequence &shortcut)
{
    const QString title = m_model->indexOf(page).data(Qt::DisplayRole).toString();
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    m_model->setTip(page, plainToolTip(keys.isEmpty() ? title : tr("%1 (%2)").arg(title, keys)));
}

void Rail::setCurrentPage(int page)
{
    m_list->setCurrentIndex(m_model->indexOf(page));
}

QList<int> Rail::pages() const
{
    return m_model->order();
}

void Rail::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    m_delegate->setCollapsed(collapsed);
    updateWidth();
}

void Rail::updateWidth()
{
    setFixedWidth(m_collapsed ? 52 : m_theme->scaled(184));
    // The rows' heights come from the delegate, and the view asks again only when told.
    m_list->doItemsLayout();
    m_actionList->doItemsLayout();
    m_actionList->setFixedHeight(m_actionModel->rowCount() * (m_theme->scaled(32) + 2));
}

void Rail::updateTheme()
{
    updateWidth();
    m_list->viewport()->update();
    m_actionList->viewport()->update();
}

} // namespace stashdeck
