// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

#include <QAbstractButton>

#include <optional>

namespace stashdeck {

/// A round button that reports as well: icon, bold part, plain part, dim part, and a small bar.
class Pill final : public QAbstractButton {
    Q_OBJECT

public:
    Pill(const Theme *theme, QWidget *parent = nullptr);

    /// Shown as "**bold** plain dim"; each may be empty. The accessible name becomes all three unless one is set.
    void setParts(const QString &bold, const QString &plain = {}, const QString &dim = {});
    void setIconName(const QString &name, std::optional<Token> color = std::nullopt);
    /// Neutral, Warning or Danger.
    void setTone(Tone tone);
    [[nodiscard]] Tone tone() const { return m_tone; }
    /// 0 to 1 shows a bar, nullopt none.
    void setFraction(std::optional<double> fraction);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] qreal textWidth(const QString &text, bool strong) const;

    const Theme *m_theme;
    QString m_bold;
    QString m_plain;
    QString m_dim;
    QString m_icon;
    std::optional<Token> m_iconToken;
    Tone m_tone = Tone::Neutral;
    std::optional<double> m_fraction;
};

} // namespace stashdeck
