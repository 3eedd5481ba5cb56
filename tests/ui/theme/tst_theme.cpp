// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/stylesheet.h"
#include "ui/theme/systemcontrast.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QWindow>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace stashdeck;

namespace {

QJsonObject tokensFile()
{
    QFile file(u":/stashdeck/theme/tokens.json"_s);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

// WCAG 2: relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

// Every icon that the interface's contract names.
const QStringList contractIcons
    = QStringLiteral(
          "layout-dashboard folder-tree terminal shield-alert layers wrench trophy gauge zap flask-conical hourglass "
          "chart-column radio database lock lock-open key-round settings circle-question-mark panel-left-close "
          "git-compare "
          "pencil triangle-alert search funnel history circle-check info circle-alert ban plus minus x ellipsis timer "
          "infinity clock refresh-cw undo-2 rotate-ccw trash-2 flame database-backup archive-restore list-tree list "
          "folder "
          "play pause square send upload download file-up link stethoscope unplug external-link copy eye eye-off save "
          "arrow-up arrow-down target equal bell coins arrow-left-right hard-drive activity check chevron-down "
          "chevron-up "
          "chevron-left chevron-right chevrons-up-down sun moon monitor mark")
          .split(u' ');

int opaquePixels(const QImage &image, int least)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) >= least ? 1 : 0;
    }
    return count;
}

} // namespace

class ThemeTest final : public QObject {
    Q_OBJECT

private slots:
    void tokensAreTheDesigns();
    void textContrast_data();
    void textContrast();
    void edgeContrast_data();
    void edgeContrast();
    void contractNamesOnlyIconsWeHave();
    void iconsAreDrawnAndCrisp_data();
    void iconsAreDrawnAndCrisp();
    void iconFollowsTheScheme();
    void iconModes();
    void styleSheetIsWholeInEveryState();
    void paletteIsTheDesigns();
    void liveSwitchRepaintsPlainWidgets();
    void followsTheSystemUnlessChosen();
    void sizesFollowDensityAndText();
    void fontsFollowFamiliesAndText();
    void highContrastMakesEdgesText();
    void knowsThePalettesOfContrastThemes();
    void systemContrastIsFollowedLive();
    void reducedMotionStopsTime();
    void environmentsAreDistinct();
    void typesHaveLetters_data();
    void typesHaveLetters();
};

void ThemeTest::tokensAreTheDesigns()
{
    const QJsonObject colors = tokensFile().value("color"_L1).toObject();
    Theme theme;
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        const QJsonObject named = colors.value(scheme == Theme::Scheme::Light ? "light"_L1 : "dark"_L1).toObject();
        QCOMPARE(named.size(), tokenCount);
        for (auto it = named.begin(); it != named.end(); ++it) {
            const std::optional<Token> token = tokenFromName(it.key());
            QVERIFY2(token.has_value(), qPrintable(it.key()));
            QCOMPARE(tokenName(*token), it.key());
            QCOMPARE(theme.color(*token, scheme), QColor(it->toString()));
        }
    }
    QVERIFY(!tokenFromName(u"no-such-token").has_value());
}

void ThemeTest::textContrast_data()
{
    QTest::addColumn<Token>("text");
    QTest::addColumn<QList<Token>>("grounds");
    const auto row = [](const char *name, Token text, const QList<Token> &grounds) {
        QTest::newRow(name) << text << grounds;
    };
    const QList<Token> plain{Token::Window,     Token::Rail,   Token::Surface,
                             Token::SurfaceAlt, Token::Sunken, Token::Raised};
    row("text", Token::Text, plain + QList{Token::ControlHover, Token::ControlPress, Token::SelectionInactive});
    row("text-2", Token::Text2, plain);
    row("text-3", Token::Text3, {Token::Window, Token::Surface, Token::SurfaceAlt, Token::Raised});
    row("on-accent", Token::OnAccent, {Token::Accent, Token::AccentHover});
    row("accent-text", Token::AccentText, {Token::Surface, Token::AccentSoft, Token::Raised});
    row("selection-text", Token::SelectionText, {Token::Selection});
    row("on-danger", Token::OnDanger, {Token::Danger, Token::DangerHover});
    row("danger-text", Token::DangerText, {Token::Surface, Token::DangerSoft});
    row("on-warning", Token::OnWarning, {Token::Warning});
    row("warning-text", Token::WarningText, {Token::Surface, Token::WarningSoft});
    row("on-success", Token::OnSuccess, {Token::Success});
    row("success-text", Token::SuccessText, {Token::Surface, Token::SuccessSoft});
    row("on-info", Token::OnInfo, {Token::Info});
    row("info-text", Token::InfoText, {Token::Surface, Token::InfoSoft});
    row("toast-text", Token::ToastText, {Token::Toast});
    row("toast-action", Token::ToastAction, {Token::Toast});
    for (int i = 0; i < environmentCount; ++i) {
        const EnvironmentStyle style = Theme::environment(static_cast<Environment>(i));
        row(qPrintable(u"on-"_s + style.name), style.on, {style.fill});
        row(qPrintable(style.name + u"-text"_s), style.text, {Token::Surface, style.soft});
    }
    for (const char *type : {"string", "hash", "list", "set", "zset", "stream", "json", "other"}) {
        const TypeStyle style = Theme::type(type);
        row(qPrintable(u"type-"_s + QString::fromLatin1(type)), style.foreground, {style.background});
    }
    for (const Token token : {Token::SynCommand, Token::SynKey, Token::SynString, Token::SynNumber, Token::SynKeyword,
                              Token::SynComment, Token::SynDanger})
        row(tokenName(token).data(), token, {Token::Surface, Token::SurfaceAlt});
}

void ThemeTest::textContrast()
{
    QFETCH(const Token, text);
    QFETCH(const QList<Token>, grounds);
    Theme theme;
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        for (const Token ground : grounds) {
            const double ratio = contrast(theme.color(text, scheme), theme.color(ground, scheme));
            QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2: %3"_s.arg(tokenName(text), tokenName(ground)).arg(ratio)));
        }
    }
}

void ThemeTest::edgeContrast_data()
{
    QTest::addColumn<Token>("edge");
    QTest::addColumn<QList<Token>>("grounds");
    QTest::newRow("field edge") << Token::ControlBorder << QList{Token::Surface, Token::Window};
    QTest::newRow("focus ring") << Token::Focus << QList{Token::Surface, Token::Window, Token::Rail, Token::Raised};
    QTest::newRow("invalid field") << Token::Danger << QList{Token::Surface, Token::Window};
    QTest::newRow("toast focus") << Token::ToastAction << QList{Token::Toast};
    QTest::newRow("progress") << Token::Accent << QList{Token::Track};
    for (int i = 0; i < 7; ++i) {
        const auto token = static_cast<Token>(static_cast<int>(Token::Chart1) + i);
        QTest::newRow(tokenName(token).data()) << token << QList{Token::Surface};
    }
}

void ThemeTest::edgeContrast()
{
    QFETCH(const Token, edge);
    QFETCH(const QList<Token>, grounds);
    Theme theme;
    for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        for (const Token ground : grounds) {
            const double ratio = contrast(theme.color(edge, scheme), theme.color(ground, scheme));
            QVERIFY2(ratio >= 3.0, qPrintable(u"%1 on %2: %3"_s.arg(tokenName(edge), tokenName(ground)).arg(ratio)));
        }
    }
}

void ThemeTest::contractNamesOnlyIconsWeHave()
{
    const QStringList names = Theme::iconNames();
    for (const QString &name : contractIcons)
        QVERIFY2(names.contains(name), qPrintable(name));
    for (int i = 0; i < environmentCount; ++i)
        QVERIFY(names.contains(Theme::environment(static_cast<Environment>(i)).icon));
    QVERIFY(!Theme::productIcon().pixmap(48, 48).isNull());
}

void ThemeTest::iconsAreDrawnAndCrisp_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &name : Theme::iconNames()) {
        if (name != "stashdeck"_L1)
            QTest::newRow(qPrintable(name)) << name;
    }
}

void ThemeTest::iconsAreDrawnAndCrisp()
{
    QFETCH(const QString, name);
    Theme theme;
    for (const int size : {12, 14, 16, 28}) {
        for (const qreal ratio : {1.0, 2.0}) {
            const QPixmap pixmap = theme.pixmap(name, size, Token::Danger, ratio);
            const int side = static_cast<int>(size * ratio);
            QCOMPARE(pixmap.size(), QSize(side, side));
            QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(size, size));
            const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
            const int strong = opaquePixels(image, 120);
            const int any = opaquePixels(image, 16);
            QVERIFY2(strong * 20 >= side, "hardly a pixel is strong: thin or empty");
            QVERIFY2(any * 10 <= side * side * 8, "nearly all is filled: a blot");
            for (int y = 0; y < side; ++y) {
                for (int x = 0; x < side; ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    if (pixel.alpha() > 200)
                        QVERIFY2(std::abs(pixel.hslHue() - theme.color(Token::Danger).hslHue()) < 8,
                                 "only the role's colour");
                    const bool corner = (x == 0 || x == side - 1) && (y == 0 || y == side - 1);
                    if (corner)
                        QVERIFY2(pixel.alpha() < 150, "the optical margin is used up");
                }
            }
        }
    }
}

void ThemeTest::iconFollowsTheScheme()
{
    Theme theme;
    theme.setChoice(Theme::Choice::Light);
    const QIcon icon = theme.icon(u"square"_s);
    const auto strongest = [&icon] {
        const QImage image = icon.pixmap(QSize(28, 28), 1.0).toImage();
        QColor best(0, 0, 0, 0);
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, 14).alpha() > best.alpha())
                best = image.pixelColor(x, 14);
        }
        return best.lightness();
    };
    const int light = strongest();
    theme.setChoice(Theme::Choice::Dark);
    QVERIFY(light < 120);
    QVERIFY(strongest() > 150);
}

void ThemeTest::iconModes()
{
    Theme theme;
    theme.setChoice(Theme::Choice::Light);
    const QIcon icon = theme.icon(u"play"_s);
    QList<QImage> seen;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Disabled, QIcon::Active, QIcon::Selected}) {
        const QImage image = icon.pixmap(QSize(16, 16), 1.0, mode).toImage();
        QVERIFY(!image.isNull());
        QVERIFY(!seen.contains(image));
        seen.append(image);
    }
}

void ThemeTest::styleSheetIsWholeInEveryState()
{
    Theme theme;
    static const QRegularExpression left(u"@[a-z]"_s);
    for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
        for (const int text : {12, 16}) {
            theme.setChoice(choice);
            theme.setTextSize(text);
            const QString sheet = themeStyleSheet(theme);
            QVERIFY(!sheet.contains(left));
            QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
            QTest::failOnWarning(QRegularExpression(u".*[Ss]tyle ?[Ss]heet.*"_s));
            QWidget widget;
            widget.setStyleSheet(sheet);
            widget.ensurePolished();
        }
    }
}

void ThemeTest::paletteIsTheDesigns()
{
    Theme theme;
    theme.setChoice(Theme::Choice::Dark);
    const QPalette palette = themePalette(theme);
    QCOMPARE(palette.color(QPalette::Window), theme.color(Token::Window));
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), theme.color(Token::TextDisabled));
    QCOMPARE(palette.color(QPalette::Inactive, QPalette::Highlight), theme.color(Token::SelectionInactive));
    QCOMPARE(palette.color(QPalette::PlaceholderText), theme.color(Token::Text3));
    QCOMPARE(palette.color(QPalette::ToolTipBase), theme.color(Token::Toast));
}

void ThemeTest::liveSwitchRepaintsPlainWidgets()
{
    Theme theme;
    theme.setChoice(Theme::Choice::Light);
    theme.apply(qApp);
    QWidget window;
    window.resize(240, 80);
    QPushButton button(u"Save"_s, &window);
    QCheckBox box(u"Copy"_s, &window);
    box.setChecked(true);
    box.move(100, 0);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const QImage light = window.grab().toImage();
    QCOMPARE(light.pixelColor(200, 70), theme.color(Token::Window));
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setChoice(Theme::Choice::Dark);
    QCOMPARE(changed.size(), 1);
    const QImage dark = window.grab().toImage();
    QCOMPARE(dark.pixelColor(200, 70), theme.color(Token::Window));
    QCOMPARE(dark.pixelColor(button.width() / 2, 4), theme.color(Token::Surface));
    QVERIFY(dark.copy(box.geometry()) != light.copy(box.geometry()));
    theme.setChoice(Theme::Choice::Dark);
    QCOMPARE(changed.size(), 1); // nothing new, nothing said
    qApp->setStyleSheet(QString());
}

void ThemeTest::followsTheSystemUnlessChosen()
{
    Theme theme;
    auto desktop = Theme::Scheme::Dark;
    theme.setSystemScheme([&desktop] { return desktop; });
    QCOMPARE(theme.choice(), Theme::Choice::System);
    QVERIFY(theme.isDark());
    theme.apply(qApp);
    desktop = Theme::Scheme::Light;
    QEvent desktopChanged(QEvent::ThemeChange);
    QWidget window;
    QApplication::sendEvent(&window, &desktopChanged);
    QVERIFY(!theme.isDark());
    theme.setChoice(Theme::Choice::Light);
    desktop = Theme::Scheme::Dark;
    QApplication::sendEvent(&window, &desktopChanged);
    QVERIFY(!theme.isDark());
    theme.setChoice(Theme::Choice::System);
    QVERIFY(theme.isDark());
    qApp->setStyleSheet(QString());
}

void ThemeTest::sizesFollowDensityAndText()
{
    Theme theme;
    QCOMPARE(theme.tableRow(), 28);
    QCOMPARE(theme.treeRow(), 26);
    theme.setDensity(Theme::Density::Compact);
    QCOMPARE(theme.tableRow(), 24);
    QCOMPARE(theme.treeRow(), 22);
    theme.setDensity(Theme::Density::Comfortable);
    QCOMPARE(theme.tableRow(), 32);
    QCOMPARE(theme.treeRow(), 30);
    theme.setDensity(Theme::Density::Standard);
    theme.setTextSize(16);
    QCOMPARE(theme.tableRow(), 34); // 28 × 16 / 13
    theme.setTextSize(99);
    QCOMPARE(theme.textSize(), 16);
    theme.setTextSize(-3);
    QCOMPARE(theme.textSize(), 12);
}

void ThemeTest::fontsFollowFamiliesAndText()
{
    Theme theme;
    theme.setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
    QCOMPARE(theme.font(TextStyle::Body).family(), u"Inter"_s);
    QCOMPARE(theme.font(TextStyle::Body).pixelSize(), 13);
    QCOMPARE(theme.font(TextStyle::Mono).family(), u"JetBrains Mono"_s);
    QCOMPARE(theme.font(TextStyle::Section).weight(), QFont::DemiBold);
    QVERIFY(std::abs(QFontInfo(theme.font(TextStyle::Badge)).pixelSize() - 10.5) <= 0.5);
    theme.setTextSize(16);
    QCOMPARE(theme.font(TextStyle::Body).pixelSize(), 16);
    QCOMPARE(theme.font(TextStyle::Metric).pixelSize(), 32);
}

void ThemeTest::highContrastMakesEdgesText()
{
    Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setHighContrast(true);
    QCOMPARE(changed.size(), 1);
    for (const Token edge : {Token::Border, Token::BorderSoft, Token::ControlBorder, Token::AccentLine,
                             Token::DangerLine, Token::WarningLine, Token::SuccessLine, Token::InfoLine})
        QCOMPARE(theme.color(edge), theme.color(Token::Text));
    theme.setHighContrast(false);
    QVERIFY(theme.color(Token::Border) != theme.color(Token::Text));
}

void ThemeTest::knowsThePalettesOfContrastThemes()
{
    const auto paletteOf = [](const QColor &window, const QColor &base, const QColor &text) {
        QPalette palette(window);
        palette.setColor(QPalette::Base, base);
        palette.setColor(QPalette::Button, window);
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            palette.setColor(role, text);
        return palette;
    };
    QVERIFY(isHighContrastPalette(paletteOf(Qt::black, Qt::black, Qt::white)));
    QVERIFY(isHighContrastPalette(paletteOf(Qt::white, Qt::white, Qt::black)));
    QVERIFY(!isHighContrastPalette(paletteOf(QColor(0xef, 0xef, 0xef), Qt::white, Qt::black))); // Fusion
    QVERIFY(!isHighContrastPalette(
        paletteOf(QColor(0x20, 0x20, 0x20), QColor(0x20, 0x20, 0x20), QColor(0xdd, 0xdd, 0xdd))));
    Theme theme;
    QVERIFY(!isHighContrastPalette(themePalette(theme)));
}

void ThemeTest::systemContrastIsFollowedLive()
{
    SystemContrast system;
    QSignalSpy changed(&system, &SystemContrast::changed);
    bool wanted = false;
    system.setReader([&wanted] { return wanted; });
    QCOMPARE(system.isHigh(), false);
    wanted = true;
    QWindow window;
    QEvent themeChange(QEvent::ThemeChange); // what Qt sends when the desktop's theme changes
    QCoreApplication::sendEvent(&window, &themeChange);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).toBool(), true);
    QVERIFY(system.isHigh());
}

void ThemeTest::reducedMotionStopsTime()
{
    Theme theme;
    QCOMPARE(theme.duration(120), 120);
    theme.setReducedMotion(true);
    QCOMPARE(theme.duration(120), 0);
}

void ThemeTest::environmentsAreDistinct()
{
    const QJsonObject named = tokensFile().value("environment"_L1).toObject();
    QSet<QString> labels;
    QSet<QString> icons;
    for (int i = 0; i < environmentCount; ++i) {
        const EnvironmentStyle style = Theme::environment(static_cast<Environment>(i));
        QCOMPARE(style.label, named.value(style.name).toObject().value("label"_L1).toString());
        QCOMPARE(style.icon, named.value(style.name).toObject().value("icon"_L1).toString());
        labels.insert(style.label);
        icons.insert(style.icon);
        QCOMPARE(tokenName(style.fill), "env-"_L1 + style.name);
    }
    QCOMPARE(labels.size(), environmentCount);
    QCOMPARE(icons.size(), environmentCount);
}

void ThemeTest::typesHaveLetters_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("badge");
    QTest::newRow("string") << "string"_ba << u"STR"_s;
    QTest::newRow("stream") << "stream"_ba << u"STRM"_s;
    QTest::newRow("json of a module") << "ReJSON-RL"_ba << u"JSON"_s;
    QTest::newRow("unknown") << "vector"_ba << u"VECTOR"_s;
    QTest::newRow("not loaded") << ""_ba << u"…"_s;
}

void ThemeTest::typesHaveLetters()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QString, badge);
    QCOMPARE(Theme::type(type).badge, badge);
    QVERIFY(!Theme::type(type).name.isEmpty());
    QVERIFY(Theme::type(QByteArray(10'000, 'x')).badge.size() < 10);
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
