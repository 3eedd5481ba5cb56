// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the Browser in its states, light and dark: browser_gallery FOLDER. A sandbox with sample data is started.
#include "tests/ui/browser/browserfixture.h"

#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QPainter>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

QDir folder;
Theme *theme = nullptr;

/// The page with whatever lies over it.
void grab(const BrowserFixture &browser, const QString &name)
{
    for (const bool dark : {false, true}) {
        theme->setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        QTest::qWait(120); // polishing and the chips' transition; a picture asserts nothing
        QPixmap picture = browser.page()->grab();
        QPainter painter(&picture);
        const QList<QWidget *> over = browser.page()->findChildren<QWidget *>();
        for (QWidget *widget : over) {
            if (widget->isWindow() && widget->isVisible())
                painter.drawPixmap(browser.page()->mapFromGlobal(widget->mapToGlobal(QPoint())), widget->grab());
        }
        painter.end();
        if (!picture.save(folder.filePath(name + (dark ? u"-dark.png"_s : u"-light.png"_s))))
            qWarning("cannot write %s", qPrintable(name));
    }
    theme->setChoice(Theme::Choice::Light);
}

bool waitFor(const std::function<bool()> &done)
{
    return QTest::qWaitFor(done, 20'000);
}

void closeDialogs(const BrowserFixture &browser)
{
    const QList<QDialog *> dialogs = browser.page()->findChildren<QDialog *>();
    for (QDialog *dialog : dialogs)
        dialog->reject();
    QTest::qWait(100); // for their deferred deletion, before the next picture
}

void trigger(const BrowserFixture &browser, const QString &name)
{
    const QList<BrowserPage::PageAction> actions = browser.page()->pageActions();
    for (const BrowserPage::PageAction &each : actions) {
        if (each.action->objectName() == name)
            each.action->trigger();
    }
    QTest::qWait(300);
}

void openKept(const BrowserFixture &browser, const QByteArray &key)
{
    browser.page()->openKey(key);
    (void)waitFor([&] {
        ValuePage *page = browser.values()->currentPage();
        return page && page->document()->key() == key && page->document()->state() == KeyDocument::State::Ready;
    });
}

void addKeyStates(const BrowserFixture &browser)
{
    trigger(browser, u"addKeyAction"_s);
    grab(browser, u"addkey"_s);
    auto *templates = browser.shown<QComboBox>("addKeyTemplate");
    for (const int index : {1, 2, 3}) {
        templates->setCurrentIndex(index);
        emit templates->activated(index);
        QTest::qWait(60);
        grab(browser, u"addkey-template-%1"_s.arg(index));
    }
    closeDialogs(browser);
    openKept(browser, "users:online");
    browser.values()->setFocus();
    trigger(browser, u"duplicateOpenKeyAction"_s);
    grab(browser, u"duplicate"_s);
    closeDialogs(browser);
    trigger(browser, u"copyAsAction"_s);
    grab(browser, u"copy-as"_s);
    if (auto *menu = browser.shown<QMenu>("copyAsMenu"))
        menu->close();
}

void keyStates(const BrowserFixture &browser)
{
    for (const ManyKeysAct act : {ManyKeysAct::Delete, ManyKeysAct::ChangeExpiry, ManyKeysAct::Rename,
                                  ManyKeysAct::CopyTo, ManyKeysAct::Export})
        browser.keys()->offerManyKeys(act);
    const QModelIndex first = browser.tree()->model()->index(0, 0);
    const QByteArray folderName = first.data(KeyNameRole).toByteArray();
    browser.openMenu(folderName);
    grab(browser, u"menu-folder"_s);
    browser.find<QMenu>("keyMenu")->close();
    browser.tree()->expand(first);
    browser.tree()->expand(browser.tree()->model()->index(0, 0, first));
    const QByteArray path = browser.tree()->model()->index(2, 0).data(KeyNameRole).toByteArray();
    browser.clickRow(path, Qt::ControlModifier);
    const QModelIndex inside
        = browser.tree()->indexBelow(browser.tree()->indexBelow(browser.tree()->indexBelow(first)));
    browser.clickRow(inside.data(KeyNameRole).toByteArray(), Qt::ControlModifier);
    QTest::qWait(400);
    grab(browser, u"chosen-tree"_s);
    browser.keys()->showList();
    QTest::qWait(400);
    grab(browser, u"chosen-list"_s);
    browser.keyspace()->checkedKeys()->clear();
    browser.click("sortByTtl");
    (void)waitFor([&] { return browser.keyspace()->unsortedKeys() > 0; });
    QTest::qWait(300);
    grab(browser, u"sorted-ttl"_s);
    browser.click("sortButton");
    grab(browser, u"sort-menu"_s);
    browser.shown<QMenu>("sortMenu")->close();
    browser.click("sortBySize");
    QTest::qWait(300);
    grab(browser, u"sorted-size"_s);
    browser.keys()->showTree();
    QTest::qWait(200);
    browser.openMenu(folderName);
    browser.choose(u"About this folder…"_s);
    QTest::qWait(300);
    grab(browser, u"folder-counted"_s);
    browser.click("folderMeasure");
    (void)waitFor([&] { return browser.text("folderState").contains(u"measured with"_s); });
    grab(browser, u"folder-measured"_s);
    closeDialogs(browser);
    trigger(browser, u"namingHintsAction"_s);
    grab(browser, u"naming"_s);
    closeDialogs(browser);
}

void tabStates(const BrowserFixture &browser)
{
    for (const char *key : {"dashboard:stats", "users:online", "queue:emails", "lb:all-time"})
        openKept(browser, key);
    auto *tabs = browser.tabs();
    emit tabs->customContextMenuRequested(tabs->tabRect(2).center() - QPoint(20, 0));
    grab(browser, u"tab-menu"_s);
    browser.choose(u"Pin tab"_s);
    QTest::qWait(200);
    grab(browser, u"tabs-pinned"_s);
    browser.openMenu("users:online");
    browser.choose(u"Add to favourites"_s);
    browser.click("patternHistory");
    grab(browser, u"favourites-menu"_s);
    browser.shown<QMenu>("patternHistoryMenu")->close();
    for (const QSize &size : {QSize(840, 560), QSize(1730, 1080)}) {
        browser.page()->resize(size);
        QTest::qWait(300);
        grab(browser, u"size-%1"_s.arg(size.width()));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    folder = QDir(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"browser"_s);
    folder.mkpath(u"."_s);
    Theme ownTheme;
    theme = &ownTheme;
    theme->setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
    theme->apply(&application);
    SandboxProcess sandbox({u"--keys"_s, u"20000"_s});
    if (!sandbox.start()) {
        qWarning("no sandbox: %s", sandbox.errorText().constData());
        return 1;
    }
    const QTemporaryDir config;
    BrowserFixture browser(sandbox, ownTheme, config.filePath(u"settings.json"_s), QUuid::createUuid());
    (void)waitFor([&] {
        return browser.keyspace()->state() == Keyspace::State::Keys
            && browser.keyspace()->activeScanner()->state() == KeyScanner::State::Finished;
    });
    QTest::qWait(400);
    grab(browser, u"scanned"_s);
    keyStates(browser);
    tabStates(browser);
    browser.page()->resize(1260, 800);
    addKeyStates(browser);
    return 0;
}
