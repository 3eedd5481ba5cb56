// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/clipboardwatch.h"
#include "models/connections/connectiontext.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString tokenA = u"AaD3AAIncDE1NzQ4ZmI2ZWU5MjE0YjA5OTM4ZGQxNzQ4QxN4"_s;
const QString tokenB = u"AbE4AAIncDIyODg5NDUwZjE3Y2M0ZWQ2YTk4Zjk1MjQxOWp0="_s;

// "host|token|read-only token|name|environment" for each candidate, so that a whole outcome is one line.
QString line(const ConnectionCandidate &candidate)
{
    const auto short4 = [](const Secret &secret) {
        const QString text = QString::fromUtf8(secret.reveal());
        return text == tokenA ? u"A"_s : text == tokenB ? u"B"_s : text;
    };
    QString host = candidate.url.isEmpty() ? QString() : candidate.url.toString();
    if (host.startsWith("https://"_L1))
        host.remove(0, 8);
    return QStringList{host, short4(candidate.token), short4(candidate.readOnlyToken), candidate.name,
                       candidate.environment ? QString::number(int(*candidate.environment)) : u"-"_s}
        .join(u'|');
}

QStringList lines(const ConnectionText &found)
{
    QStringList result;
    for (const ConnectionCandidate &candidate : found.candidates)
        result.append(line(candidate));
    return result;
}

} // namespace

class TestConnectionText : public QObject {
    Q_OBJECT

private slots:
    void findsDatabases_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        // $A and $B stand for two tokens.
        const auto row = [](const char *name, const QString &text, const QStringList &expected) {
            QTest::newRow(name) << QString(text).replace(u"$A"_s, tokenA).replace(u"$B"_s, tokenB) << expected;
        };
        const QStringList plain{u"eu1-a-1.upstash.io|A||eu1-a-1|-"_s};

        row("address and token", u"https://eu1-a-1.upstash.io\n$A"_s, plain);
        row("token and address", u"$A\nhttps://eu1-a-1.upstash.io/"_s, plain);
        row("on one line", u"https://eu1-a-1.upstash.io $A"_s, plain);
        row("without scheme", u"eu1-a-1.upstash.io   $A"_s, plain);
        row("in a sentence", u"The URL is https://eu1-a-1.upstash.io, the token is $A."_s,
            {u"eu1-a-1.upstash.io|A||eu1-a-1|-"_s});
        row("address alone", u"https://eu1-a-1.upstash.io"_s, {u"eu1-a-1.upstash.io|||eu1-a-1|-"_s});
        row("token alone", u"  $A\n"_s, {u"|A||database|-"_s});
        row("empty", QString(), {});
        row("prose", u"Nothing to see here, only words and https://example.com/page."_s,
            {u"example.com|||example.com|-"_s});

        row(".env", u"UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A\n"_s, plain);
        row(".env quoted", u"UPSTASH_REDIS_REST_URL=\"https://eu1-a-1.upstash.io\"\nUPSTASH_REDIS_REST_TOKEN='$A'\n"_s,
            plain);
        row(".env CRLF", u"UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\r\nUPSTASH_REDIS_REST_TOKEN=$A\r\n"_s,
            plain);
        row(".env old Mac", u"UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\rUPSTASH_REDIS_REST_TOKEN=$A"_s, plain);
        row(".env reversed", u"UPSTASH_REDIS_REST_TOKEN=$A\nUPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io"_s,
            plain);
        row(".env export",
            u"export UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nexport "
            "UPSTASH_REDIS_REST_TOKEN=$A"_s,
            plain);
        row(".env spaces", u"  UPSTASH_REDIS_REST_URL = https://eu1-a-1.upstash.io\n\tUPSTASH_REDIS_REST_TOKEN = $A"_s,
            plain);
        row(".env comment behind",
            u"UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io # main\n"
            "UPSTASH_REDIS_REST_TOKEN=$A # keep"_s,
            plain);
        row(".env literal line break",
            u"UPSTASH_REDIS_REST_URL=\"https://eu1-a-1.upstash.io\\n\"\nUPSTASH_REDIS_REST_TOKEN=\"$A\\n\""_s, plain);
        row(".env byte order mark",
            u"\uFEFFUPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A"_s, plain);
        row(".env commented out",
            u"# UPSTASH_REDIS_REST_URL=https://old-x-2.upstash.io\n#UPSTASH_REDIS_REST_TOKEN=$B\n"
            "UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A"_s,
            plain);
        row("token ends in =", u"UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$B"_s,
            {u"eu1-a-1.upstash.io|B||eu1-a-1|-"_s});
        row("Windows set", u"set UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nset UPSTASH_REDIS_REST_TOKEN=$A"_s,
            plain);
        row("PowerShell",
            u"$env:UPSTASH_REDIS_REST_URL = \"https://eu1-a-1.upstash.io\"\n"
            "$env:UPSTASH_REDIS_REST_TOKEN = \"$A\""_s,
            plain);
        row("supabase secrets",
            u"supabase secrets set UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io "
            "UPSTASH_REDIS_REST_TOKEN=$A"_s,
            plain);
        row("docker",
            u"docker run -e UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io -e "
            "UPSTASH_REDIS_REST_TOKEN=$A app"_s,
            plain);
        row("Dockerfile", u"ENV UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nENV UPSTASH_REDIS_REST_TOKEN=$A"_s,
            plain);
        row("YAML", u"env:\n  UPSTASH_REDIS_REST_URL: https://eu1-a-1.upstash.io\n  UPSTASH_REDIS_REST_TOKEN: \"$A\""_s,
            plain);
        row("YAML list",
            u"environment:\n  - UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\n  - UPSTASH_REDIS_REST_TOKEN=$A"_s,
            plain);
        row("TOML",
            u"[vars]\nUPSTASH_REDIS_REST_URL = \"https://eu1-a-1.upstash.io\"\nUPSTASH_REDIS_REST_TOKEN = "
            "\"$A\""_s,
            plain);
        row("JSON",
            u"{\"UPSTASH_REDIS_REST_URL\":\"https:\\/\\/eu1-a-1.upstash.io\",\"UPSTASH_REDIS_REST_TOKEN\":"
            "\"$A\"}"_s,
            plain);

        row("Vercel names",
            u"KV_REST_API_URL=https://eu1-a-1.upstash.io\nKV_REST_API_TOKEN=$A\n"
            "KV_REST_API_READ_ONLY_TOKEN=$B"_s,
            {u"eu1-a-1.upstash.io|A|B|eu1-a-1|-"_s});
        row("Vercel, all of it",
            u"KV_URL=\"rediss://default:$A@eu1-a-1.upstash.io:6379\"\nKV_REST_API_URL=https://eu1-a-1.upstash.io\n"
            "REDIS_URL=\"rediss://default:$A@eu1-a-1.upstash.io:6379\"\nKV_REST_API_TOKEN=$A"_s,
            plain);
        row("both families, one database",
            u"KV_REST_API_URL=https://eu1-a-1.upstash.io\nKV_REST_API_TOKEN=$A\n"
            "UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A"_s,
            plain);
        row("prefix",
            u"STAGING_SHOP_UPSTASH_REDIS_REST_URL=https://k.upstash.io\n"
            "STAGING_SHOP_UPSTASH_REDIS_REST_TOKEN=$A"_s,
            {u"k.upstash.io|A||staging-shop|1"_s});
        row("suffix", u"UPSTASH_REDIS_REST_URL_PROD=https://k.upstash.io\nUPSTASH_REDIS_REST_TOKEN_PROD=$A"_s,
            {u"k.upstash.io|A||prod|0"_s});
        row("infix", u"UPSTASH_REDIS_CARTS_REST_URL=https://k.upstash.io\nUPSTASH_REDIS_CARTS_REST_TOKEN=$A"_s,
            {u"k.upstash.io|A||carts|-"_s});
        row("framework prefix",
            u"NEXT_PUBLIC_UPSTASH_REDIS_REST_URL=https://k.upstash.io\nNEXT_PUBLIC_UPSTASH_REDIS_REST_TOKEN=$A"_s,
            {u"k.upstash.io|A||k|-"_s});
        row("Vercel prefix", u"DEV_KV_REST_API_URL=https://k.upstash.io\nDEV_KV_REST_API_TOKEN=$A"_s,
            {u"k.upstash.io|A||dev|2"_s});
        row("several",
            u"PROD_UPSTASH_REDIS_REST_URL=https://p.upstash.io\nPROD_UPSTASH_REDIS_REST_TOKEN=$A\n\n"
            "STAGING_UPSTASH_REDIS_REST_URL=https://s.upstash.io\nSTAGING_UPSTASH_REDIS_REST_TOKEN=$B"_s,
            {u"p.upstash.io|A||prod|0"_s, u"s.upstash.io|B||staging|1"_s});
        row("mixed order",
            u"PROD_UPSTASH_REDIS_REST_URL=https://p.upstash.io\nSTAGING_UPSTASH_REDIS_REST_URL=https://s.upstash.io\n"
            "STAGING_UPSTASH_REDIS_REST_TOKEN=$B\nPROD_UPSTASH_REDIS_REST_TOKEN=$A"_s,
            {u"p.upstash.io|A||prod|0"_s, u"s.upstash.io|B||staging|1"_s});
        row("same names twice, comments tell",
            u"# Production\nUPSTASH_REDIS_REST_URL=https://p.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A\n"
            "# --- staging ---\nUPSTASH_REDIS_REST_URL=https://s.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$B"_s,
            {u"p.upstash.io|A||Production|0"_s, u"s.upstash.io|B||staging|1"_s});
        row("one half missing", u"UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN="_s,
            {u"eu1-a-1.upstash.io|||eu1-a-1|-"_s});

        row("unrelated variables",
            u"DATABASE_URL=postgres://u:p@db/x\nSTRIPE_SECRET_KEY=sk_live_51H8abcdefghijklmnop0123\n"
            "NEXTAUTH_URL=https://shop.example\nNEXTAUTH_SECRET=abcdefghijklmnopqrstuvwxyz0123456789\n"
            "UPSTASH_REDIS_REST_URL=https://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A\nAWS_TOKEN=$B"_s,
            plain);
        row("only unrelated variables",
            u"STRIPE_SECRET_KEY=sk_live_51H8abcdefghijklmnop0123\nAPI_URL=https://api.example.com\nAPI_TOKEN=$B"_s, {});
        row("unrelated in JSON", u"{\"stripe\":\"sk_live_51H8abcdefghijklmnop0123\",\"jwt\":\"$B\"}"_s, {});
        row("other products",
            u"UPSTASH_VECTOR_REST_URL=https://v-vector.upstash.io\nUPSTASH_VECTOR_REST_TOKEN=$A\nQSTASH_TOKEN=$B\n"
            "UPSTASH_SEARCH_REST_URL=https://s-search.upstash.io"_s,
            {});
        row("own names, Upstash's host", u"MY_CACHE_URL=https://k.upstash.io\nMY_CACHE_TOKEN=$A"_s,
            {u"k.upstash.io|A||my-cache|-"_s});
        row("nothing is run",
            u"UPSTASH_REDIS_REST_URL=https://$(id).upstash.io\nUPSTASH_REDIS_REST_TOKEN=`cat /etc/passwd`"_s, {});
        row("nothing is expanded", u"UPSTASH_REDIS_REST_URL=${URL}\nUPSTASH_REDIS_REST_TOKEN=$TOKEN"_s, {});

        row("rediss", u"rediss://default:$A@eu1-a-1.upstash.io:6379"_s, plain);
        row("redis with --tls", u"redis-cli --tls -u redis://default:$A@eu1-a-1.upstash.io:6379"_s, plain);
        row("redis-cli -h -a", u"redis-cli -h eu1-a-1.upstash.io -p 6379 -a $A --tls"_s, plain);
        row("redis-cli -a -h", u"redis-cli --tls -a $A -h eu1-a-1.upstash.io -p 6379"_s, plain);
        row("redis without password", u"redis://eu1-a-1.upstash.io:6379"_s, {u"eu1-a-1.upstash.io|||eu1-a-1|-"_s});
        row("percent in the password", u"rediss://default:Ab%2Bc%2Fdefghijklmnop1234@h.upstash.io:6379"_s,
            {u"h.upstash.io|Ab+c/defghijklmnop1234||h|-"_s});
        row("REDIS_URL alone", u"REDIS_URL=rediss://default:$A@eu1-a-1.upstash.io:6379"_s, plain);
        row("REDIS_URL of localhost is kept", u"REDIS_URL=redis://localhost:6379"_s,
            {u"http://localhost|||localhost:80|2"_s});

        row("curl", u"curl https://eu1-a-1.upstash.io/set/foo/bar \\\n -H \"Authorization: Bearer $A\""_s, plain);
        row("curl, header first", u"curl -H 'Authorization: Bearer $A' https://eu1-a-1.upstash.io"_s, plain);
        row("curl with a body",
            u"curl -X POST -d '[\"GET\", \"k\"]' -H \"Authorization: Bearer $A\" "
            "https://eu1-a-1.upstash.io"_s,
            plain);
        row("curl, token in the address", u"curl https://eu1-a-1.upstash.io/get/foo?_token=$A"_s, plain);
        row("curl, Windows", u"curl https://eu1-a-1.upstash.io ^\r\n  -H \"Authorization: Bearer $A\""_s, plain);
        row("curl, variable", u"curl https://eu1-a-1.upstash.io -H \"Authorization: Bearer $TOKEN\""_s,
            {u"eu1-a-1.upstash.io|||eu1-a-1|-"_s});

        row("TypeScript",
            u"import { Redis } from '@upstash/redis'\nconst redis = new Redis({\n  url: "
            "'https://eu1-a-1.upstash.io',\n  token: '$A',\n})"_s,
            plain);
        row("TypeScript, templates", u"new Redis({ token: `$A`, url: `https://eu1-a-1.upstash.io` })"_s, plain);
        row("TypeScript, environment",
            u"new Redis({ url: process.env.UPSTASH_REDIS_REST_URL!, token: process.env.UPSTASH_REDIS_REST_TOKEN! })"_s,
            {});
        row("Python", u"redis = Redis(url=\"https://eu1-a-1.upstash.io\", token=\"$A\")"_s, plain);
        row("two clients",
            u"const a = new Redis({url:'https://p.upstash.io',token:'$A'});\n"
            "const b = new Redis({url:'https://s.upstash.io',token:'$B'});"_s,
            {u"p.upstash.io|A||p|-"_s, u"s.upstash.io|B||s|-"_s});
        row("account JSON",
            u"{\"database_id\":\"96ad0856-03b1-4ee7-9666-e81abd0349e1\",\"database_name\":\"prod-eu\","
            "\"port\":6379,\"password\":\"$B\",\"endpoint\":\"eu1-a-1.upstash.io\","
            "\"rest_token\":\"$A\",\"read_only_rest_token\":\"$B\"}"_s,
            {u"eu1-a-1.upstash.io|A|B|prod-eu|0"_s});
        row("console page", u"Endpoint\nhttps://eu1-a-1.upstash.io\nToken\n$A\nReadonly Token\n$B"_s,
            {u"eu1-a-1.upstash.io|A|B|eu1-a-1|-"_s});
        row("localhost", u"UPSTASH_REDIS_REST_URL=http://localhost:8079\nUPSTASH_REDIS_REST_TOKEN=example_token"_s,
            {u"http://localhost:8079|example_token||localhost:8079|2"_s});
        row("insecure host", u"UPSTASH_REDIS_REST_URL=http://eu1-a-1.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A"_s,
            {u"|A||database|-"_s});
        row("hostile name", u"<B>_UPSTASH_REDIS_REST_URL=https://k.upstash.io\nUPSTASH_REDIS_REST_TOKEN=$A"_s,
            {u"k.upstash.io|A||k|-"_s});
        row("user before the host",
            u"UPSTASH_REDIS_REST_URL=https://db.upstash.io@evil.example\n"
            "UPSTASH_REDIS_REST_TOKEN=$A"_s,
            {u"evil.example|A||evil.example|-"_s});
    }
    void findsDatabases()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        QCOMPARE(lines(connectionsInText(text)), expected);
    }

    void saysWhatWasFixed_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QList<int>>("fixes");
        const auto row = [](const char *name, const QString &text, const QList<TextFix> &fixes) {
            QList<int> numbers;
            for (const TextFix fix : fixes)
                numbers.append(int(fix));
            QTest::newRow(name) << QString(text).replace(u"$A"_s, tokenA) << numbers;
        };
        row("clean", u"$A"_s, {});
        row("line break", u"$A\n"_s, {TextFix::LineBreakRemoved});
        row("CRLF", u"$A\r\n"_s, {TextFix::LineBreakRemoved});
        row("written line break", u"$A\\n"_s, {TextFix::LineBreakRemoved});
        row("spaces", u"  $A\t"_s, {TextFix::SpacesRemoved});
        row("no-break space", u"$A\u00A0"_s, {TextFix::SpacesRemoved});
        row("quotes", u"\"$A\""_s, {TextFix::QuotesRemoved});
        row("curly quotes", u"\u201C$A\u201D"_s, {TextFix::QuotesRemoved});
        row("quotes and comma", u"'$A',"_s, {TextFix::QuotesRemoved});
        row("bearer", u"Bearer $A"_s, {TextFix::BearerRemoved});
        row("header", u"Authorization: bearer $A"_s, {TextFix::BearerRemoved});
        row("name", u"UPSTASH_REDIS_REST_TOKEN=$A"_s, {TextFix::NameRemoved});
        row("name and quotes", u"export UPSTASH_REDIS_REST_TOKEN=\"$A\""_s,
            {TextFix::QuotesRemoved, TextFix::NameRemoved});
        row("zero width", u"\u200B$A\uFEFF"_s, {TextFix::InvisibleRemoved});
        row("two lines", QString(tokenA).insert(20, u"\n  "_s), {TextFix::LinesJoined});
    }
    void saysWhatWasFixed()
    {
        QFETCH(QString, token);
        QFETCH(QList<int>, fixes);
        const CleanedToken cleaned = cleanedToken(token);
        QCOMPARE(cleaned.problem, CleanedToken::Problem::None);
        QCOMPARE(QString::fromUtf8(cleaned.token.reveal()), tokenA);
        QList<int> numbers;
        for (const TextFix fix : cleaned.fixes)
            numbers.append(int(fix));
        QCOMPARE(numbers, fixes);
    }

    void saysWhyATokenIsNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<CleanedToken::Problem>("problem");
        QTest::newRow("empty") << u" \n"_s << CleanedToken::Problem::Empty;
        QTest::newRow("quotes alone") << u"\"\""_s << CleanedToken::Problem::Empty;
        QTest::newRow("address") << u"https://a.upstash.io"_s << CleanedToken::Problem::IsAddress;
        QTest::newRow("host") << u"a-b-1.upstash.io"_s << CleanedToken::Problem::IsAddress;
        QTest::newRow("dots") << u"AaD3\u2022\u2022\u2022\u2022\u2022\u2022\u2022QxN4"_s
                              << CleanedToken::Problem::Masked;
        QTest::newRow("stars") << u"********"_s << CleanedToken::Problem::Masked;
        QTest::newRow("elided") << u"AaD3AAInc...QxN4"_s << CleanedToken::Problem::Masked;
        QTest::newRow("variable") << u"${UPSTASH_REDIS_REST_TOKEN}"_s << CleanedToken::Problem::Placeholder;
        QTest::newRow("code") << u"process.env.UPSTASH_REDIS_REST_TOKEN"_s << CleanedToken::Problem::Placeholder;
        QTest::newRow("angle brackets") << u"<your token>"_s << CleanedToken::Problem::Placeholder;
        QTest::newRow("your_token_here") << u"your_token_here"_s << CleanedToken::Problem::Placeholder;
        QTest::newRow("inner space") << u"AaD3AAIncDE1 NzQ4ZmI2ZWU5"_s << CleanedToken::Problem::BadCharacters;
        QTest::newRow("header injection") << u"AaD3AAInc:DE1NzQ4ZmI2ZWU5"_s << CleanedToken::Problem::BadCharacters;
        QTest::newRow("umlaut") << u"AaD3AAInc\u00E4DE1NzQ4ZmI2ZWU5"_s << CleanedToken::Problem::BadCharacters;
        QTest::newRow("short") << u"abc"_s << CleanedToken::Problem::BadCharacters;
    }
    void saysWhyATokenIsNone()
    {
        QFETCH(QString, text);
        QFETCH(CleanedToken::Problem, problem);
        const CleanedToken cleaned = cleanedToken(text);
        QCOMPARE(cleaned.problem, problem);
        QVERIFY(cleaned.token.isEmpty());
    }

    void cleansAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url");
        QTest::addColumn<CleanedAddress::Problem>("problem");
        using P = CleanedAddress::Problem;
        const auto good = [](const char *name, const QString &text, const QString &url) {
            QTest::newRow(name) << text << url << P::None;
        };
        const auto bad = [](const char *name, const QString &text, P problem) {
            QTest::newRow(name) << text << QString() << problem;
        };
        good("clean", u"https://a.upstash.io"_s, u"https://a.upstash.io"_s);
        good("slash", u"https://a.upstash.io/"_s, u"https://a.upstash.io"_s);
        good("path", u"https://a.upstash.io/get/foo"_s, u"https://a.upstash.io"_s);
        good("no scheme", u"a.upstash.io"_s, u"https://a.upstash.io"_s);
        good("upper case", u"HTTPS://A.Upstash.IO"_s, u"https://a.upstash.io"_s);
        good("quotes", u"'https://a.upstash.io',"_s, u"https://a.upstash.io"_s);
        good("line break", u"https://a.upstash.io\r\n"_s, u"https://a.upstash.io"_s);
        good("name", u"UPSTASH_REDIS_REST_URL=\"https://a.upstash.io\""_s, u"https://a.upstash.io"_s);
        good("bare database name", u"eu1-crisp-heron-41207"_s, u"https://eu1-crisp-heron-41207.upstash.io"_s);
        good("redis", u"redis://default:pw@a.upstash.io:6379"_s, u"https://a.upstash.io"_s);
        good("tcp port", u"https://a.upstash.io:6379"_s, u"https://a.upstash.io"_s);
        good("own port", u"https://cache.example.com:8443"_s, u"https://cache.example.com:8443"_s);
        good("standard port", u"https://a.upstash.io:443"_s, u"https://a.upstash.io"_s);
        good("localhost", u"localhost:8079"_s, u"http://localhost:8079"_s);
        good("IPv6", u"http://[::1]:8079"_s, u"http://[::1]:8079"_s);
        bad("empty", u" "_s, P::Empty);
        bad("token", tokenA, P::IsToken);
        bad("console", u"https://console.upstash.com/redis/96ad0856"_s, P::ConsolePage);
        bad("placeholder", u"<your url>"_s, P::Placeholder);
        bad("code", u"process.env.UPSTASH_REDIS_REST_URL"_s, P::Placeholder);
        bad("insecure", u"http://a.upstash.io"_s, P::InsecureScheme);
        bad("ftp", u"ftp://a.upstash.io"_s, P::Malformed);
        bad("javascript", u"javascript://a.upstash.io"_s, P::Malformed);
        bad("space inside", u"https://a b.upstash.io"_s, P::Malformed);
        bad("no host", u"https:///x"_s, P::Malformed);
        bad("very long", u"https://"_s + QString(5000, u'a'), P::Malformed);
    }
    void cleansAddresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, url);
        QFETCH(CleanedAddress::Problem, problem);
        const CleanedAddress cleaned = cleanedAddress(text);
        QCOMPARE(cleaned.problem, problem);
        QCOMPARE(cleaned.url.toString(), url);
    }

    void marksThePasswordOfATcpAddress()
    {
        const auto found = connectionsInText(u"rediss://default:%1@a.upstash.io:6379"_s.arg(tokenA));
        QVERIFY(found.candidates.constFirst().tokenIsTcpPassword);
        QVERIFY(found.candidates.constFirst().fixes.contains(TextFix::TcpTranslated));
        const auto both = connectionsInText(
            u"REDIS_URL=rediss://default:%1@a.upstash.io:6379\nUPSTASH_REDIS_REST_URL=https://a.upstash.io\n"
            "UPSTASH_REDIS_REST_TOKEN=%2"_s.arg(tokenA, tokenB));
        QCOMPARE(both.candidates.size(), 1);
        QVERIFY(!both.candidates.constFirst().tokenIsTcpPassword);
        QCOMPARE(QString::fromUtf8(both.candidates.constFirst().token.reveal()), tokenB);
    }

    void countsWhatItCannotUse()
    {
        const auto found = connectionsInText(u"UPSTASH_REDIS_REST_URL=<url>\nQSTASH_TOKEN=%1\n"
                                             "UPSTASH_VECTOR_REST_TOKEN=%1"_s.arg(tokenA));
        QCOMPARE(found.placeholders, 1);
        QCOMPARE(found.otherProducts, 2);
        QVERIFY(found.candidates.isEmpty());
    }

    void guessesTheEnvironmentFromTheFile()
    {
        const QString text = u"UPSTASH_REDIS_REST_URL=https://a.upstash.io\nUPSTASH_REDIS_REST_TOKEN=%1"_s.arg(tokenA);
        QCOMPARE(connectionsInText(text, u".env.production"_s).candidates.constFirst().environment,
                 Environment::Production);
        QCOMPARE(connectionsInText(text, u".env.local"_s).candidates.constFirst().environment,
                 Environment::Development);
        QVERIFY(!connectionsInText(text, u".env"_s).candidates.constFirst().environment);
        QVERIFY(!environmentFromWords(u"product-livery"_s));
    }

    void refusesTooMuch()
    {
        QVERIFY(connectionsInText(QString(ConnectionText::maxBytes + 1, u'a')).tooLarge);
        QString many;
        for (int i = 0; i < 500; ++i) {
            many += u"DB%1_UPSTASH_REDIS_REST_URL=https://h%1.upstash.io\nDB%1_UPSTASH_REDIS_REST_TOKEN=%2\n"_s.arg(i)
                        .arg(tokenA);
        }
        QCOMPARE(connectionsInText(many).candidates.size(), ConnectionText::maxCandidates);
    }

    void survivesAnything()
    {
        // Mutations of what people paste: no crash, no endless loop, and never a host that was not in the text.
        const QStringList seeds{
            u"UPSTASH_REDIS_REST_URL=\"https://eu1-a-1.upstash.io\"\nUPSTASH_REDIS_REST_TOKEN='%1'\n"_s.arg(tokenA),
            u"curl https://eu1-a-1.upstash.io/get/x?_token=%1 -H \"Authorization: Bearer %1\""_s.arg(tokenA),
            u"redis-cli --tls -u redis://default:%1@eu1-a-1.upstash.io:6379"_s.arg(tokenA),
            u"new Redis({ url: `https://eu1-a-1.upstash.io`, token: process.env.X })"_s,
        };
        const QString odd = u"\"'`\\\n\r\t =:{}[]()#$<>@/?&\u2028\u200B\uFEFF\u0000%%"_s;
        QRandomGenerator random(20'261'123);
        for (int i = 0; i < 4000; ++i) {
            QString text = seeds.at(i % seeds.size());
            const int changes = int(random.bounded(1, 8));
            for (int k = 0; k < changes && !text.isEmpty(); ++k) {
                const auto at = qsizetype(random.bounded(text.size()));
                switch (random.bounded(4)) {
                case 0:
                    text.insert(at, odd.at(qsizetype(random.bounded(odd.size()))));
                    break;
                case 1:
                    text.remove(at, 1 + qsizetype(random.bounded(6)));
                    break;
                case 2:
                    text[at] = QChar(ushort(random.bounded(1, 0xFFFF)));
                    break;
                default:
                    text += text.mid(at, 40);
                }
            }
            const ConnectionText found = connectionsInText(text);
            for (const ConnectionCandidate &candidate : found.candidates) {
                QVERIFY(!candidate.name.isEmpty());
                if (!candidate.token.isEmpty())
                    QVERIFY(candidate.token.reveal().size() >= 8);
                QVERIFY(candidate.url.isEmpty() || candidate.url.userInfo().isEmpty());
                QVERIFY(candidate.url.path().isEmpty() && !candidate.url.hasQuery());
            }
            (void)pairsInClipboard(text);
        }
    }

    void readsOnlyRegularSmallFilesOfTheFolder()
    {
        QTemporaryDir folder;
        const QString text
            = u"UPSTASH_REDIS_REST_URL=https://a.upstash.io\nUPSTASH_REDIS_REST_TOKEN=%1\n"_s.arg(tokenA);
        const auto write = [&](const QString &name, const QByteArray &content) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                qFatal("cannot write");
            return file.fileName();
        };
        const QString good = write(u".env.staging"_s, text.toUtf8());
        const auto found = connectionsInFile(good);
        QVERIFY(found);
        QCOMPARE(lines(*found), QStringList{u"a.upstash.io|A||a|1"_s});

        QStringEncoder utf16(QStringEncoder::Utf16, QStringEncoder::Flag::WriteBom);
        QCOMPARE(lines(*connectionsInFile(write(u"utf16.env"_s, utf16(text)))), QStringList{u"a.upstash.io|A||a|-"_s});

        QVERIFY(!connectionsInFile(folder.filePath(u"missing"_s)));
        QVERIFY(!connectionsInFile(folder.path()));
        QVERIFY(!connectionsInFile(u"/dev/zero"_s));
        QVERIFY(!connectionsInFile(write(u"big.env"_s, QByteArray(ConnectionText::maxBytes + 1, 'x'))));
        QVERIFY(connectionsInFile(write(u"binary.env"_s, QByteArray(1000, '\xff'))));

        QVERIFY(QFile::link(good, folder.filePath(u"inside.env"_s)));
        QVERIFY(connectionsInFile(folder.filePath(u"inside.env"_s)));
        QVERIFY(QDir(folder.path()).mkdir(u"sub"_s));
        QVERIFY(QFile::link(good, folder.filePath(u"sub/outside.env"_s)));
        QVERIFY(!connectionsInFile(folder.filePath(u"sub/outside.env"_s)));
    }

    void clipboardCountsCompletePairsOnly()
    {
        QCOMPARE(pairsInClipboard(u"https://a.upstash.io"_s).count, 0);
        QCOMPARE(pairsInClipboard(tokenA).count, 0);
        QCOMPARE(pairsInClipboard(QString(200'000, u'x')).count, 0);
        const ClipboardPairs pairs = pairsInClipboard(
            u"PROD_UPSTASH_REDIS_REST_URL=https://p.upstash.io\nPROD_UPSTASH_REDIS_REST_TOKEN=%1\n"
            "DEV_UPSTASH_REDIS_REST_URL=https://d.upstash.io\nDEV_UPSTASH_REDIS_REST_TOKEN=%2"_s.arg(tokenA, tokenB));
        QCOMPARE(pairs, (ClipboardPairs{2, u"p.upstash.io"_s}));
    }
};

QTEST_GUILESS_MAIN(TestConnectionText)
#include "tst_connectiontext.moc"
