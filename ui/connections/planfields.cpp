// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/planfields.h"

#include "ui/theme/theme.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLocale>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1024LL * 1024;
constexpr int freeCommandsAMonth = 500'000;
constexpr int legacyCommandsADay = 10'000;

} // namespace

QString planLimitsText(const PlanLimits &limits)
{
    const QString count = QLocale().toString(limits.commands);
    switch (limits.period) {
    case PlanLimits::Period::None:
        return {};
    case PlanLimits::Period::Daily:
        return PlanFields::tr("%1 commands a day").arg(count);
    case PlanLimits::Period::Monthly:
        return PlanFields::tr("%1 commands a month").arg(count);
    case PlanLimits::Period::PayAsYouGo:
        break;
    }
    if (limits.budgetDollars <= 0)
        return PlanFields::tr("Pay as you go");
    const bool whole = limits.budgetDollars == std::floor(limits.budgetDollars);
    return PlanFields::tr("Pay as you go, up to $%1").arg(QLocale().toString(limits.budgetDollars, 'f', whole ? 0 : 2));
}

PlanFields::PlanFields(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_plan(new QComboBox(this))
    , m_planRow(new FormRow(theme, tr("Plan"), m_plan, this))
    , m_commands(new QSpinBox(this))
    , m_commandsRow(new FormRow(theme, tr("Commands"), m_commands, this))
    , m_period(new SegmentedControl(theme, tr("Period"), this))
    , m_periodRow(new FormRow(theme, tr("Period"), m_period, this))
    , m_budget(new QDoubleSpinBox(this))
    , m_budgetRow(new FormRow(theme, tr("Budget a month"), m_budget, this))
    , m_request(new QSpinBox(this))
    , m_requestBytes(PlanLimits().maxRequestBytes)
{
    m_plan->setObjectName("planField"_L1);
    m_plan->addItem(tr("No command limit, or not known"), int(Plan::Uncounted));
    m_plan->addItem(tr("Free · 500,000 a month"), int(Plan::Free));
    m_plan->addItem(tr("Free, older · 10,000 a day"), int(Plan::Legacy));
    m_plan->addItem(tr("Pay as you go"), int(Plan::PayAsYouGo));
    m_plan->addItem(tr("Other limit"), int(Plan::Custom));

    m_commands->setObjectName("planCommandsField"_L1);
    m_commands->setRange(0, 2'000'000'000);
    m_commands->setSingleStep(10'000);
    m_commands->setGroupSeparatorShown(true);
    m_period->setObjectName("planPeriod"_L1);
    m_period->addSegment(u"day"_s, tr("a day"));
    m_period->addSegment(u"month"_s, tr("a month"));
    m_period->setCurrent(u"month"_s);
    m_budget->setObjectName("planBudgetField"_L1);
    m_budget->setRange(0, 1'000'000);
    m_budget->setDecimals(2);
    m_budget->setPrefix(u"$"_s);
    m_budget->setSingleStep(10);
    m_budget->setSpecialValueText(tr("No budget"));
    m_request->setObjectName("planRequestField"_L1);
    m_request->setRange(1, 1024);
    m_request->setSuffix(tr(" MB"));
    for (QAbstractSpinBox *box :
         {static_cast<QAbstractSpinBox *>(m_commands), static_cast<QAbstractSpinBox *>(m_budget),
          static_cast<QAbstractSpinBox *>(m_request)}) {
        box->setAlignment(Qt::AlignRight);
        box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    }
    auto *requestRow = new FormRow(theme, tr("Largest request"), m_request, this);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_planRow, 5);
    row->addWidget(m_commandsRow, 3);
    row->addWidget(m_periodRow);
    row->addWidget(m_budgetRow, 3);
    row->addWidget(requestRow, 2);

    connect(m_plan, &QComboBox::activated, this, &PlanFields::choosePlan);
    connect(m_commands, &QSpinBox::valueChanged, this, &PlanFields::figuresEdited);
    connect(m_period, &SegmentedControl::currentChanged, this, &PlanFields::figuresEdited);
    connect(m_budget, &QDoubleSpinBox::valueChanged, this, [this] { emit edited(); });
    connect(m_request, &QSpinBox::valueChanged, this, [this](int megabytes) {
        m_requestBytes = megabytes * mebibyte;
        emit edited();
    });
    follow();
}

PlanFields::Plan PlanFields::plan() const
{
    return Plan(m_plan->currentData().toInt());
}

void PlanFields::setPlan(Plan plan)
{
    m_plan->setCurrentIndex(m_plan->findData(int(plan)));
    follow();
}

void PlanFields::setLimits(const PlanLimits &limits)
{
    const QSignalBlocker quiet(this);
    m_commands->setValue(int(std::clamp<qint64>(limits.commands, 0, m_commands->maximum())));
    m_period->setCurrent(limits.period == PlanLimits::Period::Daily ? u"day"_s : u"month"_s);
    m_budget->setValue(limits.budgetDollars);
    m_request->setValue(int(std::clamp<qint64>(limits.maxRequestBytes / mebibyte, 1, m_request->maximum())));
    m_requestBytes = limits.maxRequestBytes; // after the field has rounded it
    switch (limits.period) {
    case PlanLimits::Period::None:
        setPlan(Plan::Uncounted);
        return;
    case PlanLimits::Period::Daily:
        setPlan(limits.commands == legacyCommandsADay ? Plan::Legacy : Plan::Custom);
        return;
    case PlanLimits::Period::Monthly:
        setPlan(limits.commands == freeCommandsAMonth ? Plan::Free : Plan::Custom);
        return;
    case PlanLimits::Period::PayAsYouGo:
        setPlan(Plan::PayAsYouGo);
        return;
    }
}

PlanLimits PlanFields::limits() const
{
    PlanLimits limits;
    limits.maxRequestBytes = m_requestBytes;
    switch (plan()) {
    case Plan::Uncounted:
        break;
    case Plan::Free:
    case Plan::Legacy:
    case Plan::Custom:
        limits.period = m_period->current() == "day"_L1 ? PlanLimits::Period::Daily : PlanLimits::Period::Monthly;
        limits.commands = m_commands->value();
        break;
    case Plan::PayAsYouGo:
        limits.period = PlanLimits::Period::PayAsYouGo;
        limits.budgetDollars = m_budget->value();
        break;
    }
    return limits;
}

QString PlanFields::problem() const
{
    const bool counts = plan() == Plan::Free || plan() == Plan::Legacy || plan() == Plan::Custom;
    return counts && m_commands->value() == 0 ? tr("Enter how many commands the plan allows.") : QString();
}

QString PlanFields::summary() const
{
    return planLimitsText(limits());
}

void PlanFields::choosePlan()
{
    const QSignalBlocker quietNumber(m_commands);
    if (plan() == Plan::Free) {
        m_commands->setValue(freeCommandsAMonth);
        m_period->setCurrent(u"month"_s);
    } else if (plan() == Plan::Legacy) {
        m_commands->setValue(legacyCommandsADay);
        m_period->setCurrent(u"day"_s);
    }
    follow();
    emit edited();
}

void PlanFields::figuresEdited()
{
    if (plan() == Plan::Free || plan() == Plan::Legacy)
        setPlan(Plan::Custom); // the figures are not the plan's any more
    follow();
    emit edited();
}

void PlanFields::follow()
{
    const bool counts = plan() == Plan::Free || plan() == Plan::Legacy || plan() == Plan::Custom;
    m_commandsRow->setVisible(counts);
    m_periodRow->setVisible(counts);
    m_budgetRow->setVisible(plan() == Plan::PayAsYouGo);
    m_commandsRow->setHint(problem(), Tone::Danger);
}

} // namespace stashdeck
