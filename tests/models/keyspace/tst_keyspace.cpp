// SPDX-License-Identifier: GPL-3.0-or-later
// Scanner, details and facade against a real database behind the sandbox.
#include "models/base/settings.h"
#include "models/keyspace/keyspace.h"
#include "models/session/capabilities.h"
#include "models/session/session.h"
#include "tests/support/sandboxprocess.h"

#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Answers every request with what `answer` makes of its body.
class CannedServer : public QTcpServer {
public:
    explicit CannedServer(std::function<QByteArray(const QByteArray &)> answer)
        : m_answer(std::move(answer))
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            auto received = std::make_shared<QByteArray>();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, received] {
                received->append(socket->readAll());
                const qsizetype end = received->indexOf("\r\n\r\n");
                if (end < 0)
                    return;
                const qsizetype at = received->toLower().indexOf("content-length:");
                const qsizetype length
                    = received->mid(at + 15, received->indexOf('\r', at) - at - 15).trimmed().toLongLong();
                if (received->size() < end + 4 + length)
                    return;
                const QByteArray asked = received->mid(end + 4, length);
                // The client's question whether strings come in base64.
                const QByteArray body = asked.contains("upstash-b64-probe")
                    ? R"({"result":"dXBzdGFzaC1iNjQtcHJvYmU="})"_ba
                    : m_answer(asked);
                received->clear();
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                              + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            });
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

private:
    std::function<QByteArray(const QByteArray &)> m_answer;
};

Profile profileOf(const QUrl &url)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.url = url;
    profile.environment = Environment::Sandbox;
    return profile;
}

/// A second writer, past the HTTP door.
void put(const SandboxProcess &sandbox, const QByteArrayList &command)
{
    const QByteArray reply = sandbox.redis(command).toByteArray();
    QVERIFY2(!reply.startsWith('-'), reply.constData());
}

QSet<QByteArray> keysOf(const QVariant &reply)
{
    QSet<QByteArray> keys;
    const QVariantList list = reply.toList();
    for (const QVariant &key : list)
        keys.insert(key.toByteArray());
    return keys;
}

QSet<QByteArray> shownIn(KeyListModel &list)
{
    QSet<QByteArray> keys;
    for (int row = 0; row < list.rowCount(); ++row)
        keys.insert(list.index(row, 0).data(KeyNameRole).toByteArray());
    return keys;
}

} // namespace

class TestKeyspace : public QObject {
    Q_OBJECT

private:
    bool isFinished(Keyspace &keyspace) const
    {
        return keyspace.activeScanner()->state() == KeyScanner::State::Finished
            && keyspace.state() != Keyspace::State::Loading;
    }

    QNetworkAccessManager m_network;
    SystemClock m_clock;
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
    }
    void cleanup() { QCOMPARE(m_sandbox.redis({"FLUSHALL"}).toByteArray(), "OK"); }

    void findsEveryKeyWithItsType()
    {
        put(m_sandbox, {"SET", "s", "1"});
        put(m_sandbox, {"HSET", "h", "f", "1"});
        put(m_sandbox, {"LPUSH", "l", "1"});
        put(m_sandbox, {"SADD", "set", "1"});
        put(m_sandbox, {"ZADD", "z", "1", "m"});
        put(m_sandbox, {"XADD", "x", "*", "f", "v"});
        put(m_sandbox, {"SET", QByteArray("bin\0\xff:\n", 7), "1"});
        put(m_sandbox, {"SET", "", "empty"});
        for (int i = 0; i < 3000; ++i)
            put(m_sandbox, {"SET", "many:" + QByteArray::number(i), "1"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        QCOMPARE(keyspace.loadedKeys(), 3008);
        QCOMPARE(shownIn(*keyspace.listModel()), keysOf(m_sandbox.redis({"KEYS", "*"})));
        const auto typeOf = [&](const char *key) {
            return keyspace.store().typeAt(*keyspace.store().find(QByteArrayView(key)));
        };
        QCOMPARE(typeOf("s"), KeyType::String);
        QCOMPARE(typeOf("h"), KeyType::Hash);
        QCOMPARE(typeOf("l"), KeyType::List);
        QCOMPARE(typeOf("set"), KeyType::Set);
        QCOMPARE(typeOf("z"), KeyType::SortedSet);
        QCOMPARE(typeOf("x"), KeyType::Stream);
        QCOMPARE(keyspace.activeScanner()->total(), 3008);
        QVERIFY(keyspace.activeScanner()->commands() <= 6);
        QCOMPARE(keyspace.scanPrice(), 5);
    }

    void emptyDatabaseSaysSo()
    {
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_COMPARE(keyspace.state(), Keyspace::State::Empty);
    }

    void aSecondWriterDuringTheScanLosesNothing()
    {
        for (int i = 0; i < 20'000; i += 1000) {
            QByteArrayList words{"MSET"};
            for (int k = i; k < i + 1000; ++k)
                words << "stay:" + QByteArray::number(k) << "v";
            put(m_sandbox, words);
        }
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        int pages = 0;
        connect(keyspace.activeScanner(), &KeyScanner::keysFound, this, [&] {
            ++pages;
            put(m_sandbox, {"SET", "new:" + QByteArray::number(pages), "v"});
            put(m_sandbox, {"DEL", "stay:" + QByteArray::number(pages)});
        });
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        QVERIFY(pages >= 19);
        // The end of the scan is one thing; the rows are arranged on a worker and arrive a moment later.
        QTRY_VERIFY(keyspace.listModel()->rowCount() >= 20'000 - pages);
        const QSet<QByteArray> shown = shownIn(*keyspace.listModel());
        for (int i = pages + 1; i < 20'000; ++i)
            QVERIFY2(shown.contains("stay:" + QByteArray::number(i)), QByteArray::number(i).constData());
        // Scanning again drops what is gone and finds what is new.
        keyspace.activeScanner()->disconnect(this);
        keyspace.rescan();
        QTRY_VERIFY(isFinished(keyspace) && shownIn(*keyspace.listModel()) == keysOf(m_sandbox.redis({"KEYS", "*"})));
        QCOMPARE(keyspace.loadedKeys(), qsizetype(20'000));
    }

    void stopsAndContinuesFromTheCursor()
    {
        for (int i = 0; i < 5000; ++i)
            put(m_sandbox, {"SET", "k:" + QByteArray::number(i), "v"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        QSignalSpy pages(keyspace.activeScanner(), &KeyScanner::keysFound);
        connect(keyspace.activeScanner(), &KeyScanner::keysFound, &keyspace, [&] {
            if (pages.size() == 2)
                keyspace.stopScan();
        });
        keyspace.open();
        QTRY_COMPARE(keyspace.activeScanner()->state(), KeyScanner::State::Stopped);
        const qint64 at = keyspace.loadedKeys();
        QVERIFY(at > 0 && at < 5000);
        QTRY_COMPARE(keyspace.shownKeys(), at); // what came is shown
        keyspace.resumeScan();
        QTRY_VERIFY(isFinished(keyspace));
        QCOMPARE(keyspace.loadedKeys(), 5000);
        QVERIFY(keyspace.activeScanner()->commands() <= 8); // nothing was read twice
    }

    void pausesAtItsBudget()
    {
        for (int i = 0; i < 5000; ++i)
            put(m_sandbox, {"SET", "k:" + QByteArray::number(i), "v"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        KeyScanner scanner(&session);
        scanner.setCommandBudget(3);
        scanner.start("*");
        QTRY_COMPARE(scanner.state(), KeyScanner::State::BudgetReached);
        QCOMPARE(scanner.commands(), 3);
        scanner.resume();
        QTRY_VERIFY(scanner.state() == KeyScanner::State::BudgetReached
                    || scanner.state() == KeyScanner::State::Finished);
        QTRY_VERIFY(scanner.commands() > 3);
    }

    void readOnlyTokenCannotListButCanOpenByName()
    {
        put(m_sandbox, {"HSET", "cart:1", "f", "v"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.readOnlyToken()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_COMPARE(keyspace.state(), Keyspace::State::NotPermitted);
        QCOMPARE(session.capabilities()->support(Capabilities::Feature::KeyListing),
                 Capabilities::Support::NotPermitted);
        QSignalSpy lookedUp(&keyspace, &Keyspace::lookedUp);
        keyspace.lookUp("cart:1");
        QTRY_COMPARE(lookedUp.size(), 1);
        QCOMPARE(lookedUp.first().at(1).value<KeyType>(), KeyType::Hash);
        keyspace.lookUp("nothing");
        QTRY_COMPARE(lookedUp.size(), 2);
        QCOMPARE(lookedUp.last().at(1).value<KeyType>(), KeyType::Unknown);
    }

    void quotaInMidScanKeepsWhatCame()
    {
        SandboxProcess sandbox({u"--no-sample-data"_s, u"--daily-quota"_s, u"4"_s});
        const bool started = sandbox.start();
        QVERIFY2(started, sandbox.errorText().constData());
        for (int i = 0; i < 8000; ++i)
            put(sandbox, {"SET", "k:" + QByteArray::number(i), "v"});
        Session session(profileOf(sandbox.url()), Secret(sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_COMPARE(keyspace.activeScanner()->state(), KeyScanner::State::Failed);
        QCOMPARE(keyspace.activeScanner()->error().kind, Error::Kind::Quota);
        QVERIFY(!keyspace.activeScanner()->resumesByItself());
        QVERIFY(keyspace.loadedKeys() >= 2000);
        QTRY_COMPARE(keyspace.shownKeys(), keyspace.loadedKeys());
        QCOMPARE(keyspace.state(), Keyspace::State::Keys);
    }

    void lostConnectionGoesOnFromTheCursor()
    {
        auto sandbox = std::make_unique<SandboxProcess>(QStringList{u"--no-sample-data"_s});
        bool started = sandbox->start();
        QVERIFY2(started, sandbox->errorText().constData());
        for (int i = 0; i < 3000; ++i)
            put(*sandbox, {"SET", "k:" + QByteArray::number(i), "v"});
        Session session(profileOf(sandbox->url()), Secret(sandbox->token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        int pages = 0;
        connect(keyspace.activeScanner(), &KeyScanner::keysFound, &keyspace, [&] {
            if (++pages == 1)
                sandbox->kill();
        });
        keyspace.open();
        QTRY_COMPARE_WITH_TIMEOUT(keyspace.activeScanner()->state(), KeyScanner::State::Failed, 30'000);
        QVERIFY(keyspace.activeScanner()->resumesByItself());
        QVERIFY(keyspace.loadedKeys() >= 1000);
        QCOMPARE(session.state(), Session::State::Offline);
    }

    void fallsBackToTypeWithoutWithType()
    {
        CannedServer server([](const QByteArray &body) -> QByteArray {
            const auto b64 = [](const char *text) {
                return "\"" + QByteArray(text).toBase64() + "\"";
            };
            if (body.contains("WITHTYPE")) {
                const QByteArray error = R"({"error":"ERR syntax error"})";
                return body.contains("DBSIZE") ? "[{\"result\":2}," + error + "]" : error;
            }
            const QByteArray page = "{\"result\":[" + b64("0") + ",[" + b64("a") + "," + b64("b") + "]]}";
            if (body.contains("DBSIZE"))
                return "[{\"result\":2}," + page + "]";
            if (body.contains("TYPE"))
                return "[{\"result\":" + b64("hash") + "},{\"result\":" + b64("zset") + "}]";
            return page;
        });
        Session session(profileOf(server.url()), Secret("test-token-1"_ba), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        QCOMPARE(session.capabilities()->support(Capabilities::Feature::ScanWithType), Capabilities::Support::Missing);
        QCOMPARE(keyspace.loadedKeys(), 2);
        QCOMPARE(keyspace.store().typeAt(*keyspace.store().find("b"_ba)), KeyType::SortedSet);
        QCOMPARE(keyspace.activeScanner()->commands(), 6); // two refused, two again, two types
    }

    void aLoopingCursorIsAnError()
    {
        int call = 0;
        CannedServer server([&call](const QByteArray &body) -> QByteArray {
            const QByteArray cursor = QByteArray::number(++call % 3 + 1).toBase64();
            const QByteArray page = R"({"result":[")" + cursor + R"(",[]]})";
            return body.contains("DBSIZE") ? R"([{"result":9},)" + page + "]" : page;
        });
        Session session(profileOf(server.url()), Secret("test-token-1"_ba), &m_network, &m_clock);
        KeyScanner scanner(&session);
        scanner.start("*");
        QTRY_COMPARE(scanner.state(), KeyScanner::State::Failed);
        QCOMPARE(scanner.error().kind, Error::Kind::Protocol);
        QVERIFY2(scanner.error().message.contains(u"cursor"_s), qPrintable(scanner.error().message));
        QCOMPARE(call, 4);
    }

    void searchIsLocalWhenAllIsLoadedAndDear()
    {
        for (int i = 0; i < 22'000; i += 1000) {
            QByteArrayList words{"MSET"};
            for (int k = i; k < i + 1000; ++k)
                words << (k % 2 ? "odd:" : "even:") + QByteArray::number(k) << "v";
            put(m_sandbox, words);
        }
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        QTRY_COMPARE(keyspace.shownKeys(), 22'000);
        const int billed = m_sandbox.billedCommands();
        keyspace.search("odd:*");
        QTRY_COMPARE(keyspace.shownKeys(), 11'000);
        keyspace.setText("odd:1999");
        QTRY_COMPARE(keyspace.shownKeys(), 6); // odd:1999 and odd:19991, 19993 …
        keyspace.clearText();
        QTRY_COMPARE(keyspace.shownKeys(), 22'000);
        QCOMPARE(m_sandbox.billedCommands(), billed);
    }

    void searchAsksTheServerWhenKeysAreMissing()
    {
        put(m_sandbox, {"SET", "user:1", "v"});
        put(m_sandbox, {"SET", "odd[x]", "v"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.search("user:*");
        QTRY_VERIFY(isFinished(keyspace));
        QCOMPARE(shownIn(*keyspace.listModel()), QSet<QByteArray>{"user:1"});
        put(m_sandbox, {"SET", "user:2", "v"});
        keyspace.search("user:*"); // cheap: asked again
        QTRY_COMPARE(keyspace.shownKeys(), 2);
        keyspace.clearText();
        QTRY_COMPARE(keyspace.shownKeys(), 3);
    }

    void oneKeyIsLookedUpByOneCommand()
    {
        put(m_sandbox, {"ZADD", "lb:week", "1", "m"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        QSignalSpy lookedUp(&keyspace, &Keyspace::lookedUp);
        const int billed = m_sandbox.billedCommands();
        keyspace.lookUp("lb:week");
        QTRY_COMPARE(lookedUp.size(), 1);
        QCOMPARE(m_sandbox.billedCommands(), billed + 1);
        QTRY_COMPARE(keyspace.shownKeys(), 1);
        QCOMPARE(keyspace.listModel()->index(0, 0).data(KeyTypeRole).value<KeyType>(), KeyType::SortedSet);
    }

    void detailsComeInOnePipelineForVisibleRowsOnly()
    {
        put(m_sandbox, {"SET", "a", "hello"});
        put(m_sandbox, {"SET", "b", "x", "PX", "60000"});
        put(m_sandbox, {"SET", "c", "x"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        QSignalSpy requests(&session, &Session::exchanged);
        const KeyRow a = *keyspace.store().find("a"_ba);
        const KeyRow b = *keyspace.store().find("b"_ba);
        keyspace.details()->setVisibleRows({a});
        keyspace.details()->setVisibleRows({a, b});
        QTRY_COMPARE(keyspace.facts().expiry(b).state, KeyExpiry::State::At);
        QCOMPARE(keyspace.facts().expiry(a).state, KeyExpiry::State::Never);
        QVERIFY(keyspace.facts().size(a).value_or(0) > 0);
        QCOMPARE(keyspace.facts().expiry(*keyspace.store().find("c"_ba)).state, KeyExpiry::State::Unknown);
        QCOMPARE(requests.size(), 1);
        QSignalSpy changed(keyspace.details(), &RowDetails::changed);
        keyspace.details()->refresh({a});
        QTRY_COMPARE(changed.size(), 2); // told that it is unknown, then what it is
        QCOMPARE(requests.size(), 2);
    }

    void hiddenPaneAsksNothing()
    {
        put(m_sandbox, {"SET", "a", "hello"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        QSignalSpy requests(&session, &Session::exchanged);
        const KeyRow a = *keyspace.store().find("a"_ba);
        keyspace.details()->setActive(false);
        keyspace.details()->setVisibleRows({a});
        QSignalSpy pause(keyspace.details(), &RowDetails::changed);
        QVERIFY(!pause.wait(3 * int(RowDetails::pause.count())));
        QCOMPARE(requests.size(), 0);
        keyspace.details()->setActive(true);
        QTRY_COMPARE(requests.size(), 1);
    }

    void vanishedKeyIsStruckThroughThenLeaves()
    {
        put(m_sandbox, {"SET", "a", "hello"});
        put(m_sandbox, {"SET", "b", "hello"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        put(m_sandbox, {"DEL", "a"});
        keyspace.details()->setVisibleRows({0, 1});
        const auto rowOfA = [&] {
            return keyspace.listModel()->indexOf("a");
        };
        QTRY_VERIFY(rowOfA().data(GoneRole).toBool());
        QCOMPARE(keyspace.shownKeys(), 2);
        QTRY_COMPARE_WITH_TIMEOUT(keyspace.shownKeys(), 1, 8000);
        QVERIFY(!rowOfA().isValid());
    }

    void singleKeysComeAndGo()
    {
        put(m_sandbox, {"SET", "a:1", "x"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        keyspace.keyAdded("a:2", KeyType::List);
        QTRY_COMPARE(keyspace.shownKeys(), 2);
        keyspace.keyRenamed("a:1", "b");
        QTRY_COMPARE(shownIn(*keyspace.listModel()), (QSet<QByteArray>{"a:2", "b"}));
        QCOMPARE(keyspace.listModel()->indexOf("b").data(KeyTypeRole).value<KeyType>(), KeyType::String);
        keyspace.keyRemoved("a:2");
        QTRY_COMPARE(keyspace.shownKeys(), 1);
    }

    void ttlFilterNeedsTtls()
    {
        put(m_sandbox, {"SET", "forever", "x"});
        put(m_sandbox, {"SET", "minute", "x", "EX", "60"});
        put(m_sandbox, {"SET", "hours", "x", "EX", "7200"});
        put(m_sandbox, {"SET", "days", "x", "EX", "200000"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        keyspace.setExpiryClass(Keyspace::ExpiryClass::Never);
        QTRY_COMPARE(keyspace.state(), Keyspace::State::NothingMatches);
        QCOMPARE(keyspace.expiryFetcher()->price(), 4);
        const int billed = m_sandbox.billedCommands();
        keyspace.expiryFetcher()->start();
        QTRY_COMPARE(shownIn(*keyspace.listModel()), QSet<QByteArray>{"forever"});
        QCOMPARE(m_sandbox.billedCommands(), billed + 4);
        QCOMPARE(keyspace.expiryFetcher()->price(), 0);
        keyspace.setExpiryClass(Keyspace::ExpiryClass::WithinHour);
        QTRY_COMPARE(shownIn(*keyspace.listModel()), QSet<QByteArray>{"minute"});
        keyspace.setExpiryClass(Keyspace::ExpiryClass::WithinDay);
        QTRY_COMPARE(shownIn(*keyspace.listModel()), (QSet<QByteArray>{"minute", "hours"}));
        keyspace.setExpiryClass(Keyspace::ExpiryClass::BeyondDay);
        QTRY_COMPARE(shownIn(*keyspace.listModel()), QSet<QByteArray>{"days"});
    }

    void findsLoadedKeysForThePalette()
    {
        put(m_sandbox, {"MSET", "a:lb", "1", "lb:week", "1", "other", "1"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        Keyspace keyspace(&session);
        keyspace.open();
        QTRY_VERIFY(isFinished(keyspace));
        QList<KeyHit> hits;
        keyspace.findLoaded("lb", 8, this, [&](const QList<KeyHit> &found) { hits = found; });
        QTRY_COMPARE(hits.size(), 2);
        QCOMPARE(hits.at(0).key, "lb:week"_ba);
    }

    void closingInMidScanIsClean()
    {
        for (int i = 0; i < 3000; ++i)
            put(m_sandbox, {"SET", "k:" + QByteArray::number(i), "v"});
        Session session(profileOf(m_sandbox.url()), Secret(m_sandbox.token()), &m_network, &m_clock);
        {
            Keyspace keyspace(&session);
            keyspace.open();
            QSignalSpy pages(keyspace.activeScanner(), &KeyScanner::keysFound);
            QTRY_VERIFY(!pages.isEmpty());
        }
        const int billed = m_sandbox.billedCommands();
        QSignalSpy requests(&session, &Session::exchanged);
        requests.wait(300); // the one in flight may come back, none follows
        QVERIFY(m_sandbox.billedCommands() <= billed + 1);
    }

    void historyIsRememberedByDatabase()
    {
        QTemporaryDir folder;
        const QUuid one = QUuid::createUuid();
        {
            Settings settings(folder.filePath(u"s.json"_s));
            PatternHistory history(&settings, one);
            history.add(u"a*"_s);
            history.add(u"b*"_s);
            history.add(u"a*"_s);
        }
        Settings settings(folder.filePath(u"s.json"_s));
        QCOMPARE(PatternHistory(&settings, one).patterns(), QStringList({u"a*"_s, u"b*"_s}));
        QVERIFY(PatternHistory(&settings, QUuid::createUuid()).patterns().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestKeyspace)
#include "tst_keyspace.moc"
