// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importprogressdialog.h"

#include "models/base/bytetext.h"
#include "ui/bulk/bulkwording.h"
#include "ui/bulk/problemlist.h"
#include "ui/transfer/importwording.h"
#include "ui/transfer/transferwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/question.h"

#include <QBoxLayout>
#include <QFileDialog>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int mostListed = 500;
constexpr int pageRows = 1000;
constexpr qsizetype mostAgain = 100'000;

bool isOver(const ImportRun &run)
{
    return run.state() == ImportRun::State::Finished || run.state() == ImportRun::State::Stopped;
}

/// Trying again may help; what the export hid or what is no value of its type stays so.
bool mayHelp(ImportOutcome outcome, bool inParts)
{
    return outcome == ImportOutcome::Failed || (outcome == ImportOutcome::TooLarge && !inParts);
}

/// Names as they are in the file.
Result<QSet<QByteArray>> keysToTry(ImportLedger &ledger, const ImportPlan &plan)
{
    QSet<QByteArray> keys;
    qint64 after = 0;
    while (keys.size() < mostAgain) {
        const Result<QList<ImportRow>> rows = ledger.problems(after, pageRows);
        if (!rows)
            return tl::unexpected<Error>(rows.error());
        if (rows->isEmpty())
            break;
        after = rows->constLast().ordinal;
        for (const ImportRow &row : *rows) {
            if (mayHelp(row.outcome, plan.largeInParts) && row.key.startsWith(plan.prefix))
                keys.insert(row.key.sliced(plan.prefix.size()));
        }
    }
    return keys;
}

} // namespace

ImportProgressDialog::ImportProgressDialog(const Theme *theme, ImportRun *run, QWidget *parent)
    : TransferProgressDialog(theme, tr("Import keys"), parent)
    , m_run(run)
    , m_list(new ProblemList(theme, this))
    , m_report(addSecondary(tr("Save report")))
{
    setObjectName(u"importProgressDialog"_s);
    m_list->setObjectName(u"importProblems"_s);
    m_list->setAccessibleName(tr("Keys that were not imported"));
    m_list->hide();
    body()->addWidget(m_list);
    m_report->setObjectName(u"importSaveReport"_s);
    m_report->setAutoDefault(false);
    connect(m_report, &QAbstractButton::clicked, this, &ImportProgressDialog::saveReport);
    connect(run, &ImportRun::progressed, this, &ImportProgressDialog::refreshSoon);
    connect(run, &ImportRun::stateChanged, this, &ImportProgressDialog::refresh);
    connect(run, &QObject::destroyed, this, &QDialog::reject);
    refresh();
}

ImportProgressDialog::Look ImportProgressDialog::look() const
{
    Look look;
    if (!m_run) {
        look.phase = Phase::Over;
        return look;
    }
    const ImportTally &tally = m_run->tally();
    look.title = tr("Importing %1").arg(bulkWords::keys(tally.keys));
    look.heading = importWords::progress(*m_run);
    look.fraction = tally.keys > 0 ? double(tally.settled()) / double(tally.keys) : 0;
    look.done = tr("%1 imported").arg(bulkWords::number(tally.written()));
    look.untouched
        = tr("%1 skipped").arg(bulkWords::number(tally.of(ImportOutcome::Skipped) + tally.of(ImportOutcome::Expired)));
    look.failed = tr("%1 failed").arg(bulkWords::number(tally.problems()));
    look.cost = u"%1 · %2"_s.arg(bulkWords::requests(tally.requests), bulkWords::commands(tally.commands));
    showState(look);
    return look;
}

void ImportProgressDialog::showState(Look &look) const
{
    switch (m_run->state()) {
    case ImportRun::State::Ready:
    case ImportRun::State::Running: {
        const auto time = m_run->timeLeft();
        const QString rate = tr("%1 keys/s").arg(bulkWords::number(qint64(m_run->keysPerSecond())));
        look.left = time && *time > 1s ? tr("about %1 left · %2").arg(valueWords::duration(*time), rate) : rate;
        look.notice = tr("Stopping keeps what is written. Closing this window lets it go on in the status bar.");
        break;
    }
    case ImportRun::State::Halting:
        look.phase = Phase::Halting;
        look.left = tr("finishing what was sent…");
        break;
    case ImportRun::State::Paused:
        look.phase = Phase::Paused;
        look.left = tr("paused");
        showHold(look);
        break;
    case ImportRun::State::Waiting:
        look.left = tr("waiting");
        showHold(look);
        break;
    case ImportRun::State::Stopped:
    case ImportRun::State::Finished: {
        const bool finished = m_run->state() == ImportRun::State::Finished;
        const qint64 problems = m_run->tally().problems();
        look.phase = Phase::Over;
        look.title = !finished ? tr("Import stopped")
            : problems == 0    ? tr("Import finished")
            : problems == 1    ? tr("Import finished with 1 problem")
                               : tr("Import finished with %1 problems").arg(bulkWords::number(problems));
        look.tone = !finished ? Tone::Neutral : problems > 0 ? Tone::Warning : Tone::Success;
        look.heading = importWords::end(*m_run);
        look.text = importWords::endText(*m_run);
        if (m_problems.size() == 1 && problems == 1) {
            const ImportRow &row = m_problems.constFirst();
            const QString about = tr("%1: %2").arg(displayText(row.key, 120), importWords::rowText(row, m_run->plan()));
            look.text = look.text.isEmpty() ? about : about + u'\n' + look.text;
        }
        look.notice = m_saved;
        break;
    }
    }
    switch (way()) {
    case Way::None:
        break;
    case Way::GoOn:
        look.primary = tr("Continue");
        look.primaryIcon = u"play"_s;
        break;
    case Way::InParts:
        look.primary = tr("Import in parts");
        break;
    case Way::Again:
        look.primary = tr("Import again");
        look.primaryIcon = u"rotate-ccw"_s;
        break;
    }
}

void ImportProgressDialog::showHold(Look &look) const
{
    look.notice = importWords::hold(*m_run);
    look.noticeTone = m_run->need() == ImportRun::Need::Server ? Tone::Danger : Tone::Warning;
    if (look.notice.isEmpty())
        return;
    switch (m_run->need()) {
    case ImportRun::Need::Unlock:
        look.noticeAction = tr("Unlock and go on");
        break;
    case ImportRun::Need::File:
    case ImportRun::Need::Scripts:
    case ImportRun::Need::Server:
    case ImportRun::Need::Nothing:
        look.noticeAction = m_run->state() == ImportRun::State::Waiting ? tr("Try now") : tr("Try again");
        break;
    }
}

ImportProgressDialog::Way ImportProgressDialog::way() const
{
    if (!m_run || !isOver(*m_run))
        return Way::None;
    if (m_run->state() == ImportRun::State::Stopped)
        return Way::GoOn;
    const ImportTally &tally = m_run->tally();
    if (tally.of(ImportOutcome::TooLarge) > 0 && !m_run->plan().largeInParts)
        return Way::InParts;
    return tally.of(ImportOutcome::Failed) > 0 ? Way::Again : Way::None;
}

void ImportProgressDialog::refreshMore(const Look &look)
{
    const bool over = look.phase == Phase::Over && m_run;
    m_report->setVisible(over);
    m_list->setVisible(over && m_problems.size() > 1);
    if (!over) {
        m_read = false;
        return;
    }
    if (m_reading || m_read || m_run->tally().problems() == 0)
        return;
    m_reading = true;
    const auto read = [](ImportLedger &ledger) {
        return ledger.problems(0, mostListed);
    };
    m_run->journal()->run(read, this, [this](const Result<QList<ImportRow>> &rows) {
        m_reading = false;
        m_read = true;
        if (rows)
            takeProblems(*rows);
    });
}

void ImportProgressDialog::takeProblems(const QList<ImportRow> &rows)
{
    if (!m_run)
        return;
    m_problems = rows;
    QList<ProblemList::Problem> lines;
    for (const ImportRow &row : rows)
        lines.append({displayText(row.key, 300), importWords::rowText(row, m_run->plan())});
    m_list->setProblems(lines);
    refresh();
}

void ImportProgressDialog::pauseOrResume()
{
    if (!m_run)
        return;
    if (m_run->state() == ImportRun::State::Paused)
        noticeAction();
    else
        m_run->pause();
}

void ImportProgressDialog::stopWork()
{
    if (m_run)
        askToStop(theme(), m_run, this);
}

void ImportProgressDialog::noticeAction()
{
    if (!m_run)
        return;
    if (m_run->need() == ImportRun::Need::Unlock)
        emit unlockRequested();
    m_run->resume();
}

void ImportProgressDialog::primaryAction()
{
    if (way() == Way::GoOn)
        m_run->resume();
    else if (way() != Way::None)
        tryAgain();
}

void ImportProgressDialog::tryAgain()
{
    const auto read = [plan = m_run->plan()](ImportLedger &ledger) {
        return keysToTry(ledger, plan);
    };
    m_run->journal()->run(read, this, [this](const Result<QSet<QByteArray>> &keys) {
        if (!m_run)
            return;
        if (!keys || keys->isEmpty()) {
            m_saved = keys ? tr("There is nothing to try again.") : transferWords::error(keys.error());
            refresh();
            return;
        }
        ImportPlan plan = m_run->plan();
        plan.only = *keys;
        plan.largeInParts = true;
        emit againRequested(plan, keys->size());
        accept();
    });
}

void ImportProgressDialog::saveReport()
{
    auto *chooser = new QFileDialog(this, tr("Save report"));
    const QString lines = tr("JSON lines (*.jsonl)");
    chooser->setNameFilters({tr("CSV files (*.csv)"), lines});
    chooser->setObjectName(u"importReportChooser"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"csv"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QFileDialog::filterSelected, chooser, [chooser, lines](const QString &filter) {
        chooser->setDefaultSuffix(filter == lines ? u"jsonl"_s : u"csv"_s);
    });
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_run)
            return;
        const ReportFormat format = path.endsWith(u".jsonl"_s) ? ReportFormat::JsonLines : ReportFormat::Csv;
        const auto write = [path, format](ImportLedger &ledger) {
            return ledger.writeReport(path, format);
        };
        m_run->journal()->run(write, this, [this](const Result<qint64> &written) {
            m_saved = written ? tr("Saved a report of %1.").arg(bulkWords::keys(*written))
                              : transferWords::error(written.error());
            refresh();
        });
    });
    chooser->open();
}

void askToStop(const Theme *theme, ImportRun *run, QWidget *parent)
{
    Question question;
    question.title = ImportProgressDialog::tr("Stop the import");
    question.heading = ImportProgressDialog::tr("Stop after %1?").arg(importWords::progress(*run));
    question.text = ImportProgressDialog::tr("What is written stays. The import can go on later where it stopped.");
    question.actionText = ImportProgressDialog::tr("Stop");
    question.cancelText = ImportProgressDialog::tr("Go on");
    const QPointer<ImportRun> asked(run);
    ask(theme, parent, question, [asked](Answer answer) {
        if (asked && answer == Answer::Accepted)
            asked->stop();
    });
}

} // namespace stashdeck
