// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLineEdit>

namespace stashdeck {

class IconButton;

/// A line edit with a search icon, a clear button while it holds text, and room for tool buttons at its end.
/// Esc clears it first; when it is empty Esc goes on to the window.
class SearchField final : public QLineEdit {
    Q_OBJECT

public:
    SearchField(const Theme *theme, const QString &placeholder, QWidget *parent = nullptr);

    /// Keys, patterns and commands are typed in the mono font.
    void setMono(bool mono);
    void setInvalid(bool invalid);
    /// Placed left of those added before; owned by the field.
    IconButton *addTrailing(const QString &iconName, const QString &accessibleName);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void applyLook();
    void placeButtons();

    const Theme *m_theme;
    IconButton *m_clear;
    QList<IconButton *> m_trailing;
    bool m_mono = false;
};

} // namespace stashdeck
