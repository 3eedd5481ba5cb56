// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transferjobcell.h"

#include "ui/transfer/transferjobs.h"
#include "ui/widgets/button.h"
#include "ui/widgets/progressline.h"

#include <QBoxLayout>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

TransferJobCell::TransferJobCell(const Theme *theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_open(new Button(theme, {}, Button::Kind::Link, this))
    , m_progress(new ProgressLine(theme, tr("Progress"), this))
    , m_stop(new Button(theme, tr("Stop"), Button::Kind::Link, this))
{
    setObjectName(name + u"Cell"_s);
    m_open->setObjectName(name + u"Open"_s);
    m_stop->setObjectName(name + u"Stop"_s);
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
        if (m_jobs)
            m_jobs->openCurrent();
    });
    connect(m_stop, &QAbstractButton::clicked, this, [this] {
        if (m_jobs)
            m_jobs->stopCurrent();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(200ms);
    connect(&m_soon, &QTimer::timeout, this, &TransferJobCell::refresh);
    hide();
}

void TransferJobCell::setJobs(TransferJobs *jobs)
{
    if (m_jobs)
        m_jobs->disconnect(this);
    m_jobs = jobs;
    if (jobs)
        connect(jobs, &TransferJobs::jobsChanged, this, [this] {
            if (!m_soon.isActive())
                m_soon.start();
        });
    refresh();
}

void TransferJobCell::refresh()
{
    const auto job = m_jobs ? m_jobs->current() : std::nullopt;
    setVisible(job.has_value());
    if (!job)
        return;
    m_open->setText(job->text);
    m_open->setAccessibleName(tr("%1. Open it.").arg(job->text));
    m_progress->setFraction(job->fraction);
    m_stop->setAccessibleName(tr("Stop: %1").arg(job->text));
}

} // namespace stashdeck
