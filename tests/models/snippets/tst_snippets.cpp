// SPDX-License-Identifier: GPL-3.0-or-later
// What "Copy as" puts on the clipboard does what it says: by redis-cli and by curl against the real server, the
// literals by node and python3.
#include "models/snippets/snippet.h"
#include "models/snippets/snippettext.h"
#include "tests/models/values/databasefixture.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using Form = SnippetForm;
using Aim = SnippetAim;
using Issue = Snippet::Issue;

namespace {

QByteArray allBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

SnippetSubject subject(ValueKind kind, const QList<QByteArray> &words, const QByteArray &key = "k")
{
    SnippetSubject about;
    about.key = key;
    about.kind = kind;
    about.words = words;
    about.hasValue = true;
    return about;
}

SnippetSubject element(ValueKind kind, const QList<QByteArray> &words, const QByteArray &place = {})
{
    SnippetSubject about = subject(kind, words);
    about.isElement = true;
    about.place = place;
    return about;
}

/// What a program says to this input; nothing when it fails.
std::optional<QByteArray> run(const QString &program, const QStringList &arguments, const QByteArray &input,
                              const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qWarning("%s: %s", qPrintable(program), process.readAllStandardError().constData());
        return {};
    }
    return process.readAllStandardOutput();
}

} // namespace

class TestSnippets : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;

    QByteArray dump(const QByteArray &key) { return m_database.redis({"DUMP", key}).toByteArray(); }

    static void addSubjects()
    {
        QTest::addColumn<SnippetSubject>("about");
        const QList<QByteArray> texts{"plain",
                                      "",
                                      "two words",
                                      "it's \"quoted\" \\ and $HOME `id` !1 %s",
                                      "line\nbreak\ttab\r",
                                      "\xf0\x9f\x98\x80 emoji \xe2\x80\xae override \xef\xbb\xbf mark",
                                      "\xef\xbb\xbf first",
                                      QByteArray("nul\0inside", 10),
                                      "-n",
                                      "@file",
                                      "#comment",
                                      "{\"json\":[1,2.50,\"x\"]}"};
        for (const QByteArray &text : texts)
            QTest::addRow("string %s", text.toPercentEncoding().constData()) << subject(ValueKind::String, {text});
        for (const QByteArray &text : texts) {
            if (!text.isEmpty())
                QTest::addRow("name %s", text.toPercentEncoding().constData())
                    << subject(ValueKind::String, {"v"}, text);
        }
        QTest::newRow("bytes") << subject(ValueKind::String, {allBytes()});
        SnippetSubject expiring = subject(ValueKind::String, {allBytes()});
        expiring.expiresAt = 4'102'444'800'000;
        QTest::newRow("bytes that expire") << expiring;
        QTest::newRow("hash") << subject(ValueKind::Hash,
                                         {"f", "v", "two words", "it's", "", "empty", "__proto__", "x"});
        SnippetSubject hash = subject(ValueKind::Hash, {"f", "v"});
        hash.expiresAt = 4'102'444'800'000;
        QTest::newRow("hash that expires") << hash;
        QTest::newRow("list") << subject(ValueKind::List, {"a", "a", "", "it's", "z"});
        QTest::newRow("list with bytes at its end") << subject(ValueKind::List, {"a", allBytes()});
        QTest::newRow("set") << subject(ValueKind::Set, {"1", "2", "-3"});
        QTest::newRow("sorted set") << subject(ValueKind::SortedSet,
                                               {"a", "-inf", "b", "0.10000000000000001", "c", "3", "d", "inf"});
        QTest::newRow("stream") << subject(ValueKind::Stream,
                                           {"1-1", "4", "f", "v", "g", "w", "5-0", "2", "f", "it's"});
        QList<QByteArray> many;
        for (int i = 0; i < 2500; ++i)
            many << "field " + QByteArray::number(i) << "value " + QByteArray::number(i);
        QTest::newRow("many fields") << subject(ValueKind::Hash, many);
    }
    /// Makes the key as it is meant, and forgets it again: its DUMP.
    QByteArray meant(const SnippetSubject &about)
    {
        QByteArrayList command;
        switch (about.kind) {
        case ValueKind::String:
            command = {"SET", about.key};
            break;
        case ValueKind::Hash:
            command = {"HSET", about.key};
            break;
        case ValueKind::List:
            command = {"RPUSH", about.key};
            break;
        case ValueKind::Set:
            command = {"SADD", about.key};
            break;
        case ValueKind::SortedSet:
            command = {"ZADD", about.key};
            for (qsizetype i = 0; i < about.words.size(); i += 2)
                command << about.words[i + 1] << about.words[i];
            break;
        case ValueKind::Stream:
            for (qsizetype i = 0; i < about.words.size();) {
                const qsizetype count = about.words[i + 1].toLongLong();
                (void)m_database.redis(QByteArrayList{"XADD", about.key, about.words[i]}
                                       + about.words.mid(i + 2, count));
                i += 2 + count;
            }
            break;
        default:
            break;
        }
        if (about.kind != ValueKind::SortedSet && about.kind != ValueKind::Stream)
            command += about.words;
        if (!command.isEmpty())
            (void)m_database.redis(command);
        return dump(about.key);
    }
    void compareWith(const SnippetSubject &about, const QByteArray &expected)
    {
        QCOMPARE(dump(about.key), expected);
        const qlonglong expiry = m_database.redis({"PEXPIRETIME", about.key}).toLongLong();
        QCOMPARE(expiry, about.expiresAt.value_or(-1));
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void cleanup() { m_database.flush(); }

    void redisCliWritesTheSameKey_data() { addSubjects(); }
    void redisCliWritesTheSameKey()
    {
        QFETCH(const SnippetSubject, about);
        const QByteArray expected = meant(about);
        m_database.flush();
        const Snippet snippet = snippetOf(about, Form::Command, Aim::Write);
        QCOMPARE(snippet.issue, Issue::None);
        const auto said
            = run(u"redis-cli"_s, {u"-e"_s, u"-s"_s, m_database.sandbox().redisSocket()}, snippet.text.toUtf8());
        QVERIFY(said);
        QVERIFY2(!said->contains("ERR"), said->constData());
        compareWith(about, expected);
    }

    void curlWritesTheSameKey_data() { addSubjects(); }
    void curlWritesTheSameKey()
    {
        QFETCH(const SnippetSubject, about);
        const QByteArray expected = meant(about);
        m_database.flush();
        const Snippet snippet = snippetOf(about, Form::Curl, Aim::Write);
        QCOMPARE(snippet.issue, Issue::None);
        QVERIFY(!snippet.text.contains(QString::fromLatin1(m_database.sandbox().token())));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"UPSTASH_REDIS_REST_URL"_s, m_database.sandbox().url().toString());
        environment.insert(u"UPSTASH_REDIS_REST_TOKEN"_s, QString::fromLatin1(m_database.sandbox().token()));
        const auto said = run(u"bash"_s, {}, snippet.text.toUtf8(), environment);
        QVERIFY(said);
        QVERIFY2(!said->contains("error"), said->constData());
        compareWith(about, expected);
    }

    void whatIsReadIsWhatIsThere()
    {
        (void)m_database.redis({"HSET", "it's", "f 1", "v", "g", "w"});
        SnippetSubject about = subject(ValueKind::Hash, {"f 1", "v"}, "it's");
        about.isElement = true;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"UPSTASH_REDIS_REST_URL"_s, m_database.sandbox().url().toString());
        environment.insert(u"UPSTASH_REDIS_REST_TOKEN"_s, QString::fromLatin1(m_database.sandbox().token()));
        const Snippet curl = snippetOf(about, Form::Curl, Aim::Read);
        QCOMPARE(run(u"bash"_s, {}, curl.text.toUtf8(), environment).value_or(""), "{\"result\":\"v\"}"_ba);
        const Snippet command = snippetOf(about, Form::Command, Aim::Read);
        QCOMPARE(command.text, u"HGET \"it's\" \"f 1\"\n"_s);
        QCOMPARE(run(u"redis-cli"_s, {u"-s"_s, m_database.sandbox().redisSocket()}, command.text.toUtf8()).value_or(""),
                 "v\n"_ba);
    }

    void literalsAreTheSameTextEverywhere_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("flag");
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("node") << u"node"_s << u"-e"_s << "process.stdout.write(Buffer.from(%1).toString('hex'))"_ba;
        QTest::newRow("python3") << u"python3"_s << u"-c"_s << "import sys; sys.stdout.write((%1).encode().hex())"_ba;
    }
    void literalsAreTheSameTextEverywhere()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, flag);
        QFETCH(const QByteArray, script);
        // Nothing in the product needs node or Python: they only judge what it writes for them.
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("not on this machine");
        QByteArray text = "it's \"q\" \\n ${x} `y` </script> \xf0\x9f\x98\x80 \xe2\x80\xa8 \xe2\x80\xae \xef\xbb\xbf ";
        for (int i = 0; i < 128; ++i)
            text += char(i);
        const auto literal = textLiteral(text);
        QVERIFY(literal);
        const auto said = run(program, {flag, QString::fromUtf8(QByteArray(script).replace("%1", *literal))}, {});
        QCOMPARE(said.value_or(""), text.toHex());
        QVERIFY(!textLiteral("\xff"));
    }

    void code_data()
    {
        QTest::addColumn<SnippetSubject>("about");
        QTest::addColumn<bool>("writes");
        QTest::addColumn<QString>("typeScript");
        QTest::addColumn<QString>("python");
        SnippetSubject cached = subject(ValueKind::String, {"{\"n\":1}"}, "cache:1");
        cached.expiresAt = 1'800'000'000'000;
        QTest::newRow("string") << cached << true
                                << u"await redis.set(\"cache:1\", \"{\\\"n\\\":1}\", { pxat: 1800000000000 });"_s
                                << u"redis.set(\"cache:1\", \"{\\\"n\\\":1}\", pxat=1800000000000)"_s;
        QTest::newRow("string read") << cached << false << u"const value = await redis.get(\"cache:1\");"_s
                                     << u"value = redis.get(\"cache:1\")"_s;
        QTest::newRow("fields") << element(ValueKind::Hash, {"f", "v", "__proto__", "x"}) << true
                                << u"await redis.hset(\"k\", { \"f\": \"v\", [\"__proto__\"]: \"x\" });"_s
                                << u"redis.hset(\"k\", values={ \"f\": \"v\", \"__proto__\": \"x\" })"_s;
        QTest::newRow("fields read") << element(ValueKind::Hash, {"f", "v", "g", "x"}) << false
                                     << u"const value = await redis.hmget(\"k\", \"f\", \"g\");"_s
                                     << u"value = redis.hmget(\"k\", \"f\", \"g\")"_s;
        QTest::newRow("list element") << element(ValueKind::List, {"v"}, "3") << true
                                      << u"await redis.lset(\"k\", 3, \"v\");"_s << u"redis.lset(\"k\", 3, \"v\")"_s;
        QTest::newRow("scores")
            << subject(ValueKind::SortedSet, {"a", "1.5", "b", "-inf"}) << true
            << u"await redis.zadd(\"k\", { score: 1.5, member: \"a\" }, { score: -Infinity, member: \"b\" });"_s
            << u"redis.zadd(\"k\", { \"a\": 1.5, \"b\": float(\"-inf\") })"_s;
        QTest::newRow("JSON place") << element(ValueKind::Json, {"9007199254740993"}, "$.id") << true
                                    << u"await redis.json.set(\"k\", \"$.id\", \"9007199254740993\");"_s
                                    << u"redis.execute([\"JSON.SET\", \"k\", \"$.id\", \"9007199254740993\"])"_s;
        SnippetSubject session = subject(ValueKind::Hash, {"f", "v"});
        session.expiresAt = 1'800'000'000'000;
        QTest::newRow("two commands") << session << true
                                      << u"const tx = redis.multi();\ntx.hset(\"k\", { \"f\": \"v\" });\n"
                                         "tx.pexpireat(\"k\", 1800000000000);\nawait tx.exec();"_s
                                      << u"tx = redis.multi()\ntx.hset(\"k\", values={ \"f\": \"v\" })\n"
                                         "tx.pexpireat(\"k\", 1800000000000)\ntx.exec()"_s;
    }
    void code()
    {
        QFETCH(const SnippetSubject, about);
        QFETCH(const bool, writes);
        QFETCH(const QString, typeScript);
        QFETCH(const QString, python);
        const Aim aim = writes ? Aim::Write : Aim::Read;
        const Snippet ts = snippetOf(about, Form::TypeScript, aim);
        QCOMPARE(ts.issue, Issue::None);
        QCOMPARE(ts.text.section(u"fromEnv();\n\n"_s, 1).trimmed(), typeScript);
        const Snippet py = snippetOf(about, Form::Python, aim);
        QCOMPARE(py.text.section(u"from_env()\n\n"_s, 1).trimmed(), python);
        if (!QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QVERIFY(run(u"python3"_s, {u"-c"_s, u"import ast, sys; ast.parse(sys.stdin.read())"_s}, py.text.toUtf8()));
    }

    void theValueAsJson()
    {
        QCOMPARE(snippetOf(subject(ValueKind::String, {"{\"a\": 1.50}"}), Form::Json, Aim::Read).text,
                 u"{\"a\": 1.50}"_s);
        QCOMPARE(snippetOf(subject(ValueKind::String, {"hello \"you\""}), Form::Json, Aim::Read).text,
                 u"\"hello \\\"you\\\"\""_s);
        QCOMPARE(snippetOf(subject(ValueKind::String, {"\xff"}), Form::Json, Aim::Read).text,
                 u"{\"base64\":\"/w==\"}"_s);
        QCOMPARE(snippetOf(subject(ValueKind::Hash, {"\xff", "v"}), Form::Json, Aim::Read).text,
                 u"[\n  [{\"base64\":\"/w==\"}, \"v\"]\n]"_s);
        QCOMPARE(snippetOf(subject(ValueKind::SortedSet, {"a", "0.1", "b", "inf"}), Form::Json, Aim::Read).text,
                 u"[\n  {\"member\": \"a\", \"score\": 0.1},\n  {\"member\": \"b\", \"score\": \"inf\"}\n]"_s);
        QCOMPARE(snippetOf(element(ValueKind::Hash, {"f", "v"}), Form::Json, Aim::Read).text, u"\"v\""_s);
    }

    void whatCannotBeSaidIsNotSaid()
    {
        SnippetSubject unread = subject(ValueKind::Hash, {});
        unread.hasValue = false;
        QCOMPARE(snippetOf(unread, Form::Curl, Aim::Write).issue, Issue::NotLoaded);
        QCOMPARE(snippetOf(unread, Form::Json, Aim::Read).issue, Issue::NotLoaded);
        QCOMPARE(snippetOf(unread, Form::Curl, Aim::Read).issue, Issue::None);
        const SnippetSubject large = subject(ValueKind::String, {QByteArray(2 * 1024 * 1024, 'x')});
        QCOMPARE(snippetOf(large, Form::Command, Aim::Write).issue, Issue::TooLarge);
        const SnippetSubject binary = subject(ValueKind::Hash, {"\xff", "\xfe"});
        QCOMPARE(snippetOf(binary, Form::TypeScript, Aim::Write).issue, Issue::NotText);
        QCOMPARE(snippetOf(binary, Form::Curl, Aim::Write).issue, Issue::NotText);
        QCOMPARE(snippetOf(binary, Form::Command, Aim::Write).issue, Issue::None);
        const SnippetSubject named = subject(ValueKind::String, {"\xff"}, "\xfe");
        QCOMPARE(snippetOf(named, Form::Curl, Aim::Read).issue, Issue::None); // the name is the body
        QCOMPARE(snippetOf(named, Form::Curl, Aim::Write).issue, Issue::NotText);
        const SnippetSubject twice = subject(ValueKind::Stream, {"1-0", "4", "f", "a", "f", "b"});
        QCOMPARE(snippetOf(twice, Form::TypeScript, Aim::Write).issue, Issue::NotPossible);
        QCOMPARE(snippetOf(twice, Form::Python, Aim::Write).issue, Issue::None);
    }
};

QTEST_GUILESS_MAIN(TestSnippets)
#include "tst_snippets.moc"
