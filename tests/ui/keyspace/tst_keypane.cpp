// SPDX-License-Identifier: GPL-3.0-or-later
// The key pane by mouse and keyboard, over a real database behind the sandbox.
#include "models/keyspace/keyroles.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "tests/support/sandboxprocess.h"
#include "ui/keyspace/keylistview.h"
#include "ui/keyspace/keypane.h"
#include "ui/keyspace/keytext.h"
#include "ui/keyspace/keytreeview.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QtTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Profile profileOf(const QUrl &url)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.url = url;
    profile.environment = Environment::Sandbox;
    return profile;
}

void put(const SandboxProcess &sandbox, const QByteArrayList &command)
{
    const QByteArray reply = sandbox.redis(command).toByteArray();
    QVERIFY2(!reply.startsWith('-'), reply.constData());
}

/// A window on the database, scanned to its end.
struct Window {
    Window(const SandboxProcess &sandbox, const Theme &theme, bool readOnlyToken = false)
        : session(profileOf(sandbox.url()), Secret(readOnlyToken ? sandbox.readOnlyToken() : sandbox.token()), &network,
                  &clock)
        , keyspace(&session)
        , pane(&theme, &keyspace)
    {
        pane.resize(396, 760);
        pane.show();
    }
    template <typename T> T *find(const char *name) { return pane.findChild<T *>(QString::fromLatin1(name)); }
    KeyTreeView *tree() { return find<KeyTreeView>("keyTree"); }
    KeyListView *list() { return find<KeyListView>("keyList"); }
    QString text(const char *name)
    {
        const auto *label = find<QLabel>(name);
        return label == nullptr ? QString() : label->text();
    }
    QStringList rows()
    {
        QStringList rows;
        for (QModelIndex index = tree()->model()->index(0, 0); index.isValid(); index = tree()->indexBelow(index))
            rows.append(index.data().toString());
        return rows;
    }
    /// The context menu of a key or a folder, as the right button opens it.
    void openMenu(const QByteArray &name)
    {
        QModelIndex index = keyspace.treeModel()->indexOf(name);
        if (index.data(KeyNameRole).toByteArray() != name)
            index = keyspace.treeModel()->indexOfFolder(name);
        const QPoint at = tree()->visualRect(index).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, tree()->viewport()->mapToGlobal(at));
        QApplication::sendEvent(tree()->viewport(), &event);
    }
    QAction *menuAction(const QString &text)
    {
        const auto menus = pane.findChildren<QMenu *>(u"keyMenu"_s);
        for (const QMenu *menu : menus) {
            if (!menu->isVisible())
                continue;
            for (QAction *action : menu->actions()) {
                if (action->text().section(u'\t', 0, 0) == text)
                    return action;
            }
        }
        return nullptr;
    }
    QStringList menuTexts()
    {
        QStringList texts;
        for (const QAction *action : find<QMenu>("keyMenu")->actions())
            texts.append(action->text().section(u'\t', 0, 0));
        return texts;
    }
    void chooseInMenu(const QString &text)
    {
        QAction *action = menuAction(text);
        QVERIFY2(action != nullptr, qPrintable(text));
        auto *menu = qobject_cast<QMenu *>(action->parent());
        QVERIFY(action->isEnabled());
        action->trigger();
        menu->close();
    }
    void click(QAbstractItemView *view, const QModelIndex &index)
    {
        view->scrollTo(index);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }

    QNetworkAccessManager network;
    SystemClock clock;
    Session session;
    Keyspace keyspace;
    KeyPane pane;
};

} // namespace

class TestKeyPane : public QObject {
    Q_OBJECT

private:
    Theme m_theme;
    SandboxProcess m_sandbox{{u"--no-sample-data"_s}};

private slots:
    void initTestCase()
    {
        const bool started = m_sandbox.start();
        QVERIFY2(started, m_sandbox.errorText().constData());
        m_theme.setChoice(Theme::Choice::Light);
        m_theme.apply(qApp);
    }
    void cleanup() { QCOMPARE(m_sandbox.redis({"FLUSHALL"}).toByteArray(), "OK"); }

    void clickPreviewsAndEnterOpens()
    {
        put(m_sandbox, {"HSET", "session:1", "f", "v"});
        put(m_sandbox, {"HSET", "session:2", "f", "v"});
        put(m_sandbox, {"SET", "deploy:sha", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.rows(), QStringList({u"session:"_s, u"deploy:sha"_s}));
        QSignalSpy preview(&window.pane, &KeyPane::keyPreviewRequested);
        QSignalSpy open(&window.pane, &KeyPane::keyOpenRequested);
        window.click(window.tree(), window.tree()->model()->index(1, 0));
        QCOMPARE(preview.size(), 1);
        QCOMPARE(preview.first().at(0).toByteArray(), "deploy:sha");
        QCOMPARE(preview.first().at(1).value<KeyType>(), KeyType::String);
        QTest::keyClick(window.tree(), Qt::Key_Return);
        QCOMPARE(open.size(), 1);
        QTest::keyClick(window.tree(), Qt::Key_Home);
        QTest::keyClick(window.tree(), Qt::Key_Return); // a folder opens
        QCOMPARE(window.rows(), QStringList({u"session:"_s, u"1"_s, u"2"_s, u"deploy:sha"_s}));
        QTest::keyClick(window.tree(), Qt::Key_Down);
        QTest::keyClick(window.tree(), Qt::Key_Return);
        QCOMPARE(open.last().at(0).toByteArray(), "session:1");
        QCOMPARE(open.last().at(1).value<KeyType>(), KeyType::Hash);
    }

    void typingFiltersAndEnterLooksUp()
    {
        put(m_sandbox, {"MSET", "cart:1", "v", "cart:2", "v", "user:1", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 3);
        const int billed = m_sandbox.billedCommands();
        QTest::keyClick(&window.pane, Qt::Key_L, Qt::ControlModifier);
        auto *field = window.find<QLineEdit>("patternField");
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, u"user"_s);
        QTRY_COMPARE(window.keyspace.shownKeys(), 1);
        QVERIFY(window.find<QWidget>("patternOffer")->isVisible());
        QVERIFY(window.find<QAbstractButton>("exactButton")->isVisible());
        QCOMPARE(window.text("patternOfferText"), u"1 match"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_COMPARE(window.keyspace.shownKeys(), 3);
        QVERIFY(m_sandbox.billedCommands() - billed <= 12); // details of rows on screen, nothing for the filter

        QSignalSpy open(&window.pane, &KeyPane::keyOpenRequested);
        QTest::keyClicks(field, u"cart:2"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(open.size(), 1);
        QCOMPARE(open.first().at(0).toByteArray(), "cart:2");
        QTRY_COMPARE(window.keyspace.shownKeys(), 1);
        QCOMPARE(window.pane.currentKey(), "cart:2");
        QSignalSpy notice(&window.pane, &KeyPane::noticeRequested);
        field->clear();
        QTest::keyClicks(field, u"cart:9"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(notice.size(), 1);
        QVERIFY(window.keyspace.state() == Keyspace::State::NothingMatches);
    }

    void chipsFilterByType()
    {
        put(m_sandbox, {"SET", "s", "v"});
        put(m_sandbox, {"SADD", "members", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 2);
        QTest::mouseClick(window.find<QAbstractButton>("typeChips.set"), Qt::LeftButton);
        QTRY_COMPARE(window.rows(), QStringList{u"members"_s});
        QTest::mouseClick(window.find<QAbstractButton>("typeChips.set"), Qt::LeftButton);
        QTest::mouseClick(window.find<QAbstractButton>("typeChips.json"), Qt::LeftButton);
        QTRY_VERIFY(window.keyspace.state() == Keyspace::State::NothingMatches);
        auto *any = window.find<QAbstractButton>("anyTypeButton");
        QVERIFY(any != nullptr);
        QTest::mouseClick(any, Qt::LeftButton);
        QTRY_COMPARE(window.keyspace.shownKeys(), 2);
    }

    void selectionAndFoldersSurviveARescan()
    {
        put(m_sandbox, {"MSET", "a:1", "v", "a:2", "v", "b:x:1", "v", "b:x:2", "v", "b:y", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 5);
        window.pane.reveal("b:x:2");
        QCOMPARE(window.pane.currentKey(), "b:x:2");
        const QStringList before = window.rows();
        put(m_sandbox, {"MSET", "a:0", "v", "b:x:0", "v", "0", "v"});
        put(m_sandbox, {"DEL", "b:x:1"});
        QTest::mouseClick(window.find<QAbstractButton>("scanAction"), Qt::LeftButton); // "Rescan"
        QTRY_COMPARE(window.keyspace.shownKeys(), 7);
        QCOMPARE(window.pane.currentKey(), "b:x:2");
        QVERIFY(window.rows().contains(u"0"_s));
        QVERIFY(window.tree()->isExpanded(window.keyspace.treeModel()->indexOfFolder("b:x:")));
        QVERIFY(before != window.rows());
    }

    void focusGoesToTheNextRowAfterADelete()
    {
        put(m_sandbox, {"MSET", "k1", "v", "k2", "v", "k3", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 3);
        window.click(window.tree(), window.tree()->model()->index(1, 0));
        QSignalSpy deleted(&window.pane, &KeyPane::deleteRequested);
        QTest::keyClick(window.tree(), Qt::Key_Delete);
        QCOMPARE(deleted.size(), 1);
        QCOMPARE(deleted.first().at(0).toByteArray(), "k2");
        window.keyspace.keyRemoved("k2");
        QTRY_COMPARE(window.keyspace.shownKeys(), 2);
        QCOMPARE(window.pane.currentKey(), "k3");
        window.keyspace.keyRemoved("k3");
        QTRY_COMPARE(window.keyspace.shownKeys(), 1);
        QCOMPARE(window.pane.currentKey(), "k1");
    }

    void lockedWindowOffersNoWriting()
    {
        put(m_sandbox, {"SET", "k1", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 1);
        window.click(window.tree(), window.tree()->model()->index(0, 0));
        auto *add = window.find<QAbstractButton>("addKeyButton");
        QVERIFY(add->isEnabled());
        window.session.writeLock()->lock();
        QVERIFY(!add->isEnabled());
        QVERIFY(add->toolTip().contains(u"Unlock writing"_s));
        QSignalSpy deleted(&window.pane, &KeyPane::deleteRequested);
        QTest::keyClick(window.tree(), Qt::Key_Delete);
        QCOMPARE(deleted.size(), 0);
    }

    void listShowsTheSameKeys()
    {
        for (int i = 0; i < 1200; ++i)
            put(m_sandbox, {"SET", "n:" + QByteArray::number(i).rightJustified(4, '0'), "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 1200);
        window.pane.reveal("n:0003");
        QTest::mouseClick(window.find<QWidget>("treeOrList")->findChildren<QAbstractButton *>().at(1), Qt::LeftButton);
        QVERIFY(window.list()->isVisible());
        QCOMPARE(window.list()->model()->rowCount(), 1200);
        QCOMPARE(window.pane.currentKey(), "n:0003");
        QTest::keyClick(window.list(), Qt::Key_End);
        QCOMPARE(window.pane.currentKey(), "n:1199");
        QTest::keyClicks(window.list(), u"n:07"_s);
        QCOMPARE(window.pane.currentKey(), "n:0700");
        QSignalSpy preview(&window.pane, &KeyPane::keyPreviewRequested);
        window.click(window.list(), window.list()->currentIndex());
        QCOMPARE(preview.first().first().toByteArray(), "n:0700");
    }

    void showMoreIsARow()
    {
        for (int i = 0; i < 1200; ++i)
            put(m_sandbox, {"SET", "n:" + QByteArray::number(i).rightJustified(4, '0'), "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 1200);
        const QModelIndex folder = window.tree()->model()->index(0, 0);
        window.tree()->expand(folder);
        const QModelIndex more = window.tree()->model()->index(500, 0, folder);
        QCOMPARE(more.data().toString(), u"Show 500 more of 700"_s);
        window.click(window.tree(), more);
        QCOMPARE(window.tree()->model()->rowCount(window.tree()->model()->index(0, 0)), 1001);
        QCOMPARE(window.pane.currentKey(), "n:0500");
    }

    void detailsAreAskedForWhatIsOnScreen()
    {
        for (int i = 0; i < 300; ++i)
            put(m_sandbox, {"SET", "k" + QByteArray::number(i).rightJustified(3, '0'), "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 300);
        const KeyRow first = *window.keyspace.store().find("k000"_ba);
        QTRY_VERIFY(window.keyspace.facts().expiry(first).state == KeyExpiry::State::Never);
        const qint64 known = window.keyspace.facts().knownExpiries();
        QVERIFY2(known >= 10 && known <= 40, QByteArray::number(known).constData());
        window.pane.hide();
        const int billed = m_sandbox.billedCommands();
        window.tree()->scrollToBottom();
        QSignalSpy changed(window.keyspace.details(), &RowDetails::changed);
        QVERIFY(!changed.wait(3 * int(RowDetails::pause.count())));
        QCOMPARE(m_sandbox.billedCommands(), billed);
    }

    void readOnlyTokenOpensByName()
    {
        put(m_sandbox, {"HSET", "cart:1", "f", "v"});
        Window window(m_sandbox, m_theme, true);
        QTRY_VERIFY(window.keyspace.state() == Keyspace::State::NotPermitted);
        auto *field = window.find<QLineEdit>("openByNameField");
        QTRY_VERIFY(field->isVisible());
        QSignalSpy open(&window.pane, &KeyPane::keyOpenRequested);
        QTest::keyClicks(field, u"cart:1"_s);
        QTest::mouseClick(window.find<QAbstractButton>("openByNameButton"), Qt::LeftButton);
        QTRY_COMPARE(open.size(), 1);
        QCOMPARE(open.first().at(1).value<KeyType>(), KeyType::Hash);
    }

    void emptyDatabaseOffersAddKey()
    {
        Window window(m_sandbox, m_theme);
        QTRY_VERIFY(window.keyspace.state() == Keyspace::State::Empty);
        QSignalSpy add(&window.pane, &KeyPane::addKeyRequested);
        auto *button = window.find<QAbstractButton>("emptyAddKey");
        QVERIFY(button != nullptr);
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(add.size(), 1);
    }

    void unreachableDatabaseOffersToTryAgain()
    {
        auto sandbox = std::make_unique<SandboxProcess>(QStringList{u"--no-sample-data"_s});
        const bool started = sandbox->start();
        QVERIFY2(started, sandbox->errorText().constData());
        Profile profile = profileOf(sandbox->url());
        sandbox.reset();
        QNetworkAccessManager network;
        SystemClock clock;
        Session session(profile, Secret("test-token-1"_ba), &network, &clock);
        Keyspace keyspace(&session);
        KeyPane pane(&m_theme, &keyspace);
        pane.resize(396, 760);
        pane.show();
        QTRY_VERIFY_WITH_TIMEOUT(keyspace.state() == Keyspace::State::Failed, 20'000);
        auto *retry = pane.findChild<QAbstractButton *>(u"retryButton"_s);
        QVERIFY(retry != nullptr);
        QTRY_VERIFY(retry->isVisible()); // a button that joins a layout is shown in the next turn
        QVERIFY(pane.findChild<QAbstractButton *>(u"scanDetails"_s)->isVisible());
        QTest::mouseClick(retry, Qt::LeftButton);
        QCOMPARE(keyspace.activeScanner()->state(), KeyScanner::State::Scanning);
        QTRY_VERIFY_WITH_TIMEOUT(keyspace.state() == Keyspace::State::Failed, 20'000);
    }

    void folderMenuScansTheFolder()
    {
        put(m_sandbox, {"MSET", "a*:1", "v", "a*:2", "v", "ab:3", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 3);
        const QModelIndex folder = window.keyspace.treeModel()->indexOfFolder("a*:");
        emit window.tree()->customContextMenuRequested(window.tree()->visualRect(folder).center());
        auto *menu = window.find<QMenu>("keyMenu");
        QVERIFY(menu != nullptr);
        const auto trigger = [menu](const QString &text) {
            for (QAction *action : menu->actions()) {
                if (action->text() == text)
                    action->trigger();
            }
        };
        trigger(u"Copy pattern"_s);
        QCOMPARE(QApplication::clipboard()->text(), u"a\\*:*"_s);
        trigger(u"Scan only this folder"_s);
        menu->close();
        QTRY_COMPARE(window.keyspace.shownKeys(), 2);
        QCOMPARE(window.find<QLineEdit>("patternField")->text(), u"a\\*:*"_s);
    }

    void menuActsOnWhatItWasOpenedOn()
    {
        put(m_sandbox, {"MSET", "k1", "v", "k2", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 2);
        window.click(window.tree(), window.tree()->model()->index(0, 0));
        QCOMPARE(window.pane.currentKey(), "k1");
        QSignalSpy deleted(&window.pane, &KeyPane::deleteRequested);
        window.openMenu("k2");
        QCOMPARE(window.pane.currentKey(), "k1"); // a right click moves nothing
        window.chooseInMenu(u"Delete…"_s);
        QCOMPARE(deleted.size(), 1);
        QCOMPARE(deleted.first().at(0).toByteArray(), "k2");
        QCOMPARE(window.pane.currentKey(), "k1");
    }

    void whatReadsAKeyIsCopiedFromItsMenu()
    {
        put(m_sandbox, {"HSET", "user 1", "f", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 1);
        window.openMenu("user 1");
        QAction *copyAs = window.menuAction(u"Copy as"_s);
        QVERIFY(copyAs != nullptr && copyAs->menu() != nullptr);
        emit copyAs->menu()->aboutToShow();
        auto *reads = copyAs->menu()->findChild<QAction *>(u"copyToReadCommand"_s);
        QVERIFY(reads != nullptr && reads->isEnabled());
        auto *writes = copyAs->menu()->findChild<QAction *>(u"copyToWriteCommand"_s);
        QVERIFY(writes != nullptr && !writes->isEnabled()); // its value is not here
        reads->trigger();
        QCOMPARE(QApplication::clipboard()->text(), u"HGETALL \"user 1\"\n"_s);
        window.find<QMenu>("keyMenu")->close();
    }

    void folderOffersActsOnAllItsKeys()
    {
        put(m_sandbox, {"MSET", "a[1]:1", "v", "a[1]:2", "v", "b", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 3);
        window.openMenu("a[1]:");
        QVERIFY(!window.menuTexts().contains(u"Delete all under…"_s)); // nobody does it yet
        window.find<QMenu>("keyMenu")->close();
        for (const ManyKeysAct act : {ManyKeysAct::Delete, ManyKeysAct::ChangeExpiry, ManyKeysAct::Rename,
                                      ManyKeysAct::CopyTo, ManyKeysAct::Export})
            window.pane.offerManyKeys(act);
        QSignalSpy many(&window.pane, &KeyPane::manyKeysRequested);
        for (const QString &text : {u"Delete all under…"_s, u"Set TTL…"_s, u"Rename prefix…"_s,
                                    u"Copy to another database…"_s, u"Export…"_s}) {
            window.openMenu("a[1]:");
            window.chooseInMenu(text);
        }
        QCOMPARE(many.size(), 5);
        KeySelection folder;
        folder.pattern = "a\\[1\\]:*";
        QCOMPARE(many.at(0).at(0).value<ManyKeysAct>(), ManyKeysAct::Delete);
        QCOMPARE(many.at(1).at(0).value<ManyKeysAct>(), ManyKeysAct::ChangeExpiry);
        QCOMPARE(many.at(2).at(0).value<ManyKeysAct>(), ManyKeysAct::Rename);
        QCOMPARE(many.at(3).at(0).value<ManyKeysAct>(), ManyKeysAct::CopyTo);
        QCOMPARE(many.at(4).at(0).value<ManyKeysAct>(), ManyKeysAct::Export);
        for (const QList<QVariant> &request : many)
            QCOMPARE(request.at(1).value<KeySelection>(), folder);

        window.openMenu("b");
        window.chooseInMenu(u"Export…"_s);
        QCOMPARE(many.last().at(1).value<KeySelection>().keys, QList<QByteArray>{"b"});
        window.session.writeLock()->lock();
        window.openMenu("a[1]:");
        QAction *erase = window.menuAction(u"Delete all under…"_s);
        QVERIFY(erase && !erase->isEnabled());
        QVERIFY(window.menuAction(u"Export…"_s)->isEnabled()); // reads only
        window.find<QMenu>("keyMenu")->close();
    }

    void separatorRefolds()
    {
        put(m_sandbox, {"MSET", "a/1", "v", "a/2", "v", "b:1", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.rows(), QStringList({u"a/1"_s, u"a/2"_s, u"b:1"_s}));
        QTest::mouseClick(window.find<QAbstractButton>("separatorButton"), Qt::LeftButton);
        auto *menu = window.find<QMenu>("separatorMenu");
        QVERIFY(menu != nullptr);
        menu->actions().at(1)->trigger();
        menu->close();
        QTRY_COMPARE(window.rows(), QStringList({u"a/"_s, u"b:1"_s}));
    }

    void timesAndSizesAreShort_data()
    {
        QTest::addColumn<qint64>("milliseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("over") << qint64(-5) << u"0s"_s;
        QTest::newRow("seconds") << qint64(58'000) << u"58s"_s;
        QTest::newRow("minutes") << qint64(250'000) << u"4m 10s"_s;
        QTest::newRow("long minutes") << qint64(41 * 60'000 + 7000) << u"41m"_s;
        QTest::newRow("hours") << qint64(3 * 3'600'000 + 20 * 60'000) << u"3h 20m"_s;
        QTest::newRow("days") << qint64(5 * 86'400'000LL + 9 * 3'600'000) << u"5d 9h"_s;
    }
    void timesAndSizesAreShort()
    {
        QFETCH(qint64, milliseconds);
        QTEST(ttlText(Milliseconds(milliseconds)), "text");
        QCOMPARE(sizeText(40), u"40 B"_s);
        QCOMPARE(sizeText(1434), u"1.4 KB"_s);
        QCOMPARE(sizeText(41 * 1024), u"41 KB"_s);
        QCOMPARE(sizeText(8'598'323), u"8.2 MB"_s);
    }

    void everyControlHasANameForScreenReaders()
    {
        put(m_sandbox, {"SET", "a", "v"});
        Window window(m_sandbox, m_theme);
        QTRY_COMPARE(window.keyspace.shownKeys(), 1);
        const auto widgets = window.pane.findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()),
                     qPrintable(widget->objectName() + QString::fromLatin1(widget->metaObject()->className())));
        }
    }
};

QTEST_MAIN(TestKeyPane)
#include "tst_keypane.moc"
