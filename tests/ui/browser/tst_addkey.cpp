// SPDX-License-Identifier: GPL-3.0-or-later
// New keys of every type by dialog, from templates and from the clipboard; copies of keys. What the database then
// holds.
#include "models/session/capabilities.h"
#include "tests/ui/browser/browserfixture.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestAddKey : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};
    QTemporaryDir m_folder;
    std::unique_ptr<BrowserFixture> m_browser;

    [[nodiscard]] QByteArray redis(const QByteArrayList &command) { return m_sandbox.redis(command).toByteArray(); }
    void openDialog()
    {
        QTRY_VERIFY(!m_browser->shown<QLineEdit>("addKeyName")); // the one before has closed
        m_browser->page()->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_browser->page()); // shortcuts work in the active window only
        QTest::keyClick(m_browser->page(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(m_browser->shown<QLineEdit>("addKeyName"));
    }
    void type(const char *field, const QString &text)
    {
        auto *edit = m_browser->shown<QLineEdit>(field);
        QVERIFY2(edit, field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void chooseType(const QString &id)
    {
        auto *types = m_browser->shown<SegmentedControl>("addKeyType");
        QTest::mouseClick(types->segment(id), Qt::LeftButton);
    }
    void chooseTemplate(const QString &beginning)
    {
        auto *templates = m_browser->shown<QComboBox>("addKeyTemplate");
        QVERIFY(templates);
        for (int i = 0; i < templates->count(); ++i) {
            if (!templates->itemText(i).startsWith(beginning))
                continue;
            templates->setCurrentIndex(i);
            emit templates->activated(i);
            return;
        }
        QFAIL(qPrintable(beginning));
    }
    [[nodiscard]] bool mayAdd() const
    {
        const auto *save = m_browser->shown<QAbstractButton>("addKeySave");
        return save && save->isEnabled();
    }

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
        m_theme.setChoice(Theme::Choice::Light);
        m_theme.apply(qApp);
    }
    void init()
    {
        QCOMPARE(redis({"FLUSHALL"}), "OK");
        QCOMPARE(redis({"SET", "there", "before"}), "OK");
        m_browser = std::make_unique<BrowserFixture>(m_sandbox, m_theme, m_folder.filePath(u"settings.json"_s),
                                                     QUuid::createUuid());
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 1);
    }
    void cleanup()
    {
        m_browser.reset();
        QFile::remove(m_folder.filePath(u"settings.json"_s));
    }

    void everyTypeIsCreatedWithItsTtl_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QByteArrayList>("look");
        QTest::addColumn<QByteArray>("held");
        QTest::addColumn<bool>("scripts");
        for (const bool scripts : {true, false}) {
            const char *how = scripts ? "script" : "transaction";
            const auto row = [&](const char *name, const QString &type, const QString &first, const QString &second,
                                 const QByteArrayList &look, const QByteArray &held) {
                QTest::addRow("%s by %s", name, how) << type << first << second << look << held << scripts;
            };
            row("hash", u"hash"_s, u"field"_s, u"va lue"_s, {"HGET", "new", "field"}, "va lue");
            row("list", u"list"_s, u"job"_s, {}, {"LINDEX", "new", "0"}, "job");
            row("set", u"set"_s, u"member"_s, {}, {"SRANDMEMBER", "new"}, "member");
            row("zset", u"zset"_s, u"player"_s, u"12.5"_s, {"ZSCORE", "new", "player"}, "12.5");
        }
    }
    void everyTypeIsCreatedWithItsTtl()
    {
        QFETCH(QString, type);
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QByteArrayList, look);
        QFETCH(bool, scripts);
        if (!scripts)
            m_browser->session()->capabilities()->learn(Capabilities::Feature::Scripts, Capabilities::Support::Missing);
        openDialog();
        this->type("addKeyName", u"new"_s);
        chooseType(type);
        QVERIFY(!mayAdd()); // it cannot be empty
        this->type("newElementFirst0", first);
        if (!second.isEmpty())
            this->type("newElementSecond0", second);
        auto *expiry = m_browser->shown<SegmentedControl>("addKeyExpiry");
        QTest::mouseClick(expiry->segment(u"in"_s), Qt::LeftButton);
        QVERIFY(mayAdd());
        m_browser->click("addKeySave");
        QTRY_COMPARE(redis({"TYPE", "new"}), type.toLatin1());
        QTEST(redis(look), "held");
        const qlonglong left = m_sandbox.redis({"PTTL", "new"}).toLongLong();
        QVERIFY2(left > 3'400'000 && left <= 3'600'000, QByteArray::number(left).constData());
        QTRY_COMPARE(m_browser->values()->currentKey(), "new");
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 2);
        QCOMPARE(m_sandbox.redis({"DBSIZE"}).toInt(), 2); // nothing is left aside
    }

    void nothingIsEverOverwritten_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("scripts");
        for (const char *type : {"string", "hash", "list", "set", "zset", "stream"}) {
            QTest::addRow("%s", type) << QString::fromLatin1(type) << true;
            QTest::addRow("%s without scripts", type) << QString::fromLatin1(type) << false;
        }
    }
    void nothingIsEverOverwritten()
    {
        QFETCH(QString, type);
        QFETCH(bool, scripts);
        if (!scripts)
            m_browser->session()->capabilities()->learn(Capabilities::Feature::Scripts, Capabilities::Support::Missing);
        openDialog();
        this->type("addKeyName", u"there"_s);
        chooseType(type);
        if (type != u"string"_s)
            this->type("newElementFirst0", u"x"_s);
        if (type == u"zset"_s || type == u"hash"_s || type == u"stream"_s)
            this->type("newElementSecond0", u"1"_s);
        m_browser->click("addKeySave");
        QTRY_VERIFY(m_browser->text("addKeyResult").contains(u"Exists already"_s));
        QCOMPARE(redis({"GET", "there"}), "before");
        QCOMPARE(m_sandbox.redis({"PTTL", "there"}).toLongLong(), -1);
        QCOMPARE(m_sandbox.redis({"DBSIZE"}).toInt(), 1);
        if (type != u"string"_s) // what was typed is still there
            QCOMPARE(m_browser->shown<QLineEdit>("newElementFirst0")->text(), u"x"_s);
        m_browser->click("addKeyOpenExisting");
        QTRY_COMPARE(m_browser->values()->currentKey(), "there");
    }

    void scoresMustBeNumbers()
    {
        openDialog();
        type("addKeyName", u"board"_s);
        chooseType(u"zset"_s);
        type("newElementFirst0", u"player"_s);
        type("newElementSecond0", u"many"_s);
        QVERIFY(!mayAdd());
        QCOMPARE(m_browser->text("addKeyHint"), u"A score must be a number."_s);
        type("newElementSecond0", u"-1e3"_s);
        QVERIFY(mayAdd());
        m_browser->click("newElementAdd");
        type("newElementFirst1", u"other"_s);
        type("newElementSecond1", u"inf"_s);
        m_browser->click("addKeySave");
        QTRY_COMPARE(m_sandbox.redis({"ZCARD", "board"}).toInt(), 2);
        QCOMPARE(redis({"ZSCORE", "board", "player"}), "-1000");
    }

    void templateFillsInAndAsks()
    {
        openDialog();
        chooseTemplate(u"Rate counter"_s);
        QVERIFY(!mayAdd());
        QCOMPARE(m_browser->text("addKeyHint"), u"Fill in user."_s);
        QVERIFY(!m_browser->shown<QLineEdit>("placeholder.hour")->text().isEmpty());
        type("placeholder.user", u"42"_s);
        type("placeholder.hour", u"2026-01-01T00"_s);
        QCOMPARE(m_browser->text("addKeyBecomes"), u"Becomes rate:42:2026-01-01T00"_s);
        m_browser->click("addKeySave");
        QTRY_COMPARE(redis({"GET", "rate:42:2026-01-01T00"}), "0");
        const qlonglong left = m_sandbox.redis({"PTTL", "rate:42:2026-01-01T00"}).toLongLong();
        QVERIFY(left > 3'400'000 && left <= 3'600'000);

        openDialog();
        chooseTemplate(u"Events"_s);
        type("placeholder.name", u"orders"_s);
        m_browser->click("addKeySave");
        QTRY_COMPARE(redis({"TYPE", "events:orders"}), "stream");
        QCOMPARE(m_sandbox.redis({"XLEN", "events:orders"}).toInt(), 1);

        openDialog();
        chooseTemplate(u"Session"_s);
        const QByteArray id = m_browser->shown<QLineEdit>("placeholder.id")->text().toUtf8();
        QVERIFY(id.size() > 30);
        m_browser->click("addKeySave");
        QTRY_COMPARE(redis({"HGET", "session:" + id, "user_id"}), "42");
        QVERIFY(m_sandbox.redis({"PTTL", "session:" + id}).toLongLong() > 86'000'000);
    }

    void pastedJsonBecomesAKey()
    {
        const QByteArray json = "{\"id\": 9007199254740993, \"type\": \"User\"}";
        QApplication::clipboard()->setText(QString::fromUtf8(json));
        m_browser->clickRow("there");
        QTest::keyClick(m_browser->tree(), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(m_browser->shown<QPlainTextEdit>("addKeyValue"));
        QCOMPARE(m_browser->shown<QPlainTextEdit>("addKeyValue")->toPlainText(), QString::fromUtf8(json));
        QVERIFY(m_browser->shown<QLineEdit>("addKeyName")->text().startsWith(u"user:"_s));
        type("addKeyName", u"user:big"_s);
        m_browser->click("addKeySave");
        QTRY_COMPARE(redis({"GET", "user:big"}), json); // byte for byte
    }

    void unknownTypeSaysSoAndKeepsWhatWasTyped()
    {
        openDialog();
        type("addKeyName", u"doc"_s);
        chooseType(u"json"_s);
        auto *value = m_browser->shown<QPlainTextEdit>("addKeyValue");
        value->setFocus();
        QTest::keyClicks(value, u"{\"a\":"_s);
        QVERIFY(!mayAdd());
        QTest::keyClicks(value, u"1}"_s);
        QVERIFY(mayAdd());
        m_browser->click("addKeySave");
        QTRY_VERIFY(m_browser->text("addKeyResult").contains(u"does not know this type"_s));
        QCOMPARE(value->toPlainText(), u"{\"a\":1}"_s);
        QCOMPARE(m_sandbox.redis({"DBSIZE"}).toInt(), 1);
    }

    void duplicateKeepsTheTtlAndOverwritesNothing()
    {
        QCOMPARE(redis({"SET", "short", QByteArray("\x00\xff", 2), "EX", "1000"}), "OK");
        QCOMPARE(redis({"SET", "short:copy", "other"}), "OK");
        m_browser->keyspace()->rescan();
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 3);
        m_browser->page()->openKey("short");
        m_browser->keys()->reveal("short");
        m_browser->tree()->setFocus();
        QTest::keyClick(m_browser->tree(), Qt::Key_D, Qt::ControlModifier);
        QTRY_VERIFY(m_browser->shown<QLineEdit>("duplicateField"));
        QCOMPARE(m_browser->shown<QLineEdit>("duplicateField")->text(), u"short:copy"_s);
        m_browser->click("duplicateSave");
        QTRY_VERIFY(m_browser->text("duplicateResult").contains(u"exists already"_s));
        QCOMPARE(redis({"GET", "short:copy"}), "other");
        type("duplicateField", u"short:2"_s);
        m_browser->click("duplicateSave");
        QTRY_COMPARE(redis({"GET", "short:2"}), QByteArray("\x00\xff", 2));
        QVERIFY(m_sandbox.redis({"PTTL", "short:2"}).toLongLong() > 900'000);
        QTRY_COMPARE(m_browser->values()->currentKey(), "short:2");
        QTRY_COMPARE(m_browser->keyspace()->shownKeys(), 4);
    }

    void lockedWindowAddsNothing()
    {
        openDialog();
        type("addKeyName", u"new"_s);
        QVERIFY(mayAdd());
        m_browser->session()->writeLock()->lock();
        QVERIFY(!mayAdd());
        QVERIFY(m_browser->shown<QAbstractButton>("addKeySave")->toolTip().contains(u"Unlock writing"_s));
    }
};

QTEST_MAIN(TestAddKey)
#include "tst_addkey.moc"
