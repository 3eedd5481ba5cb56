// SPDX-License-Identifier: GPL-3.0-or-later
// Toasts, banners and what was copied.
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/toasthost.h"

#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;
using namespace std::chrono_literals;

class MessagesTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void toastsStackAndGo();
    void toastStaysWhileFocused();
    void toastUndoByShortcutRunsOnce();
    void toastKeepsItsPlace();
    void bannerActionsAndClosing();
    void copyButtonCopiesWhatIsThereNow();

private:
    Theme m_theme;
};

void MessagesTest::initTestCase()
{
    m_theme.setReducedMotion(true);
    m_theme.apply(qApp);
}

void MessagesTest::init()
{
    m_theme.setChoice(Theme::Choice::Light);
    m_theme.setTextSize(13);
    m_theme.setDensity(Theme::Density::Standard);
}

void MessagesTest::toastsStackAndGo()
{
    QWidget window;
    window.resize(900, 500);
    window.show();
    ToastHost host(&m_theme, &window);
    host.setStay(1h);
    for (int i = 0; i < 5; ++i) {
        Notice notice;
        notice.text = u"Deleted %1"_s.arg(i);
        host.show(notice);
    }
    QCOMPARE(host.count(), 3);
    QList<Toast *> toasts;
    for (Toast *toast : window.findChildren<Toast *>()) {
        if (toast->isVisible())
            toasts.append(toast);
    }
    QCOMPARE(toasts.size(), 3);
    QCOMPARE(toasts.last()->notice().text, u"Deleted 4"_s);
    QVERIFY(toasts.last()->y() > toasts.first()->y()); // the newest is lowest
    for (qsizetype i = 1; i < toasts.size(); ++i)
        QVERIFY(!toasts.at(i)->geometry().intersects(toasts.at(i - 1)->geometry()));
    QTest::mouseClick(toasts.last()->findChild<QAbstractButton *>(u"toastClose"_s), Qt::LeftButton);
    QCOMPARE(host.count(), 2);
    host.dismissAll();
    QCOMPARE(host.count(), 0);
    QTest::mouseMove(&window, QPoint(5, 5)); // a toast under the pointer stays
    host.setStay(1ms);
    Notice brief;
    brief.text = u"Copied"_s;
    host.show(brief);
    QTRY_COMPARE(host.count(), 0);
}

void MessagesTest::toastStaysWhileFocused()
{
    QWidget window;
    window.resize(900, 500);
    auto *elsewhere = new QLineEdit(&window);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    ToastHost host(&m_theme, &window);
    host.setStay(40ms);
    Notice notice;
    notice.text = u"Deleted"_s;
    notice.actionText = u"Undo"_s;
    host.show(notice);
    auto *action = window.findChild<QAbstractButton *>(u"toastAction"_s);
    action->setFocus();
    Notice other;
    other.text = u"Copied"_s;
    host.show(other);
    QTRY_COMPARE(host.count(), 1); // the other, as old, went
    QVERIFY(action->hasFocus());
    elsewhere->setFocus();
    QTRY_COMPARE(host.count(), 0);
}

void MessagesTest::toastUndoByShortcutRunsOnce()
{
    QWidget window;
    window.resize(900, 500);
    window.show();
    ToastHost host(&m_theme, &window);
    const QKeySequence undo(u"Ctrl+Z"_s);
    QVERIFY(!host.triggerShortcut(undo)); // nobody's: the editor may have it
    int undone = 0;
    Notice notice;
    notice.text = u"Deleted"_s;
    notice.actionText = u"Undo"_s;
    notice.action = [&undone] {
        ++undone;
    };
    notice.shortcut = undo;
    host.show(notice);
    Notice later;
    later.text = u"Copied"_s;
    host.show(later);
    QVERIFY(host.triggerShortcut(undo));
    QCOMPARE(undone, 1);
    QVERIFY(!host.triggerShortcut(undo));
    QCOMPARE(undone, 1);
    host.show(notice);
    QTest::mouseClick(window.findChildren<QAbstractButton *>(u"toastAction"_s).last(), Qt::LeftButton);
    QCOMPARE(undone, 2);
}

void MessagesTest::toastKeepsItsPlace()
{
    QWidget window;
    window.resize(900, 500);
    window.show();
    ToastHost host(&m_theme, &window);
    host.setStay(1h);
    host.setBottomInset(72);
    Notice notice;
    notice.text = u"Deleted"_s;
    notice.monoText = QString(400, u'k'); // a long key is shortened, not pushed out of the window
    host.show(notice);
    auto *toast = window.findChild<Toast *>();
    QCOMPARE(toast->geometry().right(), 900 - 20 - 1);
    QCOMPARE(toast->geometry().bottom(), 500 - 72 - 20 - 1);
    QVERIFY(toast->x() >= 20);
    window.resize(1200, 700);
    QTRY_COMPARE(toast->geometry().right(), 1200 - 20 - 1);
    QCOMPARE(toast->geometry().bottom(), 700 - 72 - 20 - 1);
}

void MessagesTest::bannerActionsAndClosing()
{
    Banner banner(&m_theme, Tone::Warning, u"git-compare"_s);
    banner.setMessage(u"Changed on the server since you loaded it."_s, u"2 fields differ."_s);
    Button *review = banner.addAction(u"Review differences"_s);
    banner.setClosable(true);
    banner.addAction(u"Keep mine"_s, Button::Kind::Ghost);
    banner.resize(800, banner.sizeHint().height());
    banner.show();
    QVERIFY(QTest::qWaitForWindowExposed(&banner));
    QCOMPARE(banner.accessibleName(), u"Changed on the server since you loaded it. 2 fields differ."_s);
    QSignalSpy clicked(review, &QPushButton::clicked);
    QTest::mouseClick(review, Qt::LeftButton);
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(banner.grab().toImage().pixelColor(4, banner.height() / 2), m_theme.color(Token::WarningSoft));
    banner.setTone(Tone::Danger, u"ban"_s);
    QCOMPARE(banner.grab().toImage().pixelColor(4, banner.height() / 2), m_theme.color(Token::DangerSoft));
    QSignalSpy closed(&banner, &Banner::closed);
    QTest::mouseClick(banner.findChild<QToolButton *>(u"bannerClose"_s), Qt::LeftButton);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!banner.isVisible());
}

void MessagesTest::copyButtonCopiesWhatIsThereNow()
{
    CopyButton button(&m_theme, u"Copy key"_s);
    QString key = u"cart:1"_s;
    button.setSource([&key] { return key; });
    button.show();
    QSignalSpy copied(&button, &CopyButton::copied);
    key = u"cart:2"_s;
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(copied.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"cart:2"_s);
}

QTEST_MAIN(MessagesTest)
#include "tst_messages.moc"
