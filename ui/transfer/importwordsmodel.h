// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/importresultmodel.h"
#include "ui/transfer/importwording.h"

#include <QIdentityProxyModel>

namespace stashdeck {

/// Rows of an import in words: what views show and screen readers say.
class ImportWordsModel final : public QIdentityProxyModel {
    Q_OBJECT

public:
    using QIdentityProxyModel::QIdentityProxyModel;

    void setTense(importWords::Tense tense) { m_tense = tense; }
    [[nodiscard]] importWords::Outcome outcome(const QModelIndex &index) const;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    importWords::Tense m_tense = importWords::Tense::WouldBe;
};

} // namespace stashdeck
