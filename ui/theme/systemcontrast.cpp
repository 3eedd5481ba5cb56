// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/systemcontrast.h"

#include <QEvent>
#include <QGuiApplication>
#include <QIcon>
#include <QPalette>

#if QT_VERSION >= QT_VERSION_CHECK(6, 10, 0)
#include <QAccessibilityHints>
#include <QStyleHints>
#endif

#include <cmath>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

// The desktop's own palette, not the one that we set.
QPalette platformPalette()
{
    const QPalette ours = QGuiApplication::palette();
    QGuiApplication::setPalette(QPalette()); // gives back the platform's
    QPalette palette = QGuiApplication::palette();
    QGuiApplication::setPalette(ours);
    return palette;
}

// WCAG 2: relative luminance.
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

bool systemWantsHighContrast()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 10, 0)
    if (QGuiApplication::styleHints()->accessibility()->contrastPreference() == Qt::ContrastPreference::HighContrast)
        return true;
#endif
#ifdef Q_OS_WIN
    HIGHCONTRASTW state{};
    state.cbSize = sizeof(state);
    if (SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof(state), &state, 0) != 0)
        return (state.dwFlags & HCF_HIGHCONTRASTON) != 0;
#endif
    return QIcon::themeName().startsWith("HighContrast"_L1, Qt::CaseInsensitive)
        || isHighContrastPalette(platformPalette());
}

} // namespace

SystemContrast::SystemContrast(QObject *parent)
    : QObject(parent)
    , m_reader(systemWantsHighContrast)
{
    if (QCoreApplication::instance() != nullptr)
        QCoreApplication::instance()->installEventFilter(this);
    look();
}

void SystemContrast::setReader(std::function<bool()> reader)
{
    m_reader = std::move(reader);
    look();
}

void SystemContrast::look()
{
    const bool high = m_reader();
    if (high == m_high)
        return;
    m_high = high;
    emit changed(high);
}

bool SystemContrast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange) // sent to every window
        look();
    return QObject::eventFilter(watched, event);
}

bool isHighContrastPalette(const QPalette &palette)
{
    constexpr double strongest = 18; // black on white has 21
    const QColor ground = palette.color(QPalette::Window);
    return palette.color(QPalette::Base) == ground && palette.color(QPalette::Button) == ground
        && contrast(ground, palette.color(QPalette::WindowText)) >= strongest
        && contrast(ground, palette.color(QPalette::Text)) >= strongest
        && contrast(ground, palette.color(QPalette::ButtonText)) >= strongest;
}

} // namespace stashdeck
