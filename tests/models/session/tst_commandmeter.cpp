// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session/commandmeter.h"
#include "models/session/reconnector.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace std::chrono_literals;

class CommandMeterTest : public QObject {
    Q_OBJECT

private slots:
    void countsByPurpose()
    {
        CommandMeter meter;
        QSignalSpy changed(&meter, &CommandMeter::changed);
        ExchangeRecord record;
        record.purpose = Purpose::Edit;
        record.commands = 3;
        record.bytesIn = 100;
        record.bytesOut = 20;
        meter.count(record);
        record.purpose = Purpose::Poll;
        record.commands = 5;
        meter.count(record);
        QCOMPARE(meter.commands(), 8);
        QCOMPARE(meter.commands(Purpose::Edit), 3);
        QCOMPARE(meter.commands(Purpose::Poll), 5);
        QCOMPARE(meter.commands(Purpose::Console), 0);
        QCOMPARE(meter.requests(), 2);
        QCOMPARE(meter.bytesIn(), 200);
        QCOMPARE(meter.bytesOut(), 40);
        QCOMPARE(changed.count(), 2);
    }

    void percentiles_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("p50");
        QTest::addColumn<int>("p99");
        QTest::addColumn<int>("median20");
        QTest::newRow("none") << 0 << 0 << 0 << 0;
        QTest::newRow("one") << 1 << 1 << 1 << 1;
        QTest::newRow("four") << 4 << 2 << 4 << 2;
        QTest::newRow("hundred") << 100 << 50 << 99 << 90;
        QTest::newRow("ring is full") << 300 << 200 << 298 << 290;
    }
    void percentiles()
    {
        QFETCH(int, samples);
        LatencyWindow window;
        for (int i = 1; i <= samples; ++i)
            window.add(std::chrono::microseconds(i));
        QTEST(int(window.percentile(50).count()), "p50");
        QTEST(int(window.percentile(99).count()), "p99");
        QTEST(int(window.median().count()), "median20");
    }

    void backOffDoublesUpToAMinute()
    {
        FakeClock clock;
        Reconnector reconnector(&clock);
        QList<qint64> delays;
        for (int i = 0; i < 8; ++i) {
            reconnector.failed();
            const auto delay = *reconnector.nextTry() - clock.now();
            delays.append(std::chrono::duration_cast<std::chrono::seconds>(delay).count());
            clock.advance(delay);
        }
        QCOMPARE(delays, (QList<qint64>{1, 2, 4, 8, 16, 32, 60, 60}));
        reconnector.succeeded();
        QVERIFY(!reconnector.nextTry());
    }

    void severalFailuresAtOnceAreOne()
    {
        FakeClock clock;
        Reconnector reconnector(&clock);
        reconnector.failed();
        const auto first = reconnector.nextTry();
        reconnector.failed();
        QCOMPARE(reconnector.nextTry(), first);
    }

    void hiddenWindowsDoNotTry()
    {
        FakeClock clock;
        Reconnector reconnector(&clock);
        QSignalSpy tries(&reconnector, &Reconnector::tryNow);
        reconnector.setShown(false);
        reconnector.failed();
        clock.advance(10min);
        QTest::qWait(1); // one turn of the loop: a timer of 0 ms would fire here
        QCOMPARE(tries.count(), 0);
        reconnector.setShown(true); // overdue: at once
        QTRY_COMPARE(tries.count(), 1);
    }
};

QTEST_GUILESS_MAIN(CommandMeterTest)
#include "tst_commandmeter.moc"
