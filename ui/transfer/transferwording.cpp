// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transferwording.h"

#include "models/base/bytetext.h"
#include "models/session/commandmeter.h"
#include "models/session/session.h"
#include "models/transfer/exportrun.h"
#include "ui/bulk/bulkwording.h"
#include "ui/values/valuewording.h"

#include <QCoreApplication>
#include <QDir>

namespace stashdeck::transferWords {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("stashdeck::transferWords", text);
}

constexpr qsizetype mostNameCharacters = 40;

/// Letters, digits and dashes: what every file system and shell takes.
QString plainName(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        if (plain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name.truncate(mostNameCharacters);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name;
}

} // namespace

QString formatTitle(TransferFormat format)
{
    switch (format) {
    case TransferFormat::Archive:
        return tr("Stashdeck archive (.stash)");
    case TransferFormat::JsonLines:
        return tr("JSON lines");
    case TransferFormat::Csv:
        return tr("CSV");
    case TransferFormat::Commands:
        return tr("Redis commands (.redis)");
    }
    Q_UNREACHABLE();
}

QString formatSentence(TransferFormat format)
{
    switch (format) {
    case TransferFormat::Archive:
        return tr("Everything, with TTLs and types. Best for moving between databases.");
    case TransferFormat::JsonLines:
        return tr("One key a line, easy to read in scripts.");
    case TransferFormat::Csv:
        return tr("Collections as rows, TTLs in a column. Without consumer groups.");
    case TransferFormat::Commands:
        return tr("Ready to replay in any Redis.");
    }
    Q_UNREACHABLE();
}

QString fileFilter(TransferFormat format)
{
    const QString pattern = u" (*."_s + suffixOf(format) + u')';
    switch (format) {
    case TransferFormat::Archive:
        return tr("Stashdeck archive") + pattern;
    case TransferFormat::JsonLines:
        return tr("JSON lines") + pattern;
    case TransferFormat::Csv:
        return tr("CSV") + pattern;
    case TransferFormat::Commands:
        return tr("Redis commands") + pattern;
    }
    Q_UNREACHABLE();
}

QString keysAndBytes(qint64 keys, qint64 bytes)
{
    const QString count = bulkWords::keys(keys);
    return bytes > 0 ? u"%1 · %2"_s.arg(count, valueWords::bytes(bytes)) : count;
}

QString path(const QString &path)
{
    const QString home = QDir::homePath();
    const bool isBelow = path.startsWith(home + u'/');
    const QString shown = isBelow ? u'~' + path.sliced(home.size()) : path;
    return displayText(QDir::toNativeSeparators(shown).toUtf8(), 2000);
}

QString fileName(const QString &database, const QByteArray &prefix, const QString &day, TransferFormat format)
{
    QStringList parts;
    for (const QString &part : {plainName(database), plainName(QString::fromUtf8(prefix)), day}) {
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(u'-') + u'.' + suffixOf(format);
}

std::optional<qint64> commandsLeft(const Session &session)
{
    const PlanLimits &limits = session.profile().limits;
    const bool counted = limits.period == PlanLimits::Period::Daily || limits.period == PlanLimits::Period::Monthly;
    if (!counted || limits.commands <= 0)
        return std::nullopt;
    if (session.state() == Session::State::QuotaUsedUp)
        return 0;
    return std::max<qint64>(0, limits.commands - session.meter()->commands());
}

QString left(const Session &session)
{
    const std::optional<qint64> count = commandsLeft(session);
    if (!count)
        return {};
    const QString number = bulkWords::number(*count);
    return session.profile().limits.period == PlanLimits::Period::Daily
        ? tr("At most %1 are left today.").arg(number)
        : tr("At most %1 are left this month.").arg(number);
}

QString exportPrice(qint64 keys, qint64 commands)
{
    return tr("Reads %1 in about %2.").arg(bulkWords::keys(keys), bulkWords::commands(commands));
}

QString exportVerb(qint64 keys)
{
    return tr("Export %1").arg(bulkWords::keys(keys));
}

QString exportProgress(const ExportRun &run)
{
    return tr("%1 of %2").arg(bulkWords::number(run.tally().settled()), bulkWords::keys(run.tally().keys));
}

QString exportEnd(const ExportRun &run)
{
    const ExportTally &tally = run.tally();
    if (run.state() == ExportRun::State::Cancelled)
        return tr("Stopped after %1").arg(bulkWords::keys(tally.done));
    const QString done = tr("%1 exported").arg(bulkWords::keys(tally.done));
    return tally.failed > 0 ? tr("%1, %2 failed").arg(done, bulkWords::number(tally.failed)) : done;
}

QString exportEndText(const ExportRun &run)
{
    const ExportTally &tally = run.tally();
    QStringList sentences;
    if (run.state() == ExportRun::State::Cancelled) {
        if (run.hold())
            return error(*run.hold());
        sentences
            << (QFile::exists(run.partialPath())
                    ? tr("What was written is kept as %1. It says that it is not whole.").arg(path(run.partialPath()))
                    : tr("Nothing was kept."));
        return sentences.join(u' ');
    }
    sentences << tr("Saved as %1, %2.").arg(path(run.plan().path), valueWords::bytes(tally.bytesWritten));
    sentences << tr("It took %1.").arg(bulkWords::commands(tally.commands));
    if (tally.gone > 0)
        sentences << tr("%1 had gone meanwhile.").arg(bulkWords::keys(tally.gone));
    if (tally.hiddenValues > 0)
        sentences << (tally.hiddenValues == 1
                          ? tr("1 value was hidden.")
                          : tr("%1 values were hidden.").arg(bulkWords::number(tally.hiddenValues)));
    else if (!run.plan().hiddenWords.isEmpty())
        sentences << tr("No field had one of the hidden names.");
    if (run.wroteTypedForm() && run.plan().format == TransferFormat::Archive)
        sentences << tr("This server hands out no binary copies: the archive holds the values by type.");
    return sentences.join(u' ');
}

QString exportHold(const ExportRun &run)
{
    if (!run.hold())
        return {};
    const QString words = error(*run.hold());
    if (run.state() == ExportRun::State::Waiting)
        return tr("%1 It goes on by itself.").arg(words);
    return run.state() == ExportRun::State::Paused ? words : QString();
}

QString exportProblem(const ExportProblem &problem, TransferFormat format)
{
    switch (problem.kind) {
    case ExportProblem::Kind::TooLarge:
        return tr("One of its values is larger than an answer may be. A larger limit can be set for the database.");
    case ExportProblem::Kind::Unsupported:
        return format == TransferFormat::Archive
            ? tr("This server hands out neither a copy nor the values of this type.")
            : tr("This format cannot hold its type. A Stashdeck archive can.");
    case ExportProblem::Kind::Changed:
        return tr("It is in the file, but somebody changed it while it was read. Export it again.");
    case ExportProblem::Kind::CannotHide:
        return tr("It is too large to look for fields to hide. Export it without hiding.");
    case ExportProblem::Kind::Server:
        return displayText(problem.note.toUtf8(), 300);
    }
    Q_UNREACHABLE();
}

QString error(const Error &error)
{
    return bulkWords::error(error);
}

} // namespace stashdeck::transferWords
