// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class Button;
class IconLabel;
class PlainLabel;

/// A dashed area onto which a file can be dropped, with a button to choose one; then it shows which file that is.
class DropZone final : public QWidget {
    Q_OBJECT

public:
    explicit DropZone(const Theme *theme, QWidget *parent = nullptr);

    void setEmpty();
    /// `name` is shown in the mono font; both are for the screen already.
    void setFile(const QString &name, const QString &sentence);
    [[nodiscard]] Button *button() const { return m_choose; }

signals:
    void chooseRequested();
    void fileDropped(const QString &path);

protected:
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void show(const QString &icon, TextStyle style, const QString &title, const QString &sentence,
              const QString &button);

    const Theme *m_theme;
    IconLabel *m_icon;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    Button *m_choose;
    bool m_hovered = false;
};

/// The one local file that is dragged; empty for none.
[[nodiscard]] QString draggedFile(const QMimeData *mime);

} // namespace stashdeck
