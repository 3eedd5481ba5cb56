// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/dialect.h"

#include "app/sandbox/conditionalcommands.h"
#include "app/sandbox/keyspacecommands.h"
#include "app/sandbox/scriptcommands.h"
#include "app/sandbox/servercommands.h"

namespace stashdeck::sandbox {
namespace {

constexpr size_t MaxKeyBytes = 32768;

} // namespace

Dialect::Dialect(CommandTable table, const Options &options)
    : m_table(std::move(table))
{
    addKeyspaceCommands(m_planners, m_ownHits);
    addScriptCommands(m_planners, m_scripts);
    addServerCommands(m_planners, options, m_ownHits);
    if (!m_table.knows("DELEX"))
        addConditionalCommands(m_planners);
}

Plan Dialect::plan(const Arguments &arguments, Access access) const
{
    const std::string name = upperCase(arguments.front());
    switch (m_table.standing(name)) {
    case CommandTable::Standing::NotOverRest:
        return refuseAsNotOverRest(name);
    case CommandTable::Standing::NotAvailable:
        return refuseAsNotAvailable(name);
    case CommandTable::Standing::Served:
        break;
    }
    if (access == Access::ReadOnly && !m_table.isOpenToReaders(arguments, name))
        return refuse("NOPERM this user has no permissions to run the '" + lowerCase(name) + "' command");
    if (const size_t size = m_table.longestKey(arguments, name, MaxKeyBytes); size > MaxKeyBytes)
        return refuse("ERR max key size exceeded. Limit: " + std::to_string(MaxKeyBytes)
                      + " bytes, Actual: " + std::to_string(size) + " bytes");
    const auto planner = m_planners.find(name);
    Plan plan = planner == m_planners.end() ? passOn(arguments) : planner->second(arguments, access);
    plan.write = !plan.refused && m_table.isWrite(name);
    return plan;
}

ReplyPtr inServiceWords(ReplyPtr reply)
{
    if (reply->type != REDIS_REPLY_ERROR)
        return reply;
    const std::string_view words = text(*reply);
    if (words == "ERR value is not an integer or out of range")
        return errorReply("ERR value is not an int or out of range");
    return reply;
}

} // namespace stashdeck::sandbox
