// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyspace/scanfooter.h"

#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "ui/keyspace/keytext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"

#include <QAccessible>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

QString commandsText(qint64 commands)
{
    const int number = static_cast<int>(std::min<qint64>(commands, std::numeric_limits<int>::max()));
    return commands == 1 ? ScanFooter::tr("1 command") : ScanFooter::tr("%1 commands").arg(QLocale().toString(number));
}

ScanFooter::ScanFooter(const Theme *theme, Keyspace *keyspace, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_keyspace(keyspace)
    , m_bar(new ProgressLine(theme, tr("Scan progress"), this))
    , m_main(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
    , m_rest(plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this))
    , m_details(new Button(theme, tr("Details"), Button::Kind::Ghost, this))
    , m_action(new Button(theme, tr("Stop"), Button::Kind::Default, this))
{
    setObjectName(u"scanFooter"_s);
    m_main->setObjectName(u"scanText"_s);
    m_rest->setObjectName(u"scanCost"_s);
    m_main->setElide(Qt::ElideRight);
    m_rest->setElide(Qt::ElideRight);
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &ScanFooter::update);
    connect(keyspace, &Keyspace::stateChanged, this, &ScanFooter::update);
    m_action->setObjectName(u"scanAction"_s);
    m_action->setButtonSize(Button::Size::Small);
    m_details->setObjectName(u"scanDetails"_s);
    m_details->setButtonSize(Button::Size::Small);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_main);
    row->addWidget(m_rest, 1);
    row->addWidget(m_details);
    row->addWidget(m_action);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 9);
    column->setSpacing(6);
    column->addWidget(m_bar);
    column->addLayout(row);
    connect(m_action, &Button::clicked, this, &ScanFooter::act);
    connect(m_details, &Button::clicked, this, &ScanFooter::detailsRequested);
    connect(keyspace, &Keyspace::scanChanged, this, &ScanFooter::update);
    connect(keyspace->session(), &Session::nextTryChanged, this, &ScanFooter::update);
    update();
}

void ScanFooter::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::SurfaceAlt));
    painter.fillRect(0, 0, width(), 1, m_theme->color(Token::Border));
}

QString ScanFooter::nextTryText() const
{
    const auto next = m_keyspace->session()->nextTry();
    if (!next)
        return {};
    return tr("Next try in %1").arg(ttlText(*next - m_keyspace->session()->clock()->now()));
}

void ScanFooter::act()
{
    switch (m_keyspace->activeScanner()->state()) {
    case KeyScanner::State::Scanning:
        m_keyspace->stopScan();
        break;
    case KeyScanner::State::Stopped:
    case KeyScanner::State::BudgetReached:
    case KeyScanner::State::Failed:
        m_keyspace->resumeScan();
        break;
    case KeyScanner::State::Finished:
        m_keyspace->rescan();
        break;
    case KeyScanner::State::Idle:
    case KeyScanner::State::NotPermitted:
        break;
    }
}

void ScanFooter::update()
{
    const KeyScanner &scanner = *m_keyspace->activeScanner();
    const QLocale locale;
    const QString examined = locale.toString(scanner.examined());
    const bool knowsTotal = scanner.total() > 0;
    const bool running = scanner.state() == KeyScanner::State::Scanning;
    const QString cost = u"· "_s + commandsText(scanner.commands());
    QString main;
    QString rest = cost;
    QString action = tr("Continue");
    QString icon = u"play"_s;
    switch (scanner.state()) {
    case KeyScanner::State::Idle:
    case KeyScanner::State::NotPermitted:
        hide();
        return;
    case KeyScanner::State::Scanning:
        main = knowsTotal
            ? tr("%1 of %2 scanned").arg(examined, locale.toString(std::max(scanner.total(), scanner.examined())))
            : tr("Scanning…");
        if (!knowsTotal)
            rest = u"%1 %2"_s.arg(examined, cost);
        action = tr("Stop");
        icon = u"square"_s;
        break;
    case KeyScanner::State::Stopped:
        main = tr("Stopped at %1").arg(examined);
        break;
    case KeyScanner::State::BudgetReached:
        main = tr("Paused at %1").arg(examined);
        rest = tr("· %1 used").arg(commandsText(scanner.commands()));
        break;
    case KeyScanner::State::Failed: {
        // Without a key the pane says it in large; here stands what comes next.
        const bool saidAbove = m_keyspace->state() == Keyspace::State::Failed;
        const QString host = m_keyspace->session()->profile().url.host();
        const QString next = nextTryText();
        if (!saidAbove)
            main = scanErrorText(scanner.error(), host, scanner.changedAt()).title;
        rest = !next.isEmpty() ? next : tr("Stopped at %1").arg(examined);
        if (!saidAbove)
            rest.prepend(u"· "_s);
        action = tr("Try again");
        icon = u"refresh-cw"_s;
        break;
    }
    case KeyScanner::State::Finished: {
        const auto at = QDateTime::fromMSecsSinceEpoch(scanner.changedAt().time_since_epoch().count()).toLocalTime();
        main = tr("%1 scanned").arg(examined);
        rest = u"· "_s + locale.toString(at.time(), u"HH:mm"_s);
        action = tr("Rescan · %1").arg(commandsText(std::max<qint64>(1, m_keyspace->scanPrice())));
        icon.clear();
        break;
    }
    }
    const bool failed = scanner.state() == KeyScanner::State::Failed;
    if (failed && m_keyspace->session()->nextTry())
        m_second.start();
    else
        m_second.stop();
    m_main->setVisible(!main.isEmpty());
    m_main->setText(main);
    m_rest->setText(rest);
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setIconName(icon);
    m_details->setVisible(failed);
    m_action->setVisible(!failed || m_keyspace->state() != Keyspace::State::Failed);
    m_bar->setVisible(scanner.state() != KeyScanner::State::Finished && scanner.examined() + (running ? 1 : 0) > 0);
    m_bar->setIndeterminate(running && !knowsTotal);
    if (knowsTotal)
        m_bar->setFraction(static_cast<double>(scanner.examined())
                           / static_cast<double>(std::max(scanner.total(), scanner.examined())));
    const bool wasRunning = property("running").toBool();
    setProperty("running", running);
    if (wasRunning && !running) {
        // Screen readers hear of the end of a scan.
        QAccessibleEvent event(m_main, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
    show();
}

} // namespace stashdeck
