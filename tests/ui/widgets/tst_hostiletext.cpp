// SPDX-License-Identifier: GPL-3.0-or-later
// Foreign text reaches many widgets. In none of them may it become markup, load a file or freeze the program.
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/environmenttag.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/question.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/statetag.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/toasthost.h"
#include "ui/widgets/typebadge.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDialog>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>

#include <functional>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

namespace {

constexpr QRgb canaryColor = qRgb(251, 3, 207); // no token is near it

bool showsCanary(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            if (std::abs(qRed(pixel) - qRed(canaryColor)) < 12 && std::abs(qGreen(pixel) - qGreen(canaryColor)) < 12
                && std::abs(qBlue(pixel) - qBlue(canaryColor)) < 12)
                return true;
        }
    }
    return false;
}

/// Paints a key as the delegates do.
class KeyPicture final : public QWidget {
public:
    KeyPicture(const Theme *theme, QString text)
        : m_theme(theme)
        , m_text(std::move(text))
    {
        resize(400, 60);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintKeyText(&painter, rect(), m_text, 3, Token::Text, *m_theme);
        paintBadge(&painter, QRect(0, 0, 60, 18), m_text.toUtf8(), *m_theme);
        StateTag::paint(&painter, QRect(0, 20, 200, 18), Tone::Info, m_text, u"info"_s, *m_theme);
    }

private:
    const Theme *m_theme;
    QString m_text;
};

using Maker = std::function<QWidget *(const Theme *, const QString &)>;

} // namespace
Q_DECLARE_METATYPE(Maker)

class HostileTextTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theCanaryIsSeenWhereItMustBe();
    void isNeverMarkup_data();
    void isNeverMarkup();
    void labelsKeepItVerbatim();
    void toolTipsShowItVerbatim();
    void toolTipsAreCapped();
    void deepTablesDoNotFreeze();

private:
    [[nodiscard]] QStringList hostile() const;

    QTemporaryDir m_folder;
    QString m_canary;
    Theme m_theme;
};

void HostileTextTest::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QImage image(40, 40, QImage::Format_RGB32);
    image.fill(canaryColor);
    m_canary = m_folder.filePath(u"canary.png"_s);
    QVERIFY(image.save(m_canary));
    m_theme.setChoice(Theme::Choice::Light);
    m_theme.setReducedMotion(true);
    m_theme.apply(qApp);
}

QStringList HostileTextTest::hostile() const
{
    return {u"<img src=\"file://%1\">"_s.arg(m_canary),
            u"<b>bold</b><img src='%1'/>"_s.arg(m_canary),
            u"<html><body><img src=\"file://%1\" width=40></body></html>"_s.arg(m_canary),
            u"</p></span></qt><img src=\"file://%1\">"_s.arg(m_canary),
            u"&lt;img src=\"file://%1\"&gt; &amp; <table><tr><td><img src=\"%1\">"_s.arg(m_canary),
            u"![x](%1)"_s.arg(m_canary)};
}

void HostileTextTest::theCanaryIsSeenWhereItMustBe()
{
    QLabel careless(hostile().first());
    careless.show();
    QVERIFY(QTest::qWaitForWindowExposed(&careless));
    QVERIFY(showsCanary(careless.grab().toImage()));
}

void HostileTextTest::isNeverMarkup_data()
{
    QTest::addColumn<Maker>("make");
    const auto row = [](const char *name, Maker make) {
        QTest::newRow(name) << std::move(make);
    };
    row("PlainLabel",
        [](const Theme *theme, const QString &text) { return plainLabel(theme, TextStyle::Body, Token::Text, text); });
    row("PlainLabel elided", [](const Theme *, const QString &text) {
        PlainLabel *label = plainLabel(text);
        label->setElide(Qt::ElideMiddle);
        label->resize(120, 40);
        return label;
    });
    row("Banner", [](const Theme *theme, const QString &text) {
        auto *banner = new Banner(theme, Tone::Warning, u"info"_s);
        banner->setMessage(text, text);
        banner->addAction(text);
        return banner;
    });
    row("EmptyState", [](const Theme *theme, const QString &text) {
        auto *state = new EmptyState(theme, u"database"_s, text, text);
        state->addAction(text);
        return state;
    });
    row("FormRow", [](const Theme *theme, const QString &text) {
        auto *form = new FormRow(theme, text, new SearchField(theme, text));
        form->setHint(text, Tone::Danger);
        return form;
    });
    row("Button", [](const Theme *theme, const QString &text) { return new Button(theme, text); });
    row("Chip", [](const Theme *theme, const QString &text) {
        auto *chip = new Chip(theme, text);
        chip->setKeyType(text.toUtf8());
        return chip;
    });
    row("Pill", [](const Theme *theme, const QString &text) {
        auto *pill = new Pill(theme);
        pill->setParts(text, text, text);
        return pill;
    });
    row("StateTag", [](const Theme *theme, const QString &text) { return new StateTag(theme, Tone::Info, text); });
    row("TypeBadge", [](const Theme *theme, const QString &text) { return new TypeBadge(theme, text.toUtf8()); });
    row("SegmentedControl", [](const Theme *theme, const QString &text) {
        auto *control = new SegmentedControl(theme, text);
        control->addSegment(u"a"_s, text);
        return control;
    });
    row("SearchField", [](const Theme *theme, const QString &text) {
        auto *field = new SearchField(theme, text);
        field->setText(text);
        return field;
    });
    row("delegates", [](const Theme *theme, const QString &text) { return new KeyPicture(theme, text); });
    row("Toast", [](const Theme *theme, const QString &text) {
        auto *window = new QWidget;
        window->resize(900, 200);
        auto *host = new ToastHost(theme, window);
        Notice notice;
        notice.text = text;
        notice.monoText = text;
        notice.textAfter = text;
        notice.actionText = text;
        host->show(notice);
        return window;
    });
    row("ask", [](const Theme *theme, const QString &text) {
        Question question;
        question.title = text;
        question.heading = text;
        question.text = text;
        question.monoText = text;
        question.facts = {{Tone::Warning, text}};
        question.actionText = text;
        question.secondaryText = text;
        question.cancelText = text;
        question.typeToConfirm = text;
        question.typeToConfirmLabel = text;
        return ask(theme, nullptr, question, {});
    });
}

void HostileTextTest::isNeverMarkup()
{
    QFETCH(const Maker, make);
    for (const QString &text : hostile()) {
        const std::unique_ptr<QWidget> widget(make(&m_theme, text));
        widget->show();
        QVERIFY(QTest::qWaitForWindowExposed(widget.get()));
        QVERIFY2(!showsCanary(widget->grab().toImage()), qPrintable(text));
        const QList<QLabel *> labels = widget->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            QVERIFY2(label->textFormat() == Qt::PlainText, label->metaObject()->className());
        const QList<QWidget *> all = widget->findChildren<QWidget *>();
        for (const QWidget *each : all)
            QVERIFY(!each->toolTip().contains("<img"_L1));
    }
}

void HostileTextTest::labelsKeepItVerbatim()
{
    for (const QString &text : hostile()) {
        PlainLabel label(text);
        QCOMPARE(label.text(), text);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        Question question;
        question.heading = text;
        question.actionText = u"Delete"_s;
        const std::unique_ptr<QDialog> dialog(ask(&m_theme, nullptr, question, {}));
        QCOMPARE(dialog->findChild<QLabel *>(u"questionHeading"_s)->text(), text);
        Toast toast(&m_theme,
                    {.text = text,
                     .monoText = {},
                     .textAfter = {},
                     .iconName = {},
                     .actionText = {},
                     .action = {},
                     .shortcut = {}},
                    std::chrono::hours(1), nullptr);
        QCOMPARE(toast.findChild<QLabel *>(u"toastText"_s)->text(), text);
    }
}

void HostileTextTest::toolTipsShowItVerbatim()
{
    QWidget widget;
    widget.show();
    for (const QString &text : hostile()) {
        setPlainToolTip(&widget, text);
        QToolTip::showText(QPoint(10, 10), widget.toolTip(), &widget);
        QLabel *tip = nullptr;
        const QWidgetList all = QApplication::topLevelWidgets();
        for (QWidget *each : all) {
            if (each->inherits("QTipLabel") && each->isVisible())
                tip = qobject_cast<QLabel *>(each);
        }
        QVERIFY(tip != nullptr);
        QVERIFY2(!showsCanary(tip->grab().toImage()), qPrintable(text));
        QToolTip::hideText();
        QTRY_VERIFY(!QToolTip::isVisible());
    }
}

void HostileTextTest::toolTipsAreCapped()
{
    QVERIFY(plainToolTip(QString(5'000'000, u'x')).size() < 1100);
    QVERIFY(plainToolTip(QString()).isEmpty());
}

void HostileTextTest::deepTablesDoNotFreeze()
{
    // 20 levels of this kept a rich-text label busy for more than a minute; the test's own time limit would end it.
    QString nested = u"<b>"_s;
    for (int i = 0; i < 40; ++i)
        nested += u"<table><tr><td>"_s;
    PlainLabel label(nested);
    setPlainToolTip(&label, nested);
    label.show();
    QVERIFY(QTest::qWaitForWindowExposed(&label));
    QToolTip::showText(QPoint(10, 10), label.toolTip(), &label);
    QVERIFY(QToolTip::isVisible());
    QCOMPARE(label.text(), nested);
}

QTEST_MAIN(HostileTextTest)
#include "tst_hostiletext.moc"
