// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "models/base/bytetext.h"
#include "ui/theme/iconengine.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/widgetstyle.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPalette>
#include <QScreen>
#include <QStyleHints>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

struct Face {
    qreal pixels;
    QFont::Weight weight;
    bool mono;
    qreal spacing;
};

// Sizes and weights of tokens.json "font"; the order is TextStyle's.
constexpr std::array<Face, 14> faces = {{
    {11, QFont::Normal, false, 0}, // Caption
    {12, QFont::Normal, false, 0}, // Secondary
    {13, QFont::Normal, false, 0}, // Body
    {13, QFont::Medium, false, 0}, // BodyMedium
    {13, QFont::DemiBold, false, 0}, // BodySemibold
    {12, QFont::Normal, true, 0}, // Mono
    {12.5, QFont::Normal, true, 0}, // MonoEditor
    {15, QFont::DemiBold, true, 0}, // KeyTitle
    {15, QFont::DemiBold, false, 0}, // Section
    {20, QFont::DemiBold, false, 0}, // Title
    {26, QFont::DemiBold, false, 0}, // Metric
    {34, QFont::DemiBold, false, 0}, // Gauge
    {10.5, QFont::DemiBold, false, 0.35}, // Badge
    {10.5, QFont::Bold, false, 0.4}, // EnvTag
}};

struct TypeRow {
    const char *name;
    const char *badge;
    Token background;
    Token foreground;
};

constexpr std::array<TypeRow, 7> types = {{
    {"string", "STR", Token::TypeStringBg, Token::TypeStringFg},
    {"hash", "HASH", Token::TypeHashBg, Token::TypeHashFg},
    {"list", "LIST", Token::TypeListBg, Token::TypeListFg},
    {"set", "SET", Token::TypeSetBg, Token::TypeSetFg},
    {"zset", "ZSET", Token::TypeZsetBg, Token::TypeZsetFg},
    {"stream", "STRM", Token::TypeStreamBg, Token::TypeStreamFg},
    {"json", "JSON", Token::TypeJsonBg, Token::TypeJsonFg},
}};

// The desktop's own palette tells light from dark where Qt has no colour scheme yet.
Theme::Scheme platformScheme()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Unknown) {
        return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark ? Theme::Scheme::Dark
                                                                                     : Theme::Scheme::Light;
    }
#endif
    const QPalette ours = QGuiApplication::palette();
    QGuiApplication::setPalette(QPalette()); // gives back the platform's
    const QPalette palette = QGuiApplication::palette();
    QGuiApplication::setPalette(ours);
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF()
        ? Theme::Scheme::Dark
        : Theme::Scheme::Light;
}

/// What separates one thing from another: under high contrast these are as strong as text.
bool isEdge(Token token)
{
    constexpr std::array edges{Token::Border,     Token::BorderSoft,  Token::ControlBorder, Token::AccentLine,
                               Token::DangerLine, Token::WarningLine, Token::SuccessLine,   Token::InfoLine};
    return std::find(edges.begin(), edges.end(), token) != edges.end();
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_systemScheme(platformScheme)
{
    setObjectName("theme"_L1);
    QFile file(u":/stashdeck/theme/tokens.json"_s);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    const QJsonObject colors = QJsonDocument::fromJson(file.readAll()).object().value("color"_L1).toObject();
    const std::array schemes = {colors.value("light"_L1).toObject(), colors.value("dark"_L1).toObject()};
    for (size_t scheme = 0; scheme < schemes.size(); ++scheme) {
        for (size_t token = 0; token < static_cast<size_t>(tokenCount); ++token)
            m_colors[scheme][token].setNamedColor(
                schemes[scheme].value(tokenName(static_cast<Token>(token))).toString());
    }
    m_scheme = wantedScheme();
}

Theme::~Theme() = default;

void Theme::apply(QApplication *application)
{
    m_application = application;
    m_application->setStyle(new WidgetStyle(this));
    m_application->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::followSystem);
#endif
    refresh();
}

void Theme::setChoice(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    m_scheme = wantedScheme();
    refresh();
}

void Theme::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    refresh();
}

void Theme::setTextSize(int pixels)
{
    int nearest = 12;
    for (const int size : {13, 14, 16}) {
        if (std::abs(size - pixels) < std::abs(nearest - pixels))
            nearest = size;
    }
    if (nearest == m_textSize)
        return;
    m_textSize = nearest;
    refresh();
}

void Theme::setHighContrast(bool on)
{
    if (on == m_highContrast)
        return;
    m_highContrast = on;
    refresh();
}

void Theme::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    emit changed();
}

void Theme::setFontFamilies(const QString &interface, const QString &mono)
{
    m_interfaceFamily = interface;
    m_monoFamily = mono;
    refresh();
}

void Theme::setSystemScheme(std::function<Scheme()> reader)
{
    m_systemScheme = std::move(reader);
    followSystem();
}

QColor Theme::color(Token token) const
{
    return color(token, m_scheme);
}

QColor Theme::color(Token token, Scheme scheme) const
{
    if (m_highContrast && isEdge(token))
        token = Token::Text;
    return m_colors[static_cast<size_t>(scheme)][static_cast<size_t>(token)];
}

qreal Theme::factor() const
{
    return m_textSize / 13.0;
}

QFont Theme::font(TextStyle style) const
{
    const Face &face = faces.at(static_cast<size_t>(style));
    QFont font = QFontDatabase::systemFont(face.mono ? QFontDatabase::FixedFont : QFontDatabase::GeneralFont);
    const QString &family = face.mono ? m_monoFamily : m_interfaceFamily;
    if (!family.isEmpty())
        font.setFamilies({family});
    const qreal pixels = face.pixels * factor();
    // QFont takes whole pixels only; points carry the fraction.
    const QScreen *screen = QGuiApplication::primaryScreen();
    if (screen != nullptr && std::abs(pixels - std::round(pixels)) > 0.05)
        font.setPointSizeF(pixels * 72.0 / screen->logicalDotsPerInchY());
    else
        font.setPixelSize(static_cast<int>(std::round(pixels)));
    font.setWeight(face.weight);
    if (face.spacing > 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, face.spacing);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature(QFont::Tag("tnum"), 1);
#endif
    return font;
}

int Theme::scaled(int pixels) const
{
    return static_cast<int>(std::round(pixels * factor()));
}

int Theme::tableRow() const
{
    return scaled(m_density == Density::Compact ? 24 : m_density == Density::Standard ? 28 : 32);
}

int Theme::treeRow() const
{
    return scaled(m_density == Density::Compact ? 22 : m_density == Density::Standard ? 26 : 30);
}

QIcon Theme::icon(const QString &name, Token normal) const
{
    return QIcon(new IconEngine(this, name, normal));
}

QPixmap Theme::pixmap(const QString &name, int logicalSize, Token token, qreal devicePixelRatio) const
{
    return pixmap(name, logicalSize, color(token), devicePixelRatio);
}

QPixmap Theme::pixmap(const QString &name, int logicalSize, const QColor &color, qreal devicePixelRatio) const
{
    const QString key = name + u'/' + QString::number(logicalSize) + u'/' + color.name(QColor::HexArgb) + u'/'
        + QString::number(devicePixelRatio);
    const auto found = m_pixmaps.constFind(key);
    if (found != m_pixmaps.constEnd())
        return *found;
    QFile file(u":/stashdeck/icons/"_s + name + u".svg"_s);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme::pixmap", qPrintable(name));
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    // Below 16 device pixels the design's stroke would be thinner than a pixel and fade.
    constexpr qreal thinnest = 1.1;
    const qreal stroke = std::max(1.75, thinnest * 24 / (logicalSize * devicePixelRatio));
    svg.replace("stroke-width=\"1.75\"", "stroke-width=\"" + QByteArray::number(stroke, 'f', 3) + '"');
    QSvgRenderer renderer(svg);
    const int side = static_cast<int>(std::ceil(logicalSize * devicePixelRatio));
    QPixmap picture(side, side);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    painter.end();
    picture.setDevicePixelRatio(devicePixelRatio);
    m_pixmaps.insert(key, picture);
    return picture;
}

QStringList Theme::iconNames()
{
    QStringList names;
    const QStringList files = QDir(u":/stashdeck/icons"_s).entryList({u"*.svg"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        names.append(file.chopped(4));
    return names;
}

QIcon Theme::productIcon()
{
    return QIcon(u":/stashdeck/icons/stashdeck.svg"_s);
}

EnvironmentStyle Theme::environment(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return {"production"_L1,        tr("PRODUCTION"),         "shield-alert"_L1,       Token::EnvProduction,
                Token::OnEnvProduction, Token::EnvProductionSoft, Token::EnvProductionText};
    case Environment::Staging:
        return {"staging"_L1,        tr("STAGING"),         "layers"_L1,          Token::EnvStaging,
                Token::OnEnvStaging, Token::EnvStagingSoft, Token::EnvStagingText};
    case Environment::Development:
        return {"development"_L1,
                tr("DEV"),
                "wrench"_L1,
                Token::EnvDevelopment,
                Token::OnEnvDevelopment,
                Token::EnvDevelopmentSoft,
                Token::EnvDevelopmentText};
    case Environment::Sandbox:
        return {"sandbox"_L1,        tr("SANDBOX"),         "flask-conical"_L1,   Token::EnvSandbox,
                Token::OnEnvSandbox, Token::EnvSandboxSoft, Token::EnvSandboxText};
    case Environment::Temporary:
        return {"temporary"_L1,        tr("TEMPORARY"),         "hourglass"_L1,         Token::EnvTemporary,
                Token::OnEnvTemporary, Token::EnvTemporarySoft, Token::EnvTemporaryText};
    }
    Q_UNREACHABLE();
}

TypeStyle Theme::type(QByteArrayView type)
{
    const QByteArray lower = type.toByteArray().toLower();
    const QByteArray known = lower.startsWith("rejson") ? QByteArrayLiteral("json") : lower;
    for (const TypeRow &row : types) {
        if (known == row.name)
            return {QString::fromLatin1(row.badge), QString::fromLatin1(row.name), row.background, row.foreground};
    }
    if (type.isEmpty())
        return {u"…"_s, tr("type not loaded"), Token::Sunken, Token::Text3};
    const QString text = displayText(type, 6);
    return {text.toUpper(), text, Token::Sunken, Token::Text2};
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && !m_refreshing)
        followSystem();
    return QObject::eventFilter(watched, event);
}

void Theme::followSystem()
{
    const Scheme wanted = wantedScheme();
    if (wanted == m_scheme)
        return;
    m_scheme = wanted;
    refresh();
}

Theme::Scheme Theme::wantedScheme() const
{
    switch (m_choice) {
    case Choice::System:
        return m_systemScheme();
    case Choice::Light:
        return Scheme::Light;
    case Choice::Dark:
        return Scheme::Dark;
    }
    Q_UNREACHABLE();
}

void Theme::refresh()
{
    m_pixmaps.clear();
    if (m_application != nullptr) {
        m_refreshing = true;
        m_application->setFont(font(TextStyle::Body));
        m_application->setPalette(themePalette(*this));
        m_application->setStyleSheet(themeStyleSheet(*this));
        m_refreshing = false;
    }
    emit changed();
}

} // namespace stashdeck
