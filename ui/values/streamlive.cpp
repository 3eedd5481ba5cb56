// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/streamlive.h"

#include "ui/values/valuewording.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"

#include <QActionGroup>
#include <QLayout>
#include <QLocale>
#include <QMenu>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int intervals[] = {2, 5, 10, 30}; ///< seconds

} // namespace

StreamLive::StreamLive(const Theme *theme, StreamTail *tail, Button *button, QWidget *area)
    : QObject(area)
    , m_theme(theme)
    , m_tail(tail)
    , m_button(button)
    , m_area(area)
{
    connect(button, &QAbstractButton::clicked, this, &StreamLive::openMenu);
    connect(tail, &StreamTail::changed, this, &StreamLive::refresh);
    area->hide();
    refresh();
}

void StreamLive::openMenu()
{
    auto *menu = new QMenu(m_button);
    menu->setObjectName(u"streamLiveMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *group = new QActionGroup(menu);
    const auto entry = [&](const QString &text, int seconds) {
        QAction *action = menu->addAction(text);
        action->setObjectName(u"streamLive%1"_s.arg(seconds));
        action->setCheckable(true);
        action->setChecked(m_tail->interval() == seconds);
        group->addAction(action);
        connect(action, &QAction::triggered, m_tail, [this, seconds] { m_tail->setInterval(seconds); });
    };
    entry(tr("Off"), 0);
    const QLocale locale;
    for (const int seconds : intervals) {
        entry(tr("Every %1 s · 1 command each · %2 an hour")
                  .arg(seconds)
                  .arg(locale.toString(StreamTail::commandsAnHour(seconds))),
              seconds);
    }
    menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height())));
}

void StreamLive::refresh()
{
    const bool isPaused = m_tail->isOn() && m_tail->pause() != StreamTail::Pause::None;
    m_button->setText(!m_tail->isOn() ? tr("Live")
                          : isPaused  ? tr("Live · paused")
                                      : tr("Live · %1 s").arg(m_tail->interval()));
    m_button->setDot(!m_tail->isOn() ? std::nullopt
                         : isPaused  ? std::optional(Tone::Warning)
                                     : std::optional(Tone::Success));
    setPlainToolTip(m_button,
                    m_tail->isOn() ? tr("New entries are looked for: 1 command each · %1 an hour")
                                         .arg(QLocale().toString(StreamTail::commandsAnHour(m_tail->interval())))
                                   : tr("Look for new entries while this is shown"));
    if (m_banner) {
        m_banner->hide();
        m_banner->deleteLater(); // its own button may have been pressed
        m_banner = nullptr;
    }
    m_area->setVisible(isPaused);
    if (!isPaused)
        return;
    m_banner = new Banner(m_theme, Tone::Warning, u"pause"_s, m_area);
    m_banner->setObjectName(u"streamPaused"_s);
    const QString paused = tr("Paused %1").arg(valueWords::clockTime(m_tail->pausedAt()));
    Button *resume = nullptr;
    if (m_tail->pause() == StreamTail::Pause::Budget) {
        const QLocale locale;
        m_banner->setMessage(paused,
                             tr("· %1 of %2 used. That is this program's own budget for looking by itself.")
                                 .arg(locale.toString(m_tail->used()), locale.toString(m_tail->budget())));
        resume = m_banner->addAction(tr("Resume · up to %1").arg(valueWords::commands(StreamTail::moreCommands)));
    } else {
        m_banner->setMessage(paused, u"· "_s + valueWords::error(m_tail->error()));
        resume = m_banner->addAction(tr("Resume"));
    }
    resume->setObjectName(u"streamResume"_s);
    connect(resume, &QAbstractButton::clicked, m_tail, &StreamTail::resume);
    Button *off = m_banner->addAction(tr("Turn off"), Button::Kind::Ghost);
    off->setObjectName(u"streamLiveOff"_s);
    connect(off, &QAbstractButton::clicked, m_tail, [this] { m_tail->setInterval(0); });
    m_area->layout()->addWidget(m_banner);
}

} // namespace stashdeck
