// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/merge.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray allOf(const QList<MergeHunk> &hunks, QByteArray MergeHunk::*side)
{
    QByteArray text;
    for (const MergeHunk &hunk : hunks)
        text += hunk.*side;
    return text;
}

QByteArray mutated(QByteArray text, QRandomGenerator &random)
{
    QByteArrayList lines = text.split('\n');
    for (int edits = random.bounded(4); edits > 0 && !lines.isEmpty(); --edits) {
        const int at = random.bounded(int(lines.size()));
        switch (random.bounded(3)) {
        case 0:
            lines.removeAt(at);
            break;
        case 1:
            lines.insert(at, "new" + QByteArray::number(random.bounded(5)));
            break;
        default:
            lines[at] += 'x';
            break;
        }
    }
    return lines.join('\n');
}

} // namespace

class TestMerge : public QObject {
    Q_OBJECT

private slots:
    void takesBothSidesChanges()
    {
        const QByteArray base = "one\ntwo\nthree\nfour\nfive\n";
        const QByteArray mine = "one\nTWO\nthree\nfour\nfive\n";
        const QByteArray theirs = "one\ntwo\nthree\nfour\nfive\nsix\n";
        const auto hunks = compareThreeWay(base, mine, theirs);
        QCOMPARE(conflictCount(hunks), 0);
        QCOMPARE(merged(hunks), "one\nTWO\nthree\nfour\nfive\nsix\n"_ba);
    }

    void findsTheConflictAndKeepsTheRest()
    {
        const auto hunks = compareThreeWay("a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n");
        QCOMPARE(hunks.size(), 3);
        QCOMPARE(hunks.at(1), (MergeHunk{MergeHunk::Kind::Conflict, "b\n", "mine\n", "theirs\n"}));
        using Choice = MergeHunk::Choice;
        QCOMPARE(merged(hunks, {Choice::Mine, Choice::Theirs}), "a\ntheirs\nc\n"_ba);
        QCOMPARE(merged(hunks, {Choice::Mine, Choice::Base}), "a\nb\nc\n"_ba);
        QCOMPARE(merged(hunks), "a\nmine\nc\n"_ba);
    }

    void sameChangeIsNoConflict()
    {
        const auto hunks = compareThreeWay("a\nb\n", "a\nB\n", "a\nB\n");
        QCOMPARE(hunks.at(1).kind, MergeHunk::Kind::Both);
        QCOMPARE(merged(hunks), "a\nB\n"_ba);
    }

    void finalLineEndingIsAChange()
    {
        QCOMPARE(merged(compareThreeWay("a", "a\n", "a")), "a\n"_ba);
        QCOMPARE(merged(compareThreeWay("", "x", "")), "x"_ba);
        QVERIFY(compareThreeWay("", "", "").isEmpty());
    }

    void joinsToEachSideExactly()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 3000; ++i) {
            QByteArrayList lines;
            for (int length = random.bounded(14); length > 0; --length)
                lines += "l" + QByteArray::number(random.bounded(5));
            const QByteArray base = lines.join('\n');
            const QByteArray mine = mutated(base, random);
            const QByteArray theirs = mutated(base, random);
            const auto hunks = compareThreeWay(base, mine, theirs);
            QCOMPARE(allOf(hunks, &MergeHunk::base), base);
            QCOMPARE(allOf(hunks, &MergeHunk::mine), mine);
            QCOMPARE(allOf(hunks, &MergeHunk::theirs), theirs);
            if (mine == base)
                QCOMPARE(merged(hunks), theirs);
            if (theirs == base)
                QCOMPARE(merged(hunks), mine);
        }
    }

    void workIsBounded()
    {
        QByteArray base;
        QByteArray mine;
        for (int i = 0; i < 60'000; ++i) {
            base += "b" + QByteArray::number(i) + '\n';
            mine += "m" + QByteArray::number(i) + '\n';
        }
        base += "end\n";
        mine += "end\n";
        const auto hunks = compareThreeWay(base, mine, base);
        QCOMPARE(merged(hunks), mine);
        QCOMPARE(hunks.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
