// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"
#include "models/transfer/exportplan.h"
#include "ui/widgets/tone.h"

#include <QString>

#include <optional>

namespace stashdeck {

class ExportRun;
class Session;
struct Error;

/// Words about files of keys, and about export.
namespace transferWords {

/// "Stashdeck archive (.stash)"
[[nodiscard]] QString formatTitle(TransferFormat format);
/// "Everything, with TTLs and types. Best for moving between databases."
[[nodiscard]] QString formatSentence(TransferFormat format);
/// "Stashdeck archive (*.stash)": for a file dialog.
[[nodiscard]] QString fileFilter(TransferFormat format);
/// "24 keys · 21 MB"; no size where none is known.
[[nodiscard]] QString keysAndBytes(qint64 keys, qint64 bytes);
/// The home folder as "~"; escaped for the screen.
[[nodiscard]] QString path(const QString &path);
/// "prod-eu-main-lb-2026-11-17.stash": for the keys that begin with `prefix`. Letters, digits and dashes only.
[[nodiscard]] QString fileName(const QString &database, const QByteArray &prefix, const QString &day,
                               TransferFormat format);

/// What a session has left of its plan's commands, at most: other programs may have used more. Nothing where the plan
/// has no such limit.
[[nodiscard]] std::optional<qint64> commandsLeft(const Session &session);
/// "At most 6,448 are left today."; empty where there is no limit.
[[nodiscard]] QString left(const Session &session);
/// "Reads 24 keys in about 140 commands."
[[nodiscard]] QString exportPrice(qint64 keys, qint64 commands);
/// "Export 24 keys"
[[nodiscard]] QString exportVerb(qint64 keys);
/// "700 of 1,204 keys"
[[nodiscard]] QString exportProgress(const ExportRun &run);
/// "1,203 keys exported, 1 failed"
[[nodiscard]] QString exportEnd(const ExportRun &run);
/// What is in the file and what is not, in a sentence or two.
[[nodiscard]] QString exportEndText(const ExportRun &run);
/// Why a run waits or paused; empty when it does not.
[[nodiscard]] QString exportHold(const ExportRun &run);
/// What was in the way of one key, and the way on.
[[nodiscard]] QString exportProblem(const ExportProblem &problem, TransferFormat format);

/// A failure of a list, a file or the database.
[[nodiscard]] QString error(const Error &error);

} // namespace transferWords

} // namespace stashdeck
