// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/exportprogressdialog.h"

#include "models/base/bytetext.h"
#include "ui/bulk/bulkwording.h"
#include "ui/bulk/problemlist.h"
#include "ui/transfer/transferwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/question.h"

#include <QBoxLayout>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

bool isOver(const ExportRun &run)
{
    return run.state() == ExportRun::State::Finished || run.state() == ExportRun::State::Cancelled;
}

} // namespace

ExportProgressDialog::ExportProgressDialog(const Theme *theme, ExportRun *run, QWidget *parent)
    : TransferProgressDialog(theme, tr("Export keys"), parent)
    , m_run(run)
    , m_problems(new ProblemList(theme, this))
    , m_again(addSecondary({}))
{
    setObjectName(u"exportProgressDialog"_s);
    m_problems->setObjectName(u"exportProblems"_s);
    m_problems->hide();
    body()->addWidget(m_problems);
    m_again->setObjectName(u"exportAgain"_s);
    m_again->setIconName(u"rotate-ccw"_s);
    m_again->setAutoDefault(false);
    connect(m_again, &QAbstractButton::clicked, this, &ExportProgressDialog::exportAgain);
    connect(run, &ExportRun::progressed, this, &ExportProgressDialog::refreshSoon);
    connect(run, &ExportRun::stateChanged, this, &ExportProgressDialog::refresh);
    connect(run, &QObject::destroyed, this, &QDialog::reject);
    refresh();
}

ExportProgressDialog::Look ExportProgressDialog::look() const
{
    Look look;
    if (!m_run) {
        look.phase = Phase::Over;
        return look;
    }
    const ExportTally &tally = m_run->tally();
    look.title = tr("Exporting %1").arg(bulkWords::keys(tally.keys));
    look.heading = transferWords::exportProgress(*m_run);
    look.fraction = tally.keys > 0 ? double(tally.settled()) / double(tally.keys) : 1;
    look.done = tr("%1 written, %2").arg(bulkWords::number(tally.done), valueWords::bytes(tally.bytesWritten));
    look.untouched = tr("%1 gone").arg(bulkWords::number(tally.gone));
    look.failed = tr("%1 failed").arg(bulkWords::number(tally.failed));
    look.cost = u"%1 · %2"_s.arg(bulkWords::requests(tally.requests), bulkWords::commands(tally.commands));
    if (!m_run->large().key.isEmpty())
        look.detail = tr("Reading %1: %2 of %3")
                          .arg(displayText(m_run->large().key, 120), bulkWords::number(m_run->large().read),
                               bulkWords::number(m_run->large().total));
    showState(look);
    return look;
}

void ExportProgressDialog::showState(Look &look) const
{
    const QString hold = transferWords::exportHold(*m_run);
    switch (m_run->state()) {
    case ExportRun::State::Ready:
    case ExportRun::State::Running: {
        const auto time = m_run->timeLeft();
        const QString rate = tr("%1 keys/s").arg(bulkWords::number(qint64(m_run->keysPerSecond())));
        look.left = time && *time > 1s ? tr("about %1 left · %2").arg(valueWords::duration(*time), rate) : rate;
        look.notice = tr("Closing this window lets it go on in the status bar. The file appears when it is whole.");
        break;
    }
    case ExportRun::State::Halting:
        look.phase = Phase::Halting;
        look.left = tr("finishing what was sent…");
        break;
    case ExportRun::State::Paused:
        look.phase = Phase::Paused;
        look.left = tr("paused");
        look.notice = hold;
        look.noticeTone = Tone::Danger;
        look.noticeAction = hold.isEmpty() ? QString() : tr("Try again");
        break;
    case ExportRun::State::Waiting:
        look.left = tr("waiting");
        look.notice = hold;
        look.noticeTone = Tone::Warning;
        look.noticeAction = tr("Try now");
        break;
    case ExportRun::State::Finished:
    case ExportRun::State::Cancelled: {
        const ExportTally &tally = m_run->tally();
        const bool whole = m_run->state() == ExportRun::State::Finished;
        const bool problems = tally.failed + tally.changed > 0;
        look.phase = Phase::Over;
        look.title = !whole ? tr("Export stopped")
            : problems      ? tr("Export finished with problems")
                            : tr("Export finished");
        look.tone = !whole ? Tone::Neutral : problems ? Tone::Warning : Tone::Success;
        look.heading = transferWords::exportEnd(*m_run);
        look.text = transferWords::exportEndText(*m_run);
        if (whole || QFileInfo::exists(m_run->partialPath())) {
            look.primary = tr("Show in folder");
            look.primaryIcon = u"folder"_s;
        }
        break;
    }
    }
}

void ExportProgressDialog::refreshMore(const Look & /*look*/)
{
    const bool over = m_run && isOver(*m_run);
    const QList<ExportProblem> problems = over ? m_run->problems() : QList<ExportProblem>();
    if (!problems.isEmpty() && !m_problems->isVisibleTo(this)) {
        QList<ProblemList::Problem> rows;
        for (const ExportProblem &problem : problems)
            rows.append({displayText(problem.key, 300), transferWords::exportProblem(problem, m_run->plan().format)});
        m_problems->setProblems(rows);
    }
    m_problems->setVisible(!problems.isEmpty());
    m_again->setText(tr("Export %1 again").arg(bulkWords::keys(problems.size())));
    m_again->setAccessibleName(m_again->text());
    m_again->setVisible(!problems.isEmpty());
}

void ExportProgressDialog::pauseOrResume()
{
    if (!m_run)
        return;
    if (m_run->state() == ExportRun::State::Paused)
        m_run->resume();
    else
        m_run->pause();
}

void ExportProgressDialog::stopWork()
{
    if (m_run)
        askToStop(theme(), m_run, this);
}

void ExportProgressDialog::noticeAction()
{
    if (m_run)
        m_run->resume();
}

void ExportProgressDialog::primaryAction()
{
    if (!m_run)
        return;
    showInFolder(m_run->state() == ExportRun::State::Finished ? m_run->plan().path : m_run->partialPath());
}

void ExportProgressDialog::exportAgain()
{
    if (!m_run)
        return;
    QList<QByteArray> keys;
    for (const ExportProblem &problem : m_run->problems())
        keys.append(problem.key);
    emit againRequested(keys);
    accept();
}

void askToStop(const Theme *theme, ExportRun *run, QWidget *parent)
{
    Question question;
    question.title = ExportProgressDialog::tr("Stop the export");
    question.heading = ExportProgressDialog::tr("Stop after %1?").arg(transferWords::exportProgress(*run));
    question.text = ExportProgressDialog::tr("What is written can be kept; the file then says that it is not whole.");
    question.actionText = ExportProgressDialog::tr("Stop and remove");
    question.actionKind = Button::Kind::Danger;
    question.secondaryText = ExportProgressDialog::tr("Stop and keep the part");
    question.cancelText = ExportProgressDialog::tr("Go on");
    const QPointer<ExportRun> asked(run);
    ask(theme, parent, question, [asked](Answer answer) {
        if (asked && answer != Answer::Cancelled)
            asked->cancel(answer == Answer::Secondary ? ExportRun::Partial::Keep : ExportRun::Partial::Remove);
    });
}

void showInFolder(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).path()));
}

} // namespace stashdeck
