// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

#include <QKeySequence>
#include <QPushButton>

#include <optional>

namespace stashdeck {

/// Push button of the design. A plain QPushButton looks the same through the style sheet; this one also carries a
/// themed icon, the key cap of its shortcut, a drop-down chevron and the colours of writing to an environment.
class Button final : public QPushButton {
    Q_OBJECT

public:
    enum class Kind { Default, Primary, Quiet, Ghost, Danger, DangerQuiet, Write, Link };
    Q_ENUM(Kind)
    enum class Size { Small, Normal, Large };

    Button(const Theme *theme, const QString &text, Kind kind = Kind::Default, QWidget *parent = nullptr);

    void setKind(Kind kind);
    [[nodiscard]] Kind kind() const { return m_kind; }
    void setButtonSize(Size size);
    /// Empty for none.
    void setIconName(const QString &name);
    /// For Kind::Write, the way to say where it writes: fills the button with the environment's colour and gives
    /// production its shield.
    void setEnvironment(Environment environment);
    /// Shows the keys in a cap after the text. The shortcut itself belongs to a QAction.
    void setKeyCap(const QKeySequence &keys);
    /// A small dot before the text, and the text in the same tone, as in "Live · 10 s".
    void setDot(std::optional<Tone> tone);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Colors {
        QColor fill;
        QColor edge;
        Token text;
    };
    [[nodiscard]] Colors colors() const;
    [[nodiscard]] QFont textFont() const;
    [[nodiscard]] QString keyText() const;
    [[nodiscard]] int contentWidth() const;
    [[nodiscard]] QString shownText() const;

    const Theme *m_theme;
    Kind m_kind;
    Size m_size = Size::Normal;
    QString m_icon;
    QKeySequence m_keys;
    std::optional<Environment> m_environment;
    std::optional<Tone> m_dot;
};

/// A button with its shortcut in a key cap.
using ShortcutButton = Button;

} // namespace stashdeck
