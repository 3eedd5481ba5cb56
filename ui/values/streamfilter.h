// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streammodel.h"

#include <QByteArrayMatcher>
#include <QSortFilterProxyModel>

namespace stashdeck {

/// Shows the loaded entries whose ID, or one of whose fields or values, holds a text. Asks the server nothing.
class StreamFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit StreamFilter(StreamModel *model, QObject *parent = nullptr);

    void setText(const QByteArray &text);
    [[nodiscard]] const QByteArray &text() const { return m_text; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    StreamModel *m_model;
    QByteArray m_text;
    QByteArrayMatcher m_matcher;
};

} // namespace stashdeck
