// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/expirypanel.h"

#include "ui/values/valuewording.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QSpinBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestAmount = 99'999;

void addUnits(QComboBox *box)
{
    box->addItem(ExpiryPanel::tr("seconds"), 1);
    box->addItem(ExpiryPanel::tr("minutes"), 60);
    box->addItem(ExpiryPanel::tr("hours"), 3600);
    box->addItem(ExpiryPanel::tr("days"), 86400);
}

QSpinBox *amountBox(int least, int value, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(least, longestAmount);
    box->setValue(value);
    box->setAlignment(Qt::AlignRight);
    box->setMinimumWidth(80);
    return box;
}

std::chrono::seconds secondsOf(const QSpinBox *amount, const QComboBox *unit)
{
    return std::chrono::seconds(qint64(amount->value()) * unit->currentData().toInt());
}

} // namespace

ExpiryPanel::ExpiryPanel(const Theme *theme, const Clock *clock, QWidget *parent)
    : BulkPanel(parent)
    , m_clock(clock)
    , m_outcome(plainLabel(theme, TextStyle::Body, Token::Text, {}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(buildMoment(theme));
    column->addWidget(buildConditions(theme));
    auto *box = new QFrame(this);
    box->setProperty("tone", u"neutral"_s);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(12, 8, 12, 8);
    m_outcome->setObjectName(u"bulkExpiryOutcome"_s);
    m_outcome->setWordWrap(true);
    row->addWidget(m_outcome);
    column->addWidget(box);
    update();
}

QWidget *ExpiryPanel::buildMoment(const Theme *theme)
{
    auto *row = new QWidget(this);
    m_mode = new SegmentedControl(theme, tr("Kind of expiry"), row);
    m_mode->setObjectName(u"bulkExpiryMode"_s);
    m_mode->addSegment(u"in"_s, tr("Expires in"));
    m_mode->addSegment(u"at"_s, tr("Expires at"));
    m_mode->addSegment(u"never"_s, tr("Never"));
    m_amount = amountBox(1, 2, row);
    m_amount->setObjectName(u"bulkExpiryAmount"_s);
    m_amount->setAccessibleName(tr("Amount"));
    m_unit = new QComboBox(row);
    m_unit->setObjectName(u"bulkExpiryUnit"_s);
    m_unit->setAccessibleName(tr("Unit"));
    addUnits(m_unit);
    m_unit->setCurrentIndex(2);
    m_when = new QDateTimeEdit(QDateTime::fromMSecsSinceEpoch(m_clock->now().time_since_epoch().count()).addSecs(7200),
                               row);
    m_when->setObjectName(u"bulkExpiryWhen"_s);
    m_when->setAccessibleName(tr("Moment"));
    m_when->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    m_when->setCalendarPopup(true);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_mode);
    layout->addWidget(m_amount);
    layout->addWidget(m_unit);
    layout->addWidget(m_when);
    layout->addStretch(1);
    connect(m_mode, &SegmentedControl::currentChanged, this, &ExpiryPanel::update);
    connect(m_amount, &QSpinBox::valueChanged, this, &ExpiryPanel::update);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &ExpiryPanel::update);
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, &ExpiryPanel::update);
    return row;
}

QWidget *ExpiryPanel::buildConditions(const Theme *theme)
{
    auto *row = new QWidget(this);
    m_only = new QComboBox(row);
    m_only->setObjectName(u"bulkExpiryOnly"_s);
    m_only->setAccessibleName(tr("Which keys"));
    using Only = ExpiryChoices::Only;
    m_only->addItem(tr("for every key"), int(Only::Always));
    m_only->addItem(tr("only where none is set"), int(Only::IfNone));
    m_only->addItem(tr("only where one is set"), int(Only::IfSome));
    m_only->addItem(tr("only where it makes it longer"), int(Only::IfLonger));
    m_only->addItem(tr("only where it makes it shorter"), int(Only::IfShorter));
    m_spreadRow = new QWidget(row);
    m_spread = amountBox(0, 0, m_spreadRow);
    m_spread->setObjectName(u"bulkExpirySpread"_s);
    m_spread->setAccessibleName(tr("Spread over"));
    m_spreadUnit = new QComboBox(m_spreadRow);
    m_spreadUnit->setObjectName(u"bulkExpirySpreadUnit"_s);
    m_spreadUnit->setAccessibleName(tr("Unit of the spread"));
    addUnits(m_spreadUnit);
    m_spreadUnit->setCurrentIndex(1);
    auto *spread = new QHBoxLayout(m_spreadRow);
    spread->setContentsMargins(0, 0, 0, 0);
    spread->setSpacing(8);
    spread->addWidget(plainLabel(theme, TextStyle::Body, Token::Text2, tr("Spread over"), m_spreadRow));
    spread->addWidget(m_spread);
    spread->addWidget(m_spreadUnit);
    setPlainToolTip(m_spreadRow,
                    tr("Each key gets up to this much more, by chance, so that not all of them run out "
                       "in the same moment."));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_only);
    layout->addStretch(1);
    layout->addWidget(m_spreadRow);
    connect(m_only, &QComboBox::currentIndexChanged, this, &ExpiryPanel::update);
    connect(m_spread, &QSpinBox::valueChanged, this, &ExpiryPanel::update);
    connect(m_spreadUnit, &QComboBox::currentIndexChanged, this, &ExpiryPanel::update);
    return row;
}

ExpiryChoices ExpiryPanel::choices() const
{
    ExpiryChoices choices;
    if (m_mode->current() == "never"_L1) {
        choices.mode = ExpiryChoices::Mode::Never;
        return choices;
    }
    choices.mode = m_mode->current() == "at"_L1 ? ExpiryChoices::Mode::At : ExpiryChoices::Mode::In;
    choices.in = secondsOf(m_amount, m_unit);
    choices.at = WallTime(Milliseconds(m_when->dateTime().toMSecsSinceEpoch()));
    choices.only = static_cast<ExpiryChoices::Only>(m_only->currentData().toInt());
    choices.spread = secondsOf(m_spread, m_spreadUnit);
    return choices;
}

void ExpiryPanel::writeTo(BulkPlan &plan) const
{
    plan.act = BulkAct::ChangeExpiry;
    plan.change = choices();
}

QString ExpiryPanel::problem() const
{
    const ExpiryChoices wanted = choices();
    if (wanted.mode == ExpiryChoices::Mode::At && wanted.at <= m_clock->now())
        return tr("This moment is over. The keys would be deleted at once.");
    return {};
}

void ExpiryPanel::update()
{
    const ExpiryChoices wanted = choices();
    const bool isNever = wanted.mode == ExpiryChoices::Mode::Never;
    m_amount->setVisible(wanted.mode == ExpiryChoices::Mode::In);
    m_unit->setVisible(wanted.mode == ExpiryChoices::Mode::In);
    m_when->setVisible(wanted.mode == ExpiryChoices::Mode::At);
    m_only->setVisible(!isNever);
    m_spreadRow->setVisible(!isNever);
    const WallTime now = m_clock->now();
    const WallTime first = wanted.mode == ExpiryChoices::Mode::At ? wanted.at : now + wanted.in;
    const WallTime last = first + wanted.spread;
    QString text = problem();
    if (isNever)
        text = tr("They stay until they are deleted.");
    else if (text.isEmpty() && wanted.spread.count() > 0)
        text = tr("Gone between %1 %2 and %3 %4.")
                   .arg(valueWords::clockTime(first), valueWords::day(first, now), valueWords::clockTime(last),
                        valueWords::day(last, now));
    else if (text.isEmpty())
        text = tr("Gone at %1 %2, all of them.").arg(valueWords::clockTime(first), valueWords::day(first, now));
    m_outcome->setText(text);
    emit changed();
}

} // namespace stashdeck
