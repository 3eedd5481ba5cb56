// SPDX-License-Identifier: GPL-3.0-or-later
// A page with a panel at its right, in wide and in narrow windows.
#include "ui/theme/theme.h"
#include "ui/widgets/sidepaneview.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabBar>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

class SidePaneTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme.apply(qApp); }
    void init()
    {
        m_main = new QLineEdit;
        m_side = new QLineEdit;
        m_view = std::make_unique<SidePaneView>(&m_theme, m_main, u"Boards"_s, m_side, u"Your rank"_s,
                                                SidePaneView::Width{240, 320, 400});
        m_view->resize(1440, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void aWideWindowShowsBoth()
    {
        QVERIFY(m_main->isVisible() && m_side->isVisible());
        QVERIFY(!tabs()->isVisible());
        QVERIFY(!m_view->switchAction()->isVisible());
        QCOMPARE(m_side->width(), 320);
        QSignalSpy moved(m_view.get(), &SidePaneView::sideWidthChanged);
        auto *splitter = m_view->findChild<QSplitter *>();
        splitter->handle(1)->setFocus();
        QTest::keyClick(splitter->handle(1), Qt::Key_Left);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(m_side->width(), 336);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(splitter->handle(1), Qt::Key_Left);
        QCOMPARE(m_side->width(), 400); // no more than its most
    }

    void aNarrowWindowMakesItATab()
    {
        QSignalSpy narrow(m_view.get(), &SidePaneView::narrowChanged);
        m_view->resize(SidePaneView::needs - 1, 600);
        QTRY_VERIFY(tabs()->isVisible());
        QCOMPARE(narrow.size(), 1);
        QVERIFY(m_main->isVisible());
        QVERIFY(!m_side->isVisible());
        tabs()->setFocus();
        QTest::keyClick(tabs(), Qt::Key_Right);
        QVERIFY(m_side->isVisible());
        QVERIFY(!m_main->isVisible());
        QTRY_COMPARE(m_side->width(), m_view->width());
        QVERIFY(m_view->switchAction()->isVisible());
        QCOMPARE(m_view->switchAction()->text(), u"Show Boards"_s);
        m_view->switchAction()->trigger();
        QVERIFY(m_main->isVisible());
        m_view->resize(SidePaneView::needs, 600);
        QTRY_VERIFY(m_side->isVisible());
        QVERIFY(m_main->isVisible());
        QTRY_COMPARE(m_side->width(), 320); // as wide as before
        QVERIFY(!tabs()->isVisible());
    }

    void whoWorksInThePanelStaysThere()
    {
        m_side->setFocus();
        QTest::keyClicks(m_side, u"mira"_s);
        m_view->resize(1024, 600);
        QTRY_VERIFY(tabs()->isVisible());
        QVERIFY(m_side->isVisible());
        QCOMPARE(m_side->text(), u"mira"_s);
        QVERIFY(m_side->hasFocus());
    }

    void aPageWithoutItsPanelHasNoTabs()
    {
        m_view->setSideAvailable(false);
        QVERIFY(!m_side->isVisible());
        m_view->resize(1024, 600);
        QCoreApplication::sendPostedEvents();
        QVERIFY(!tabs()->isVisible());
        QVERIFY(m_main->isVisible());
        m_view->setSideAvailable(true);
        QVERIFY(tabs()->isVisible());
    }

private:
    [[nodiscard]] QTabBar *tabs() const { return m_view->findChild<QTabBar *>(u"sidePaneTabs"_s); }

    Theme m_theme;
    std::unique_ptr<SidePaneView> m_view;
    QLineEdit *m_main = nullptr;
    QLineEdit *m_side = nullptr;
};

QTEST_MAIN(SidePaneTest)
#include "tst_sidepane.moc"
