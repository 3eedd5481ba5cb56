// SPDX-License-Identifier: GPL-3.0-or-later
// Row 40 of the fault matrix: times that no server should answer.
#include "models/session/serverclock.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace stashdeck;
using namespace std::chrono_literals;

class ServerClockTest : public QObject {
    Q_OBJECT

private slots:
    void anExpiryIsAMomentOfThisComputer()
    {
        FakeClock clock;
        const ServerClock serverClock(&clock);
        const WallTime sentAt = clock.now();
        clock.advance(40ms);
        QCOMPARE(serverClock.expiryFor(1'000ms, sentAt), sentAt + 20ms + 1'000ms);
        QCOMPARE(serverClock.expiryOf(1'000, sentAt), sentAt + 20ms + 1'000ms);
    }

    void oddTimes_data()
    {
        QTest::addColumn<qint64>("pttl");
        QTest::addColumn<bool>("expires");
        QTest::addColumn<bool>("isNow");
        QTest::addColumn<bool>("isLast");
        QTest::newRow("no expiry") << qint64(-1) << false << false << false;
        QTest::newRow("no key") << qint64(-2) << false << false << false;
        QTest::newRow("this moment") << qint64(0) << true << true << false;
        QTest::newRow("over") << qint64(-3) << true << true << false;
        QTest::newRow("long over") << qint64(-1'000'000'000'000) << true << true << false;
        QTest::newRow("the least number") << std::numeric_limits<qint64>::min() << true << true << false;
        QTest::newRow("a year") << qint64(31'536'000'000) << true << false << false;
        QTest::newRow("the greatest number") << std::numeric_limits<qint64>::max() << true << false << true;
        QTest::newRow("as far as redis lets anybody go")
            << std::numeric_limits<qint64>::max() - 1'794'924'138'000 << true << false << true;
    }
    void oddTimes()
    {
        QFETCH(qint64, pttl);
        QFETCH(bool, expires);
        QFETCH(bool, isNow);
        QFETCH(bool, isLast);
        FakeClock clock;
        const ServerClock serverClock(&clock);
        const auto expiry = serverClock.expiryOf(pttl, clock.now());
        QCOMPARE(expiry.has_value(), expires);
        if (!expires)
            return;
        QCOMPARE(*expiry == clock.now(), isNow);
        QCOMPARE(*expiry == ServerClock::latest, isLast);
        QVERIFY(*expiry >= clock.now());
        // What a countdown does with it must not overflow either.
        QVERIFY(*expiry - clock.now() >= 0ms);
    }

    /// The answer came before it was asked: the wall clock was set back meanwhile.
    void clockSetBackInFlight()
    {
        FakeClock clock;
        const ServerClock serverClock(&clock);
        const WallTime sentAt = clock.now();
        clock.setWall(sentAt - 1h);
        const WallTime expiry = serverClock.expiryFor(10'000ms, sentAt);
        QVERIFY(expiry >= clock.now());
        QVERIFY(expiry <= sentAt + 10s);
    }
};

QTEST_GUILESS_MAIN(ServerClockTest)
#include "tst_serverclock.moc"
