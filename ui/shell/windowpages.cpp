// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/windowpages.h"

#include "ui/shell/rail.h"

#include <QAction>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr int longestWayBack = 50;

} // namespace

WindowPages::WindowPages(QStackedWidget *stack, Rail *rail, ActionRegistry *registry, QWidget *window)
    : QObject(window)
    , m_stack(stack)
    , m_rail(rail)
    , m_registry(registry)
    , m_window(window)
{
    connect(rail, &Rail::pageRequested, this, [this](int page) { show(PageId(page)); });
}

PageId WindowPages::add(const PageSpec &spec, bool current)
{
    Q_ASSERT(spec.widget && !spec.id.isEmpty());
    const int id = int(m_pages.size());
    Page page{spec, new QAction(tr("Open %1").arg(spec.title), m_window)};
    page.open->setObjectName(u"open"_s + spec.id + u"PageAction"_s);
    page.open->setProperty("iconName", spec.icon);
    page.open->setMenuRole(QAction::NoRole);
    page.open->setVisible(m_open);
    connect(page.open, &QAction::triggered, this, [this, id] { show(PageId(id)); });
    m_window->addAction(page.open);
    m_pages.push_back(page);
    m_stack->addWidget(spec.widget);
    m_rail->addPage(id, spec.title, spec.icon, spec.section);
    m_registry->add({page.open, MenuId::View, tr("Screens")});
    for (const ActionSpec &action : spec.actions)
        m_registry->add(action, id);
    updateShortcuts();
    if (m_current < 0 || current)
        m_current = id;
    restore();
    return PageId(id);
}

void WindowPages::updateShortcuts()
{
    int number = 1;
    const QList<int> order = m_rail->pages();
    for (const int id : order) {
        const QKeySequence keys = number <= 9 ? QKeySequence(u"Ctrl+%1"_s.arg(number)) : QKeySequence();
        m_pages[size_t(id)].open->setShortcut(keys);
        m_rail->setShortcut(id, keys);
        ++number;
    }
}

void WindowPages::setBadge(PageId page, int count)
{
    m_rail->setBadge(int(page), count);
}

void WindowPages::setOpen(bool open)
{
    m_open = open;
    m_back.clear();
    m_forward.clear();
    for (const Page &page : m_pages)
        page.open->setVisible(open);
    restore();
}

void WindowPages::show(PageId page)
{
    const int id = int(page);
    if (id < 0 || id >= int(m_pages.size()) || !m_open || (m_current == id && shown()))
        return;
    m_back.append(m_current);
    if (m_back.size() > longestWayBack)
        m_back.removeFirst();
    m_forward.clear();
    m_current = id;
    restore();
    emit shownChanged(false);
}

void WindowPages::goThrough(QList<int> *from, QList<int> *to)
{
    if (from->isEmpty() || !m_open)
        return;
    to->append(m_current);
    m_current = from->takeLast();
    restore();
    emit shownChanged(true);
}

void WindowPages::restore()
{
    if (!m_open || m_current < 0)
        return;
    m_stack->setCurrentWidget(m_pages[size_t(m_current)].spec.widget);
    m_rail->setCurrentPage(m_current);
}

std::optional<PageId> WindowPages::shown() const
{
    if (!m_open || m_current < 0 || m_stack->currentWidget() != m_pages[size_t(m_current)].spec.widget)
        return std::nullopt;
    return PageId(m_current);
}

QString WindowPages::currentId() const
{
    return m_current < 0 ? QString() : m_pages[size_t(m_current)].spec.id;
}

} // namespace stashdeck
