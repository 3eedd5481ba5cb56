// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/quotapill.h"

#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QBoxLayout>
#include <QLocale>
#include <QMenu>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

QString purposeText(Purpose purpose, qint64 commands)
{
    const QString count = QLocale().toString(commands);
    switch (purpose) {
    case Purpose::Browse:
        return QuotaPill::tr("Browsing: %1").arg(count);
    case Purpose::Poll:
        return QuotaPill::tr("Refreshing: %1").arg(count);
    case Purpose::Edit:
        return QuotaPill::tr("Editing: %1").arg(count);
    case Purpose::Console:
        return QuotaPill::tr("Console: %1").arg(count);
    case Purpose::Analysis:
        return QuotaPill::tr("Analysis: %1").arg(count);
    }
    Q_UNREACHABLE();
}

} // namespace

QuotaPill::QuotaPill(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_pill(new Pill(theme, this))
{
    setObjectName("quotaPill"_L1);
    m_pill->setObjectName("quotaPillButton"_L1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_pill);
    setFocusProxy(m_pill);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_pill, &QAbstractButton::clicked, this, &QuotaPill::openMenu);
    refresh();
}

void QuotaPill::setSession(Session *session)
{
    if (m_session) {
        m_session->meter()->disconnect(this);
        m_session->disconnect(this);
    }
    m_session = session;
    if (session) {
        connect(session->meter(), &CommandMeter::changed, this, &QuotaPill::refresh);
        connect(session, &Session::stateChanged, this, &QuotaPill::refresh);
    }
    refresh();
}

void QuotaPill::setNarrow(bool narrow)
{
    m_narrow = narrow;
    refresh();
}

QuotaFigures QuotaPill::figures() const
{
    QuotaFigures figures;
    if (!m_session)
        return figures;
    figures.environment = m_session->profile().environment;
    figures.limits = m_session->profile().limits;
    figures.thisApp = m_session->meter()->commands();
    figures.usedUp = m_session->state() == Session::State::QuotaUsedUp;
    if (figures.usedUp)
        figures.used = quotaRefusal(m_session->lastError()).used;
    return figures;
}

void QuotaPill::refresh()
{
    const QuotaFigures known = figures();
    const QuotaText text = quotaText(known, m_narrow);
    switch (quotaLevel(known)) {
    case QuotaLevel::Normal:
        m_pill->setTone(Tone::Neutral);
        m_pill->setIconName({});
        break;
    case QuotaLevel::NearLimit:
        m_pill->setTone(Tone::Warning);
        m_pill->setIconName(u"triangle-alert"_s);
        break;
    case QuotaLevel::UsedUp:
        m_pill->setTone(Tone::Danger);
        m_pill->setIconName(u"ban"_s);
        break;
    }
    m_pill->setFraction(quotaShare(known));
    m_pill->setParts(text.bold, text.plain, text.dim);
    m_pill->setAccessibleName(quotaSentence(known));
    setPlainToolTip(m_pill, quotaSentence(known));
}

void QuotaPill::openMenu()
{
    auto *menu = new QMenu(m_pill);
    menu->setObjectName("quotaMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto line = [menu](const QString &text) {
        menu->addAction(text)->setEnabled(false);
    };
    line(tr("Commands of this window since it was opened"));
    menu->addSeparator();
    for (int purpose = 0; purpose < purposeCount && m_session; ++purpose) {
        const qint64 commands = m_session->meter()->commands(Purpose(purpose));
        if (commands > 0)
            line(purposeText(Purpose(purpose), commands));
    }
    line(tr("In all: %1").arg(QLocale().toString(figures().thisApp)));
    menu->popup(m_pill->mapToGlobal(QPoint(0, m_pill->height() + 4)));
}

} // namespace stashdeck
