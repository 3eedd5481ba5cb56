// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/ttlpopup.h"

#include "models/base/bytetext.h"
#include "models/session/serverclock.h"
#include "models/session/writelock.h"
#include "ui/values/commandview.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/typebadge.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QSpinBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dialogWidth = 620;
constexpr int longestAmount = 99'999;

struct Unit {
    const char *name;
    int seconds;
};
constexpr Unit units[] = {
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "seconds"), 1},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "minutes"), 60},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "hours"), 3600},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "days"), 86400},
};

struct Preset {
    const char *name;
    int amount;
    int unit;
};
constexpr Preset presets[] = {
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "5 min"), 5, 1},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "15 min"), 15, 1},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "1 h"), 1, 2},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "24 h"), 24, 2},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "7 d"), 7, 3},
    {QT_TRANSLATE_NOOP("stashdeck::TtlPopup", "30 d"), 30, 3},
};

} // namespace

TtlPopup::TtlPopup(const Theme *theme, KeyActions *actions, KeyDocument *document, QWidget *parent)
    : DialogShell(theme, tr("Time to live"), parent)
    , m_actions(actions)
    , m_document(document)
    , m_outcome(plainLabel(theme, TextStyle::Body, Token::Text, {}, this))
    , m_onlyLonger(new QCheckBox(tr("Only if this makes it longer (someone may have extended it already)"), this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_commands(new CommandView(theme, this))
{
    setObjectName(u"ttlPopup"_s);
    setMinimumWidth(dialogWidth);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    auto *badge = new TypeBadge(theme, document->typeName(), this);
    auto *name = plainLabel(theme, TextStyle::Mono, Token::Text, displayText(document->key()), this);
    name->setElide(Qt::ElideMiddle);
    const QString now = document->expiresAt()
        ? tr("now %1").arg(valueWords::countdown(*document->expiresAt() - actions->session()->serverClock()->now()))
        : tr("now no expiry");
    head->addWidget(badge);
    head->addWidget(name, 1);
    head->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, now, this));
    body()->addLayout(head);
    body()->addWidget(buildChoices());
    body()->addWidget(buildPresets());

    auto *box = new QFrame(this);
    box->setProperty("tone", u"neutral"_s);
    auto *boxRow = new QHBoxLayout(box);
    boxRow->setContentsMargins(12, 8, 12, 8);
    m_outcome->setObjectName(u"ttlOutcome"_s);
    m_outcome->setWordWrap(true);
    boxRow->addWidget(m_outcome);
    body()->addWidget(box);

    m_onlyLonger->setObjectName(u"ttlOnlyLonger"_s);
    m_onlyLonger->setChecked(document->expiresAt().has_value());
    m_onlyLonger->setVisible(document->expiresAt().has_value());
    body()->addWidget(m_onlyLonger);
    m_result->setObjectName(u"ttlResult"_s);
    m_result->setWordWrap(true);
    m_result->hide();
    body()->addWidget(m_result);
    body()->addWidget(m_commands);

    const Environment environment = actions->session()->profile().environment;
    setEnvironment(environment);
    Button *primary = setPrimary(valueWords::saveLabel(environment), Button::Kind::Write);
    primary->setEnvironment(environment);
    primary->setObjectName(u"ttlSave"_s);
    setFooterNote(tr("1 command"));
    connect(primary, &QAbstractButton::clicked, this, &TtlPopup::save);
    connect(m_onlyLonger, &QCheckBox::toggled, this, &TtlPopup::preview);
    connect(actions->session()->writeLock(), &WriteLock::modeChanged, this, &TtlPopup::preview);
    preview();
    m_amount->setFocus();
    m_amount->selectAll();
}

QWidget *TtlPopup::buildChoices()
{
    auto *row = new QWidget(this);
    m_mode = new SegmentedControl(theme(), tr("Kind of expiry"), row);
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
    const QDateTime now
        = QDateTime::fromMSecsSinceEpoch(m_actions->session()->serverClock()->now().time_since_epoch().count());
    m_when = new QDateTimeEdit(now.addSecs(7200), row);
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
    connect(m_mode, &SegmentedControl::currentChanged, this, [this] { preview(); });
    connect(m_amount, &QSpinBox::valueChanged, this, &TtlPopup::preview);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &TtlPopup::preview);
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, &TtlPopup::preview);
    return row;
}

QWidget *TtlPopup::buildPresets()
{
    m_presets = new QWidget(this);
    auto *layout = new QHBoxLayout(m_presets);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (const Preset &preset : presets) {
        auto *button = new Button(theme(), tr(preset.name), Button::Kind::Quiet, m_presets);
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

TtlChange TtlPopup::change() const
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
    change.onlyIfLonger = change.mode != TtlChange::Mode::Never && m_onlyLonger->isChecked();
    return change;
}

void TtlPopup::preview()
{
    if (!m_document || m_saving)
        return;
    const TtlChange wanted = change();
    const bool isIn = wanted.mode == TtlChange::Mode::In;
    const bool isAt = wanted.mode == TtlChange::Mode::At;
    m_amount->setVisible(isIn);
    m_unit->setVisible(isIn);
    m_presets->setVisible(isIn);
    m_when->setVisible(isAt);
    m_onlyLonger->setVisible(wanted.mode != TtlChange::Mode::Never && m_document->expiresAt());
    m_commands->setCommands({ttlCommand(m_document->key(), wanted)});
    m_result->hide();

    const WallTime now = m_actions->session()->serverClock()->now();
    QString text;
    bool isPossible = true;
    if (wanted.mode == TtlChange::Mode::Never) {
        text = m_document->expiresAt() ? tr("Stays until it is deleted.") : tr("It does not expire already.");
        isPossible = m_document->expiresAt().has_value();
    } else {
        const WallTime gone = isIn ? now + wanted.in : wanted.at;
        text = tr("Gone at %1 %2.").arg(valueWords::clockTime(gone), valueWords::day(gone, now));
        if (gone <= now) {
            text = tr("This moment is over. The key would be deleted at once.");
            isPossible = false;
        } else if (m_document->expiresAt()) {
            const Milliseconds difference = gone - *m_document->expiresAt();
            const bool isLonger = difference.count() >= 0;
            const QString much = valueWords::duration(difference);
            text = isLonger ? tr("Gone at %1 %2, %3 later than now set.")
                                  .arg(valueWords::clockTime(gone), valueWords::day(gone, now), much)
                            : tr("Gone at %1 %2, %3 earlier than now set.")
                                  .arg(valueWords::clockTime(gone), valueWords::day(gone, now), much);
            if (!isLonger && wanted.onlyIfLonger) {
                text += QLatin1Char(' ') + tr("Clear the check mark to allow that.");
                isPossible = false;
            }
        }
    }
    m_outcome->setText(text);
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    primary()->setEnabled(isPossible && mayWrite);
    setPlainToolTip(primary(), mayWrite ? QString() : valueWords::readOnlyTip());
}

void TtlPopup::save()
{
    if (!m_document || m_saving)
        return;
    m_saving = true;
    primary()->setEnabled(false);
    const TtlChange wanted = change();
    QCoro::connect(m_actions->changeExpiry(m_document->key(), wanted), this, [this](const Result<TtlOutcome> &outcome) {
        m_saving = false;
        primary()->setEnabled(true);
        if (!outcome) {
            setResult(valueWords::error(outcome.error()));
            return;
        }
        if (m_document && outcome->kind != TtlOutcome::Kind::Gone)
            m_document->noteExpiry(outcome->expiresAt);
        switch (outcome->kind) {
        case TtlOutcome::Kind::Changed:
            accept();
            break;
        case TtlOutcome::Kind::Gone:
            setResult(tr("The key is gone. Nothing was changed."));
            break;
        case TtlOutcome::Kind::NotLonger:
            setResult(tr("Someone extended it meanwhile, so nothing was changed. The new expiry is shown above."));
            break;
        }
    });
}

void TtlPopup::setResult(const QString &text)
{
    m_result->setText(text);
    m_result->show();
}

} // namespace stashdeck
