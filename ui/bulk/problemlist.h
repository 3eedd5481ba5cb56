// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/journalrow.h"
#include "ui/theme/theme.h"

#include <QTableView>

class QStandardItemModel;

namespace stashdeck {

/// Keys that a run did not do, each with the reason.
class ProblemList final : public QTableView {
    Q_OBJECT

public:
    ProblemList(const Theme *theme, QWidget *parent = nullptr);

    /// One line; both texts are for the screen already.
    struct Problem {
        QString key;
        QString what;
    };
    void setRows(const QList<JournalRow> &rows);
    void setProblems(const QList<Problem> &problems);

private:
    void applyTheme();

    const Theme *m_theme;
    QStandardItemModel *m_model;
};

} // namespace stashdeck
