// SPDX-License-Identifier: GPL-3.0-or-later
// Rows 31, 32 and 39 of the fault matrix, and answers that are too large: what comes of a part of an answer.
#include "tests/models/rest/faultmatrix.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

using Kind = Error::Kind;

class FaultPartsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY2(testCertificates().isValid(), testCertificates().problem().constData()); }

    void halfAnsweredPipeline_data() { addTransports(); }
    void halfAnsweredPipeline();
    void halfAnsweredTransaction_data() { addTransports(); }
    void halfAnsweredTransaction();
    void wrongCountOfAnswers_data() { addTransports(); }
    void wrongCountOfAnswers();
    void undecodableCellOnly_data() { addTransports(); }
    void undecodableCellOnly();
    void answerOverTheCap_data() { addShapeRows(); }
    void answerOverTheCap();
    void bombIsStopped_data() { addTransports(); }
    void bombIsStopped();
    void honestCompressionPasses_data() { addTransports(); }
    void honestCompressionPasses();

private:
    static void addTransports()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("tls") << true;
    }
    static std::unique_ptr<FaultServer> server(bool tls)
    {
        auto made = std::make_unique<FaultServer>();
        if (tls)
            useGoodTls(*made);
        return made;
    }
};

void FaultPartsTest::halfAnsweredPipeline()
{
    QFETCH(bool, tls);
    const auto faulty = server(tls);
    faulty->setFault(
        Fault::raw(answerHead(200, "Content-Length: 500\r\n") + R"([{"result":1},{"error":"ERR no"},{"resu)"));
    ClientBench bench(faulty->url(), authorityFor(tls));
    Watched<Replies> watched;
    watched.watch(bench.client->pipeline(
        {Command::of("INCR", "a"), Command::of("INCR", "b"), Command::of("INCR", "c"), Command::of("GET", "d")}));
    watched.wait();
    QCOMPARE(watched.completions, 1);
    QVERIFY(watched.result);
    const Replies &replies = *watched.result;
    QCOMPARE(replies.size(), size_t(4));
    QCOMPARE(replies[0].value().integer, 1); // known, although the rest was lost
    QCOMPARE(replies[1].error().kind, Kind::Command);
    QCOMPARE(replies[2].error().kind, Kind::UnknownOutcome);
    QCOMPARE(replies[3].error().kind, Kind::Network); // a read is not in doubt
    QCOMPARE(faulty->deliveryCount(), 1);
}

/// All or nothing: half an answer to a transaction says nothing about any of its commands.
void FaultPartsTest::halfAnsweredTransaction()
{
    QFETCH(bool, tls);
    const auto faulty = server(tls);
    faulty->setFault(Fault::raw(answerHead(200, "Content-Length: 500\r\n") + R"([{"result":1},{"resu)"));
    ClientBench bench(faulty->url(), authorityFor(tls));
    const ShapeOutcome outcome = outcomeOf(bench, Shape::Transaction);
    QCOMPARE(outcome.kind, int(Kind::UnknownOutcome));
    QCOMPARE(outcome.completions, 1);
    QCOMPARE(faulty->deliveryCount(), 1);
}

void FaultPartsTest::wrongCountOfAnswers()
{
    QFETCH(bool, tls);
    for (const QByteArray &body :
         {R"([{"result":1}])"_ba, R"([{"result":1},{"result":2},{"result":3}])"_ba, R"({"result":1})"_ba, R"([])"_ba}) {
        const auto faulty = server(tls);
        faulty->setFault(Fault::answer(200, body));
        ClientBench bench(faulty->url(), authorityFor(tls));
        QCOMPARE(outcomeOf(bench, Shape::WritePipeline).kind, int(Kind::UnknownOutcome));
        QCOMPARE(outcomeOf(bench, Shape::Transaction).kind, int(Kind::UnknownOutcome));
        QCOMPARE(outcomeOf(bench, Shape::ReadPipeline).kind, int(Kind::Protocol));
        QCOMPARE(faulty->deliveryCount(), 3);
    }
    const auto faulty = server(tls);
    faulty->setFault(Fault::answer(200, R"([{"result":1}])"));
    ClientBench bench(faulty->url(), authorityFor(tls));
    QCOMPARE(outcomeOf(bench, Shape::Read).kind, int(Kind::Protocol));
    QCOMPARE(outcomeOf(bench, Shape::Write).kind, int(Kind::UnknownOutcome));
}

void FaultPartsTest::undecodableCellOnly()
{
    QFETCH(bool, tls);
    const auto faulty = server(tls);
    // The server says that it encodes: this settles it, so that the next answer's broken cell is just a cell.
    faulty->setFaults({Fault::answer(200, R"({"result":"UE9ORw=="})", "Upstash-Sync-Token: 7\r\n"),
                       Fault::answer(200, R"({"result":["Zmluz","ZmluZQ==","OK"]})")});
    ClientBench bench(faulty->url(), authorityFor(tls));
    QCOMPARE(outcomeOf(bench, Shape::Read).kind, noError);
    Watched<Reply> watched;
    watched.watch(bench.client->send(Command::of("LRANGE", "l", 0, -1)));
    watched.wait();
    QVERIFY(watched.result);
    QCOMPARE(watched.result->items.size(), size_t(3));
    QCOMPARE(watched.result->items[0].kind, Reply::Kind::Undecodable);
    QCOMPARE(watched.result->items[0].bytes, "Zmluz"_ba);
    QCOMPARE(watched.result->items[1].bytes, "fine"_ba);
    QCOMPARE(watched.result->items[2].bytes, "OK"_ba);
    QCOMPARE(faulty->deliveryCount(), 2);
}

void FaultPartsTest::answerOverTheCap()
{
    QFETCH(int, shape);
    QFETCH(bool, tls);
    const auto faulty = server(tls);
    faulty->setFault(Fault::answer(200, "{\"result\":\"" + QByteArray(6'000'000, 'A') + "\"}"));
    ClientBench bench(faulty->url(), authorityFor(tls));
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{10};
    bench.renew();
    const ShapeOutcome outcome = outcomeOf(bench, Shape(shape));
    QCOMPARE(outcome.kind, int(isWriteShape(Shape(shape)) ? Kind::UnknownOutcome : Kind::TooLarge));
    QCOMPARE(outcome.completions, 1);
    QCOMPARE(faulty->deliveryCount(), 1);
}

void FaultPartsTest::bombIsStopped()
{
    QFETCH(bool, tls);
    // 64 MB of one letter, packed by qCompress into a zlib stream, which "deflate" is.
    const QByteArray packed = qCompress(QByteArray(64'000'000, 'A'), 9).sliced(4);
    const auto faulty = server(tls);
    faulty->setFault(Fault::answer(200, packed, "Content-Encoding: deflate\r\n"));
    ClientBench bench(faulty->url(), authorityFor(tls));
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{10};
    bench.renew();
    QCOMPARE(outcomeOf(bench, Shape::Read).kind, int(Kind::TooLarge));
    QCOMPARE(outcomeOf(bench, Shape::Write).kind, int(Kind::UnknownOutcome));
}

void FaultPartsTest::honestCompressionPasses()
{
    QFETCH(bool, tls);
    // More than Qt's own 10 MiB guard would let through.
    const QByteArray value(11'000'001, 'A');
    const QByteArray packed = qCompress("{\"result\":\"" + value.toBase64() + "\"}", 9).sliced(4);
    const auto faulty = server(tls);
    faulty->setFault(Fault::answer(200, packed, "Content-Encoding: deflate\r\nUpstash-Sync-Token: 1\r\n"));
    ClientBench bench(faulty->url(), authorityFor(tls));
    bench.endpoint.maxBodyBytes = 64LL * 1024 * 1024;
    bench.endpoint.idleTimeout = std::chrono::seconds{5};
    bench.endpoint.deadline = std::chrono::seconds{20};
    bench.renew();
    Watched<Reply> watched;
    watched.watch(bench.client->send(Command::of("GET", "k")));
    watched.wait();
    QVERIFY(watched.result);
    QVERIFY(watched.result->bytes == value);
}

QTEST_GUILESS_MAIN(FaultPartsTest)
#include "tst_faultparts.moc"
