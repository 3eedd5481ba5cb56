// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace stashdeck {

class Theme;

/// The keys that work in a palette, at its lower edge.
class PaletteFooter final : public QWidget {
    Q_OBJECT

public:
    explicit PaletteFooter(const Theme *theme, QWidget *parent = nullptr);

    /// What Ctrl+Enter does with the current row; empty when it does nothing else.
    void setAlternate(const QString &text);
    /// The remark at the right.
    void setRemark(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QString m_alternate;
    QString m_remark;
};

} // namespace stashdeck
