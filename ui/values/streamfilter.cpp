// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamfilter.h"

#include <algorithm>

namespace stashdeck {

StreamFilter::StreamFilter(StreamModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

void StreamFilter::setText(const QByteArray &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_matcher.setPattern(text);
    invalidateFilter();
}

bool StreamFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (m_text.isEmpty())
        return true;
    const CollectionRow *entry = m_model->entryAt(row);
    if (!entry)
        return false;
    const auto holds = [this](const QByteArray &bytes) {
        return m_matcher.indexIn(bytes) >= 0;
    };
    return holds(entry->name) || std::any_of(entry->fields.cbegin(), entry->fields.cend(), holds);
}

} // namespace stashdeck
