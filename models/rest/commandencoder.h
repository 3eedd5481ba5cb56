// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/rest/command.h"
#include "models/rest/reply.h"

#include <QByteArray>
#include <QList>

namespace stashdeck {

/// One request as it goes over the wire.
struct EncodedRequest {
    QByteArray path = "/"; ///< percent-encoded, begins with '/'
    QByteArray contentType = "application/json"; ///< exactly this for JSON: some servers refuse any addition
    QByteArray body;
    /// Sent as POST /set/key with the last word as the body: a server without that form answers 404 or 400.
    bool isRawBody = false;
    /// Words went through a Lua script; the command inside it is billed as well.
    int wrappedCommands = 0;
};

/// What carries a read with binary words. Tokens that may only read are refused EVAL; some servers have no EVAL_RO.
enum class ReadScript { EvalRo, Eval };

enum class BinaryForm {
    RawBody, ///< the last word as the body when only that one is no UTF-8, else the script
    Script, ///< always the script
};

/// A single command. Fails (Unsupported, nothing sent) where bytes cannot be carried: FCALL with binary words, EVALSHA
/// (as NOSCRIPT, so that a caller sends the script itself), more than 7000 words.
[[nodiscard]] Result<EncodedRequest> encodedCommand(const Command &command, BinaryForm binary,
                                                    ReadScript readScript = ReadScript::EvalRo);

/// A request with the first `count` of the commands that were to be sent.
struct EncodedBatch {
    EncodedRequest request;
    qsizetype count = 0;
};
/// Commands from `first` on as a pipeline's request, as many as `mostCommands` and `mostBytes` allow, but at least one.
[[nodiscard]] Result<EncodedBatch> encodedPipeline(const QList<Command> &commands, qsizetype first,
                                                   qsizetype mostCommands, qsizetype mostBytes,
                                                   ReadScript readScript = ReadScript::EvalRo);
[[nodiscard]] Result<EncodedRequest> encodedTransaction(const QList<Command> &commands);

/// The JSON array of one command, appended; words must be UTF-8. Its size is what counts against the request limit.
void appendJson(QByteArray &out, const QList<QByteArray> &words);

/// The command itself, or the EVAL that does exactly the same with words that JSON can carry.
[[nodiscard]] Result<Command> carriable(const Command &command, ReadScript readScript = ReadScript::EvalRo);

/// Lua numbers are doubles: where a script had to hand a counter back as text, this makes it an integer again.
void restoreInteger(const Command &original, Reply &reply);

/// A script words two errors in its own way; this makes them what the command itself would have said.
void restoreError(const Command &original, Error &error);

} // namespace stashdeck
