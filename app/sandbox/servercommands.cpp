// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/servercommands.h"

#include "app/sandbox/commandtable.h"
#include "app/sandbox/options.h"
#include "app/sandbox/serverinfo.h"

#include <fnmatch.h>

#include <algorithm>

namespace stashdeck::sandbox {
namespace {

constexpr const char *OnlySetting = "notify-keyspace-events";

ReplyPtr emptyArray()
{
    return replyFromResp("*0\r\n");
}

Plan acl(const Arguments &asked, Access access, const Options &options)
{
    if (asked.size() < 2)
        return wrongNumberOfArguments("acl");
    const std::string sub = upperCase(asked[1]);
    if (sub == "WHOAMI")
        return answerWith(bulkReply(access == Access::ReadOnly ? "default_ro" : "default"));
    if (sub == "GENTOKEN")
        return answerWith(bulkReply(makeToken()));
    if (sub == "RESTTOKEN") {
        if (asked.size() != 4)
            return wrongNumberOfArguments("acl|resttoken");
        // The tokens given at start are the passwords of these two users as well; there are no others.
        if (asked[2] == "default" && asked[3] == options.token)
            return answerWith(bulkReply(options.token));
        if (asked[2] == "default_ro" && asked[3] == options.readOnlyToken)
            return answerWith(bulkReply(options.readOnlyToken));
        return answerWith(errorReply("ERR Wrong password or user \"" + asked[2] + "\" does not exist"));
    }
    if (sub == "LOG")
        return answerWith(asked.size() > 2 ? statusReply("OK") : emptyArray());
    if (sub == "GETUSER") {
        Plan plan = passOn(asked);
        plan.finish = [](ReplyPtr reply, RedisConnection &) {
            constexpr size_t FieldsOfService = 10; // five pairs; redis 7 adds "selectors"
            for (size_t i = FieldsOfService; reply->type == REDIS_REPLY_ARRAY && i < reply->elements; ++i)
                freeReplyObject(std::exchange(reply->element[i], nullptr));
            if (reply->type == REDIS_REPLY_ARRAY)
                reply->elements = std::min(reply->elements, FieldsOfService);
            return reply;
        };
        return plan;
    }
    if (sub == "CAT" || sub == "GENPASS" || sub == "LIST" || sub == "USERS")
        return passOn(asked);
    return refuseAsNotAvailable("ACL " + sub);
}

Plan config(const Arguments &asked, Access)
{
    if (asked.size() < 3)
        return wrongNumberOfArguments("config");
    if (equalsIgnoringCase(asked[1], "GET")) {
        const bool wanted = std::any_of(asked.begin() + 2, asked.end(), [](const std::string &pattern) {
            return fnmatch(lowerCase(pattern).c_str(), OnlySetting, 0) == 0;
        });
        return wanted ? passOn({"CONFIG", "GET", OnlySetting}) : answerWith(emptyArray());
    }
    if (!equalsIgnoringCase(asked[1], "SET"))
        return refuseAsNotAvailable("CONFIG " + upperCase(asked[1]));
    if (asked.size() != 4)
        return wrongNumberOfArguments("config|set");
    if (lowerCase(asked[2]) != OnlySetting)
        return refuse("ERR Unsupported CONFIG parameter: " + asked[2]);
    return passOn(asked);
}

Plan command(const Arguments &asked, Access)
{
    return asked.size() == 1 ? answerWith(emptyArray()) : refuseAsNotAvailable("COMMAND " + upperCase(asked[1]));
}

Plan info(const Arguments &asked, const OwnHits &ownHits)
{
    if (asked.size() > 2)
        return refuse("ERR syntax error");
    // Always all of it: the service's sections take their figures from several of Redis'.
    Plan plan = passOn({"INFO", "everything"});
    plan.finish
        = [section = asked.size() == 2 ? lowerCase(asked[1]) : "default", &ownHits](ReplyPtr reply, RedisConnection &) {
              return reply->type == REDIS_REPLY_STRING ? bulkReply(serviceInfo(text(*reply), section, ownHits))
                                                       : std::move(reply);
          };
    return plan;
}

Plan memory(const Arguments &asked, Access)
{
    if (asked.size() >= 2 && equalsIgnoringCase(asked[1], "USAGE"))
        return passOn(asked);
    return refuseAsNotAvailable(asked.size() < 2 ? "MEMORY" : "MEMORY " + upperCase(asked[1]));
}

Plan pubsub(const Arguments &asked, Access)
{
    if (asked.size() < 2)
        return wrongNumberOfArguments("pubsub");
    const std::string sub = upperCase(asked[1]);
    return sub == "CHANNELS" || sub == "NUMSUB" || sub == "NUMPAT" ? passOn(asked)
                                                                   : refuseAsNotAvailable("PUBSUB " + sub);
}

Plan select(const Arguments &asked, Access)
{
    if (asked.size() != 2)
        return wrongNumberOfArguments("select");
    return asked[1] == "0" ? answerWith(statusReply("OK"))
                           : refuse("ERR Only 0th database is supported! Selected DB: " + asked[1]);
}

/// There are no replicas to wait for, and nothing may block.
Plan wait(const Arguments &asked, Access)
{
    return asked.size() == 3 ? answerWith(integerReply(0)) : wrongNumberOfArguments("wait");
}

} // namespace

void addServerCommands(Planners &planners, const Options &options, const OwnHits &ownHits)
{
    planners["ACL"] = [&options](const Arguments &asked, Access access) {
        return acl(asked, access, options);
    };
    planners["COMMAND"] = command;
    planners["CONFIG"] = config;
    planners["INFO"] = [&ownHits](const Arguments &asked, Access) {
        return info(asked, ownHits);
    };
    planners["MEMORY"] = memory;
    planners["PUBSUB"] = pubsub;
    planners["SELECT"] = select;
    planners["WAIT"] = wait;
}

} // namespace stashdeck::sandbox
