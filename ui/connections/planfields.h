// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace stashdeck {

class FormRow;
class SegmentedControl;
class Theme;

/// What the database's plan allows: the plan, its commands or budget, the largest request. The known plans fill in
/// figures that can be typed over; then it is a plan of one's own.
class PlanFields final : public QWidget {
    Q_OBJECT

public:
    explicit PlanFields(const Theme *theme, QWidget *parent = nullptr);

    void setLimits(const PlanLimits &limits);
    [[nodiscard]] PlanLimits limits() const;
    /// What is missing, as a sentence; empty when the limits can be saved.
    [[nodiscard]] QString problem() const;
    /// "Free · 500,000 commands a month"; empty when nothing is known.
    [[nodiscard]] QString summary() const;

signals:
    /// By the user; not by setLimits().
    void edited();

private:
    enum class Plan { Uncounted, Free, Legacy, PayAsYouGo, Custom }; ///< Uncounted: a fixed plan, or not known
    void choosePlan();
    void figuresEdited();
    void follow();
    [[nodiscard]] Plan plan() const;
    void setPlan(Plan plan);

    QComboBox *m_plan;
    FormRow *m_planRow;
    QSpinBox *m_commands;
    FormRow *m_commandsRow;
    SegmentedControl *m_period;
    FormRow *m_periodRow;
    QDoubleSpinBox *m_budget;
    FormRow *m_budgetRow;
    QSpinBox *m_request;
    qint64 m_requestBytes; ///< exact, until the field is edited
};

/// A plan's limit in words: "500,000 commands a month", "Pay as you go, up to $60"; empty when it is not known.
[[nodiscard]] QString planLimitsText(const PlanLimits &limits);

} // namespace stashdeck
