// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/folderdialog.h"

#include "models/base/bytetext.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "ui/keyspace/keytext.h"
#include "ui/keyspace/scanfooter.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// "12,400", or "about 12,400 (11,900 to 12,900)".
template <typename Text> QString estimateText(const Estimate &estimate, Text &&text)
{
    const QString value = text(qint64(estimate.value));
    if (estimate.isExact)
        return value;
    const QString range
        = FolderDialog::tr("about %1 (%2 to %3)").arg(value, text(qint64(estimate.low)), text(qint64(estimate.high)));
    return estimate.isRough ? FolderDialog::tr("%1, rough").arg(range) : range;
}

} // namespace

FolderDialog::FolderDialog(const Theme *theme, Keyspace *keyspace, const QByteArray &path, QWidget *parent)
    : DialogShell(theme, path.isEmpty() ? tr("About all keys") : tr("About this folder"), parent)
    , m_keyspace(keyspace)
    , m_lines(new QGridLayout)
    , m_sample(new SegmentedControl(theme, tr("Keys to measure"), this))
    , m_progress(new ProgressLine(theme, tr("Measured"), this))
    , m_state(plainLabel(theme, TextStyle::Caption, Token::Text2, {}, this))
{
    setObjectName(u"folderDialog"_s);
    setMinimumWidth(theme->scaled(520));
    setEnvironment(keyspace->session()->profile().environment);
    PlainLabel *name = plainLabel(theme, TextStyle::MonoEditor, Token::Text,
                                  path.isEmpty() ? tr("* all keys") : displayText(path, 200), this);
    name->setElide(Qt::ElideMiddle);
    body()->addWidget(name);
    m_lines->setHorizontalSpacing(16);
    m_lines->setVerticalSpacing(6);
    m_lines->setColumnStretch(1, 1);
    addLine(u"keys"_s, tr("Keys loaded"));
    addLine(u"types"_s, tr("Types"));
    addLine(u"never"_s, tr("No expiry"));
    addLine(u"hour"_s, tr("Expire within 1 h"));
    addLine(u"day"_s, tr("Within 24 h"));
    addLine(u"week"_s, tr("Within 7 days"));
    addLine(u"later"_s, tr("Later"));
    addLine(u"memory"_s, tr("Memory"));
    addLine(u"largest"_s, tr("Largest key"));
    body()->addLayout(m_lines);
    m_sample->setObjectName(u"folderSample"_s);
    m_sample->setSmall(true);
    m_sample->addSegment(u"1000"_s, tr("1,000 at random"));
    m_sample->addSegment(u"10000"_s, tr("10,000"));
    m_sample->addSegment(u"all"_s, tr("All"));
    auto *row = new QHBoxLayout;
    row->addWidget(plainLabel(theme, TextStyle::Secondary, Token::Text2, tr("Measure"), this));
    row->addWidget(m_sample);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addWidget(m_progress);
    m_state->setObjectName(u"folderState"_s);
    m_state->setWordWrap(true);
    body()->addWidget(m_state);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setAccessibleName(tr("Close"));
    Button *measure = setPrimary(tr("Measure"), Button::Kind::Primary);
    measure->setObjectName(u"folderMeasure"_s);

    PrefixReport *report = keyspace->prefixReport();
    connect(report, &PrefixReport::stateChanged, this, &FolderDialog::refresh);
    connect(report, &PrefixReport::progressed, this, &FolderDialog::refresh);
    connect(m_sample, &SegmentedControl::currentChanged, this, &FolderDialog::refreshButton);
    connect(measure, &Button::clicked, this, &FolderDialog::act);
    report->setPrefix(path);
    refresh();
}

FolderDialog::~FolderDialog()
{
    m_keyspace->prefixReport()->disconnect(this);
    m_keyspace->prefixReport()->stop(); // nobody looks any more
}

void FolderDialog::addLine(const QString &name, const QString &label)
{
    const int row = m_lines->rowCount();
    PlainLabel *value = plainLabel(theme(), TextStyle::Body, Token::Text, {}, this);
    value->setObjectName(u"folder."_s + name);
    value->setWordWrap(true);
    m_lines->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2, label, this), row, 0,
                       Qt::AlignTop | Qt::AlignLeft);
    m_lines->addWidget(value, row, 1);
    m_values.insert(name, value);
}

void FolderDialog::setLine(const QString &name, const QString &text)
{
    m_values.value(name)->setText(text);
}

qint64 FolderDialog::sample() const
{
    return m_sample->current() == "all"_L1 ? PrefixReport::allKeys : m_sample->current().toLongLong();
}

void FolderDialog::refresh()
{
    const PrefixReport &report = *m_keyspace->prefixReport();
    const PrefixFacts &facts = report.facts();
    const bool isCounting = report.state() == PrefixReport::State::Counting;
    const bool scanning = m_keyspace->activeScanner()->state() == KeyScanner::State::Scanning;
    setLine(u"keys"_s,
            isCounting     ? tr("counting…")
                : scanning ? tr("%1 so far").arg(number(facts.keys))
                           : number(facts.keys));
    QStringList types;
    for (size_t type = 0; type < facts.types.size(); ++type) {
        if (facts.types[type] > 0) {
            const QString word = QString::fromUtf8(wordOf(static_cast<KeyType>(type)).toByteArray());
            types.append(tr("%1 %2").arg(number(facts.types[type]), word.isEmpty() ? tr("not known") : word));
        }
    }
    setLine(u"types"_s, types.isEmpty() ? u"–"_s : types.join(u", "_s));
    refreshMeasured();
    refreshButton();
}

void FolderDialog::refreshMeasured()
{
    const PrefixReport &report = *m_keyspace->prefixReport();
    const bool isMeasured = report.measuredKeys() > 0;
    const ExpiryMix &mix = isMeasured ? report.expiries() : report.facts().expiries;
    const auto line = [&](const QString &name, qint64 part) {
        if (isMeasured)
            setLine(name, estimateText(report.count(part), number));
        else
            setLine(name, mix.known() == 0 ? tr("not known yet") : tr("%1 of those seen").arg(number(part)));
    };
    line(u"never"_s, mix.never);
    line(u"hour"_s, mix.withinHour);
    line(u"day"_s, mix.withinDay);
    line(u"week"_s, mix.withinWeek);
    line(u"later"_s, mix.beyondWeek);
    if (!report.knowsMemory())
        setLine(u"memory"_s, tr("This server does not tell sizes."));
    else
        setLine(u"memory"_s, isMeasured ? estimateText(report.memory(), sizeText) : tr("not known yet"));
    setLine(u"largest"_s,
            report.largestKey().isEmpty()
                ? u"–"_s
                : tr("%1 · %2").arg(displayText(report.largestKey(), 80), sizeText(report.largestBytes())));
}

void FolderDialog::refreshButton()
{
    const PrefixReport &report = *m_keyspace->prefixReport();
    const bool isRunning = report.state() == PrefixReport::State::Measuring;
    primary()->setText(isRunning ? tr("Stop") : tr("Measure · %1").arg(commandsText(report.price(sample()))));
    primary()->setAccessibleName(primary()->text());
    primary()->setEnabled(isRunning || (report.state() != PrefixReport::State::Counting && report.facts().keys > 0));
    m_sample->setEnabled(!isRunning);
    m_progress->setVisible(isRunning);
    if (isRunning && report.total() > 0)
        m_progress->setFraction(double(report.done()) / double(report.total()));
    switch (report.state()) {
    case PrefixReport::State::Idle:
    case PrefixReport::State::Counting:
        m_state->setText({});
        break;
    case PrefixReport::State::Counted:
        m_state->setText(tr("Counted from the loaded keys, without a command."));
        break;
    case PrefixReport::State::Measuring:
        m_state->setText(tr("%1 of %2 keys · %3")
                             .arg(number(report.done()), number(report.total()), commandsText(report.commands())));
        break;
    case PrefixReport::State::Stopped:
        m_state->setText(tr("Stopped. What was measured stays: %1 keys, %2.")
                             .arg(number(report.measuredKeys()), commandsText(report.commands())));
        break;
    case PrefixReport::State::Failed: {
        const ScanErrorText text = scanErrorText(report.error(), m_keyspace->session()->profile().url.host(),
                                                 m_keyspace->session()->clock()->now());
        m_state->setText(tr("%1. What was measured stays.").arg(text.title));
        break;
    }
    case PrefixReport::State::Measured:
        m_state->setText(
            tr("%1 keys measured with %2.").arg(number(report.measuredKeys()), commandsText(report.commands())));
        break;
    }
}

void FolderDialog::act()
{
    PrefixReport *report = m_keyspace->prefixReport();
    if (report->state() == PrefixReport::State::Measuring)
        report->stop();
    else
        report->measure(sample());
}

} // namespace stashdeck
