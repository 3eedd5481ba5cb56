// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace stashdeck {

/// The body of a dialog: asks for the whole height of its content and scrolls up and down only when the screen does not
/// give it. When the content grows or shrinks the dialog does so with it.
class DialogBody final : public QScrollArea {
    Q_OBJECT

public:
    explicit DialogBody(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow();

    int m_height = -1; ///< that the content needed when the dialog last followed it
    int m_width = -1;
};

} // namespace stashdeck
