// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QKeySequence>
#include <QLabel>

namespace stashdeck {

/// A shortcut in a small frame: "Ctrl K".
class KeyCap final : public QLabel {
    Q_OBJECT

public:
    KeyCap(const Theme *theme, const QKeySequence &keys, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// "Ctrl+Shift+N" as "Ctrl Shift N"; the system's own signs on macOS.
    [[nodiscard]] static QString label(const QKeySequence &keys);
    [[nodiscard]] static QSize size(const QKeySequence &keys, const Theme &theme);
    static void paint(QPainter *painter, const QRect &rect, const QKeySequence &keys, Token edge, Token text,
                      const Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QKeySequence m_keys;
};

} // namespace stashdeck
