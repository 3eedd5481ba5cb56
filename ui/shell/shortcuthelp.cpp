// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuthelp.h"

#include "ui/shell/actionregistry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeySequence>
#include <QTreeWidget>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

struct Line {
    QString text;
    QString keys;
};

struct Group {
    QString title;
    QList<Line> lines;
};

QString keysOf(const QAction *action)
{
    QStringList keys;
    const QList<QKeySequence> sequences = action->shortcuts();
    for (const QKeySequence &sequence : sequences)
        keys.append(sequence.toString(QKeySequence::NativeText));
    keys.removeAll(QString());
    return keys.join(ShortcutHelp::tr(" or "));
}

/// In the order in which the groups came; what has no keys is not listed here but in the palette.
QList<Group> groupsOf(const ActionRegistry *registry)
{
    QList<Group> groups;
    const auto groupOf = [&groups](const QString &title) -> Group & {
        for (Group &group : groups) {
            if (group.title == title)
                return group;
        }
        return groups.emplaceBack(Group{title, {}});
    };
    const QList<ActionRegistry::Entry> entries = registry->entries();
    for (const ActionRegistry::Entry &entry : entries) {
        const QString keys = keysOf(entry.action);
        if (!keys.isEmpty() && entry.action->isVisible())
            groupOf(entry.group).lines.append({plainActionText(entry.action), keys});
    }
    return groups;
}

} // namespace

ShortcutHelp::ShortcutHelp(const Theme *theme, const ActionRegistry *registry, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_registry(registry)
    , m_filter(new SearchField(theme, tr("Filter by action or key"), this))
    , m_list(new QTreeWidget(this))
{
    setObjectName("shortcutHelp"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Help and shortcuts"));
    setAccessibleName(windowTitle());
    resize(theme->scaled(560), theme->scaled(640));

    m_filter->setObjectName("shortcutFilter"_L1);
    m_filter->setAccessibleName(tr("Filter shortcuts"));
    m_list->setObjectName("shortcutList"_L1);
    m_list->setAccessibleName(tr("Shortcuts"));
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Action"), tr("Keys")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setIndentation(12);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_empty = plainLabel(theme, TextStyle::Body, Token::Text2, tr("No shortcut matches."), this);
    m_empty->setAlignment(Qt::AlignCenter);

    auto *intro
        = plainLabel(theme, TextStyle::Body, Token::Text2,
                     tr("Every action is also in the palette: press Ctrl+K and type a few of its letters."), this);
    intro->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(12);
    column->addWidget(plainLabel(theme, TextStyle::Title, Token::Text, tr("Help and shortcuts"), this));
    column->addWidget(intro);
    column->addWidget(m_filter);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);

    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutHelp::refill);
    connect(registry, &ActionRegistry::changed, this, &ShortcutHelp::refill);
    connect(theme, &Theme::changed, this, &ShortcutHelp::refill);
    refill();
    m_filter->setFocus();
}

void ShortcutHelp::refill()
{
    const QString wanted = m_filter->text().trimmed();
    m_list->clear();
    const QList<Group> groups = groupsOf(m_registry);
    for (const Group &group : groups) {
        QList<QTreeWidgetItem *> rows;
        for (const Line &line : group.lines) {
            const bool matches = line.text.contains(wanted, Qt::CaseInsensitive)
                || line.keys.contains(wanted, Qt::CaseInsensitive) || group.title.contains(wanted, Qt::CaseInsensitive);
            if (!matches)
                continue;
            rows.append(new QTreeWidgetItem({line.text, line.keys}));
            rows.last()->setSizeHint(0, QSize(0, m_theme->treeRow()));
        }
        if (rows.isEmpty())
            continue;
        auto *title = new QTreeWidgetItem(m_list, {group.title});
        title->setFlags(Qt::ItemIsEnabled);
        title->setSizeHint(0, QSize(0, m_theme->treeRow()));
        title->setFont(0, m_theme->font(TextStyle::BodySemibold));
        title->addChildren(rows);
    }
    m_list->expandAll();
    m_list->setVisible(m_list->topLevelItemCount() > 0);
    m_empty->setVisible(m_list->topLevelItemCount() == 0);
}

} // namespace stashdeck
