// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/redisconnection.h"

#include <string>
#include <string_view>
#include <vector>

namespace stashdeck::sandbox {

/// A command as it was asked for; `error` says why it is not one, in the words of the service.
struct CommandRequest {
    Arguments arguments;
    std::string error;
};

/// The body of `POST /`: a JSON array of strings, numbers and booleans.
[[nodiscard]] CommandRequest parseCommand(std::string_view body);

struct BatchRequest {
    std::vector<CommandRequest> commands;
    std::string error;
};

/// The body of `/pipeline` and `/multi-exec`: an array of such arrays. A bad command has its error in its own item;
/// a body of another shape has `error`.
[[nodiscard]] BatchRequest parseBatch(std::string_view body);

} // namespace stashdeck::sandbox
