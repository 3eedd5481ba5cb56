// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/ttlpopup.h"

#include "models/base/bytetext.h"
#include "models/session/serverclock.h"
#include "models/session/writelock.h"
#include "ui/values/commandview.h"
#include "ui/values/ttlchoice.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/typebadge.h"

#include <QBoxLayout>
#include <QCheckBox>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int dialogWidth = 620;
} // namespace

TtlPopup::TtlPopup(const Theme *theme, KeyActions *actions, KeyDocument *document, QWidget *parent)
    : DialogShell(theme, tr("Time to live"), parent)
    , m_actions(actions)
    , m_document(document)
    , m_choice(new TtlChoice(theme, actions->session()->serverClock()->now(), this))
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
    connect(m_choice, &TtlChoice::changed, this, &TtlPopup::preview);
    connect(m_onlyLonger, &QCheckBox::toggled, this, &TtlPopup::preview);
    connect(actions->session()->writeLock(), &WriteLock::modeChanged, this, &TtlPopup::preview);
    preview();
    m_choice->focusAmount();
}

TtlChange TtlPopup::change() const
{
    TtlChange change = m_choice->change();
    change.onlyIfLonger = change.mode != TtlChange::Mode::Never && m_onlyLonger->isChecked();
    return change;
}

void TtlPopup::preview()
{
    if (!m_document || m_saving)
        return;
    const TtlChange wanted = change();
    const bool isIn = wanted.mode == TtlChange::Mode::In;
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
