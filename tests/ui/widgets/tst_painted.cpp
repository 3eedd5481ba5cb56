// SPDX-License-Identifier: GPL-3.0-or-later
// Rows, dividers, bars, key caps and pills.
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/splitter.h"

#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

class PaintedTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void rowsFollowDensityAndShowSelection();
    void splitterMovesByKeys();
    void progressIsHonestAtTheEnds();
    void keyCapsReadAsWritten();
    void pillNamesItself();

private:
    Theme m_theme;
};

void PaintedTest::initTestCase()
{
    m_theme.setReducedMotion(true);
    m_theme.apply(qApp);
}

void PaintedTest::init()
{
    m_theme.setChoice(Theme::Choice::Light);
    m_theme.setTextSize(13);
    m_theme.setDensity(Theme::Density::Standard);
}

void PaintedTest::rowsFollowDensityAndShowSelection()
{
    QTableView view;
    QStandardItemModel model(3, 1);
    for (int i = 0; i < 3; ++i)
        model.setItem(i, new QStandardItem(u"row %1"_s.arg(i)));
    view.setModel(&model);
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    auto *delegate = new RowDelegate(&m_theme, RowDelegate::Row::Table, &view);
    view.setItemDelegate(delegate);
    view.resize(300, 200);
    view.show();
    view.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&view));
    view.setFocus();
    view.selectRow(1);
    const auto ground = [&](int row) {
        const QRect cell = view.visualRect(model.index(row, 0));
        return view.viewport()->grab().toImage().pixelColor(cell.right() - 4, cell.top() + 3);
    };
    QCOMPARE(ground(1), m_theme.color(Token::Selection));
    QCOMPARE(ground(2), m_theme.color(Token::Surface));
    view.clearFocus();
    QCOMPARE(ground(1), m_theme.color(Token::SelectionInactive));
    QCOMPARE(delegate->sizeHint({}, model.index(0, 0)).height(), 28);
    m_theme.setDensity(Theme::Density::Compact);
    QCOMPARE(delegate->sizeHint({}, model.index(0, 0)).height(), 24);
}

void PaintedTest::splitterMovesByKeys()
{
    Splitter splitter(&m_theme, Qt::Horizontal);
    splitter.addWidget(new QWidget);
    splitter.addWidget(new QWidget);
    splitter.resize(600, 100);
    splitter.setSizes({300, 299});
    splitter.show();
    QVERIFY(QTest::qWaitForWindowExposed(&splitter));
    const int before = splitter.sizes().first();
    QTest::keyClick(splitter.handle(1), Qt::Key_Right);
    QCOMPARE(splitter.sizes().first(), before + 16);
    QTest::keyClick(splitter.handle(1), Qt::Key_Left);
    QCOMPARE(splitter.sizes().first(), before);
    QCOMPARE(splitter.handleWidth(), 1);
}

void PaintedTest::progressIsHonestAtTheEnds()
{
    ProgressLine line(&m_theme, u"Scan"_s);
    line.resize(200, 6);
    const auto at = [&](int x) {
        return line.grab().toImage().pixelColor(x, 3);
    };
    line.setFraction(0);
    QCOMPARE(at(20), m_theme.color(Token::Track));
    line.setFraction(0.5);
    QCOMPARE(at(90), m_theme.color(Token::Accent));
    QCOMPARE(at(110), m_theme.color(Token::Track));
    line.setFraction(7);
    QCOMPARE(at(190), m_theme.color(Token::Accent));
    line.setFraction(-1);
    QCOMPARE(at(10), m_theme.color(Token::Track));
}

void PaintedTest::keyCapsReadAsWritten()
{
    QCOMPARE(KeyCap::label(QKeySequence(u"Ctrl+Shift+N"_s)), u"Ctrl Shift N"_s);
    QCOMPARE(KeyCap::label(QKeySequence(Qt::Key_Escape)), u"Esc"_s);
    QCOMPARE(KeyCap::label(QKeySequence(u"+"_s)), u"+"_s);
    Button plain(&m_theme, u"Save"_s, Button::Kind::Primary);
    const int without = plain.sizeHint().width();
    plain.setKeyCap(QKeySequence(u"Ctrl+S"_s));
    QVERIFY(plain.sizeHint().width() > without + 20);
    QVERIFY(plain.shortcut().isEmpty()); // drawn only: the shortcut is an action's
}

void PaintedTest::pillNamesItself()
{
    Pill pill(&m_theme);
    pill.setParts(u"3,412"_s, u"of 10,000 today"_s, u"· this app 214"_s);
    QCOMPARE(pill.accessibleName(), u"3,412 of 10,000 today · this app 214"_s);
    pill.setParts(u"3,413"_s, u"of 10,000 today"_s);
    QCOMPARE(pill.accessibleName(), u"3,413 of 10,000 today"_s);
    pill.setAccessibleName(u"Commands used"_s);
    pill.setParts(u"3,414"_s);
    QCOMPARE(pill.accessibleName(), u"Commands used"_s);
    QSignalSpy clicked(&pill, &Pill::clicked);
    QTest::keyClick(&pill, Qt::Key_Space);
    QCOMPARE(clicked.size(), 1);
}

QTEST_MAIN(PaintedTest)
#include "tst_painted.moc"
