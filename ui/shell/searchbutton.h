// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace stashdeck {

class Theme;

/// Looks like a search field and opens the palette; only its icon when there is little room.
class SearchButton final : public QAbstractButton {
    Q_OBJECT

public:
    SearchButton(const Theme *theme, const QKeySequence &keys, QWidget *parent = nullptr);

    void setIconOnly(bool iconOnly);
    [[nodiscard]] bool isIconOnly() const { return m_iconOnly; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme *m_theme;
    QKeySequence m_keys;
    bool m_iconOnly = false;
};

} // namespace stashdeck
