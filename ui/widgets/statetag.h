// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

#include <QLabel>

namespace stashdeck {

/// A small tag for a state: words, with an icon unless it is neutral.
class StateTag final : public QLabel {
    Q_OBJECT

public:
    StateTag(const Theme *theme, Tone tone, const QString &text, const QString &iconName = {},
             QWidget *parent = nullptr);

    void setState(Tone tone, const QString &text, const QString &iconName = {});
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// For delegates.
    static void paint(QPainter *painter, const QRect &rect, Tone tone, const QString &text, const QString &iconName,
                      const Theme &theme);
    [[nodiscard]] static QSize size(const QString &text, const QString &iconName, const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Tone m_tone;
    QString m_icon;
};

} // namespace stashdeck
