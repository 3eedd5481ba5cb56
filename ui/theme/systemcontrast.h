// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QPalette;

namespace stashdeck {

/// Whether the desktop asks for high contrast, as far as this system and Qt tell: Windows' contrast themes, GNOME's
/// "High contrast" (by its icon set), the platform's own palette elsewhere. Follows changes while the program runs.
class SystemContrast final : public QObject {
    Q_OBJECT

public:
    explicit SystemContrast(QObject *parent = nullptr);

    [[nodiscard]] bool isHigh() const { return m_high; }
    /// Replaces the look at the desktop, then looks.
    void setReader(std::function<bool()> reader);

signals:
    void changed(bool high);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();

    std::function<bool()> m_reader;
    bool m_high = false;
};

/// True for the palette of a contrast theme: nothing but text at the strongest contrast on one ground everywhere.
/// Ordinary themes set windows, fields and buttons apart by their grounds.
[[nodiscard]] bool isHighContrastPalette(const QPalette &palette);

} // namespace stashdeck
