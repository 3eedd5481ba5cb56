// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/elementfilter.h"

#include "models/values/elementroles.h"

namespace stashdeck {

void ElementFilter::setText(const QByteArray &text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateFilter();
}

bool ElementFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return index.data(ElementRole::Name).toByteArray().contains(m_text)
        || index.data(ElementRole::Value).toByteArray().contains(m_text);
}

bool ElementFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const auto bytes = [](const QModelIndex &index) {
        const bool isName = index.data(ElementRole::IsName).toBool();
        return index.data(isName ? ElementRole::Name : ElementRole::Value).toByteArray();
    };
    const QByteArray a = bytes(left);
    const QByteArray b = bytes(right);
    bool bothNumbers = false;
    const double x = a.toDouble(&bothNumbers);
    if (bothNumbers) {
        const double y = b.toDouble(&bothNumbers);
        if (bothNumbers && x != y)
            return x < y;
    }
    return a < b;
}

} // namespace stashdeck
