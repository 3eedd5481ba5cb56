// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/ttlchoice.h"

#include "ui/widgets/button.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QSpinBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestAmount = 99'999;

struct Unit {
    const char *name;
    int seconds;
};
constexpr Unit units[] = {
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "seconds"), 1},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "minutes"), 60},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "hours"), 3600},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "days"), 86400},
};

struct Preset {
    const char *name;
    int amount;
    int unit;
};
constexpr Preset presets[] = {
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "5 min"), 5, 1},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "15 min"), 15, 1},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "1 h"), 1, 2},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "24 h"), 24, 2},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "7 d"), 7, 3},
    {QT_TRANSLATE_NOOP("stashdeck::TtlChoice", "30 d"), 30, 3},
};

} // namespace

TtlChoice::TtlChoice(const Theme *theme, WallTime now, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(buildChoices(now));
    column->addWidget(buildPresets());
}

QWidget *TtlChoice::buildChoices(WallTime now)
{
    auto *row = new QWidget(this);
    m_mode = new SegmentedControl(m_theme, tr("Kind of expiry"), row);
    m_mode->setObjectName(u"ttlMode"_s);
    m_mode->addSegment(u"in"_s, tr("Expires in"));
    m_mode->addSegment(u"at"_s, tr("Expires at"));
    m_mode->addSegment(u"never"_s, tr("Never"));
    m_amount = new QSpinBox(row);
    m_amount->setObjectName(u"ttlAmount"_s);
    m_amount->setAccessibleName(tr("Amount"));
    m_amount->setRange(1, longestAmount);
    m_amount->setValue(2);
    m_amount->setAlignment(Qt::AlignRight);
    m_amount->setMinimumWidth(96);
    m_unit = new QComboBox(row);
    m_unit->setObjectName(u"ttlUnit"_s);
    m_unit->setAccessibleName(tr("Unit"));
    for (const Unit &unit : units)
        m_unit->addItem(tr(unit.name), unit.seconds);
    m_unit->setCurrentIndex(2);
    m_when = new QDateTimeEdit(QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count()).addSecs(7200), row);
    m_when->setObjectName(u"ttlWhen"_s);
    m_when->setAccessibleName(tr("Moment"));
    m_when->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    m_when->setCalendarPopup(true);
    m_when->hide();
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_mode);
    layout->addWidget(m_amount);
    layout->addWidget(m_unit);
    layout->addWidget(m_when);
    layout->addStretch(1);
    connect(m_mode, &SegmentedControl::currentChanged, this, [this] {
        showFields();
        emit changed();
    });
    connect(m_amount, &QSpinBox::valueChanged, this, &TtlChoice::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &TtlChoice::changed);
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, &TtlChoice::changed);
    return row;
}

QWidget *TtlChoice::buildPresets()
{
    m_presets = new QWidget(this);
    auto *layout = new QHBoxLayout(m_presets);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (const Preset &preset : presets) {
        auto *button = new Button(m_theme, tr(preset.name), Button::Kind::Quiet, m_presets);
        button->setButtonSize(Button::Size::Small);
        button->setObjectName(u"ttlPreset%1_%2"_s.arg(preset.amount).arg(preset.unit));
        button->setAutoDefault(false);
        connect(button, &QAbstractButton::clicked, this, [this, preset] {
            m_amount->setValue(preset.amount);
            m_unit->setCurrentIndex(preset.unit);
        });
        layout->addWidget(button);
    }
    layout->addStretch(1);
    return m_presets;
}

TtlChange TtlChoice::change() const
{
    TtlChange change;
    if (m_mode->current() == "never"_L1) {
        change.mode = TtlChange::Mode::Never;
    } else if (m_mode->current() == "at"_L1) {
        change.mode = TtlChange::Mode::At;
        change.at = WallTime(Milliseconds(m_when->dateTime().toMSecsSinceEpoch()));
    } else {
        change.in = std::chrono::seconds(qint64(m_amount->value()) * m_unit->currentData().toInt());
    }
    return change;
}

void TtlChoice::showFields()
{
    const TtlChange::Mode mode = change().mode;
    m_amount->setVisible(mode == TtlChange::Mode::In);
    m_unit->setVisible(mode == TtlChange::Mode::In);
    m_presets->setVisible(mode == TtlChange::Mode::In);
    m_when->setVisible(mode == TtlChange::Mode::At);
}

void TtlChoice::focusAmount()
{
    m_amount->setFocus();
    m_amount->selectAll();
}

} // namespace stashdeck
