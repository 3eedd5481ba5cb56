// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/merge.h"

#include <QByteArrayView>

#include <algorithm>
#include <utility>
#include <vector>

namespace stashdeck {

namespace {

using Lines = std::vector<QByteArrayView>;
/// For each line of the base the line of the other side that it is, or -1.
using Matches = std::vector<qsizetype>;

/// Edits that Myers' algorithm may look at before the middle is taken as one change (memory: limit² / 2 numbers).
constexpr qsizetype editLimit = 1500;

Lines linesOf(const QByteArray &text)
{
    Lines lines;
    qsizetype start = 0;
    while (start < text.size()) {
        const qsizetype end = text.indexOf('\n', start);
        const qsizetype next = end < 0 ? text.size() : end + 1;
        lines.emplace_back(text.constData() + start, next - start);
        start = next;
    }
    return lines;
}

/// Myers' greedy shortest edit script between base[first, baseEnd) and other[first, otherEnd); matches are noted in
/// `matches`. Leaves the stretch unmatched when it needs more than `editLimit` edits.
void matchMiddle(const Lines &base, const Lines &other, qsizetype first, qsizetype baseEnd, qsizetype otherEnd,
                 Matches &matches)
{
    const qsizetype n = baseEnd - first;
    const qsizetype m = otherEnd - first;
    if (n == 0 || m == 0)
        return;
    const qsizetype limit = std::min(n + m, editLimit);
    const qsizetype width = 2 * limit + 1;
    std::vector<qsizetype> reach(static_cast<size_t>(width + 1), 0);
    std::vector<std::vector<qsizetype>> history;
    const auto at = [limit](qsizetype k) {
        return static_cast<size_t>(k + limit);
    };
    for (qsizetype d = 0; d <= limit; ++d) {
        for (qsizetype k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && reach[at(k - 1)] < reach[at(k + 1)]);
            qsizetype x = down ? (d == 0 ? 0 : reach[at(k + 1)]) : reach[at(k - 1)] + 1;
            while (x < n && x - k < m && base[size_t(first + x)] == other[size_t(first + x - k)])
                ++x;
            reach[at(k)] = x;
            if (x < n || x - k < m)
                continue;
            // Walk back through the recorded rounds.
            qsizetype atX = n;
            qsizetype atY = m;
            for (qsizetype round = d; round > 0; --round) {
                const std::vector<qsizetype> &before = history[size_t(round - 1)];
                const auto past = [&before, round](qsizetype diagonal) {
                    return before[size_t(diagonal + round - 1)];
                };
                const qsizetype diagonal = atX - atY;
                const bool wentDown
                    = diagonal == -round || (diagonal != round && past(diagonal - 1) < past(diagonal + 1));
                const qsizetype previous = wentDown ? diagonal + 1 : diagonal - 1;
                const qsizetype fromX = past(previous);
                const qsizetype startX = wentDown ? fromX : fromX + 1;
                for (; atX > startX; --atX, --atY)
                    matches[size_t(first + atX - 1)] = first + atY - 1;
                atX = fromX;
                atY = fromX - previous;
            }
            for (; atX > 0 && atY > 0; --atX, --atY)
                matches[size_t(first + atX - 1)] = first + atY - 1;
            return;
        }
        // Diagonals -d..d of this round, for the way back. Those of the other parity stay from the round before.
        history.emplace_back(reach.begin() + (limit - d), reach.begin() + (limit + d + 1));
    }
}

Matches matchLines(const Lines &base, const Lines &other)
{
    Matches matches(base.size(), -1);
    const auto baseSize = static_cast<qsizetype>(base.size());
    const auto otherSize = static_cast<qsizetype>(other.size());
    qsizetype first = 0;
    while (first < baseSize && first < otherSize && base[size_t(first)] == other[size_t(first)]) {
        matches[size_t(first)] = first;
        ++first;
    }
    qsizetype tail = 0;
    while (tail < baseSize - first && tail < otherSize - first
           && base[size_t(baseSize - 1 - tail)] == other[size_t(otherSize - 1 - tail)]) {
        matches[size_t(baseSize - 1 - tail)] = otherSize - 1 - tail;
        ++tail;
    }
    matchMiddle(base, other, first, baseSize - tail, otherSize - tail, matches);
    return matches;
}

QByteArray joined(const Lines &lines, qsizetype from, qsizetype to)
{
    if (from >= to)
        return {};
    const char *begin = lines[size_t(from)].data();
    const QByteArrayView last = lines[size_t(to - 1)];
    return QByteArray(begin, last.data() + last.size() - begin);
}

} // namespace

MergeHunk::Choice defaultChoice(MergeHunk::Kind kind)
{
    return kind == MergeHunk::Kind::Theirs ? MergeHunk::Choice::Theirs : MergeHunk::Choice::Mine;
}

QList<MergeHunk> compareThreeWay(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    const Lines baseLines = linesOf(base);
    const Lines mineLines = linesOf(mine);
    const Lines theirLines = linesOf(theirs);
    const Matches inMine = matchLines(baseLines, mineLines);
    const Matches inTheirs = matchLines(baseLines, theirLines);
    const auto baseSize = static_cast<qsizetype>(baseLines.size());
    const auto mineSize = static_cast<qsizetype>(mineLines.size());
    const auto theirSize = static_cast<qsizetype>(theirLines.size());

    QList<MergeHunk> hunks;
    qsizetype b = 0;
    qsizetype m = 0;
    qsizetype t = 0;
    while (b < baseSize || m < mineSize || t < theirSize) {
        qsizetype stable = 0;
        while (b + stable < baseSize && inMine[size_t(b + stable)] == m + stable
               && inTheirs[size_t(b + stable)] == t + stable)
            ++stable;
        if (stable > 0) {
            const QByteArray same = joined(baseLines, b, b + stable);
            hunks.append({MergeHunk::Kind::Same, same, same, same});
            b += stable;
            m += stable;
            t += stable;
            continue;
        }
        // Unstable: up to the next line of the base that both sides still have.
        qsizetype nextB = b;
        while (nextB < baseSize && (inMine[size_t(nextB)] < m || inTheirs[size_t(nextB)] < t))
            ++nextB;
        const qsizetype nextM = nextB < baseSize ? inMine[size_t(nextB)] : mineSize;
        const qsizetype nextT = nextB < baseSize ? inTheirs[size_t(nextB)] : theirSize;
        MergeHunk hunk;
        hunk.base = joined(baseLines, b, nextB);
        hunk.mine = joined(mineLines, m, nextM);
        hunk.theirs = joined(theirLines, t, nextT);
        if (hunk.mine == hunk.theirs)
            hunk.kind = hunk.mine == hunk.base ? MergeHunk::Kind::Same : MergeHunk::Kind::Both;
        else if (hunk.mine == hunk.base)
            hunk.kind = MergeHunk::Kind::Theirs;
        else if (hunk.theirs == hunk.base)
            hunk.kind = MergeHunk::Kind::Mine;
        else
            hunk.kind = MergeHunk::Kind::Conflict;
        hunks.append(hunk);
        b = nextB;
        m = nextM;
        t = nextT;
    }
    return hunks;
}

QByteArray merged(const QList<MergeHunk> &hunks, const QList<MergeHunk::Choice> &choices)
{
    QByteArray result;
    for (qsizetype i = 0; i < hunks.size(); ++i) {
        const MergeHunk &hunk = hunks.at(i);
        const MergeHunk::Choice choice = i < choices.size() ? choices.at(i) : defaultChoice(hunk.kind);
        switch (choice) {
        case MergeHunk::Choice::Base:
            result += hunk.base;
            break;
        case MergeHunk::Choice::Mine:
            result += hunk.mine;
            break;
        case MergeHunk::Choice::Theirs:
            result += hunk.theirs;
            break;
        }
    }
    return result;
}

qsizetype conflictCount(const QList<MergeHunk> &hunks)
{
    return std::count_if(hunks.cbegin(), hunks.cend(),
                         [](const MergeHunk &hunk) { return hunk.kind == MergeHunk::Kind::Conflict; });
}

} // namespace stashdeck
