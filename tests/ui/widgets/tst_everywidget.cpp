// SPDX-License-Identifier: GPL-3.0-or-later
// What every widget must do: have a name, repaint after a change of theme, grow with the text, show the focus.
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chiprow.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/progressline.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/skeletonrows.h"
#include "ui/widgets/statetag.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/toggleswitch.h"
#include "ui/widgets/typebadge.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QRadioButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;
using namespace std::chrono_literals;

using Maker = std::function<QWidget *(const Theme *)>;
Q_DECLARE_METATYPE(Maker)

class EveryWidgetTest final : public QObject {
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
    void elidedLabelKeepsItsText();
    void focusMovesNoContent();
    void everyControlShowsKeyboardFocus_data();
    void everyControlShowsKeyboardFocus();

private:
    void everyWidget();

    Theme m_theme;
};

void EveryWidgetTest::initTestCase()
{
    m_theme.setReducedMotion(true);
    m_theme.apply(qApp);
}

void EveryWidgetTest::init()
{
    m_theme.setChoice(Theme::Choice::Light);
    m_theme.setTextSize(13);
    m_theme.setDensity(Theme::Density::Standard);
}

void EveryWidgetTest::everyWidget()
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

void EveryWidgetTest::eachHasNameAndRole_data()
{
    everyWidget();
}

void EveryWidgetTest::eachHasNameAndRole()
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

void EveryWidgetTest::eachRepaintsOnLiveSwitch()
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

void EveryWidgetTest::eachGrowsWithTheText()
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

void EveryWidgetTest::elidedLabelKeepsItsText()
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

void EveryWidgetTest::focusMovesNoContent()
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

void EveryWidgetTest::everyControlShowsKeyboardFocus_data()
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

void EveryWidgetTest::everyControlShowsKeyboardFocus()
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

QTEST_MAIN(EveryWidgetTest)
#include "tst_everywidget.moc"
