// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept: secrets in memory and out of the log, settings and private files on disk.
#include "models/base/logredactor.h"
#include "models/base/privatefile.h"
#include "models/base/settings.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

enum class Density { Compact, Comfortable };

namespace Keys {
constexpr Setting<int> pageSize{"browser/scanPageSize", 1000};
constexpr Setting<bool> confirm{"confirm", true};
constexpr Setting<double> zoom{"zoom", 1.5};
constexpr Setting<qint64> budget{"budget", 1};
constexpr Setting<QString> separator{"browser/separator", u":"};
constexpr Setting<QByteArray> geometry{"window/geometry"};
constexpr Setting<QStringList> recent{"recent"};
constexpr Setting<Density> density{"density", Density::Comfortable};
} // namespace Keys

QStringList seen; // what the handler behind the redactor got

void note(QtMsgType, const QMessageLogContext &, const QString &line)
{
    seen.append(line);
}

} // namespace

class KeepingTest : public QObject {
    Q_OBJECT

private slots:
    void secretsAreDeepAndCompare();
    void secretsAreMasked_data();
    void secretsAreMasked();
    void redactsLines_data();
    void redactsLines();
    void redactsWhatIsLogged();
    void privateFilesArePrivate();
    void failedWriteKeepsTheOldFile();
    void readsOnlySmallRegularFiles();
    void settingsRememberEveryType();
    void settingsTellChanges();
    void settingsSurviveABrokenFile();
    void wrongStoredTypesAreDefaults();
    void settingsFileIsPrivate();
};

void KeepingTest::secretsAreDeepAndCompare()
{
    QByteArray bytes = "AZ_secret_of_some_length";
    const Secret secret(bytes);
    QVERIFY(secret.reveal().constData() != bytes.constData());
    Secret copy = secret;
    QVERIFY(copy.reveal().constData() != secret.reveal().constData());
    QCOMPARE(copy, secret);
    const Secret moved = std::move(copy);
    QCOMPARE(moved, secret);
    QVERIFY(!(Secret("AZ_secret_of_some_lengtH") == secret));
    QVERIFY(!(Secret("AZ") == secret));
    QCOMPARE(bytes, "AZ_secret_of_some_length"_ba); // the caller's own copy is not touched
    QVERIFY(Secret().isEmpty());
}

void KeepingTest::secretsAreMasked_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("masked");
    QTest::newRow("long") << "AaD3xxxxxxxxxxxxQxN4"_ba << u"AaD3…QxN4"_s;
    QTest::newRow("one too short") << "AaD3xxxxxxxxxxxQxN4"_ba << u"••••••••"_s;
    QTest::newRow("three") << "abc"_ba << u"•••"_s;
    QTest::newRow("empty") << ""_ba << u""_s;
}

void KeepingTest::secretsAreMasked()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, masked);
    QCOMPARE(Secret(bytes).masked(), masked);
}

void KeepingTest::redactsLines_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("secret");
    const auto row = [](const char *name, const QString &line, const QString &secret = u"AZtopsecret=="_s) {
        QTest::newRow(name) << line << secret;
    };
    row("bearer", u"Authorization: Bearer AZtopsecret=="_s);
    row("bearer lower", u"authorization: bearer AZtopsecret=="_s);
    row("bearer quoted", u"\"Bearer\" \"AZtopsecret==\""_s);
    row("query", u"https://x.upstash.io/get/a?_token=AZtopsecret==&b=1"_s);
    row("query first", u"?_token=AZtopsecret==#x"_s);
    row("env line", u"UPSTASH_REDIS_REST_TOKEN=\"AZtopsecret==\""_s);
    row("json", u"{\"token\": \"AZtopsecret==\"}"_s);
    row("redis url", u"redis://default:AZtopsecret==@x.upstash.io:6379"_s);
    row("rediss url", u"rediss://:AZtopsecret==@x.upstash.io"_s);
    row("https user", u"https://user:AZtopsecret==@x.upstash.io"_s);
    row("twice", u"Bearer AZtopsecret== and Bearer AZtopsecret=="_s);
}

void KeepingTest::redactsLines()
{
    QFETCH(QString, line);
    QFETCH(QString, secret);
    const QString out = withoutCredentials(line);
    QVERIFY2(!out.contains(secret), qPrintable(out));
    QVERIFY(out.contains(u"[removed]"_s));
    QCOMPARE(withoutCredentials(out), out);
}

void KeepingTest::redactsWhatIsLogged()
{
    const auto before = qInstallMessageHandler(note);
    {
        LogRedactor redactor;
        const Secret token("Live+token/of=this_session");
        qWarning("before: Live+token/of=this_session");
        redactor.addSecret(token);
        redactor.addSecret(token);
        qWarning("plain Live+token/of=this_session end");
        qWarning("percent Live%%2Btoken%%2Fof%%3Dthis_session end");
        redactor.removeSecret(token);
        qWarning("still in use Live+token/of=this_session");
        redactor.removeSecret(token);
        qWarning("gone Live+token/of=this_session");
        qWarning("nothing to hide: 100%%");
    }
    qWarning("after");
    qInstallMessageHandler(before);
    QCOMPARE(seen,
             (QStringList{u"before: Live+token/of=this_session"_s, u"plain [removed] end"_s, u"percent [removed] end"_s,
                          u"still in use [removed]"_s, u"gone Live+token/of=this_session"_s, u"nothing to hide: 100%"_s,
                          u"after"_s}));
}

void KeepingTest::privateFilesArePrivate()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a/b/file.json"_s);
    const mode_t mask = ::umask(0);
    const auto written = writePrivateFile(path, "one");
    const auto again = writePrivateFile(path, "two");
    ::umask(mask);
    QVERIFY(written);
    QVERIFY(again);
    QCOMPARE(readSmallFile(path).value(), "two"_ba);
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(path), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0600);
    for (const QString &made : {u"a"_s, u"a/b"_s}) {
        QCOMPARE(::stat(qPrintable(folder.filePath(made)), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0700);
    }
}

void KeepingTest::failedWriteKeepsTheOldFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"file"_s);
    QVERIFY(writePrivateFile(path, "old"));
    // A file where a folder should be, and a folder where the file should be.
    const auto blocked = writePrivateFile(path + u"/below"_s, "x");
    QVERIFY(!blocked);
    QCOMPARE(blocked.error().kind, Error::Kind::Storage);
    QVERIFY(!blocked.error().message.isEmpty());
    QVERIFY(!writePrivateFile(folder.path(), "x"));
    QCOMPARE(readSmallFile(path).value(), "old"_ba);
}

void KeepingTest::readsOnlySmallRegularFiles()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"file"_s);
    QVERIFY(writePrivateFile(path, QByteArray(100, 'x')));
    QCOMPARE(readSmallFile(path, 100).value().size(), 100);
    for (const auto &result : {readSmallFile(path, 99), readSmallFile(folder.path()), readSmallFile(u"/dev/zero"_s),
                               readSmallFile(folder.filePath(u"none"_s))}) {
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Storage);
        QVERIFY(!result.error().message.isEmpty());
    }
}

void KeepingTest::settingsRememberEveryType()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.json"_s);
    {
        Settings settings(path);
        QCOMPARE(settings.value(Keys::pageSize), 1000);
        QCOMPARE(settings.value(Keys::separator), u":"_s);
        QVERIFY(!settings.isSet(Keys::pageSize));
        settings.set(Keys::pageSize, 50);
        settings.set(Keys::confirm, false);
        settings.set(Keys::zoom, 0.1);
        settings.set(Keys::budget, std::numeric_limits<qint64>::max());
        settings.set(Keys::separator, u"–/"_s);
        settings.set(Keys::geometry, QByteArray("\0\xff\x01", 3));
        settings.set(Keys::recent, QStringList{u"a"_s, u""_s});
        settings.set(Keys::density, Density::Compact);
    }
    Settings settings(path);
    QCOMPARE(settings.value(Keys::pageSize), 50);
    QCOMPARE(settings.value(Keys::confirm), false);
    QCOMPARE(settings.value(Keys::zoom), 0.1);
    QCOMPARE(settings.value(Keys::budget), std::numeric_limits<qint64>::max());
    QCOMPARE(settings.value(Keys::separator), u"–/"_s);
    QCOMPARE(settings.value(Keys::geometry), QByteArray("\0\xff\x01", 3));
    QCOMPARE(settings.value(Keys::recent), (QStringList{u"a"_s, u""_s}));
    QCOMPARE(settings.value(Keys::density), Density::Compact);
    settings.reset(Keys::pageSize);
    QCOMPARE(settings.value(Keys::pageSize), 1000);
}

void KeepingTest::settingsTellChanges()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"settings.json"_s));
    QSignalSpy changed(&settings, &Settings::changed);
    settings.set(Keys::pageSize, 5);
    settings.set(Keys::pageSize, 5);
    settings.set(Keys::pageSize, 6);
    settings.reset(Keys::pageSize);
    settings.reset(Keys::pageSize);
    QCOMPARE(changed.size(), 3);
    QCOMPARE(changed.first().first().toString(), u"browser/scanPageSize"_s);
    QTRY_VERIFY(QFileInfo::exists(settings.filePath())); // written by itself after a moment
}

void KeepingTest::settingsSurviveABrokenFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.json"_s);
    QVERIFY(writePrivateFile(path, "{ broken"));
    Settings settings(path);
    QCOMPARE(settings.value(Keys::pageSize), 1000);
    QCOMPARE(readSmallFile(path + u".broken"_s).value(), "{ broken"_ba);
    settings.set(Keys::pageSize, 7);
    QVERIFY(settings.flush());
    QCOMPARE(Settings(path).value(Keys::pageSize), 7);
}

void KeepingTest::wrongStoredTypesAreDefaults()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"settings.json"_s);
    QVERIFY(writePrivateFile(path, R"({"browser/scanPageSize":"many","confirm":1,"zoom":"x","browser/separator":3,
                                      "recent":"a","density":"Compact","budget":1e300,"unknown":{"kept":true}})"));
    Settings settings(path);
    QCOMPARE(settings.value(Keys::pageSize), 1000);
    QCOMPARE(settings.value(Keys::confirm), true);
    QCOMPARE(settings.value(Keys::zoom), 1.5);
    QCOMPARE(settings.value(Keys::separator), u":"_s);
    QCOMPARE(settings.value(Keys::recent), QStringList());
    QCOMPARE(settings.value(Keys::density), Density::Comfortable);
    QCOMPARE(settings.value(Keys::budget), 1);
    settings.set(Keys::pageSize, 8);
    QVERIFY(settings.flush());
    QVERIFY(readSmallFile(path).value().contains("\"kept\": true")); // a newer version's settings are not lost
}

void KeepingTest::settingsFileIsPrivate()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"new/settings.json"_s);
    Settings settings(path);
    settings.set(Keys::pageSize, 9);
    QVERIFY(settings.flush());
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(path), &status), 0);
    QCOMPARE(int(status.st_mode & 0777), 0600);
}

QTEST_GUILESS_MAIN(KeepingTest)
#include "tst_keeping.moc"
