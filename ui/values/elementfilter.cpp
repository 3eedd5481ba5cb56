// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/elementfilter.h"

#include "models/values/elementroles.h"
#include "models/values/fieldttls.h"
#include "ui/values/valuewording.h"

#include <limits>

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

QVariant ElementFilter::data(const QModelIndex &index, int role) const
{
    if (role == Qt::DisplayRole) {
        const QVariant left = QSortFilterProxyModel::data(index, ElementRole::TimeLeft);
        if (left.isValid())
            return valueWords::fieldTimeLeft(left.toLongLong());
    }
    return QSortFilterProxyModel::data(index, role);
}

bool ElementFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant leftTime = left.data(ElementRole::TimeLeft);
    if (leftTime.isValid()) {
        const auto order = [](qint64 time) {
            return time >= 0 || time == FieldTtls::gone ? std::max<qint64>(time, -1)
                                                        : std::numeric_limits<qint64>::max();
        };
        return order(leftTime.toLongLong()) < order(right.data(ElementRole::TimeLeft).toLongLong());
    }
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
