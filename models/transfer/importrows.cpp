// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importrows.h"

#include "models/transfer/entrycommands.h"
#include "models/transfer/importscripts.h"
#include "models/transfer/importsource.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ImportRow importRowOf(const KeyStream::Entry &item, const ImportPlan &plan)
{
    const TransferEntry &entry = item.entry;
    ImportRow row;
    row.ordinal = item.ordinal;
    row.key = plan.prefix + entry.key;
    row.type = entry.type;
    row.members = entry.members;
    if (row.members < 0 && !entry.more && entry.form == TransferEntry::Form::Words) {
        if (const qint64 elements = entry.elements(); elements > 0)
            row.members = elements;
    }
    row.bytes = entry.bytes();
    row.line = entry.line;
    row.hiddenFields = entry.hiddenFields.size();
    return row;
}

void addPart(ImportRow &row, const TransferEntry &part)
{
    row.bytes += part.bytes() - part.key.size();
    row.hiddenFields += part.hiddenFields.size();
    row.members = std::max(row.members, part.members);
}

std::optional<Verdict> verdictOf(const TransferEntry &entry, const ImportPlan &plan, WallTime now)
{
    if (entry.broken)
        return Verdict{ImportOutcome::Invalid, u"the file does not hold all of it"_s};
    if (entry.hiddenInside > 0)
        return Verdict{ImportOutcome::Hidden, {}};
    if (!entry.hiddenFields.isEmpty() && entry.words.isEmpty() && entry.commands.isEmpty() && !entry.isPart())
        return Verdict{ImportOutcome::Hidden, {}};
    if (const QString problem = problemOf(entry); !problem.isEmpty())
        return Verdict{ImportOutcome::Invalid, problem};
    if (entry.expiry != TransferEntry::noExpiry && entry.expiry <= now.time_since_epoch().count())
        return Verdict{ImportOutcome::Expired, {}};
    const bool isLarge = entry.isPart() || carriedSize(entry) > plan.requestLimit;
    if (!isLarge)
        return std::nullopt;
    if (!plan.largeInParts)
        return Verdict{ImportOutcome::TooLarge, {}};
    const qint64 largest = largestWord(entry);
    // A DUMP travels as it is, as the body of its request; a word in a script may take twice its bytes.
    const qint64 most = plan.requestLimit - 4096 - carriedSize(plan.prefix + entry.key);
    const bool fits = entry.form == TransferEntry::Form::Dump || largest * 6 <= most ? largest <= most : [&] {
        qint64 carried = 0;
        for (const QByteArray &word : entry.words)
            carried = std::max(carried, carriedSize(word));
        for (const KeyedCommand &command : entry.commands) {
            qint64 sum = 0;
            for (const QByteArray &word : command.words)
                sum += carriedSize(word);
            carried = std::max(carried, sum);
        }
        return (entry.type == KeyType::String && entry.form == TransferEntry::Form::Words) || carried <= most;
    }();
    if (!fits)
        return Verdict{ImportOutcome::TooLarge, {}};
    return std::nullopt;
}

bool areMergeable(KeyType one, KeyType other)
{
    return one == other && (one == KeyType::Hash || one == KeyType::Set || one == KeyType::SortedSet);
}

qint64 writeCommands(const TransferEntry &entry)
{
    qint64 commands = 1 + (needsExpiry(entry) && !entry.more ? 1 : 0);
    switch (entry.form) {
    case TransferEntry::Form::Dump:
        return commands + 1;
    case TransferEntry::Form::Commands:
        return commands + entry.commands.size();
    case TransferEntry::Form::Words:
        break;
    }
    if (entry.type == KeyType::Stream)
        return commands + entry.elements() + (entry.stream ? 1 + entry.stream->groups.size() : 0);
    return commands + 1 + entry.words.size() / 1000;
}

} // namespace stashdeck
