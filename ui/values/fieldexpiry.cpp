// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/fieldexpiry.h"

#include "models/values/fieldttls.h"
#include "ui/values/elementtable.h"
#include "ui/values/fieldttlpopup.h"

#include <QAction>
#include <QHeaderView>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tickPause = 1000;
constexpr int columnWidth = 104;
/// Rows around those on screen whose expiry is read with theirs, so that a little scrolling asks nothing.
constexpr int rowsAround = 100;

} // namespace

FieldExpiry::FieldExpiry(const Theme *theme, KeyActions *actions, MapModel *model, ElementTable *table)
    : QObject(table)
    , m_theme(theme)
    , m_actions(actions)
    , m_model(model)
    , m_table(table)
{
    auto *edit = new QAction(tr("Field time to live…"), table);
    edit->setObjectName(u"fieldTtlShortcut"_s);
    edit->setShortcut(shortcut());
    edit->setShortcutContext(Qt::WidgetShortcut);
    table->addAction(edit);
    connect(edit, &QAction::triggered, this, &FieldExpiry::edit);
    FieldTtls *ttls = model->document()->fieldTtls();
    connect(ttls, &FieldTtls::shownChanged, this, &FieldExpiry::showColumn);
    connect(ttls, &FieldTtls::changed, this, &FieldExpiry::taken);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_table->isVisible())
            m_table->viewport()->update();
    });
    showColumn();
    if (ttls->hasExpiring())
        m_tick.start(tickPause);
}

bool FieldExpiry::isShown() const
{
    return m_model->document()->fieldTtls()->isShown();
}

void FieldExpiry::taken()
{
    if (m_model->document()->fieldTtls()->hasExpiring())
        m_tick.start(tickPause);
    else
        m_tick.stop();
    want(m_first, m_last); // what is not known any more
}

QList<QByteArray> FieldExpiry::editable() const
{
    QList<QByteArray> names;
    const MapDocument *document = m_model->document();
    if (!isShown() || !m_mayWrite || !document->isEditable())
        return names;
    const QList<QByteArray> chosen = m_table->selectedNames();
    for (const QByteArray &name : chosen) {
        // What is not on the server, or is about to go, has nothing that could expire.
        const MapDocument::Staged *staged = document->staged(name);
        if ((!staged || (staged->base && staged->mine)) && names.size() < mostFieldTtls)
            names.append(name);
    }
    return names;
}

bool FieldExpiry::isCurrent() const
{
    return isShown() && m_table->currentIndex().column() == m_model->expiryColumn() && !editable().isEmpty();
}

void FieldExpiry::edit()
{
    const QList<QByteArray> names = editable();
    if (!names.isEmpty())
        (new FieldTtlPopup(m_theme, m_actions, m_model->document(), names, m_table->window()))->open();
}

void FieldExpiry::want(int first, int last)
{
    m_first = first;
    m_last = last;
    if (!m_table->isVisible())
        return;
    const QAbstractItemModel *shown = m_table->model();
    const int end = std::min(last + rowsAround, shown->rowCount() - 1);
    QList<QByteArray> names;
    for (int row = std::max(0, first - rowsAround); row <= end; ++row) {
        const QByteArray name = shown->index(row, 0).data(ElementRole::Name).toByteArray();
        const MapDocument::Staged *staged = m_model->document()->staged(name);
        if (!name.isNull() && (!staged || staged->base))
            names.append(name);
    }
    m_model->document()->fieldTtls()->want(names);
}

void FieldExpiry::showColumn()
{
    const int column = m_model->expiryColumn();
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(column < 0);
    if (column < 0)
        return;
    header->setSectionResizeMode(m_model->valueColumn(), QHeaderView::Stretch);
    header->resizeSection(column, columnWidth);
}

} // namespace stashdeck
