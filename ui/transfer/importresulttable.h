// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/transfer/importwordsmodel.h"

#include <QTableView>

namespace stashdeck {

/// Keys of a dry run, each with what would become of it. As high as its rows, within bounds.
class ImportResultTable final : public QTableView {
    Q_OBJECT

public:
    /// `rows` outlives the table.
    ImportResultTable(const Theme *theme, ImportResultModel *rows, QWidget *parent = nullptr);

private:
    void applyTheme();

    const Theme *m_theme;
    ImportWordsModel m_words;
};

} // namespace stashdeck
