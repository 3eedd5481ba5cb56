// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/dialect.h"

namespace stashdeck::sandbox {
namespace {

Plan refusal(std::string_view message)
{
    Plan plan;
    plan.ready = errorReply(message);
    plan.refused = true;
    return plan;
}

} // namespace

std::string notAvailable(std::string_view command)
{
    return "ERR Command is not available: '" + std::string(command)
        + "'. See https://upstash.com/docs/redis/overall/rediscompatibility for details";
}

Plan Dialect::plan(const Arguments &arguments, Access access)
{
    const std::string name = upperCase(arguments.front());
    switch (m_table.standing(name)) {
    case CommandTable::Standing::NotOverRest:
        return refusal("ERR Command \"" + name + "\" is not allowed in REST or it has a special context path");
    case CommandTable::Standing::NotAvailable:
        return refusal(notAvailable(name));
    case CommandTable::Standing::Served:
        break;
    }
    if (access == Access::ReadOnly && !m_table.isOpenToReaders(name))
        return refusal("NOPERM this user has no permissions to run the '" + lowerCase(name) + "' command");
    Plan plan;
    plan.send = arguments;
    plan.write = m_table.isWrite(name);
    return plan;
}

} // namespace stashdeck::sandbox
