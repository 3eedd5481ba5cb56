// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/iconbutton.h"

#include <functional>

namespace stashdeck {

/// Copies a text and shows a check mark until the pointer or the focus leaves.
class CopyButton final : public IconButton {
    Q_OBJECT

public:
    CopyButton(const Theme *theme, const QString &accessibleName, QWidget *parent = nullptr);

    /// Asked when pressed, so that the text is the one of now.
    void setSource(std::function<QString()> source) { m_source = std::move(source); }

signals:
    void copied();

protected:
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void copy();

    std::function<QString()> m_source;
};

} // namespace stashdeck
