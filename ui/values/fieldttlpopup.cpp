// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/fieldttlpopup.h"

#include "models/base/bytetext.h"
#include "models/session/serverclock.h"
#include "models/session/writelock.h"
#include "models/values/fieldttls.h"
#include "ui/values/commandview.h"
#include "ui/values/ttlchoice.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/typebadge.h"

#include <QBoxLayout>
#include <QCheckBox>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dialogWidth = 620;

} // namespace

FieldTtlPopup::FieldTtlPopup(const Theme *theme, KeyActions *actions, MapDocument *document, QList<QByteArray> names,
                             QWidget *parent)
    : DialogShell(theme, tr("Time to live of a field"), parent)
    , m_actions(actions)
    , m_document(document)
    , m_names(std::move(names))
    , m_choice(new TtlChoice(theme, actions->session()->serverClock()->now(), this))
    , m_outcome(plainLabel(theme, TextStyle::Body, Token::Text, {}, this))
    , m_onlyLonger(new QCheckBox(tr("Only where this makes it longer (someone may have extended it already)"), this))
    , m_result(plainLabel(theme, TextStyle::Secondary, Token::DangerText, {}, this))
    , m_commands(new CommandView(theme, this))
{
    setObjectName(u"fieldTtlPopup"_s);
    setMinimumWidth(dialogWidth);
    const FieldTtls *ttls = document->fieldTtls();
    m_anyExpires = std::any_of(m_names.cbegin(), m_names.cend(),
                               [ttls](const QByteArray &name) { return ttls->of(name).kind == FieldTtl::Kind::At; });
    auto *headRow = new QHBoxLayout;
    headRow->setSpacing(10);
    const bool isOne = m_names.size() == 1;
    auto *name
        = plainLabel(theme, isOne ? TextStyle::Mono : TextStyle::BodySemibold, Token::Text,
                     isOne ? displayText(m_names.first(), 120) : tr("%n field(s)", nullptr, int(m_names.size())), this);
    name->setElide(Qt::ElideMiddle);
    headRow->addWidget(new TypeBadge(theme, "hash", this));
    headRow->addWidget(name, 1);
    auto *now = plainLabel(theme, TextStyle::Secondary, Token::Text2, head(), this);
    now->setObjectName(u"ttlNow"_s);
    headRow->addWidget(now);
    body()->addLayout(headRow);
    body()->addWidget(m_choice);

    auto *box = new QFrame(this);
    box->setProperty("tone", u"neutral"_s);
    auto *boxRow = new QHBoxLayout(box);
    boxRow->setContentsMargins(12, 8, 12, 8);
    m_outcome->setObjectName(u"ttlOutcome"_s);
    m_outcome->setWordWrap(true);
    boxRow->addWidget(m_outcome);
    body()->addWidget(box);
    m_onlyLonger->setObjectName(u"ttlOnlyLonger"_s);
    m_onlyLonger->setChecked(m_anyExpires);
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
    setFooterNote(valueWords::commands(1));
    connect(primary, &QAbstractButton::clicked, this, &FieldTtlPopup::save);
    connect(m_choice, &TtlChoice::changed, this, &FieldTtlPopup::preview);
    connect(m_onlyLonger, &QCheckBox::toggled, this, &FieldTtlPopup::preview);
    connect(actions->session()->writeLock(), &WriteLock::modeChanged, this, &FieldTtlPopup::preview);
    preview();
    m_choice->focusAmount();
}

QString FieldTtlPopup::head() const
{
    if (m_names.size() != 1)
        return m_anyExpires ? tr("some expire") : tr("now no expiry");
    const qint64 left = m_document->fieldTtls()->timeLeft(m_names.first());
    if (left == FieldTtls::never)
        return tr("now no expiry");
    const QString words = valueWords::fieldTimeLeft(left);
    return words.isEmpty() ? QString() : tr("now %1").arg(words);
}

TtlChange FieldTtlPopup::change() const
{
    TtlChange change = m_choice->change();
    change.onlyIfLonger = change.mode != TtlChange::Mode::Never && m_anyExpires && m_onlyLonger->isChecked();
    return change;
}

void FieldTtlPopup::preview()
{
    if (!m_document || m_saving)
        return;
    const TtlChange wanted = change();
    m_onlyLonger->setVisible(wanted.mode != TtlChange::Mode::Never && m_anyExpires);
    m_commands->setCommands({fieldTtlCommand(m_document->key(), m_names, wanted)});
    m_result->hide();
    const WallTime now = m_actions->session()->serverClock()->now();
    QString text;
    bool isPossible = true;
    if (wanted.mode == TtlChange::Mode::Never) {
        const FieldTtls *ttls = m_document->fieldTtls();
        isPossible = std::any_of(m_names.cbegin(), m_names.cend(), [ttls](const QByteArray &name) {
            return ttls->of(name).kind != FieldTtl::Kind::Never;
        });
        text = isPossible ? tr("Stays until it is removed.") : tr("It does not expire already.");
    } else {
        const WallTime gone = wanted.mode == TtlChange::Mode::In ? now + wanted.in : wanted.at;
        const QString moment = valueWords::clockTime(gone);
        text = tr("Gone at %1 %2.").arg(moment, valueWords::day(gone, now));
        if (gone <= now) {
            text = tr("This moment is over. The field would be removed at once.");
            isPossible = false;
        } else if (wanted.onlyIfLonger) {
            text += u' ' + tr("What lives longer already stays as it is.");
        }
    }
    m_outcome->setText(text);
    const bool mayWrite = m_actions->session()->writeLock()->mayWrite();
    primary()->setEnabled(isPossible && mayWrite);
    setPlainToolTip(primary(), mayWrite ? QString() : valueWords::readOnlyTip());
}

void FieldTtlPopup::save()
{
    if (!m_document || m_saving)
        return;
    m_saving = true;
    primary()->setEnabled(false);
    QCoro::connect(m_actions->changeFieldExpiry(m_document->key(), m_names, change()), this,
                   [this](const Result<FieldTtlOutcome> &outcome) { finish(outcome); });
}

void FieldTtlPopup::finish(const Result<FieldTtlOutcome> &outcome)
{
    m_saving = false;
    primary()->setEnabled(true);
    if (!outcome) {
        setResult(valueWords::error(outcome.error()));
        return;
    }
    if (m_document)
        m_document->fieldTtls()->take(outcome->now);
    if (outcome->gone == 0 && outcome->notLonger == 0) {
        accept();
        return;
    }
    QStringList lines;
    if (outcome->changed > 0)
        lines.append(tr("%n field(s) changed.", nullptr, int(outcome->changed)));
    if (outcome->gone > 0)
        lines.append(tr("%n field(s) expired or went away meanwhile.", nullptr, int(outcome->gone)));
    if (outcome->notLonger > 0)
        lines.append(tr("%n field(s) live longer already and stay as they are.", nullptr, int(outcome->notLonger)));
    setResult(lines.join(u' '));
}

void FieldTtlPopup::setResult(const QString &text)
{
    m_result->setText(text);
    m_result->show();
}

} // namespace stashdeck
