// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/collectionmodel.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QTableView;

namespace stashdeck {

class Button;
class PlainLabel;

/// The elements of a collection in a table, read only, a page at a time.
class CollectionView final : public QWidget {
    Q_OBJECT

public:
    CollectionView(const Theme *theme, CollectionModel *model, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *table() const { return m_table; }

private:
    void refresh();
    void fitColumns();

    const Theme *m_theme;
    CollectionModel *m_model;
    QTableView *m_table;
    PlainLabel *m_shown;
    Button *m_more;
    ValueKind m_fittedKind = ValueKind::None;
};

} // namespace stashdeck
