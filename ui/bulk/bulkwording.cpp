// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkwording.h"

#include "models/base/bytetext.h"
#include "models/session/commandmeter.h"
#include "ui/values/valuewording.h"

#include <QCoreApplication>
#include <QLocale>

namespace stashdeck::bulkWords {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("stashdeck::bulkWords", text, comment, n);
}

/// Plural by hand: the number is grouped by the locale, which %n is not.
QString counted(qint64 count, const char *one, const char *many)
{
    return count == 1 ? tr(one) : tr(many).arg(number(count));
}

QString undone(BulkAct act)
{
    switch (act) {
    case BulkAct::Delete:
        return tr("restored");
    case BulkAct::ChangeExpiry:
        return tr("put back");
    case BulkAct::Rename:
        return tr("renamed back");
    case BulkAct::Copy:
    case BulkAct::Move:
        return tr("taken back");
    }
    Q_UNREACHABLE();
}

} // namespace

QString number(qint64 count)
{
    return QLocale().toString(count);
}

QString keys(qint64 count)
{
    return counted(count, QT_TRANSLATE_NOOP("stashdeck::bulkWords", "1 key"),
                   QT_TRANSLATE_NOOP("stashdeck::bulkWords", "%1 keys"));
}

QString commands(qint64 count)
{
    return counted(count, QT_TRANSLATE_NOOP("stashdeck::bulkWords", "1 command"),
                   QT_TRANSLATE_NOOP("stashdeck::bulkWords", "%1 commands"));
}

QString sessionShare(const Session &session)
{
    const PlanLimits &limits = session.profile().limits;
    if (limits.commands <= 0)
        return {};
    return (limits.period == PlanLimits::Period::Daily ? tr("this session %1 of %2 today")
                                                       : tr("this session %1 of %2 this month"))
        .arg(number(session.meter()->commands()), number(limits.commands));
}

QString requests(qint64 count)
{
    return counted(count, QT_TRANSLATE_NOOP("stashdeck::bulkWords", "1 request"),
                   QT_TRANSLATE_NOOP("stashdeck::bulkWords", "%1 requests"));
}

QString subject(const BulkPlan &plan, qint64 total)
{
    return plan.pattern.isEmpty() ? counted(total, QT_TRANSLATE_NOOP("stashdeck::bulkWords", "1 chosen key"),
                                            QT_TRANSLATE_NOOP("stashdeck::bulkWords", "%1 chosen keys"))
                                  : displayText(plan.pattern, 80);
}

QString dialogTitle(BulkAct act)
{
    switch (act) {
    case BulkAct::Delete:
        return tr("Delete keys in bulk");
    case BulkAct::ChangeExpiry:
        return tr("Set TTL in bulk");
    case BulkAct::Rename:
        return tr("Rename keys by rule");
    case BulkAct::Copy:
    case BulkAct::Move:
        return tr("Copy or move keys to another database");
    }
    Q_UNREACHABLE();
}

QString verb(BulkAct act)
{
    switch (act) {
    case BulkAct::Delete:
        return tr("Delete");
    case BulkAct::ChangeExpiry:
        return tr("Set TTL");
    case BulkAct::Rename:
        return tr("Rename");
    case BulkAct::Copy:
        return tr("Copy");
    case BulkAct::Move:
        return tr("Move");
    }
    Q_UNREACHABLE();
}

QString proceed(qint64 count)
{
    return tr("Continue with %1…").arg(keys(count));
}

QString doIt(BulkAct act, qint64 count)
{
    return act == BulkAct::ChangeExpiry ? tr("Set TTL of %1").arg(keys(count)) : u"%1 %2"_s.arg(verb(act), keys(count));
}

QString progressTitle(BulkAct act, BulkAim aim, qint64 count)
{
    if (aim == BulkAim::Undo)
        return act == BulkAct::Delete ? tr("Restoring %1").arg(keys(count)) : tr("Undoing for %1").arg(keys(count));
    switch (act) {
    case BulkAct::Delete:
        return tr("Deleting %1").arg(keys(count));
    case BulkAct::ChangeExpiry:
        return tr("Setting TTL of %1").arg(keys(count));
    case BulkAct::Rename:
        return tr("Renaming %1").arg(keys(count));
    case BulkAct::Copy:
        return tr("Copying %1").arg(keys(count));
    case BulkAct::Move:
        return tr("Moving %1").arg(keys(count));
    }
    Q_UNREACHABLE();
}

QString done(BulkAct act)
{
    switch (act) {
    case BulkAct::Delete:
        return tr("deleted");
    case BulkAct::ChangeExpiry:
        return tr("set");
    case BulkAct::Rename:
        return tr("renamed");
    case BulkAct::Copy:
        return tr("copied");
    case BulkAct::Move:
        return tr("moved");
    }
    Q_UNREACHABLE();
}

QString progress(const BulkRun &run)
{
    const BulkAct act = run.head().plan.act;
    if (run.aim() == BulkAim::Undo)
        return tr("%1 of %2 %3").arg(number(run.settled()), number(run.total()), undone(act));
    return tr("%1 of %2 %3").arg(number(run.settled()), number(run.total()), done(act));
}

QString endHeading(const BulkRun &run)
{
    const BulkAct act = run.head().plan.act;
    const BulkTally &tally = run.tally();
    QStringList parts;
    if (run.aim() == BulkAim::Undo) {
        parts << tr("%1 %2").arg(keys(tally.of(UndoState::Undone)), undone(act));
        const qint64 not_ = tally.of(UndoState::Exists) + tally.of(UndoState::Changed) + tally.of(UndoState::Expired)
            + tally.of(UndoState::Failed);
        if (not_ > 0)
            parts << tr("%1 not").arg(number(not_));
        return parts.join(u", "_s);
    }
    parts << tr("%1 %2").arg(keys(tally.done()), done(act));
    if (tally.of(RowState::Failed) > 0)
        parts << tr("%1 failed").arg(number(tally.of(RowState::Failed)));
    if (tally.of(RowState::Exists) > 0)
        parts << tr("%1 in the way").arg(number(tally.of(RowState::Exists)));
    if (tally.of(RowState::Changed) > 0)
        parts << tr("%1 left alone").arg(number(tally.of(RowState::Changed)));
    return parts.join(u", "_s);
}

QString endText(const BulkRun &run)
{
    QStringList sentences;
    const BulkTally &tally = run.tally();
    if (run.aim() == BulkAim::Apply && tally.gone() > 0)
        sentences << tr("%1 had gone already.").arg(keys(tally.gone()));
    if (tally.of(RowState::Skipped) > 0)
        sentences << tr("%1 did not meet the condition.").arg(keys(tally.of(RowState::Skipped)));
    if (tally.left() > 0)
        sentences << tr("%1 were not touched yet.").arg(keys(tally.left()));
    if (run.couldNotCompare())
        sentences << tr("This server cannot compare before it removes. What changed in that very moment went too; its "
                        "newest value is in the copy.");
    if (run.canUndo()) {
        sentences << (run.head().plan.act == BulkAct::Delete
                          ? tr("The saved copies stay on this computer for 24 hours; then they are removed.")
                          : tr("It can be undone for 24 hours."));
    } else if (run.head().plan.act == BulkAct::Delete && run.aim() == BulkAim::Apply) {
        sentences << tr("No copies were saved: this cannot be undone.");
    }
    return sentences.join(u' ');
}

QString storedTitle(const StoredRun &run)
{
    const BulkPlan &plan = run.head.plan;
    const QString what = subject(plan, run.tally.total());
    if (run.head.undoing && run.head.stage != JournalHead::Stage::Finished)
        return tr("Undoing the %1 of %2 stopped at %3 of %4.")
            .arg(verb(plan.act).toLower(), what, number(run.tally.of(UndoState::Undone)),
                 number(run.tally.of(RowState::Done)));
    if (isUnfinished(run))
        return tr("%1 of %2 stopped at %3 of %4.")
            .arg(verb(plan.act), what, number(run.tally.settled()), number(run.tally.total()));
    return tr("%1 of %2: %3.").arg(verb(plan.act), what, keys(run.tally.done()));
}

QString holdText(const BulkRun &run)
{
    switch (run.need()) {
    case BulkRun::Need::CopiesImpossible:
        return tr(
            "This server or token makes no copies. Nothing was deleted. Deleting without copies cannot be undone.");
    case BulkRun::Need::CopiesFull:
        return tr("The saved copies have reached %1. Deleting the rest without copies cannot be undone.")
            .arg(valueWords::bytes(run.head().plan.deletion.copyLimit));
    case BulkRun::Need::Unlock:
        return tr("Writing is locked. What is done stays; nothing more is sent until you unlock it.");
    case BulkRun::Need::OtherDatabase:
        return tr("The other database has to be opened first.");
    case BulkRun::Need::Server:
        return run.hold() ? error(*run.hold()) : QString();
    case BulkRun::Need::Nothing:
        break;
    }
    if (run.state() == BulkRun::State::Waiting && run.hold())
        return tr("%1 It goes on by itself.").arg(error(*run.hold()));
    return {};
}

QString rowText(const JournalRow &row)
{
    const QString words = displayText(row.note.toUtf8(), 300);
    switch (row.undo) {
    case UndoState::Exists:
        return tr("Not restored: a key with this name is there now.");
    case UndoState::Expired:
        return tr("Not restored: its time would be over by now.");
    case UndoState::Changed:
        return tr("Not put back: somebody changed it since.");
    case UndoState::Failed:
        return words;
    case UndoState::None:
    case UndoState::Undone:
    case UndoState::InDoubt:
        break;
    }
    switch (row.state) {
    case RowState::Changed:
        return tr("Somebody kept changing it. It was left alone.");
    case RowState::Exists:
        return tr("%1 exists already. Nothing was overwritten.").arg(displayText(row.target, 80));
    case RowState::Failed:
        return row.note == "BUSYKEY"_L1 ? tr("%1 exists already.").arg(displayText(row.target, 80)) : words;
    case RowState::Gone:
        return tr("It had gone already.");
    case RowState::Skipped:
        return tr("The condition did not hold.");
    case RowState::InDoubt:
        return tr("The answer was lost. It is looked at before anything is sent again.");
    case RowState::Pending:
    case RowState::Prepared:
    case RowState::Done:
        break;
    }
    return {};
}

QString price(const BulkPlan &plan, const BulkPrice &cost)
{
    switch (plan.act) {
    case BulkAct::Delete:
        if (plan.deletion.keepCopies)
            return tr("%1 read values and TTLs for the saved copy. %2 compare and delete.")
                .arg(commands(cost.reading), number(cost.writing));
        return tr("%1 delete, %2 keys each.").arg(commands(cost.writing), number(plan.deletion.keysPerCommand));
    case BulkAct::ChangeExpiry:
        return tr("%1 read what is set now, so that it can be undone. %2 set it.")
            .arg(commands(cost.reading), number(cost.writing));
    case BulkAct::Rename:
        return tr("%1 rename, never over a key that exists.").arg(commands(cost.writing));
    case BulkAct::Copy:
        return tr("%1 read here, %2 write there.").arg(commands(cost.reading), number(cost.elsewhere));
    case BulkAct::Move:
        return tr("%1 read here, %2 write and verify there, %3 compare and delete here.")
            .arg(commands(cost.reading), number(cost.elsewhere), number(cost.writing));
    }
    Q_UNREACHABLE();
}

QString expiryMix(const BulkPreview &preview)
{
    QStringList parts;
    const auto add = [&parts](int count, const QString &text) {
        if (count > 0)
            parts << text.arg(number(count));
    };
    add(preview.never, tr("%1 never expire"));
    add(preview.withinHour, tr("%1 within an hour"));
    add(preview.withinDay, tr("%1 within a day"));
    add(preview.beyondDay, tr("%1 later"));
    return parts.join(u", "_s);
}

QString memory(const BulkPreview &preview)
{
    if (preview.bytes < 0)
        return tr("unknown");
    const QString whole = valueWords::bytes(preview.bytes);
    return preview.bytesError > 0 ? tr("about %1 ± %2").arg(whole, valueWords::bytes(preview.bytesError)) : whole;
}

QString error(const Error &error)
{
    if (error.kind == Error::Kind::Storage)
        return tr("This computer's disk refused: %1").arg(displayText(error.message.toUtf8(), 200));
    return valueWords::error(error);
}

} // namespace stashdeck::bulkWords
