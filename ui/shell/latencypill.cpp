// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/latencypill.h"

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

/// "23 ms"; below ten with one decimal, so that a local server is not always "0 ms" or "1 ms".
QString latencyText(std::chrono::microseconds duration)
{
    const double ms = double(duration.count()) / 1000.0;
    return LatencyPill::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0));
}

} // namespace

LatencyPill::LatencyPill(const Theme *theme, QAction *measure, QWidget *parent)
    : QWidget(parent)
    , m_pill(new Pill(theme, this))
    , m_measure(measure)
{
    setObjectName("latencyPill"_L1);
    m_pill->setObjectName("latencyPillButton"_L1);
    m_pill->setIconName(u"activity"_s, Token::AccentText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_pill);
    setFocusProxy(m_pill);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_pill, &QAbstractButton::clicked, this, &LatencyPill::openMenu);
    refresh();
}

void LatencyPill::setSession(Session *session)
{
    if (m_session)
        m_session->latency()->disconnect(this);
    m_session = session;
    if (session)
        connect(session->latency(), &LatencyWindow::changed, this, &LatencyPill::refresh);
    refresh();
}

void LatencyPill::refresh()
{
    const bool known = m_session && m_session->latency()->count() > 0;
    const QString text = known ? latencyText(m_session->latency()->median()) : tr("– ms");
    m_pill->setParts(text);
    const QString name
        = known ? tr("Latency: %1, the median of the last 20 round trips").arg(text) : tr("Latency: not measured");
    m_pill->setAccessibleName(name);
    setPlainToolTip(m_pill, name);
}

void LatencyPill::openMenu()
{
    auto *menu = new QMenu(m_pill);
    menu->setObjectName("latencyMenu"_L1);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (m_session && m_session->latency()->count() > 0) {
        const LatencyWindow *latency = m_session->latency();
        for (const int p : {50, 95, 99}) {
            QAction *line = menu->addAction(tr("p%1: %2").arg(p).arg(latencyText(latency->percentile(p))));
            line->setEnabled(false);
        }
        QAction *samples = menu->addAction(tr("of the last %n round trips", nullptr, latency->count()));
        samples->setEnabled(false);
        menu->addSeparator();
    }
    menu->addAction(m_measure);
    menu->popup(m_pill->mapToGlobal(QPoint(0, m_pill->height() + 4)));
}

} // namespace stashdeck
