// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/scriptcommands.h"

#include "app/sandbox/commandtable.h"
#include "app/sandbox/scriptaliases.h"

namespace stashdeck::sandbox {
namespace {

Plan scriptCall(Arguments call)
{
    Plan plan = passOn(std::move(call));
    plan.script = true;
    return plan;
}

Plan script(const Arguments &asked, ScriptAliases &aliases)
{
    if (asked.size() < 2)
        return wrongNumberOfArguments("script");
    const std::string sub = upperCase(asked[1]);
    if (sub == "KILL")
        return answerWith(errorReply("NOTBUSY No scripts in execution right now."));
    if (sub == "FLUSH")
        return passOn(asked);
    if (sub == "EXISTS") {
        Plan plan = passOn(asked);
        for (size_t i = 2; i < plan.send.size(); ++i)
            plan.send[i] = aliases.hashForRedis(plan.send[i]);
        return plan;
    }
    if (sub == "LOAD" && asked.size() == 3) {
        Plan plan = passOn(asked);
        plan.send[2] = aliases.adapt(asked[2]);
        plan.finish = [hash = ScriptAliases::hashOf(asked[2])](ReplyPtr reply, RedisConnection &) {
            return reply->type == REDIS_REPLY_ERROR ? std::move(reply) : bulkReply(hash);
        };
        return plan;
    }
    if (sub == "LOAD")
        return wrongNumberOfArguments("script|load");
    return refuseAsNotAvailable("SCRIPT " + sub);
}

Plan function(const Arguments &asked, Access)
{
    if (asked.size() < 2)
        return wrongNumberOfArguments("function");
    const std::string sub = upperCase(asked[1]);
    if (sub == "KILL")
        return answerWith(errorReply("NOTBUSY No scripts in execution right now."));
    if (sub == "LOAD") {
        Plan plan = passOn(asked);
        plan.send.back() = libraryWithoutServiceFlags(plan.send.back());
        return plan;
    }
    if (sub == "DELETE" || sub == "FLUSH" || sub == "LIST" || sub == "STATS")
        return passOn(asked);
    return refuseAsNotAvailable("FUNCTION " + sub);
}

} // namespace

void addScriptCommands(Planners &planners, ScriptAliases &aliases)
{
    const Planner byText = [&aliases](const Arguments &asked, Access) {
        Plan plan = scriptCall(asked);
        if (plan.send.size() > 1)
            plan.send[1] = aliases.adapt(asked[1]);
        return plan;
    };
    const Planner byHash = [&aliases](const Arguments &asked, Access) {
        Plan plan = scriptCall(asked);
        if (plan.send.size() > 1)
            plan.send[1] = aliases.hashForRedis(asked[1]);
        return plan;
    };
    const Planner byName = [](const Arguments &asked, Access) {
        return scriptCall(asked);
    };
    planners["EVAL"] = byText;
    planners["EVAL_RO"] = byText;
    planners["EVALSHA"] = byHash;
    planners["EVALSHA_RO"] = byHash;
    planners["FCALL"] = byName;
    planners["FCALL_RO"] = byName;
    planners["SCRIPT"] = [&aliases](const Arguments &asked, Access) {
        return script(asked, aliases);
    };
    planners["FUNCTION"] = function;
}

} // namespace stashdeck::sandbox
