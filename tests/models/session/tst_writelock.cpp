// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session/writelock.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace std::chrono_literals;

class WriteLockTest : public QObject {
    Q_OBJECT

private slots:
    void openNeedsNoTimer()
    {
        FakeClock clock;
        WriteLock lock(WriteLock::Mode::Open, &clock);
        QVERIFY(lock.mayWrite());
        QCOMPARE(lock.remaining(), 0ms);
        lock.lock();
        QVERIFY(!lock.mayWrite());
    }

    void unlockLastsFifteenMinutes()
    {
        FakeClock clock;
        WriteLock lock(WriteLock::Mode::Locked, &clock);
        QSignalSpy modes(&lock, &WriteLock::modeChanged);
        QVERIFY(!lock.mayWrite());
        lock.unlock();
        QVERIFY(lock.mayWrite());
        QCOMPARE(lock.remaining(), Milliseconds(15min));
        clock.advance(15min - 1ms);
        QVERIFY(lock.mayWrite());
        clock.advance(1ms);
        QVERIFY(!lock.mayWrite()); // at once, before the timer comes round
        QTRY_COMPARE(lock.mode(), WriteLock::Mode::Locked);
        QCOMPARE(modes.count(), 2);
    }

    void unlockingAgainStartsTheTimeAnew()
    {
        FakeClock clock;
        WriteLock lock(WriteLock::Mode::Locked, &clock);
        lock.unlock();
        clock.advance(10min);
        lock.unlock();
        QCOMPARE(lock.remaining(), Milliseconds(15min));
    }

    void wallClockJumpChangesNothing()
    {
        FakeClock clock;
        WriteLock lock(WriteLock::Mode::Locked, &clock);
        lock.unlock();
        clock.setWall(clock.now() - 24h);
        QCOMPARE(lock.remaining(), Milliseconds(15min));
    }

    void readOnlyTokenStaysLocked()
    {
        FakeClock clock;
        WriteLock lock(WriteLock::Mode::Open, &clock);
        lock.setReadOnlyToken();
        lock.unlock();
        QCOMPARE(lock.mode(), WriteLock::Mode::ReadOnlyToken);
        lock.lock();
        QCOMPARE(lock.mode(), WriteLock::Mode::ReadOnlyToken);
        QVERIFY(!lock.mayWrite());
    }
};

QTEST_GUILESS_MAIN(WriteLockTest)
#include "tst_writelock.moc"
