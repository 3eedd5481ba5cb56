// SPDX-License-Identifier: GPL-3.0-or-later
// Chips, segments, switches and fields by mouse and keyboard.
#include "ui/theme/theme.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/toggleswitch.h"

#include <QBoxLayout>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

class ChoicesTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void chipsMoveByArrowAndToggleBySpace();
    void singleChoiceChipsKeepOneChosen();
    void chipsWrap();
    void segmentsAreChosenByArrows();
    void disabledSegmentIsSkippedAndSaysWhy();
    void toggleIsASwitchForTheKeyboard();
    void escClearsTheSearchFirst();
    void invalidFieldIsMarkedAndExplained();

private:
    Theme m_theme;
};

void ChoicesTest::initTestCase()
{
    m_theme.setReducedMotion(true);
    m_theme.apply(qApp);
}

void ChoicesTest::init()
{
    m_theme.setChoice(Theme::Choice::Light);
    m_theme.setTextSize(13);
    m_theme.setDensity(Theme::Density::Standard);
}

void ChoicesTest::chipsMoveByArrowAndToggleBySpace()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *chips = new ChipRow(&m_theme, ChipRow::Choice::Multi, u"Types"_s);
    Chip *all = chips->addAllChip(u"All"_s);
    chips->addTypeChip("string");
    chips->addTypeChip("hash");
    column->addWidget(chips);
    auto *next = new QPushButton(u"Next"_s);
    column->addWidget(next);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QSignalSpy changed(chips, &ChipRow::checkedChanged);
    QVERIFY(all->isChecked());
    all->setFocus();
    QTest::keyClick(all, Qt::Key_Right);
    QVERIFY(chips->chip(u"string"_s)->hasFocus());
    QTest::keyClick(chips->chip(u"string"_s), Qt::Key_Space);
    QCOMPARE(chips->checked(), QStringList{u"string"_s});
    QVERIFY(!all->isChecked());
    QTest::keyClick(chips->chip(u"string"_s), Qt::Key_End);
    QTest::keyClick(chips->chip(u"hash"_s), Qt::Key_Space);
    QCOMPARE(changed.last().first().toStringList(), QStringList({u"string"_s, u"hash"_s}));
    QTest::keyClick(chips->chip(u"hash"_s), Qt::Key_Tab); // one stop for the row
    QVERIFY(next->hasFocus());
    QTest::keyClick(next, Qt::Key_Backtab);
    QVERIFY(chips->chip(u"hash"_s)->hasFocus()); // and it remembers where
    QTest::mouseClick(all, Qt::LeftButton);
    QCOMPARE(chips->checked(), QStringList());
    QVERIFY(all->isChecked());
    QTest::mouseClick(all, Qt::LeftButton);
    QVERIFY(all->isChecked()); // "all" cannot be turned off by itself
    const qsizetype said = changed.size();
    chips->setChecked({u"hash"_s});
    QCOMPARE(changed.size(), said);
    QVERIFY(!all->isChecked());
}

void ChoicesTest::singleChoiceChipsKeepOneChosen()
{
    ChipRow chips(&m_theme, ChipRow::Choice::Single, u"TTL"_s);
    chips.addChip(u"any"_s, u"Any TTL"_s);
    chips.addChip(u"none"_s, u"No expiry"_s);
    chips.setChecked({u"any"_s});
    QTest::mouseClick(chips.chip(u"none"_s), Qt::LeftButton);
    QCOMPARE(chips.checked(), QStringList{u"none"_s});
    QTest::mouseClick(chips.chip(u"none"_s), Qt::LeftButton);
    QCOMPARE(chips.checked(), QStringList{u"none"_s});
}

void ChoicesTest::chipsWrap()
{
    ChipRow chips(&m_theme, ChipRow::Choice::Multi, u"Types"_s);
    for (const char *type : {"string", "hash", "list", "set", "zset", "stream", "json"})
        chips.addTypeChip(type);
    const int wide = chips.layout()->heightForWidth(1000);
    QCOMPARE(wide, m_theme.scaled(24));
    QCOMPARE(chips.layout()->heightForWidth(chips.sizeHint().width()), wide);
    QVERIFY(chips.layout()->heightForWidth(180) > wide);
    chips.resize(180, 200);
    chips.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chips));
    QVERIFY(chips.chip(u"json"_s)->y() > chips.chip(u"string"_s)->y());
    QVERIFY(chips.chip(u"json"_s)->geometry().right() < 180);
}

void ChoicesTest::segmentsAreChosenByArrows()
{
    SegmentedControl control(&m_theme, u"View"_s);
    for (const QString &id : {u"table"_s, u"json"_s, u"raw"_s})
        control.addSegment(id, id);
    control.show();
    control.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&control));
    QSignalSpy changed(&control, &SegmentedControl::currentChanged);
    QCOMPARE(control.current(), u"table"_s);
    control.segment(u"table"_s)->setFocus();
    QTest::keyClick(control.segment(u"table"_s), Qt::Key_Right);
    QCOMPARE(control.current(), u"json"_s);
    QVERIFY(control.segment(u"json"_s)->hasFocus());
    QTest::keyClick(control.segment(u"json"_s), Qt::Key_Left);
    QTest::keyClick(control.segment(u"table"_s), Qt::Key_Left); // stays at the end
    QCOMPARE(control.current(), u"table"_s);
    QTest::mouseClick(control.segment(u"raw"_s), Qt::LeftButton);
    QTest::mouseClick(control.segment(u"raw"_s), Qt::LeftButton); // once is enough
    QCOMPARE(changed.size(), 3);
    QVERIFY(control.segment(u"raw"_s)->isChecked());
    control.setCurrent(u"json"_s);
    QCOMPARE(changed.size(), 3);
    QVERIFY(!control.segment(u"raw"_s)->isChecked());
}

void ChoicesTest::disabledSegmentIsSkippedAndSaysWhy()
{
    SegmentedControl control(&m_theme, u"View"_s);
    for (const QString &id : {u"text"_s, u"json"_s, u"hex"_s})
        control.addSegment(id, id);
    control.setSegmentEnabled(u"json"_s, false, u"This value is not JSON <b>"_s);
    QVERIFY(control.segment(u"json"_s)->toolTip().contains("not JSON &lt;b&gt;"_L1));
    control.show();
    control.segment(u"text"_s)->setFocus();
    QTest::keyClick(control.segment(u"text"_s), Qt::Key_Right);
    QCOMPARE(control.current(), u"hex"_s);
}

void ChoicesTest::toggleIsASwitchForTheKeyboard()
{
    ToggleSwitch toggle(&m_theme, u"Read-only"_s);
    toggle.show();
    QSignalSpy toggled(&toggle, &ToggleSwitch::toggled);
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(toggle.isChecked());
    QTest::mouseClick(&toggle, Qt::LeftButton, {}, QPoint(toggle.width() - 3, 3));
    QVERIFY(!toggle.isChecked());
    QCOMPARE(toggled.size(), 2);
}

void ChoicesTest::escClearsTheSearchFirst()
{
    QDialog window;
    auto *column = new QVBoxLayout(&window);
    auto *field = new SearchField(&m_theme, u"Filter"_s);
    column->addWidget(field);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    field->setFocus();
    QTest::keyClicks(field, u"cart:"_s);
    QSignalSpy edited(field, &QLineEdit::textEdited);
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(field->text(), QString());
    QCOMPARE(edited.size(), 1);
    QVERIFY(window.isVisible());
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!window.isVisible());
    // The clear button is there only while there is something to clear, and does not lie under the text.
    window.show();
    auto *clear = field->findChild<QToolButton *>(u"clearButton"_s);
    QVERIFY(!clear->isVisible());
    field->setText(u"x"_s);
    QVERIFY(clear->isVisible());
    IconButton *history = field->addTrailing(u"history"_s, u"History"_s);
    QVERIFY(!clear->geometry().intersects(history->geometry()));
    QVERIFY(field->rect().contains(history->geometry()));
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(field->text(), QString());
}

void ChoicesTest::invalidFieldIsMarkedAndExplained()
{
    auto *field = new QLineEdit;
    FormRow row(&m_theme, u"URL"_s, field);
    QCOMPARE(field->accessibleName(), u"URL"_s);
    row.show();
    QVERIFY(QTest::qWaitForWindowExposed(&row));
    const QImage good = field->grab().toImage();
    row.setHint(u"That is a redis:// address."_s, Tone::Danger);
    QVERIFY(field->property("invalid").toBool());
    QCOMPARE(field->accessibleDescription(), u"That is a redis:// address."_s);
    QVERIFY(row.findChild<QLabel *>(u"hintText"_s)->isVisible());
    QCOMPARE(field->grab().toImage().pixelColor(field->width() / 2, 0), m_theme.color(Token::Danger));
    row.setHint(QString());
    QCOMPARE(field->grab().toImage(), good);
}

QTEST_MAIN(ChoicesTest)
#include "tst_choices.moc"
