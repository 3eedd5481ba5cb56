// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/windowrows.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLineEdit;

namespace stashdeck {

class Button;
class SegmentedControl;

/// Which part of a sorted set is shown: from the highest or the lowest, all ranks, a range of scores or of names, and
/// a field that goes to a rank.
class ScoreBar final : public QWidget {
    Q_OBJECT

public:
    ScoreBar(const Theme *theme, QWidget *parent = nullptr);

    [[nodiscard]] ElementRange range() const { return m_range; }

signals:
    void rangeChanged(const stashdeck::ElementRange &range);
    void rankRequested(qint64 rank); ///< from 1

private:
    void apply();
    void showFields();

    ElementRange m_range;
    SegmentedControl *m_order;
    SegmentedControl *m_by;
    QLineEdit *m_min;
    QLineEdit *m_max;
    QLineEdit *m_rank;
};

} // namespace stashdeck
