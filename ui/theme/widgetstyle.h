// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QProxyStyle>

namespace stashdeck {

class Theme;

/// Fusion, with the parts that a style sheet can only do with pictures drawn from the tokens: check boxes, radio
/// buttons, combo boxes, spin buttons, arrows, tree branches and check marks of menus.
class WidgetStyle final : public QProxyStyle {
    Q_OBJECT

public:
    explicit WidgetStyle(const Theme *theme);

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                                QStyleHintReturn *returnData) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                         const QWidget *widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
                                       const QWidget *widget) const override;

private:
    void drawIndicator(PrimitiveElement element, const QStyleOption *option, QPainter *painter) const;
    void drawFieldFrame(const QStyleOption *option, QPainter *painter, bool quiet) const;

    QPointer<const Theme> m_theme;
};

} // namespace stashdeck
