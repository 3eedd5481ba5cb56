// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

#include <QProgressBar>

namespace stashdeck {

/// A thin bar, 6 px. Without a known total it shows a fixed part at its start: nothing moves.
class ProgressLine final : public QProgressBar {
    Q_OBJECT

public:
    ProgressLine(const Theme *theme, const QString &accessibleName, QWidget *parent = nullptr);

    /// 0 to 1.
    void setFraction(double fraction);
    void setIndeterminate(bool on);
    /// Neutral is the accent.
    void setTone(Tone tone);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {24, 6}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    Tone m_tone = Tone::Neutral;
    bool m_indeterminate = false;
};

} // namespace stashdeck
