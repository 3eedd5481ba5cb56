// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace stashdeck {

/// One stretch of a three-way comparison: the same place in what was loaded, in mine and on the server.
struct MergeHunk {
    enum class Kind {
        Same, ///< nobody changed it
        Mine, ///< only I changed it
        Theirs, ///< only the server changed it
        Both, ///< both made the same change
        Conflict, ///< both changed it differently
    };
    enum class Choice { Base, Mine, Theirs };
    Kind kind = Kind::Same;
    QByteArray base; ///< whole lines with their line endings
    QByteArray mine;
    QByteArray theirs;
    friend bool operator==(const MergeHunk &, const MergeHunk &) = default;
};

/// What is taken when nobody chooses: each side's own change; mine where both changed.
[[nodiscard]] MergeHunk::Choice defaultChoice(MergeHunk::Kind kind);

/// Line by line (diff3). Work and memory are bounded: texts that differ in very many lines come back with one large
/// hunk in the middle instead of many small ones. Joining `base` of all hunks gives `base` exactly, and so on.
/// Pure; run it on a worker for large values.
[[nodiscard]] QList<MergeHunk> compareThreeWay(const QByteArray &base, const QByteArray &mine,
                                               const QByteArray &theirs);

/// The bytes that follow from one choice for each hunk (missing choices are the default ones).
[[nodiscard]] QByteArray merged(const QList<MergeHunk> &hunks, const QList<MergeHunk::Choice> &choices = {});
[[nodiscard]] qsizetype conflictCount(const QList<MergeHunk> &hunks);

} // namespace stashdeck
