// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/lineindex.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestLineIndex : public QObject {
    Q_OBJECT

private slots:
    void linesAreIndexedSparsely()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 60; ++round) {
            QByteArray text;
            for (int i = random.bounded(300); i > 0; --i)
                text += QByteArray(random.bounded(12) == 0 ? random.bounded(1500) : random.bounded(20), 'x')
                    + (random.bounded(3) == 0 ? "" : "\n") + (random.bounded(4) == 0 ? "\xC3\xA9" : "");
            const LineIndex index(text);
            const auto rows = index.rows(text, 0, 1'000'000);
            QCOMPARE(qint64(rows.size()), index.rowCount());
            qsizetype at = 0;
            for (size_t i = 0; i < rows.size(); ++i) {
                QCOMPARE(rows[i].offset, at);
                QVERIFY(rows[i].length <= LineIndex::rowBytes);
                at = rows[i].offset + rows[i].length;
                if (at < text.size() && text.at(at) == '\n')
                    ++at;
                QCOMPARE(index.rowAt(text, rows[i].offset), qint64(i));
                const auto one = index.rows(text, qint64(i), 1);
                QCOMPARE(one.front().offset, rows[i].offset);
            }
            QCOMPARE(at, text.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestLineIndex)
#include "tst_lineindex.moc"
