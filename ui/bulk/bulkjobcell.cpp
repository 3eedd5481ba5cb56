// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkjobcell.h"

#include "ui/bulk/bulkwording.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"

#include <QBoxLayout>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

BulkJobCell::BulkJobCell(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_open(new Button(theme, {}, Button::Kind::Link, this))
    , m_progress(new ProgressLine(theme, tr("Progress of the bulk change"), this))
    , m_stop(new Button(theme, tr("Stop"), Button::Kind::Link, this))
{
    setObjectName(u"bulkJobCell"_s);
    m_open->setObjectName(u"bulkJobOpen"_s);
    m_stop->setObjectName(u"bulkJobStop"_s);
    for (Button *button : {m_open, m_stop})
        button->setButtonSize(Button::Size::Small);
    m_progress->setFixedWidth(theme->scaled(90));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_open);
    row->addWidget(m_progress);
    row->addWidget(m_stop);
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        if (m_shown)
            emit openRequested(m_shown);
    });
    connect(m_stop, &QAbstractButton::clicked, this, [this] {
        if (m_shown)
            m_shown->stop();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(200ms);
    connect(&m_soon, &QTimer::timeout, this, &BulkJobCell::refresh);
    hide();
}

void BulkJobCell::setJobs(BulkJobs *jobs)
{
    if (m_jobs)
        m_jobs->disconnect(this);
    m_jobs = jobs;
    m_shown = nullptr;
    if (jobs)
        connect(jobs, &BulkJobs::runAdded, this, &BulkJobCell::watch);
    refresh();
}

void BulkJobCell::watch(BulkRun *run)
{
    connect(run, &BulkRun::stateChanged, this, &BulkJobCell::refresh);
    connect(run, &BulkRun::progressed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
}

void BulkJobCell::refresh()
{
    m_shown = nullptr;
    const QList<BulkRun *> runs = m_jobs ? m_jobs->runs() : QList<BulkRun *>();
    for (BulkRun *run : runs) {
        if (run->isActive() || run->state() == BulkRun::State::Paused)
            m_shown = run;
    }
    setVisible(m_shown != nullptr);
    if (!m_shown)
        return;
    QString text = bulkWords::progress(*m_shown);
    if (m_shown->state() == BulkRun::State::Paused)
        text = tr("Paused: %1").arg(text);
    else if (m_shown->state() == BulkRun::State::Waiting)
        text = tr("Waiting: %1").arg(text);
    m_open->setText(text);
    m_open->setAccessibleName(tr("Bulk change: %1. Open it.").arg(text));
    m_progress->setFraction(m_shown->total() > 0 ? double(m_shown->settled()) / double(m_shown->total()) : 0);
    m_stop->setAccessibleName(tr("Stop the bulk change"));
}

} // namespace stashdeck
