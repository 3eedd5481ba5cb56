// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkchangesdialog.h"

#include "ui/bulk/bulkwording.h"
#include "ui/values/valuewording.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"

#include <QBoxLayout>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QString moment(WallTime when, WallTime now)
{
    return u"%1 %2"_s.arg(valueWords::day(when, now), valueWords::clockTime(when));
}

} // namespace

BulkChangesDialog::BulkChangesDialog(const Theme *theme, BulkJobs *jobs, QWidget *parent)
    : DialogShell(theme, tr("Recent bulk changes"), parent)
    , m_jobs(jobs)
{
    setObjectName(u"bulkChangesDialog"_s);
    setMinimumSize(theme->scaled(660), theme->scaled(320));
    cancelButton()->setText(tr("Close"));
    setFooterNote(tr("Kept on this computer for 24 hours after the last step, unfinished ones for 7 days."));
    connect(jobs, &BulkJobs::storedChanged, this, &BulkChangesDialog::rebuild);
    connect(jobs, &BulkJobs::runAdded, this, &BulkChangesDialog::rebuild);
    connect(jobs, &BulkJobs::runRemoved, this, &BulkChangesDialog::rebuild);
    rebuild();
    jobs->load();
}

Button *BulkChangesDialog::small(const QString &text, const QString &name, const QString &icon)
{
    auto *button = new Button(theme(), text, Button::Kind::Default, this);
    button->setObjectName(name);
    button->setButtonSize(Button::Size::Small);
    button->setIconName(icon);
    button->setAutoDefault(false);
    return button;
}

QWidget *BulkChangesDialog::row(const QString &title, const QString &text, const QList<QWidget *> &buttons)
{
    auto *line = new QWidget(m_rows);
    line->setObjectName(u"bulkChange"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *heading = plainLabel(theme(), TextStyle::BodySemibold, Token::Text, title, line);
    heading->setObjectName(u"bulkChangeTitle"_s);
    heading->setElide(Qt::ElideMiddle);
    words->addWidget(heading);
    words->addWidget(plainLabel(theme(), TextStyle::Secondary, Token::Text2, text, line));
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 6, 0, 6);
    layout->setSpacing(8);
    layout->addLayout(words, 1);
    for (QWidget *button : buttons)
        layout->addWidget(button);
    return line;
}

QWidget *BulkChangesDialog::storedRow(const StoredRun &run)
{
    QList<QWidget *> buttons;
    const QString path = run.path;
    if (isUnfinished(run)) {
        Button *goOn = small(tr("Continue"), u"bulkChangeContinue"_s, u"play"_s);
        connect(goOn, &QAbstractButton::clicked, this, [this, path] { emit continueRequested(path); });
        buttons << goOn;
    }
    if (canUndo(run)) {
        Button *undo = small(run.head.plan.act == BulkAct::Delete ? tr("Restore") : tr("Undo"), u"bulkChangeUndo"_s,
                             u"undo-2"_s);
        connect(undo, &QAbstractButton::clicked, this, [this, path] { emit undoRequested(path); });
        buttons << undo;
    }
    Button *forget = small(tr("Remove"), u"bulkChangeRemove"_s, u"trash-2"_s);
    setPlainToolTip(forget, tr("Removes the saved copies and the list from this computer. Changes no key."));
    connect(forget, &QAbstractButton::clicked, this, [this, path] { m_jobs->forget(path); });
    buttons << forget;
    const WallTime now = m_jobs->session()->clock()->now();
    const WallTime end = BulkJobs::removedAt(run.head);
    return row(bulkWords::storedTitle(run),
               tr("%1 · kept until %2").arg(moment(run.head.touchedAt, now), moment(end, now)), buttons);
}

QWidget *BulkChangesDialog::runRow(BulkRun *run)
{
    Button *open = small(tr("Open"), u"bulkChangeOpen"_s, u"external-link"_s);
    connect(open, &QAbstractButton::clicked, this, [this, run] { emit openRequested(run); });
    StoredRun shown;
    shown.head = run->head();
    shown.tally = run->tally();
    const WallTime now = m_jobs->session()->clock()->now();
    const QString title = run->isActive()
        ? u"%1: %2"_s.arg(bulkWords::subject(run->head().plan, run->total()), bulkWords::progress(*run))
        : bulkWords::storedTitle(shown);
    return row(title, tr("%1 · in this window").arg(moment(run->head().startedAt, now)), {open});
}

void BulkChangesDialog::rebuild()
{
    delete m_rows;
    m_rows = new QWidget(this);
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (BulkRun *run : m_jobs->runs())
        column->addWidget(runRow(run));
    for (const StoredRun &run : m_jobs->stored())
        column->addWidget(storedRow(run));
    if (m_jobs->runs().isEmpty() && m_jobs->stored().isEmpty())
        column->addWidget(new EmptyState(theme(), u"history"_s, tr("No bulk changes"),
                                         tr("What you delete, rename, move or give a TTL in bulk is listed here."),
                                         m_rows));
    column->addStretch(1);
    body()->addWidget(m_rows);
}

} // namespace stashdeck
