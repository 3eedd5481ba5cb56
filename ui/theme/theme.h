// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"
#include "ui/theme/token.h"

#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QPixmap>

#include <array>
#include <functional>

class QApplication;

namespace stashdeck {

/// The type scale of the interface. Mono, MonoEditor and KeyTitle are fixed pitch.
enum class TextStyle {
    Caption,
    Secondary,
    Body,
    BodyMedium,
    BodySemibold,
    Mono,
    MonoEditor,
    KeyTitle,
    Section,
    Title,
    Metric,
    Gauge,
    Badge,
    EnvTag
};

/// How an environment is told apart: always icon and word, never the colour alone.
struct EnvironmentStyle {
    QLatin1String name; ///< "production": the value of the `env` property in the style sheet
    QString label; ///< "PRODUCTION"
    QLatin1String icon;
    Token fill;
    Token on;
    Token soft;
    Token text;
};

/// How a key's type is told apart.
struct TypeStyle {
    QString badge; ///< "HASH"; of a type we do not know its name in capitals, made safe and cut
    QString name; ///< "hash", for accessibility and sentences
    Token background;
    Token foreground;
};

/// Colours, fonts, sizes and icons of the interface. One object, made by the application after QApplication and
/// handed to every widget that paints; it outlives them. GUI thread only.
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Scheme { Light, Dark };
    Q_ENUM(Scheme)
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)
    enum class Density { Compact, Standard, Comfortable };
    Q_ENUM(Density)

    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    /// Sets style, font, palette and style sheet of the program, now and after every change.
    void apply(QApplication *application);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool isDark() const { return m_scheme == Scheme::Dark; }
    [[nodiscard]] Choice choice() const { return m_choice; }
    [[nodiscard]] Density density() const { return m_density; }
    [[nodiscard]] int textSize() const { return m_textSize; }
    [[nodiscard]] bool highContrast() const { return m_highContrast; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }

    void setChoice(Choice choice);
    void setDensity(Density density);
    /// Body text in pixels: 12, 13, 14 or 16. Scales all fonts and row heights; other values go to the nearest.
    void setTextSize(int pixels);
    void setHighContrast(bool on);
    void setReducedMotion(bool on);
    /// Empty names mean the system's general and fixed font.
    void setFontFamilies(const QString &interface, const QString &mono);
    /// Replaces the look-up of the desktop's light or dark scheme, then takes it over.
    void setSystemScheme(std::function<Scheme()> reader);

    [[nodiscard]] QColor color(Token token) const;
    /// The colour in one scheme, whichever is current: tests and previews.
    [[nodiscard]] QColor color(Token token, Scheme scheme) const;
    [[nodiscard]] QFont font(TextStyle style) const;

    /// Logical pixels, scaled with density and text size.
    [[nodiscard]] int tableRow() const;
    [[nodiscard]] int treeRow() const;
    [[nodiscard]] int headerRow() const { return scaled(28); }
    [[nodiscard]] int controlHeight() const { return scaled(28); }
    /// A length of the design at 13 px body text, scaled to the chosen text size.
    [[nodiscard]] int scaled(int pixels) const;
    /// Milliseconds, 0 under reduced motion.
    [[nodiscard]] int duration(int milliseconds) const { return m_reducedMotion ? 0 : milliseconds; }

    /// A live icon: it repaints in the right colours after a change of scheme. Normal, disabled and selected modes.
    [[nodiscard]] QIcon icon(const QString &name, Token normal = Token::Text2) const;
    /// The icon in one colour, square, `logicalSize` pixels wide. Cached until the next change.
    [[nodiscard]] QPixmap pixmap(const QString &name, int logicalSize, Token token, qreal devicePixelRatio) const;
    [[nodiscard]] QPixmap pixmap(const QString &name, int logicalSize, const QColor &color,
                                 qreal devicePixelRatio) const;
    /// Names of all icons in the program, sorted.
    [[nodiscard]] static QStringList iconNames();
    /// The product's mark in full colour.
    [[nodiscard]] static QIcon productIcon();

    [[nodiscard]] static EnvironmentStyle environment(Environment environment);
    /// `type` as TYPE answers it; foreign text. Empty means not known yet.
    [[nodiscard]] static TypeStyle type(QByteArrayView type);

signals:
    /// After any change; palette, style sheet and font are set already. Widgets that set fonts or cache colours redo
    /// so.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refresh();
    void followSystem();
    [[nodiscard]] Scheme wantedScheme() const;
    [[nodiscard]] qreal factor() const;

    std::array<std::array<QColor, tokenCount>, 2> m_colors;
    Scheme m_scheme = Scheme::Light;
    Choice m_choice = Choice::System;
    Density m_density = Density::Standard;
    int m_textSize = 13;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    bool m_refreshing = false;
    QString m_interfaceFamily;
    QString m_monoFamily;
    std::function<Scheme()> m_systemScheme;
    QApplication *m_application = nullptr;
    mutable QHash<QString, QPixmap> m_pixmaps;
};

} // namespace stashdeck
