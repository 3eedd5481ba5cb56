// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace stashdeck {

/// A key's type in letters on its colour.
class TypeBadge final : public QLabel {
    Q_OBJECT

public:
    enum class Size { Normal, Large };
    TypeBadge(const Theme *theme, const QByteArray &type, QWidget *parent = nullptr, Size size = Size::Normal);

    /// As TYPE answers it; foreign text.
    void setType(const QByteArray &type);
    [[nodiscard]] QByteArray type() const { return m_type; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QByteArray m_type;
    Size m_size;
};

} // namespace stashdeck
