// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/commandtable.h"
#include "tests/support/sandboxprocess.h"

#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class CommandTest : public QObject {
    Q_OBJECT

private slots:
    void classes_data();
    void classes();
    void agreesWithTheServer();
};

void CommandTest::classes_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("expected");
    const auto row = [](const char *line, CommandClass expected) {
        QTest::newRow(line) << QByteArray(line) << int(expected);
    };
    using enum CommandClass;
    row("GET k", Read);
    row("get k", Read);
    row("SCAN 0 MATCH x COUNT 10 TYPE string", Read);
    row("HSCAN h 0", Read);
    row("EVAL_RO s 0", Read);
    row("MEMORY USAGE k", Read);
    row("OBJECT ENCODING k", Read);
    row("XINFO STREAM s", Read);
    row("CONFIG GET x", Read);
    row("SCRIPT EXISTS a", Read);
    row("JSON.GET k", Read);
    row("SEARCH.QUERY i q", Read);
    row("VECTOR.QUERY i TOPK 3", Read);
    row("SET k v", IdempotentWrite);
    row("SET k v EX 10", IdempotentWrite);
    row("SET k v KEEPTTL", IdempotentWrite);
    row("SET k v NX", Conditional);
    row("SET k v xx", Conditional);
    row("SET k v IFEQ old KEEPTTL", Conditional);
    row("SET k v GET", NonIdempotentWrite);
    row("SET NX NX", IdempotentWrite); // a key and a value, no options
    row("SETNX k v", Conditional);
    row("DELEX k IFEQ v", Conditional);
    row("DEL a b", IdempotentWrite);
    row("HSET h f v", IdempotentWrite);
    row("HSETEX h FNX FIELDS 1 f v", Conditional);
    row("HSETEX h EX 5 FIELDS 1 f v", IdempotentWrite);
    row("ZADD z 1 m", IdempotentWrite);
    row("ZADD z INCR 1 m", NonIdempotentWrite);
    row("ZADD z NX 1 m", Conditional);
    row("EXPIRE k 10", IdempotentWrite);
    row("EXPIRE k 10 NX", Conditional);
    row("INCR k", NonIdempotentWrite);
    row("LPUSH l v", NonIdempotentWrite);
    row("XADD s * f v", NonIdempotentWrite);
    row("SPOP s", NonIdempotentWrite);
    row("EVAL s 0", NonIdempotentWrite);
    row("EVALSHA s 0", NonIdempotentWrite);
    row("FCALL f 0", NonIdempotentWrite);
    row("PUBLISH c m", NonIdempotentWrite);
    row("GETDEL k", NonIdempotentWrite);
    row("GETEX k", Read);
    row("GETEX k PERSIST", IdempotentWrite);
    row("HGETEX h FIELDS 1 f", Read);
    row("HGETEX h EX 3 FIELDS 1 f", IdempotentWrite);
    row("SORT l", Read);
    row("SORT l BY w STORE d", IdempotentWrite);
    row("GEORADIUS k 1 2 3 m", Read);
    row("GEORADIUS k 1 2 3 m STORE d", IdempotentWrite);
    row("BITFIELD k GET u8 0", Read);
    row("BITFIELD k SET u8 0 1", IdempotentWrite);
    row("BITFIELD k INCRBY u8 0 1", NonIdempotentWrite);
    row("ACL LOG", Read);
    row("ACL LOG RESET", IdempotentWrite);
    row("ACL SETUSER x", IdempotentWrite);
    row("ACL WHOAMI", Read);
    row("ACL NOSUCH", NonIdempotentWrite);
    row("RENAME a b", Broad);
    row("RENAMENX a b", Conditional);
    row("COPY a b", Conditional);
    row("COPY a b REPLACE", Broad);
    row("RESTORE k 0 x", Conditional);
    row("RESTORE k 0 x REPLACE", Broad);
    row("FLUSHDB", Broad);
    row("FLUSHALL ASYNC", Broad);
    row("SCRIPT FLUSH", Broad);
    row("NOSUCHCOMMAND a", NonIdempotentWrite);
    row("XGROUP CREATE s g $", Conditional);
}

void CommandTest::classes()
{
    QFETCH(QByteArray, line);
    QFETCH(int, expected);
    const Command command(line.split(' '));
    QCOMPARE(int(classOf(command)), expected);
    QCOMPARE(isWrite(command), expected != int(CommandClass::Read));
    QCOMPARE(int(classOf(Command())), int(CommandClass::NonIdempotentWrite));
}

/// Every command of a real server is in the table, and what the server calls a write is never taken for a read.
void CommandTest::agreesWithTheServer()
{
    SandboxProcess sandbox({u"--no-sample-data"_s});
    QVERIFY2(sandbox.start(), sandbox.errorText().constData());
    int seen = 0;
    const auto check = [&seen](const QVariantList &entry, auto &&self) -> void {
        const QByteArray name = entry.value(0).toByteArray().toUpper().replace('|', ' ');
        const CommandFacts *facts = factsOf({name.constData(), size_t(name.size())});
        QVERIFY2(facts, (name + " is not in the table").constData());
        ++seen;
        QByteArrayList flags;
        for (const QVariant &flag : entry.value(2).toList())
            flags.append(flag.toByteArray());
        if (flags.contains("write"))
            QVERIFY2(facts->commandClass != CommandClass::Read, (name + " writes").constData());
        if (flags.contains("readonly"))
            QVERIFY2(facts->commandClass == CommandClass::Read, (name + " only reads").constData());
        for (const QVariant &sub : entry.value(9).toList())
            self(sub.toList(), self);
    };
    for (const QVariant &entry : sandbox.redis({"COMMAND"}).toList())
        check(entry.toList(), check);
    QVERIFY(seen > 350);
}

QTEST_GUILESS_MAIN(CommandTest)
#include "tst_command.moc"
