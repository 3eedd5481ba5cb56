// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/commandtable.h"
#include "app/sandbox/keyspacecommands.h"
#include "app/sandbox/plan.h"
#include "app/sandbox/scriptaliases.h"

namespace stashdeck::sandbox {

struct Options;

/// Turns commands of Upstash's dialect into those of Redis and answers back. Safe for many threads.
class Dialect final {
public:
    Dialect(CommandTable table, const Options &options);
    Dialect(const Dialect &) = delete;
    Dialect &operator=(const Dialect &) = delete;

    /// `arguments` must not be empty.
    [[nodiscard]] Plan plan(const Arguments &arguments, Access access) const;

private:
    CommandTable m_table;
    ScriptAliases m_scripts;
    OwnHits m_ownHits{0};
    Planners m_planners;
};

/// The service's words for an error of Redis.
[[nodiscard]] ReplyPtr inServiceWords(ReplyPtr reply);

} // namespace stashdeck::sandbox
