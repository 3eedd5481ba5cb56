// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/restclient.h"

#include <QJsonObject>

namespace stashdeck {

/// One line of restprobe's input.
struct ProbeRequest {
    enum class Form { Command, Pipeline, Transaction } form = Form::Command;
    QList<Command> commands;
};
/// The error is for a line that cannot be understood; its message says why.
[[nodiscard]] Result<ProbeRequest> parsedProbeRequest(const QByteArray &line);

/// ok, command-error, unauthorized, no-permission, quota, too-large, network, timeout, protocol, unknown-outcome,
/// cancelled.
[[nodiscard]] QString probeClass(const Error &error);

/// Strings as base64 text, integers as numbers, nil as null, arrays as arrays; a string the server should have sent as
/// base64 and did not as {"undecodable":"<its raw text as base64>"}.
[[nodiscard]] QJsonValue probeReply(const Reply &reply);
/// {"class", "reply", "error"} and, for errors, "kind", "cause" and "status".
[[nodiscard]] QJsonObject probeResult(const Result<Reply> &result);
[[nodiscard]] QJsonObject probeError(const Error &error);
/// One object for the whole list; "reply" holds one object a command.
[[nodiscard]] QJsonObject probeResults(const Result<Replies> &results);
[[nodiscard]] QJsonObject probeBadRequest(const QString &why);

} // namespace stashdeck
