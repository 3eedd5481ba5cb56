// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/endpoint.h"

#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class EndpointTest : public QObject {
    Q_OBJECT

private slots:
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void tokens_data();
    void tokens();
};

void EndpointTest::accepted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const auto row = [](const QString &text, const char *url) {
        QTest::newRow(qPrintable(u"%1 %2"_s.arg(text.simplified()).arg(qHash(text))))
            << text << QString::fromLatin1(url);
    };
    const QString db = u"https://eager-otter-12345.upstash.io"_s;
    const char *const plain = "https://eager-otter-12345.upstash.io";
    // What copying leaves around an address.
    for (const QString &before : {u""_s, u" "_s, u"\t"_s, u"\n"_s, u"\r\n"_s, u"\""_s, u"'"_s, u"`"_s, u" \" "_s,
                                  u"\u200b"_s, u"\ufeff"_s, u"\u00a0"_s, u"\u2060"_s})
        for (const QString &after : {u""_s, u"/"_s, u"//"_s, u" "_s, u"\n"_s, u"\""_s, u"'\n"_s})
            row(before + db + after, plain);
    row(u"eager-otter-12345.upstash.io"_s, plain);
    row(u"HTTPS://EAGER-OTTER-12345.UPSTASH.IO"_s, plain);
    row(u"https://eager-otter-12345.upstash.io."_s, plain);
    row(u"https://eager-otter-12345.upstash.io:443"_s, plain);
    row(u"https://eager-otter-12345.upstash.io:443/"_s, plain);
    row(u"https://eager-otter-12345.upstash.io:8443"_s, "https://eager-otter-12345.upstash.io:8443");
    row(u"eager-otter-12345.upstash.io:8443"_s, "https://eager-otter-12345.upstash.io:8443");
    row(u"http://localhost"_s, "http://localhost");
    row(u"http://localhost:80"_s, "http://localhost");
    row(u"http://localhost:8079/"_s, "http://localhost:8079");
    row(u"localhost:8079"_s, "http://localhost:8079");
    row(u"127.0.0.1:8079"_s, "http://127.0.0.1:8079");
    row(u"https://localhost:8079"_s, "https://localhost:8079");
    row(u"http://sub.localhost:1"_s, "http://sub.localhost:1");
    row(u"http://127.0.0.1:1"_s, "http://127.0.0.1:1");
    row(u"http://127.9.8.7"_s, "http://127.9.8.7");
    row(u"http://[::1]:8079"_s, "http://[::1]:8079");
    row(u"[::1]:8079"_s, "http://[::1]:8079");
    row(u"http://10.1.2.3:8079"_s, "http://10.1.2.3:8079");
    row(u"http://172.16.0.9"_s, "http://172.16.0.9");
    row(u"http://172.31.255.255"_s, "http://172.31.255.255");
    row(u"http://192.168.1.2"_s, "http://192.168.1.2");
    row(u"http://169.254.1.1"_s, "http://169.254.1.1");
    row(u"http://[fd00::1]:80"_s, "http://[fd00::1]");
    row(u"http://[fe80::1]"_s, "http://[fe80::1]");
    row(u"http://srh:80"_s, "http://srh");
    row(u"http://nas.local"_s, "http://nas.local");
    row(u"http://redis.internal:8080"_s, "http://redis.internal:8080");
    row(u"http://box.lan"_s, "http://box.lan");
    row(u"http://box.home.arpa"_s, "http://box.home.arpa");
    row(u"https://1.2.3.4"_s, "https://1.2.3.4");
    row(u"https://[2001:db8::1]:8443"_s, "https://[2001:db8::1]:8443");
    row(u"https://bücher.example"_s, "https://xn--bcher-kva.example");
    row(u"https://XN--BCHER-KVA.example"_s, "https://xn--bcher-kva.example");
    row(u"https://例え.テスト"_s, "https://xn--r8jz45g.xn--zckzah");
    row(u"https://a.b.c.d.e.example:65535"_s, "https://a.b.c.d.e.example:65535");
}

void EndpointTest::accepted()
{
    QFETCH(QString, text);
    QFETCH(QString, url);
    const auto normal = normalizedRestUrl(text);
    QVERIFY2(normal, normal ? "" : qPrintable(normal.error().message));
    QCOMPARE(normal->toString(QUrl::FullyEncoded), url);
    // Once more changes nothing.
    QCOMPARE(normalizedRestUrl(normal->toString(QUrl::FullyEncoded)).value(), *normal);
}

void EndpointTest::refused_data()
{
    QTest::addColumn<QString>("text");
    const QStringList texts{
        u""_s,
        u"   "_s,
        u"\"\""_s,
        u"https://"_s,
        u"https:///"_s,
        u"://x"_s,
        u"https://user@db.upstash.io"_s,
        u"https://user:pass@db.upstash.io"_s,
        u"https://db.upstash.io@evil.example"_s,
        u"https://db.upstash.io%40evil.example"_s,
        u"https://@db.upstash.io"_s,
        u"https://db.upstash.io?_token=abc"_s,
        u"https://db.upstash.io/?_token=abc"_s,
        u"https://db.upstash.io#x"_s,
        u"https://db.upstash.io/get/foo"_s,
        u"https://db.upstash.io/pipeline"_s,
        u"http://db.upstash.io"_s,
        u"http://example.com:8079"_s,
        u"http://1.2.3.4"_s,
        u"http://172.32.0.1"_s,
        u"http://192.169.0.1"_s,
        u"http://11.0.0.1"_s,
        u"http://[2001:db8::1]"_s,
        u"http://localhost.example.com"_s,
        u"http://notlocal.example"_s,
        u"http://127.0.0.1.example.com"_s,
        u"ftp://db.upstash.io"_s,
        u"file:///etc/passwd"_s,
        u"javascript://x"_s,
        u"redis://default:pw@db.upstash.io:6379"_s,
        u"rediss://default:pw@db.upstash.io:6379"_s,
        u"REDISS://db.upstash.io"_s,
        u"wss://db.upstash.io"_s,
        u"https://db .upstash.io"_s,
        u"https://db\t.upstash.io"_s,
        u"https://db\n.upstash.io"_s,
        u"https://db.upstash.io\r\nX-Header: 1"_s,
        u"https://db\u200b.upstash.io"_s,
        u"https://db\u202e.upstash.io"_s,
        u"https://db\\.upstash.io"_s,
        u"https://db.upstash.io\\@evil.example"_s,
        u"https://db..upstash.io"_s,
        u"https://.upstash.io"_s,
        u"https://."_s,
        u"https://db.upstash.io:0"_s,
        u"https://db.upstash.io:65536"_s,
        u"https://db.upstash.io:port"_s,
        u"https://db.upstash.io:-1"_s,
        u"https://[::1"_s,
        u"https://[zz]"_s,
        u"https://a b"_s,
        u"UPSTASH_REDIS_REST_URL=https://db.upstash.io"_s,
        u"https://https://db.upstash.io"_s,
        u"<script>"_s,
        u"https://<b>x</b>"_s,
        u"https://db.upstash.io/%2e%2e"_s,
        u"https:db.upstash.io"_s,
        QString(u"https://"_s + QString(300, u'a')),
    };
    for (qsizetype i = 0; i < texts.size(); ++i)
        QTest::addRow("%d %s", int(i), qPrintable(texts[i].left(40).toHtmlEscaped())) << texts[i];
}

void EndpointTest::refused()
{
    QFETCH(QString, text);
    const auto normal = normalizedRestUrl(text);
    QVERIFY2(!normal, normal ? qPrintable(normal->toString()) : "");
    QVERIFY(!normal.error().message.isEmpty());
    QVERIFY(!normal.error().message.contains(u"pw"_s)); // a password in what was pasted is not repeated
}

void EndpointTest::tokens_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<bool>("good");
    QTest::newRow("usual") << "AX_sASQgODM5ZjE4NTMtNWY1Zi00=="_ba << true;
    QTest::newRow("shortest") << "abcdefgh"_ba << true;
    QTest::newRow("longest") << QByteArray(4096, 'x') << true;
    QTest::newRow("every character") << "azAZ09+/=_.-"_ba << true;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("too short") << "abcdefg"_ba << false;
    QTest::newRow("too long") << QByteArray(4097, 'x') << false;
    QTest::newRow("line break") << "abcdefgh\r\nHost: evil"_ba << false;
    QTest::newRow("newline") << "abcdefgh\n"_ba << false;
    QTest::newRow("space") << "abcd efgh"_ba << false;
    QTest::newRow("quote") << "\"abcdefgh\""_ba << false;
    QTest::newRow("NUL") << QByteArray("abcdefgh\0i", 10) << false;
    QTest::newRow("high byte") << "abcdefgh\xc3\xa4"_ba << false;
    QTest::newRow("percent") << "abcdefgh%20"_ba << false;
}

void EndpointTest::tokens()
{
    QFETCH(QByteArray, token);
    QFETCH(bool, good);
    QCOMPARE(isTokenForm(token), good);
}

QTEST_GUILESS_MAIN(EndpointTest)
#include "tst_endpoint.moc"
