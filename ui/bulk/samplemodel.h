// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkpreview.h"

#include <QAbstractTableModel>

namespace stashdeck {

/// The rows of a preview's sample.
class SampleModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Type, Key, NewName, Ttl, Size, columns };
    static constexpr int TypeRole = Qt::UserRole + 1; ///< the server's word

    using QAbstractTableModel::QAbstractTableModel;

    void setSample(const QList<SampleKey> &sample);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<SampleKey> m_sample;
};

} // namespace stashdeck
