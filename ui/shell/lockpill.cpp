// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/lockpill.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/question.h"

#include <QBoxLayout>
#include <QDialog>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

/// "12:41": minutes and seconds, rounded up, so that 0:00 is shown only when it is over.
QString clockText(Milliseconds left)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

LockPill::LockPill(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pill(new Pill(theme, this))
{
    setObjectName("lockPill"_L1);
    m_pill->setObjectName("lockPillButton"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_pill);
    setFocusProxy(m_pill);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_pill, &QAbstractButton::clicked, this, &LockPill::toggle);
    refresh(Milliseconds(0));
}

void LockPill::setSession(Session *session)
{
    if (m_question)
        m_question->reject();
    if (m_session)
        m_session->writeLock()->disconnect(this);
    m_session = session;
    if (session) {
        connect(session->writeLock(), &WriteLock::modeChanged, this, [this] {
            // The question is about a lock that is no longer there.
            if (m_question && m_session->writeLock()->mode() != WriteLock::Mode::Locked)
                m_question->reject();
            refresh(m_session->writeLock()->remaining());
            emit modeChanged();
        });
        connect(session->writeLock(), &WriteLock::ticked, this, &LockPill::refresh);
    }
    refresh(session ? session->writeLock()->remaining() : Milliseconds(0));
    emit modeChanged();
}

void LockPill::toggle()
{
    if (!m_session)
        return;
    switch (m_session->writeLock()->mode()) {
    case WriteLock::Mode::Open:
    case WriteLock::Mode::Unlocked:
        m_session->writeLock()->lock();
        return;
    case WriteLock::Mode::Locked:
        ask();
        return;
    case WriteLock::Mode::ReadOnlyToken:
        return;
    }
}

void LockPill::ask()
{
    if (m_question && m_question->isVisible()) { // a closed one may still wait for its deletion
        m_question->raise();
        m_question->activateWindow();
        return;
    }
    Question question;
    question.title = tr("Allow writing");
    question.heading
        = tr("Allow writing to %1 for 15 minutes?").arg(displayText(m_session->profile().name.toUtf8(), 80));
    question.text = tr("After that this window locks again by itself. Edits that are not saved stay in their tabs.");
    question.actionText = tr("Allow writing");
    question.actionKind = Button::Kind::DangerQuiet; // makes Cancel the default
    question.environment = m_session->profile().environment;
    m_question = stashdeck::ask(m_theme, window(), question, [self = QPointer(this)](Answer answer) {
        if (self && self->m_session && answer == Answer::Accepted)
            self->m_session->writeLock()->unlock();
    });
}

void LockPill::refresh(Milliseconds remaining)
{
    const WriteLock::Mode mode = m_session ? m_session->writeLock()->mode() : WriteLock::Mode::Open;
    QString icon;
    QString text;
    QString toolTip;
    switch (mode) {
    case WriteLock::Mode::Open:
        icon = u"lock-open"_s;
        text = tr("Writing allowed");
        toolTip = tr("This window may write. Lock it (Ctrl+Shift+L).");
        break;
    case WriteLock::Mode::Locked:
        icon = u"lock"_s;
        text = tr("Read-only");
        toolTip = tr("This window does not write. Unlock writing for 15 minutes (Ctrl+Shift+L).");
        break;
    case WriteLock::Mode::Unlocked:
        icon = u"lock-open"_s;
        text = tr("Writing allowed · %1").arg(clockText(remaining));
        toolTip = tr("This window may write until the time is over. Lock it now (Ctrl+Shift+L).");
        break;
    case WriteLock::Mode::ReadOnlyToken:
        icon = u"key-round"_s;
        text = tr("Read-only token");
        toolTip = tr("The token of this database may only read. Enter the standard token to write.");
        break;
    }
    m_pill->setTone(mode == WriteLock::Mode::Unlocked ? Tone::Warning : Tone::Neutral);
    m_pill->setIconName(icon);
    m_pill->setParts(text);
    m_pill->setAccessibleDescription(toolTip);
    setPlainToolTip(m_pill, toolTip);
}

} // namespace stashdeck
