// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/transfer/importfacts.h"
#include "models/transfer/importplan.h"
#include "ui/widgets/tone.h"

#include <QString>

namespace stashdeck {

class ImportRun;
class Session;
struct StoredImport;

/// Words about imports.
namespace importWords {

/// "24 keys · 21 MB · saved from prod-eu-main today 14:02"
[[nodiscard]] QString facts(const ImportFacts &facts, WallTime now);
/// Why a place in a file is left out.
[[nodiscard]] QString problem(const ImportProblem &problem);
/// "Line 12", or "Byte 4,096" in an archive.
[[nodiscard]] QString place(const ImportProblem &problem, TransferFormat format);
/// What is special about a file: that it ends early, what is left out. Empty for nothing.
[[nodiscard]] QString remarks(const ImportFacts &facts);

/// A tag for what came, or would come, of a key.
struct Outcome {
    Tone tone = Tone::Neutral;
    QString text;
    QString icon;
};
enum class Tense { WouldBe, Is };
[[nodiscard]] Outcome outcome(const ImportRow &row, Tense tense);
/// A sentence about a key that was not imported, and the way on.
[[nodiscard]] QString rowText(const ImportRow &row, const ImportPlan &plan);

/// "Import 23 keys"
[[nodiscard]] QString verb(qint64 keys);
/// "Needs about 2,900 commands; staging-shop has at most 1,194 left today. The rest can wait until midnight UTC."
[[nodiscard]] QString price(qint64 commands, const Session &session);
/// "700 of 1,204 keys"
[[nodiscard]] QString progress(const ImportRun &run);
/// "22 keys imported, 1 failed"
[[nodiscard]] QString end(const ImportRun &run);
/// What was left alone, and what can be done.
[[nodiscard]] QString endText(const ImportRun &run);
/// Why a run waits or paused; empty when it does not.
[[nodiscard]] QString hold(const ImportRun &run);
/// "Import of orders.stash stopped at 700 of 1,204 keys."
[[nodiscard]] QString storedTitle(const StoredImport &import);

} // namespace importWords

} // namespace stashdeck
