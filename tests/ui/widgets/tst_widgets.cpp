// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/dialogshell.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/property.h"
#include "ui/widgets/question.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/skeletonrows.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/statetag.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/toasthost.h"
#include "ui/widgets/toggleswitch.h"
#include "ui/widgets/typebadge.h"

#include <QAccessible>
#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QImage>
#include <QPointer>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;
using namespace std::chrono_literals;

using Maker = std::function<QWidget *(const Theme *)>;
Q_DECLARE_METATYPE(Maker)

class WidgetsTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void eachHasNameAndRole_data();
    void eachHasNameAndRole();
    void eachRepaintsOnLiveSwitch_data() { everyWidget(); }
    void eachRepaintsOnLiveSwitch();
    void eachGrowsWithTheText_data() { everyWidget(); }
    void eachGrowsWithTheText();
    void chipsMoveByArrowAndToggleBySpace();
    void singleChoiceChipsKeepOneChosen();
    void chipsWrap();
    void segmentsAreChosenByArrows();
    void disabledSegmentIsSkippedAndSaysWhy();
    void toggleIsASwitchForTheKeyboard();
    void escClearsTheSearchFirst();
    void invalidFieldIsMarkedAndExplained();
    void elidedLabelKeepsItsText();
    void focusMovesNoContent();
    void everyControlShowsKeyboardFocus_data();
    void everyControlShowsKeyboardFocus();
    void dialogIsAsHighAsItsText();
    void destructiveQuestionNeedsIntent();
    void typedNameEnablesTheAction();
    void harmlessQuestionTakesEnter();
    void questionAnswersOnce();
    void questionOfADeadParentIsSilent();
    void toastsStackAndGo();
    void toastStaysWhileFocused();
    void toastUndoByShortcutRunsOnce();
    void toastKeepsItsPlace();
    void bannerActionsAndClosing();
    void copyButtonCopiesWhatIsThereNow();
    void rowsFollowDensityAndShowSelection();
    void splitterMovesByKeys();
    void progressIsHonestAtTheEnds();
    void keyCapsReadAsWritten();
    void pillNamesItself();

private:
    void everyWidget();

    Theme m_theme;
};

void WidgetsTest::initTestCase()
{
    m_theme.setReducedMotion(true);
    m_theme.apply(qApp);
}

void WidgetsTest::init()
{
    m_theme.setChoice(Theme::Choice::Light);
    m_theme.setTextSize(13);
    m_theme.setDensity(Theme::Density::Standard);
}

void WidgetsTest::everyWidget()
{
    QTest::addColumn<Maker>("make");
    QTest::addColumn<int>("role");
    const auto row = [](const char *name, QAccessible::Role role, Maker make) {
        QTest::newRow(name) << std::move(make) << static_cast<int>(role);
    };
    row("Button", QAccessible::Button, [](const Theme *theme) { return new Button(theme, u"Save"_s); });
    row("IconButton", QAccessible::Button,
        [](const Theme *theme) { return new IconButton(theme, u"copy"_s, u"Copy"_s); });
    row("CopyButton", QAccessible::Button, [](const Theme *theme) { return new CopyButton(theme, u"Copy key"_s); });
    row("ToggleSwitch", QAccessible::CheckBox,
        [](const Theme *theme) { return new ToggleSwitch(theme, u"Read-only"_s); });
    row("SearchField", QAccessible::EditableText,
        [](const Theme *theme) { return new SearchField(theme, u"Filter"_s); });
    row("TypeBadge", QAccessible::StaticText, [](const Theme *theme) { return new TypeBadge(theme, "hash"); });
    row("EnvironmentTag", QAccessible::StaticText,
        [](const Theme *theme) { return new EnvironmentTag(theme, Environment::Staging); });
    row("EnvironmentBlock", QAccessible::StaticText, [](const Theme *theme) {
        return new EnvironmentBlock(theme, Environment::Staging, EnvironmentBlock::Shape::RoundedLeft);
    });
    row("StateTag", QAccessible::StaticText,
        [](const Theme *theme) { return new StateTag(theme, Tone::Warning, u"Near limit"_s, u"triangle-alert"_s); });
    row("KeyCap", QAccessible::StaticText,
        [](const Theme *theme) { return new KeyCap(theme, QKeySequence(u"Ctrl+K"_s)); });
    row("Pill", QAccessible::Button, [](const Theme *theme) {
        auto *pill = new Pill(theme);
        pill->setParts(u"23 ms"_s);
        return pill;
    });
    row("Chip", QAccessible::CheckBox, [](const Theme *theme) { return new Chip(theme, u"Any TTL"_s); });
    row("ProgressLine", QAccessible::ProgressBar,
        [](const Theme *theme) { return new ProgressLine(theme, u"Scan"_s); });
    row("Banner", QAccessible::NoRole, [](const Theme *theme) {
        auto *banner = new Banner(theme, Tone::Warning, u"git-compare"_s);
        banner->setMessage(u"Changed on the server."_s);
        return banner;
    });
    row("EmptyState", QAccessible::NoRole,
        [](const Theme *theme) { return new EmptyState(theme, u"database"_s, u"No keys yet"_s, u"Write one."_s); });
    row("SkeletonRows", QAccessible::NoRole, [](const Theme *theme) {
        auto *rows = new SkeletonRows(theme, SkeletonRows::Shape::Tree);
        rows->setMinimumSize(200, theme->treeRow() * 3);
        return rows;
    });
    row("SegmentedControl", QAccessible::NoRole, [](const Theme *theme) {
        auto *control = new SegmentedControl(theme, u"View"_s);
        control->addSegment(u"table"_s, u"Table"_s);
        return control;
    });
    row("ChipRow", QAccessible::NoRole, [](const Theme *theme) {
        auto *chips = new ChipRow(theme, ChipRow::Choice::Multi, u"Types"_s);
        chips->addTypeChip("hash");
        return chips;
    });
    row("Toast", QAccessible::NoRole, [](const Theme *theme) {
        Notice notice;
        notice.text = u"Deleted"_s;
        return new Toast(theme, notice, 1h, nullptr);
    });
}

void WidgetsTest::eachHasNameAndRole_data()
{
    everyWidget();
}

void WidgetsTest::eachHasNameAndRole()
{
    QFETCH(const Maker, make);
    QFETCH(const int, role);
    const std::unique_ptr<QWidget> widget(make(&m_theme));
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget.get());
    QVERIFY(face != nullptr);
    QVERIFY(!face->text(QAccessible::Name).isEmpty());
    if (role != static_cast<int>(QAccessible::NoRole))
        QCOMPARE(static_cast<int>(face->role()), role);
    // What can be pressed inside has a name as well.
    const QList<QAbstractButton *> buttons = widget->findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons)
        QVERIFY2(!button->accessibleName().isEmpty(), button->metaObject()->className());
}

void WidgetsTest::eachRepaintsOnLiveSwitch()
{
    QFETCH(const Maker, make);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(make(&m_theme));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QWidget *widget = column->itemAt(0)->widget();
    const QImage light = widget->grab().toImage();
    m_theme.setChoice(Theme::Choice::Dark);
    const QImage dark = widget->grab().toImage();
    QCOMPARE(dark.size(), light.size());
    QVERIFY(dark != light);
    m_theme.setChoice(Theme::Choice::Light);
    QCOMPARE(widget->grab().toImage(), light);
}

void WidgetsTest::eachGrowsWithTheText()
{
    QFETCH(const Maker, make);
    const std::unique_ptr<QWidget> widget(make(&m_theme));
    if (qobject_cast<ProgressLine *>(widget.get()) != nullptr || qobject_cast<SkeletonRows *>(widget.get()) != nullptr)
        return; // bars and placeholders hold no text
    widget->ensurePolished();
    const QSize before = widget->sizeHint();
    m_theme.setTextSize(16);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    const QSize after = widget->sizeHint();
    QVERIFY2(after.height() > before.height() || after.width() > before.width(),
             qPrintable(u"%1×%2"_s.arg(after.width()).arg(after.height())));
}

void WidgetsTest::chipsMoveByArrowAndToggleBySpace()
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

void WidgetsTest::singleChoiceChipsKeepOneChosen()
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

void WidgetsTest::chipsWrap()
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

void WidgetsTest::segmentsAreChosenByArrows()
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

void WidgetsTest::disabledSegmentIsSkippedAndSaysWhy()
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

void WidgetsTest::toggleIsASwitchForTheKeyboard()
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

void WidgetsTest::escClearsTheSearchFirst()
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

void WidgetsTest::invalidFieldIsMarkedAndExplained()
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

void WidgetsTest::elidedLabelKeepsItsText()
{
    const QString key = u"session:eu:"_s + QString(200, u'7') + u":end"_s;
    PlainLabel label(key);
    label.setElide(Qt::ElideMiddle);
    label.resize(160, 20);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QCOMPARE(label.text(), key);
    QVERIFY(label.minimumSizeHint().width() < 160);
    QVERIFY(label.grab().toImage() != QImage());
    PlainLabel whole(key);
    QVERIFY(whole.minimumSizeHint().width() > 160);
}

void WidgetsTest::focusMovesNoContent()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *plain = new QPushButton(u"Plain"_s);
    auto *field = new QLineEdit(u"session"_s);
    auto *other = new Button(&m_theme, u"Ours"_s);
    row->addWidget(plain);
    row->addWidget(field);
    row->addWidget(other);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other->setFocus();
    const QSize plainSize = plain->sizeHint();
    const QRect textBox = field->inputMethodQuery(Qt::ImCursorRectangle).toRect();
    field->setFocus();
    field->end(false);
    QCOMPARE(field->inputMethodQuery(Qt::ImCursorRectangle).toRect().top(), textBox.top());
    plain->setFocus();
    QCOMPARE(plain->sizeHint(), plainSize);
    QCOMPARE(other->sizeHint().height(), plain->height());
    QCOMPARE(field->height(), other->height());
}

void WidgetsTest::everyControlShowsKeyboardFocus_data()
{
    QTest::addColumn<Maker>("make");
    const auto row = [](const char *name, Maker make) {
        QTest::newRow(name) << std::move(make);
    };
    row("QPushButton", [](const Theme *) { return new QPushButton(u"Save"_s); });
    row("QLineEdit", [](const Theme *) { return new QLineEdit(u"text"_s); });
    row("QPlainTextEdit", [](const Theme *) { return new QPlainTextEdit(u"text"_s); });
    row("QCheckBox", [](const Theme *) { return new QCheckBox(u"Copy"_s); });
    row("QRadioButton", [](const Theme *) { return new QRadioButton(u"One"_s); });
    row("QSpinBox", [](const Theme *) { return new QSpinBox; });
    row("QToolButton", [](const Theme *theme) {
        auto *button = new QToolButton;
        button->setIcon(theme->icon(u"copy"_s));
        button->setFocusPolicy(Qt::StrongFocus);
        return button;
    });
    row("QComboBox", [](const Theme *) {
        auto *combo = new QComboBox;
        combo->addItem(u"hours"_s);
        return combo;
    });
    row("QTabBar", [](const Theme *) {
        auto *bar = new QTabBar;
        bar->addTab(u"Keys"_s);
        return bar;
    });
    row("Button", [](const Theme *theme) { return new Button(theme, u"Save"_s); });
    row("Button danger", [](const Theme *theme) { return new Button(theme, u"Delete"_s, Button::Kind::Danger); });
    row("Button link", [](const Theme *theme) { return new Button(theme, u"Details"_s, Button::Kind::Link); });
    row("IconButton", [](const Theme *theme) { return new IconButton(theme, u"copy"_s, u"Copy"_s); });
    row("ToggleSwitch", [](const Theme *theme) { return new ToggleSwitch(theme, u"Read-only"_s); });
    row("SearchField", [](const Theme *theme) { return new SearchField(theme, u"Filter"_s); });
    row("Chip", [](const Theme *theme) { return new Chip(theme, u"Any TTL"_s); });
    row("Pill", [](const Theme *theme) {
        auto *pill = new Pill(theme);
        pill->setParts(u"23 ms"_s);
        return pill;
    });
}

void WidgetsTest::everyControlShowsKeyboardFocus()
{
    QFETCH(const Maker, make);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *other = new QLineEdit;
    column->addWidget(other);
    QWidget *widget = make(&m_theme);
    column->addWidget(widget);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    other->setFocus();
    const auto ringPixels = [&] {
        const QImage image = widget->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == m_theme.color(Token::Focus) ? 1 : 0;
        }
        return count;
    };
    const int before = ringPixels();
    QTest::keyClick(other, Qt::Key_Tab);
    QVERIFY(widget->hasFocus());
    QVERIFY2(ringPixels() > before + 20, qPrintable(QString::number(ringPixels() - before)));
}

void WidgetsTest::dialogIsAsHighAsItsText()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Delete 1,204 keys from prod-eu-main?"_s;
    question.text = u"Keys matching session:eu:7f3a9*. Those users are signed out, and they have to sign in again."_s;
    for (int i = 0; i < 3; ++i)
        question.facts.append({Tone::Success, u"A copy of 1.6 MB is saved first; undo stays on for 24 hours."_s});
    question.actionText = u"Delete"_s;
    const std::unique_ptr<QDialog> dialog(ask(&m_theme, &window, question, {}));
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    QCOMPARE(dialog->height(), dialog->layout()->totalHeightForWidth(dialog->width()));
    const QList<QLabel *> facts = dialog->findChildren<QLabel *>(u"questionFact"_s);
    QCOMPARE(facts.size(), 3);
    QCOMPARE(facts.at(2)->y() - facts.at(1)->y(), facts.at(1)->y() - facts.at(0)->y());
    QCOMPARE(facts.at(0)->height(), facts.at(0)->heightForWidth(facts.at(0)->width()));
}

void WidgetsTest::destructiveQuestionNeedsIntent()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Delete 3 keys?"_s;
    question.actionText = u"Delete 3 keys"_s;
    question.actionKind = Button::Kind::Danger;
    std::optional<Answer> answer;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QCOMPARE(dialog->objectName(), u"questionDialog"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *accept = dialog->findChild<QPushButton *>(u"questionAccept"_s);
    auto *cancel = dialog->findChild<QPushButton *>(u"questionCancel"_s);
    QVERIFY(!accept->isDefault());
    QVERIFY(cancel->isDefault());
    QVERIFY(cancel->hasFocus());
    QVERIFY(cancel->x() + cancel->parentWidget()->x() < accept->x() + accept->parentWidget()->x());
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(answer, Answer::Cancelled);
    QTRY_VERIFY(dialog.isNull());
    answer.reset();
    dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"questionAccept"_s), Qt::LeftButton);
    QCOMPARE(answer, Answer::Accepted);
}

void WidgetsTest::typedNameEnablesTheAction()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Delete 1,204 keys from prod-eu-main?"_s;
    question.actionText = u"Delete 1,204 keys"_s;
    question.actionKind = Button::Kind::Danger;
    question.environment = Environment::Production;
    question.typeToConfirm = u"prod-eu-main"_s;
    question.typeToConfirmLabel = u"Type the database name to confirm"_s;
    std::optional<Answer> answer;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(dialog->findChild<EnvironmentTag *>() != nullptr);
    QVERIFY(dialog->findChild<EnvironmentLine *>() != nullptr);
    auto *accept = dialog->findChild<QPushButton *>(u"questionAccept"_s);
    auto *field = dialog->findChild<QLineEdit *>(u"questionConfirmField"_s);
    auto *matches = dialog->findChild<QLabel *>(u"questionMatches"_s);
    QVERIFY(field->hasFocus());
    QVERIFY(!accept->isEnabled());
    QTest::keyClicks(field, u"Prod-EU-main"_s); // case matters
    QVERIFY(!accept->isEnabled());
    QVERIFY(!matches->isVisible());
    field->clear();
    QTest::keyClicks(field, u"prod-eu-main"_s);
    QVERIFY(accept->isEnabled());
    QVERIFY(matches->isVisible());
    QTest::keyClick(field, Qt::Key_Backspace);
    QVERIFY(!accept->isEnabled());
    QTest::keyClicks(field, u"n"_s);
    QTest::mouseClick(accept, Qt::LeftButton);
    QCOMPARE(answer, Answer::Accepted);
}

void WidgetsTest::harmlessQuestionTakesEnter()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Open again?"_s;
    question.actionText = u"Open"_s;
    question.secondaryText = u"Show commands"_s;
    std::optional<Answer> answer;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(answer, Answer::Accepted);
    answer.reset();
    dialog = ask(&m_theme, &window, question, [&](Answer given) { answer = given; });
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"questionSecondary"_s), Qt::LeftButton);
    QCOMPARE(answer, Answer::Secondary);
}

void WidgetsTest::questionAnswersOnce()
{
    QWidget window;
    window.show();
    Question question;
    question.heading = u"Lock writing?"_s;
    question.actionText = u"Lock"_s;
    int answers = 0;
    QPointer<QDialog> dialog = ask(&m_theme, &window, question, [&](Answer) { ++answers; });
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(dialog.isNull());
    QCOMPARE(answers, 1);
}

void WidgetsTest::questionOfADeadParentIsSilent()
{
    auto window = std::make_unique<QWidget>();
    window->show();
    Question question;
    question.actionText = u"Save"_s;
    int answers = 0;
    QPointer<QDialog> dialog = ask(&m_theme, window.get(), question, [&](Answer) { ++answers; });
    window.reset();
    QVERIFY(dialog.isNull());
    QCOMPARE(answers, 0);
}

void WidgetsTest::toastsStackAndGo()
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

void WidgetsTest::toastStaysWhileFocused()
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

void WidgetsTest::toastUndoByShortcutRunsOnce()
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

void WidgetsTest::toastKeepsItsPlace()
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

void WidgetsTest::bannerActionsAndClosing()
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

void WidgetsTest::copyButtonCopiesWhatIsThereNow()
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

void WidgetsTest::rowsFollowDensityAndShowSelection()
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

void WidgetsTest::splitterMovesByKeys()
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

void WidgetsTest::progressIsHonestAtTheEnds()
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

void WidgetsTest::keyCapsReadAsWritten()
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

void WidgetsTest::pillNamesItself()
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

QTEST_MAIN(WidgetsTest)
#include "tst_widgets.moc"
