// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>
#include <QPointer>

namespace stashdeck {

/// A label that shows its text character by character: never rich text, so foreign text may go in (after
/// displayText() where it comes from a database). Can shorten what does not fit; the whole is then in the tool tip.
class PlainLabel final : public QLabel {
    Q_OBJECT

public:
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);
    explicit PlainLabel(QWidget *parent = nullptr);

    /// Shows "…" where the text does not fit: Qt::ElideMiddle or Qt::ElideRight. Qt::ElideNone turns it off.
    void setElide(Qt::TextElideMode mode);
    /// Font and colour from the theme, kept up when it changes. `theme` outlives the label.
    PlainLabel *setLook(const Theme *theme, TextStyle style, Token token = Token::Text);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void applyLook();

    Qt::TextElideMode m_elide = Qt::ElideNone;
    QPointer<const Theme> m_theme;
    TextStyle m_style = TextStyle::Body;
    Token m_token = Token::Text;
};

[[nodiscard]] PlainLabel *plainLabel(const QString &text, QWidget *parent = nullptr);
/// The same with font and colour from the theme.
[[nodiscard]] PlainLabel *plainLabel(const Theme *theme, TextStyle style, Token token, const QString &text,
                                     QWidget *parent = nullptr);

/// The only way to set a tool tip from text we did not write: nothing in it is markup; at most 1,000 characters.
void setPlainToolTip(QWidget *widget, const QString &text);
/// What setPlainToolTip() sets, for models that answer Qt::ToolTipRole.
[[nodiscard]] QString plainToolTip(const QString &text);

} // namespace stashdeck
