// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkprogressdialog.h"

#include "ui/bulk/bulkwording.h"
#include "ui/bulk/problemlist.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"

#include <QBoxLayout>
#include <QFileDialog>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int dialogWidth = 700;
constexpr int mostProblems = 500;

bool isOver(const BulkRun &run)
{
    return run.state() == BulkRun::State::Finished || run.state() == BulkRun::State::Stopped;
}

} // namespace

BulkProgressDialog::BulkProgressDialog(const Theme *theme, BulkRun *run, QWidget *parent)
    : DialogShell(theme, bulkWords::progressTitle(run->head().plan.act, run->aim(), run->total()), parent)
    , m_run(run)
    , m_heading(plainLabel(theme, TextStyle::BodySemibold, Token::Text, {}, this))
    , m_left(plainLabel(theme, TextStyle::Body, Token::Text2, {}, this))
    , m_progress(new ProgressLine(theme, tr("Progress"), this))
    , m_text(plainLabel(theme, TextStyle::Body, Token::Text2, {}, this))
    , m_banner(new Banner(theme, Tone::Warning, u"triangle-alert"_s, this))
    , m_bannerAction(m_banner->addAction({}))
    , m_problems(new ProblemList(theme, this))
{
    setObjectName(u"bulkProgressDialog"_s);
    setMinimumWidth(theme->scaled(dialogWidth));
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading, 1);
    head->addWidget(m_left);
    body()->addLayout(head);
    body()->addWidget(m_progress);
    auto *counts = new QHBoxLayout;
    counts->setSpacing(5);
    m_done = counter(counts, u"circle-check"_s, Token::SuccessText, u"bulkDone"_s);
    m_gone = counter(counts, u"minus"_s, Token::Text3, u"bulkGone"_s);
    m_failed = counter(counts, u"circle-alert"_s, Token::Text3, u"bulkFailed"_s);
    counts->addStretch(1);
    m_cost = plainLabel(theme, TextStyle::Secondary, Token::Text2, {}, this);
    m_cost->setObjectName(u"bulkCost"_s);
    counts->addWidget(m_cost);
    body()->addLayout(counts);
    body()->addWidget(m_banner);
    body()->addWidget(m_text);
    body()->addWidget(m_problems);
    m_heading->setObjectName(u"bulkHeading"_s);
    m_left->setObjectName(u"bulkTimeLeft"_s);
    m_progress->setObjectName(u"bulkRunProgress"_s);
    m_text->setObjectName(u"bulkEndText"_s);
    m_text->setWordWrap(true);
    m_banner->setObjectName(u"bulkBanner"_s);
    m_bannerAction->setObjectName(u"bulkBannerAction"_s);
    m_bannerAction->setAutoDefault(false);
    m_problems->hide();

    m_report = addSecondary(tr("Save report"));
    m_report->setObjectName(u"bulkSaveReport"_s);
    m_report->setIconName(u"download"_s);
    m_undo = addSecondary(tr("Undo"));
    m_undo->setObjectName(u"bulkUndo"_s);
    m_undo->setIconName(u"undo-2"_s);
    m_pause = new Button(theme, tr("Pause"), Button::Kind::Default, this);
    m_pause->setObjectName(u"bulkPause"_s);
    m_pause->setAutoDefault(false);
    // Beside Stop, where Cancel is in other dialogs; closing is the window's own cross, and Esc.
    Button *stop = setPrimary(tr("Stop"), Button::Kind::Default);
    stop->setObjectName(u"bulkStop"_s);
    stop->setDefault(false);
    stop->setAutoDefault(false);
    cancelButton()->setText(tr("Close"));
    cancelButton()->setDefault(true);
    const auto placePause = [this] {
        // The box arranges its own buttons anew when the style changes; others it forgets, and hides.
        const QWidget *box = primary()->parentWidget();
        auto *row = box ? qobject_cast<QBoxLayout *>(box->layout()) : nullptr;
        if (row && row->indexOf(m_pause) < 0) {
            row->insertWidget(row->indexOf(primary()), m_pause);
            m_pause->setVisible(!m_run || !isOver(*m_run));
        }
    };
    placePause();
    connect(theme, &Theme::changed, this, placePause);

    connect(m_pause, &QAbstractButton::clicked, this, [this] {
        if (!m_run)
            return;
        if (m_run->state() == BulkRun::State::Paused)
            m_run->resume();
        else
            m_run->pause();
    });
    connect(stop, &QAbstractButton::clicked, this, [this] {
        if (!m_run)
            return;
        if (m_run->state() == BulkRun::State::Stopped)
            m_run->resume();
        else
            m_run->stop();
    });
    connect(m_undo, &QAbstractButton::clicked, this, [this] {
        if (m_run)
            emit undoRequested(m_run);
    });
    connect(m_bannerAction, &QAbstractButton::clicked, this, &BulkProgressDialog::act);
    connect(m_report, &QAbstractButton::clicked, this, &BulkProgressDialog::saveReport);
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_soon, &QTimer::timeout, this, &BulkProgressDialog::refresh);
    connect(run, &BulkRun::progressed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(run, &BulkRun::stateChanged, this, &BulkProgressDialog::refresh);
    connect(run, &QObject::destroyed, this, &QDialog::reject);
    refresh();
}

PlainLabel *BulkProgressDialog::counter(QBoxLayout *row, const QString &icon, Token token, const QString &name)
{
    row->addWidget(new IconLabel(theme(), icon, 14, token, this));
    auto *label = plainLabel(theme(), TextStyle::Body, token == Token::Text3 ? Token::Text2 : token, {}, this);
    label->setObjectName(name);
    row->addWidget(label);
    row->addSpacing(14);
    return label;
}

void BulkProgressDialog::refresh()
{
    if (!m_run)
        return;
    m_soon.stop();
    setWindowTitle(isOver(*m_run) ? (m_run->state() == BulkRun::State::Stopped ? tr("Stopped")
                                         : m_run->tally().problems() > 0       ? tr("Finished with problems")
                                                                               : tr("Finished"))
                                  : bulkWords::progressTitle(m_run->head().plan.act, m_run->aim(), m_run->total()));
    showCounts();
    showHold();
    showButtons();
    showProblems();
    fitHeight();
}

void BulkProgressDialog::showCounts()
{
    const BulkTally &tally = m_run->tally();
    const bool undoing = m_run->aim() == BulkAim::Undo;
    m_heading->setText(isOver(*m_run) ? bulkWords::endHeading(*m_run) : bulkWords::progress(*m_run));
    m_heading->setAccessibleName(m_heading->text());
    const qint64 total = m_run->total();
    m_progress->setFraction(total > 0 ? double(m_run->settled()) / double(total) : 1);
    QString left;
    if (m_run->state() == BulkRun::State::Running) {
        const auto time = m_run->timeLeft();
        const QString rate = tr("%1 keys/s").arg(bulkWords::number(qint64(m_run->keysPerSecond())));
        left = time && *time > 1s ? tr("about %1 left · %2").arg(valueWords::duration(*time), rate) : rate;
    } else if (m_run->state() == BulkRun::State::Paused) {
        left = tr("paused");
    } else if (m_run->state() == BulkRun::State::Waiting) {
        left = tr("waiting");
    } else if (m_run->state() == BulkRun::State::Halting) {
        left = tr("finishing what was sent…");
    }
    m_left->setText(left);
    const qint64 done = undoing ? tally.of(UndoState::Undone) : tally.done();
    m_done->setText(undoing ? tr("%1 restored").arg(bulkWords::number(done))
                            : u"%1 %2"_s.arg(bulkWords::number(done), bulkWords::done(m_run->head().plan.act)));
    m_gone->setText(undoing ? tr("%1 left as they are")
                                  .arg(bulkWords::number(tally.of(UndoState::Exists) + tally.of(UndoState::Changed)
                                                         + tally.of(UndoState::Expired)))
                            : tr("%1 already gone").arg(bulkWords::number(tally.gone())));
    const qint64 failed = undoing ? tally.of(UndoState::Failed) : tally.of(RowState::Failed);
    QString others = tr("%1 failed").arg(bulkWords::number(failed));
    if (!undoing && tally.of(RowState::Exists) > 0)
        others += tr(" · %1 in the way").arg(bulkWords::number(tally.of(RowState::Exists)));
    if (!undoing && tally.of(RowState::Skipped) > 0)
        others += tr(" · %1 skipped").arg(bulkWords::number(tally.of(RowState::Skipped)));
    m_failed->setText(others);
    QString cost = u"%1 · %2"_s.arg(bulkWords::requests(m_run->requests()), bulkWords::commands(m_run->commands()));
    const QString share = m_run->session() ? bulkWords::sessionShare(*m_run->session()) : QString();
    if (!share.isEmpty())
        cost += u" · "_s + share;
    m_cost->setText(cost);
}

void BulkProgressDialog::showHold()
{
    const QString hold = bulkWords::holdText(*m_run);
    QString action;
    if (!hold.isEmpty()) {
        switch (m_run->need()) {
        case BulkRun::Need::CopiesImpossible:
        case BulkRun::Need::CopiesFull:
            action = tr("Delete without copies");
            break;
        case BulkRun::Need::Unlock:
            action = tr("Unlock and go on");
            break;
        case BulkRun::Need::OtherDatabase:
            action = tr("Open it and go on");
            break;
        case BulkRun::Need::Server:
        case BulkRun::Need::Nothing:
            action = tr("Try again");
            break;
        }
    }
    m_banner->setTone(hold.isEmpty()                               ? Tone::Warning
                          : m_run->need() == BulkRun::Need::Server ? Tone::Danger
                                                                   : Tone::Warning,
                      u"triangle-alert"_s);
    m_bannerAction->setText(action);
    m_bannerAction->setVisible(!action.isEmpty());
    const bool running = m_run->state() == BulkRun::State::Running;
    QString text = hold;
    if (text.isEmpty() && running) {
        const bool copies = m_run->head().copyBytes > 0 && m_run->aim() == BulkAim::Apply;
        text = copies ? tr("Stopping keeps what is done. %1 can still be restored from the saved copy.")
                            .arg(bulkWords::keys(m_run->tally().done()))
                      : tr("Stopping keeps what is done. Closing this window lets it go on in the status bar.");
    }
    m_banner->setMessage({}, text);
    m_banner->setVisible(!text.isEmpty());
}

void BulkProgressDialog::showButtons()
{
    const BulkRun::State state = m_run->state();
    const bool over = isOver(*m_run);
    const bool goesOn = state == BulkRun::State::Stopped && m_run->settled() < m_run->total();
    m_pause->setVisible(!over);
    m_pause->setText(state == BulkRun::State::Paused ? tr("Resume") : tr("Pause"));
    m_pause->setIconName(state == BulkRun::State::Paused ? u"play"_s : u"pause"_s);
    m_pause->setEnabled(state != BulkRun::State::Halting);
    primary()->setVisible(!over || goesOn);
    primary()->setText(goesOn ? tr("Continue") : tr("Stop"));
    primary()->setAccessibleName(primary()->text());
    primary()->setIconName(goesOn ? u"play"_s : u"square"_s);
    primary()->setEnabled(state != BulkRun::State::Halting);
    m_report->setVisible(over);
    const bool canUndo
        = over && m_run->canUndo() && (m_run->aim() == BulkAim::Apply || m_run->tally().of(UndoState::None) > 0);
    m_undo->setVisible(canUndo);
    m_undo->setText(
        m_run->head().plan.act == BulkAct::Delete
            ? tr("Restore %1").arg(bulkWords::keys(m_run->tally().done() - m_run->tally().of(UndoState::Undone)))
            : tr("Undo"));
    m_text->setText(over ? bulkWords::endText(*m_run) : QString());
    m_text->setVisible(!m_text->text().isEmpty());
}

void BulkProgressDialog::showProblems()
{
    const BulkTally &tally = m_run->tally();
    const qint64 problems = tally.problems() + tally.of(UndoState::Exists) + tally.of(UndoState::Expired)
        + tally.of(UndoState::Changed) + tally.of(UndoState::Failed);
    if (!isOver(*m_run) || problems == 0) {
        m_problems->hide();
        return;
    }
    if (m_reading)
        return;
    m_reading = true;
    const auto read = [](BulkLedger &ledger) {
        return ledger.problems(mostProblems);
    };
    m_run->journal()->run(read, this, [this](const Result<QList<JournalRow>> &rows) {
        m_reading = false;
        if (!rows || rows->isEmpty())
            return;
        m_problems->setRows(*rows);
        m_problems->show();
        fitHeight();
    });
}

void BulkProgressDialog::fitHeight()
{
    if (isVisible() && layout()->hasHeightForWidth())
        resize(width(), layout()->totalHeightForWidth(width()));
}

void BulkProgressDialog::act()
{
    if (!m_run)
        return;
    switch (m_run->need()) {
    case BulkRun::Need::CopiesImpossible:
    case BulkRun::Need::CopiesFull:
        m_run->allowWithoutCopies();
        break;
    case BulkRun::Need::Unlock:
        emit unlockRequested(m_run);
        break;
    case BulkRun::Need::OtherDatabase:
        emit otherDatabaseRequested(m_run);
        break;
    case BulkRun::Need::Server:
    case BulkRun::Need::Nothing:
        m_run->resume();
        break;
    }
}

void BulkProgressDialog::saveReport()
{
    auto *chooser = new QFileDialog(this, tr("Save report"), {}, tr("CSV files (*.csv)"));
    chooser->setObjectName(u"bulkReportChooser"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"csv"_s);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_run)
            return;
        const auto write = [path](BulkLedger &ledger) {
            return ledger.writeCsv(path);
        };
        m_run->journal()->run(write, this, [this](const Result<qint64> &written) {
            m_text->setText(written ? tr("Saved a report of %1.").arg(bulkWords::keys(*written))
                                    : bulkWords::error(written.error()));
            m_text->show();
            fitHeight();
        });
    });
    chooser->open();
}

} // namespace stashdeck
