// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

#include <optional>

namespace stashdeck {

/// A rounded toggle. With a key type it wears the type's colours and gains a 2 px edge when chosen.
class Chip final : public QAbstractButton {
    Q_OBJECT

public:
    Chip(const Theme *theme, const QString &text, QWidget *parent = nullptr);

    /// Text, name and colours of a key type; foreign text.
    void setKeyType(const QByteArray &type);
    void setIconName(const QString &name);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    /// An arrow key asks for a neighbour: -1 or +1; Home and End come as very large steps.
    void moveRequested(int step);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme *m_theme;
    std::optional<TypeStyle> m_type;
    QString m_icon;
};

} // namespace stashdeck
