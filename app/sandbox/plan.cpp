// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/plan.h"

#include "app/sandbox/commandtable.h"

namespace stashdeck::sandbox {

Plan answerWith(ReplyPtr reply)
{
    Plan plan;
    plan.ready = std::move(reply);
    return plan;
}

Plan refuse(std::string_view message)
{
    Plan plan = answerWith(errorReply(message));
    plan.refused = true;
    return plan;
}

Plan passOn(Arguments arguments)
{
    Plan plan;
    plan.send = std::move(arguments);
    return plan;
}

Plan wrongNumberOfArguments(std::string_view command)
{
    return refuse("ERR wrong number of arguments for '" + lowerCase(command) + "' command");
}

Plan refuseAsNotAvailable(std::string_view command)
{
    return refuse("ERR Command is not available: '" + std::string(command)
                  + "'. See https://upstash.com/docs/redis/overall/rediscompatibility for details");
}

Plan refuseAsNotOverRest(std::string_view command)
{
    return refuse("ERR Command \"" + std::string(command)
                  + "\" is not allowed in REST or it has a special context path");
}

} // namespace stashdeck::sandbox
