// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace stashdeck {

class Theme;

/// A short verb in the accent colour at the end of a line: "Open that one".
class LinkButton final : public QAbstractButton {
    Q_OBJECT

public:
    LinkButton(const Theme *theme, const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
};

} // namespace stashdeck
