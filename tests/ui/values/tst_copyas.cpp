// SPDX-License-Identifier: GPL-3.0-or-later
// "Copy as" of an open key and of its elements, by keyboard, in the real value pane.
#include "tests/ui/values/valuepanefixture.h"
#include "ui/snippets/copyasmenu.h"
#include "ui/values/elementtable.h"

#include <QAction>
#include <QClipboard>
#include <QMenu>
#include <QSignalSpy>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestCopyAs : public QObject {
    Q_OBJECT

private:
    ValuePaneFixture m_pane;

    void redis(const QByteArrayList &command) { (void)m_pane.database.redis(command); }
    [[nodiscard]] QAction *entry(const char *name)
    {
        auto *menu = m_pane.find<QMenu>("copyAsMenu");
        return menu ? menu->findChild<QAction *>(QLatin1String(name)) : nullptr;
    }
    /// Opens the menu of the open key as the palette does.
    void openOfKey()
    {
        for (QAction *action : m_pane.pane->actions()) {
            if (action->objectName() == "copyAsAction"_L1)
                action->trigger();
        }
        QTRY_VERIFY(m_pane.find<QMenu>("copyAsMenu"));
    }
    /// Goes down to it with the arrow keys, and takes it.
    void take(const char *name)
    {
        auto *menu = m_pane.find<QMenu>("copyAsMenu");
        QVERIFY(menu);
        QAction *wanted = entry(name);
        QVERIFY(wanted && wanted->isEnabled());
        for (int i = 0; i < 20 && menu->activeAction() != wanted; ++i)
            QTest::keyClick(menu, Qt::Key_Down);
        QCOMPARE(menu->activeAction(), wanted);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY(!m_pane.find<QMenu>("copyAsMenu"));
    }
    [[nodiscard]] static QString copied() { return QGuiApplication::clipboard()->text(); }

private slots:
    void initTestCase() { QVERIFY(m_pane.startDatabase()); }
    void init() { m_pane.open(); }
    void cleanup()
    {
        m_pane.close();
        m_pane.database.flush();
    }

    void aKeyIsCopiedInEveryForm()
    {
        redis({"HSET", "session:1", "user", "it's me", "n", "7"});
        redis({"PEXPIREAT", "session:1", "4102444800000"});
        QVERIFY(m_pane.openKey("session:1"));
        QTRY_VERIFY(m_pane.find<ElementTable>("collectionTable"));
        QSignalSpy told(m_pane.pane.get(), &ValuePane::noticeRequested);
        const qint64 commands = m_pane.session->meter()->commands();
        openOfKey();
        take("copyToWriteCommand");
        QVERIFY2(copied().contains(u"HSET session:1 "_s), qPrintable(copied()));
        QVERIFY(copied().contains(u"\"it's me\""_s));
        QVERIFY(copied().contains(u"PEXPIREAT session:1 41024"_s));
        QCOMPARE(told.count(), 1);
        QVERIFY(told.last().first().value<Notice>().text.contains(u"Redis command"_s));
        openOfKey();
        take("copyToReadCurl");
        QVERIFY(copied().contains(u"[\"HGETALL\",\"session:1\"]"_s));
        QVERIFY(copied().contains(u"$UPSTASH_REDIS_REST_TOKEN"_s));
        QVERIFY(!copied().contains(QString::fromLatin1(m_pane.database.sandbox().token())));
        openOfKey();
        take("copyToWriteTypeScript");
        QVERIFY(copied().contains(u"tx.hset(\"session:1\""_s));
        openOfKey();
        take("copyToReadPython");
        QVERIFY(copied().contains(u"redis.hgetall(\"session:1\")"_s));
        openOfKey();
        take("copyToReadJson");
        QVERIFY(copied().contains(u"\"n\": \"7\""_s));
        QCOMPARE(m_pane.session->meter()->commands(), commands); // nothing was asked
    }

    void chosenElementsAreCopied()
    {
        redis({"ZADD", "lb", "3", "ann", "2.5", "bob", "1", "cem"});
        QVERIFY(m_pane.openKey("lb"));
        QTRY_VERIFY(m_pane.find<ElementTable>("collectionTable"));
        auto *table = m_pane.find<ElementTable>("collectionTable");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        table->setFocus();
        table->select(0);
        QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        emit table->menuRequested(table->mapToGlobal(QPoint(20, 20)));
        auto *menu = m_pane.find<QMenu>("elementActions");
        QVERIFY(menu);
        auto *copyAs = menu->findChild<CopyAsMenu *>();
        QVERIFY(copyAs && copyAs->menuAction()->isEnabled());
        copyAs->popup(menu->pos());
        take("copyToWriteCommand");
        QCOMPARE(copied(), u"ZADD lb 3 ann 2.5 bob\n"_s);
        menu->close();
    }

    void whatIsNotLoadedIsSaidSo()
    {
        QByteArrayList command{"RPUSH", "jobs"};
        for (int i = 0; i < 2000; ++i)
            command << QByteArray::number(i);
        redis(command);
        QVERIFY(m_pane.openKey("jobs"));
        QTRY_VERIFY(m_pane.find<ElementTable>("collectionTable"));
        openOfKey();
        QVERIFY(entry("copyToReadCurl")->isEnabled());
        QVERIFY(!entry("copyToWriteCurl")->isEnabled());
        const QList<QAction *> all = m_pane.find<QMenu>("copyAsMenu")->actions();
        QVERIFY(std::any_of(all.cbegin(), all.cend(), [](const QAction *action) {
            return action->text().contains(u"not all of the value is loaded"_s);
        }));
        m_pane.find<QMenu>("copyAsMenu")->close();
        redis({"SET", "raw", QByteArray("\xff\x00", 2)});
        QVERIFY(m_pane.openKey("raw"));
        openOfKey();
        QVERIFY(!entry("copyToWriteTypeScript")->isEnabled());
        QVERIFY(entry("copyToWriteTypeScript")->text().contains(u"no text"_s));
        take("copyToWriteCurl");
        QVERIFY2(copied().contains(u"printf '\\377\\000'"_s), qPrintable(copied()));
    }
};

QTEST_MAIN(TestCopyAs)
#include "tst_copyas.moc"
