// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkexample.h"

#include "models/bulk/expiryrows.h"

namespace stashdeck {

namespace {

void addRemoval(QList<Command> &commands, const BulkPlan &plan, const QList<JournalRow> &rows)
{
    Command removal = Command::of(plan.deletion.inBackground ? "UNLINK" : "DEL");
    for (const JournalRow &row : rows)
        removal.append(row.key);
    commands.append(std::move(removal));
}

} // namespace

QList<Command> exampleCommands(const BulkPlan &plan, const QList<JournalRow> &rows)
{
    QList<Command> commands;
    const bool reads = plan.act == BulkAct::Copy || plan.act == BulkAct::Move
        || (plan.act == BulkAct::Delete && plan.deletion.keepCopies);
    for (const JournalRow &row : rows) {
        if (reads)
            commands << Command::of("DUMP", row.key) << Command::of("PTTL", row.key);
        switch (plan.act) {
        case BulkAct::Delete:
            break;
        case BulkAct::ChangeExpiry:
            commands << Command::of("PTTL", row.key)
                     << expiryCommand(row.key, plan.change, plan.change.in, plan.change.at);
            break;
        case BulkAct::Rename:
            commands << Command::of("RENAMENX", row.key, row.target);
            break;
        case BulkAct::Copy:
        case BulkAct::Move:
            commands << Command::of("RESTORE", row.target, "<ms left>", "<copy>");
            break;
        }
    }
    if ((plan.act == BulkAct::Delete || plan.act == BulkAct::Move) && !rows.isEmpty())
        addRemoval(commands, plan, rows);
    return commands;
}

} // namespace stashdeck
