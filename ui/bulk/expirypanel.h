// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "ui/bulk/bulkpanel.h"

class QComboBox;
class QDateTimeEdit;
class QSpinBox;

namespace stashdeck {

class PlainLabel;
class SegmentedControl;

/// When the keys shall expire, for which of them, and how far apart.
class ExpiryPanel final : public BulkPanel {
    Q_OBJECT

public:
    ExpiryPanel(const Theme *theme, const Clock *clock, QWidget *parent = nullptr);

    void writeTo(BulkPlan &plan) const override;
    [[nodiscard]] QString problem() const override;

private:
    [[nodiscard]] QWidget *buildMoment(const Theme *theme);
    [[nodiscard]] QWidget *buildConditions(const Theme *theme);
    [[nodiscard]] ExpiryChoices choices() const;
    void update();

    const Clock *m_clock;
    SegmentedControl *m_mode = nullptr;
    QSpinBox *m_amount = nullptr;
    QComboBox *m_unit = nullptr;
    QDateTimeEdit *m_when = nullptr;
    QComboBox *m_only = nullptr;
    QSpinBox *m_spread = nullptr;
    QComboBox *m_spreadUnit = nullptr;
    QWidget *m_spreadRow = nullptr;
    PlainLabel *m_outcome;
};

} // namespace stashdeck
