// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/importwording.h"

#include "models/base/bytetext.h"
#include "models/session/session.h"
#include "models/transfer/importjobs.h"
#include "models/transfer/importrun.h"
#include "ui/bulk/bulkwording.h"
#include "ui/transfer/transferwording.h"
#include "ui/values/valuewording.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace stashdeck::importWords {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("stashdeck::importWords", text);
}

QString shown(const QString &foreign, qsizetype most = 80)
{
    return displayText(foreign.toUtf8(), most);
}

QString nameOf(const Session &session)
{
    return shown(session.profile().name);
}

QString values(qint64 count)
{
    return count == 1 ? tr("1 value") : tr("%1 values").arg(bulkWords::number(count));
}

} // namespace

QString facts(const ImportFacts &facts, WallTime now)
{
    QStringList parts{transferWords::keysAndBytes(facts.keys, facts.valueBytes)};
    QString when;
    if (facts.exportedAt)
        when = tr("%1 %2").arg(valueWords::day(*facts.exportedAt, now),
                               valueWords::clockTime(*facts.exportedAt).left(5));
    if (!facts.sourceName.isEmpty())
        parts << (when.isEmpty() ? tr("saved from %1").arg(shown(facts.sourceName, 60))
                                 : tr("saved from %1 %2").arg(shown(facts.sourceName, 60), when));
    else if (!when.isEmpty())
        parts << tr("saved %1").arg(when);
    if (facts.sourceName.isEmpty() && when.isEmpty())
        parts << transferWords::formatTitle(facts.format);
    return parts.join(u" · "_s);
}

QString problem(const ImportProblem &problem)
{
    const QString note = shown(problem.note, 200);
    switch (problem.kind) {
    case ImportProblem::Kind::Truncated:
        return tr("The file ends in the middle. What came before is whole.");
    case ImportProblem::Kind::NotWhole:
        return tr("The export that wrote it was stopped.");
    case ImportProblem::Kind::Garbled:
        return note.isEmpty() ? tr("It cannot be read.") : tr("It cannot be read: %1").arg(note);
    case ImportProblem::Kind::BadChecksum:
        return tr("This block is damaged and is left out.");
    case ImportProblem::Kind::LineTooLong:
        return tr("The line is too long.");
    case ImportProblem::Kind::NotAWrite:
        return tr("%1 changes no key.").arg(note);
    case ImportProblem::Kind::UnknownCommand:
        return tr("%1 is not a known command.").arg(note);
    case ImportProblem::Kind::SeveralKeys:
        return tr("%1 is about more than one key.").arg(note);
    case ImportProblem::Kind::NotAllowed:
        return tr("%1 is not run from a file.").arg(note);
    case ImportProblem::Kind::BadQuotes:
        return tr("Its quotes do not match.");
    case ImportProblem::Kind::PartMissing:
        return tr("A part of this large key is missing.");
    case ImportProblem::Kind::NewerVersion:
        return tr("A newer version of Stashdeck wrote this file. Nothing of it is read.");
    }
    Q_UNREACHABLE();
}

QString place(const ImportProblem &problem, TransferFormat format)
{
    const QString where
        = (format == TransferFormat::Archive ? tr("Byte %1") : tr("Line %1")).arg(bulkWords::number(problem.line));
    return problem.key.isEmpty() ? where : u"%1 · %2"_s.arg(where, displayText(problem.key, 200));
}

QString remarks(const ImportFacts &facts)
{
    QStringList sentences;
    if (!facts.isWhole)
        sentences << tr("The file is not whole: what can be read of it can be imported.");
    if (facts.problemCount > 0)
        sentences << (facts.problemCount == 1 ? tr("1 place in it cannot be read and is left out.")
                                              : tr("%1 places in it cannot be read and are left out.")
                                                    .arg(bulkWords::number(facts.problemCount)));
    if (facts.expired > 0)
        sentences << tr("%1 had a time to live that is over.").arg(bulkWords::keys(facts.expired));
    if (facts.hiddenValues > 0)
        sentences << tr("The export hid %1; what the database has of them stays.").arg(values(facts.hiddenValues));
    return sentences.join(u' ');
}

Outcome outcome(const ImportRow &row, Tense tense)
{
    const bool is = tense == Tense::Is;
    switch (row.outcome) {
    case ImportOutcome::New:
        return {Tone::Success, is ? tr("Imported") : tr("New"), is ? u"check"_s : u"plus"_s};
    case ImportOutcome::Replaced:
        return {Tone::Warning, is ? tr("Replaced") : tr("Replace"), u"refresh-cw"_s};
    case ImportOutcome::Merged:
        return {Tone::Info, is ? tr("Merged") : tr("Merge"), u"plus"_s};
    case ImportOutcome::Skipped:
        return {Tone::Warning, is ? tr("Skipped, exists") : tr("Skip, exists"), u"minus"_s};
    case ImportOutcome::Refused:
        return {Tone::Danger, tr("Exists"), u"ban"_s};
    case ImportOutcome::Expired:
        return {Tone::Neutral, tr("Expired"), {}};
    case ImportOutcome::Hidden:
        return {Tone::Warning, tr("Hidden"), u"eye-off"_s};
    case ImportOutcome::Invalid:
        return {Tone::Danger, tr("Invalid"), u"circle-alert"_s};
    case ImportOutcome::TooLarge:
        return {Tone::Danger, tr("Too large"), u"circle-alert"_s};
    case ImportOutcome::Failed:
        return {Tone::Danger, tr("Failed"), u"circle-alert"_s};
    }
    Q_UNREACHABLE();
}

QString rowText(const ImportRow &row, const ImportPlan &plan)
{
    const QString note = shown(row.note, 300);
    switch (row.outcome) {
    case ImportOutcome::Refused:
        return tr("A key with this name exists. It was left as it is.");
    case ImportOutcome::Hidden:
        return tr("The export hid its value. There is nothing to write.");
    case ImportOutcome::Invalid:
        return note.isEmpty() ? tr("It cannot be a key of its type.")
                              : tr("It cannot be a key of its type: %1").arg(note);
    case ImportOutcome::TooLarge:
        return plan.largeInParts
            ? tr("One of its values is larger than the request limit of %1.").arg(valueWords::bytes(plan.requestLimit))
            : tr("It is larger than the request limit of %1. Import it again in parts.")
                  .arg(valueWords::bytes(plan.requestLimit));
    case ImportOutcome::Failed:
        return note;
    case ImportOutcome::New:
    case ImportOutcome::Replaced:
    case ImportOutcome::Merged:
    case ImportOutcome::Skipped:
    case ImportOutcome::Expired:
        break;
    }
    return outcome(row, Tense::Is).text;
}

QString verb(qint64 keys)
{
    return tr("Import %1").arg(bulkWords::keys(keys));
}

QString price(qint64 commands, const Session &session)
{
    const QString count = bulkWords::commands(commands);
    const std::optional<qint64> left = transferWords::commandsLeft(session);
    if (!left)
        return tr("Needs about %1.").arg(count);
    const bool daily = session.profile().limits.period == PlanLimits::Period::Daily;
    const QString number = bulkWords::number(*left);
    const QString has = daily
        ? tr("Needs about %1; %2 has at most %3 left today.").arg(count, nameOf(session), number)
        : tr("Needs about %1; %2 has at most %3 left this month.").arg(count, nameOf(session), number);
    if (commands <= *left)
        return has;
    return has + u' '
        + (daily ? tr("The rest can wait until midnight UTC.") : tr("The rest can wait until the next month."));
}

QString progress(const ImportRun &run)
{
    return tr("%1 of %2").arg(bulkWords::number(run.tally().settled()), bulkWords::keys(run.tally().keys));
}

QString end(const ImportRun &run)
{
    const ImportTally &tally = run.tally();
    if (run.state() == ImportRun::State::Stopped)
        return tr("Stopped after %1").arg(progress(run));
    const QString done = tr("%1 imported").arg(bulkWords::keys(tally.written()));
    return tally.problems() > 0 ? tr("%1, %2 failed").arg(done, bulkWords::number(tally.problems())) : done;
}

QString endText(const ImportRun &run)
{
    const ImportTally &tally = run.tally();
    QStringList sentences;
    if (run.state() == ImportRun::State::Stopped)
        sentences << tr("What is written stays. It can go on where it stopped.");
    const qint64 skipped = tally.of(ImportOutcome::Skipped);
    if (skipped > 0)
        sentences << (skipped == 1 ? tr("1 exists already and was left as it is.")
                                   : tr("%1 exist already and were left as they are.").arg(bulkWords::number(skipped)));
    if (tally.of(ImportOutcome::Replaced) > 0)
        sentences << tr("%1 replaced.").arg(bulkWords::number(tally.of(ImportOutcome::Replaced)));
    if (tally.of(ImportOutcome::Merged) > 0)
        sentences << tr("%1 merged.").arg(bulkWords::number(tally.of(ImportOutcome::Merged)));
    if (tally.of(ImportOutcome::Expired) > 0)
        sentences
            << tr("%1 expired before they could be written.").arg(bulkWords::number(tally.of(ImportOutcome::Expired)));
    if (tally.hiddenValues > 0)
        sentences << tr("%1 that the export hid were left out.").arg(values(tally.hiddenValues));
    sentences << tr("It took %1.").arg(bulkWords::commands(tally.commands));
    return sentences.join(u' ');
}

QString hold(const ImportRun &run)
{
    if (run.state() != ImportRun::State::Paused && run.state() != ImportRun::State::Waiting)
        return {};
    switch (run.need()) {
    case ImportRun::Need::Unlock:
        return tr("Writing is locked. What is done stays; nothing more is sent until you unlock it.");
    case ImportRun::Need::File:
        return tr("%1 was changed or moved, or cannot be read. Put it back as it was.")
            .arg(transferWords::path(run.plan().path));
    case ImportRun::Need::Scripts:
        return tr("This server or token runs no scripts, and what was chosen for keys that exist needs them.");
    case ImportRun::Need::Server:
    case ImportRun::Need::Nothing:
        break;
    }
    if (!run.hold())
        return {};
    const QString words = transferWords::error(*run.hold());
    return run.state() == ImportRun::State::Waiting ? tr("%1 It goes on by itself.").arg(words) : words;
}

QString storedTitle(const StoredImport &import)
{
    return tr("Import of %1 stopped at %2 of %3.")
        .arg(shown(QFileInfo(import.head.plan.path).fileName()), bulkWords::number(import.head.tally.settled()),
             bulkWords::keys(import.head.tally.keys));
}

} // namespace stashdeck::importWords
