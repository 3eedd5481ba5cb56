// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/splitter.h"

#include <QKeyEvent>
#include <QPainter>
#include <QSplitterHandle>

namespace stashdeck {

namespace {

constexpr int keyStep = 16;

class Handle final : public QSplitterHandle {
public:
    Handle(const Theme *theme, Qt::Orientation orientation, QSplitter *parent)
        : QSplitterHandle(orientation, parent)
        , m_theme(theme)
    {
        setFocusPolicy(Qt::TabFocus);
        setAccessibleName(QSplitter::tr("Divider"));
        setAttribute(Qt::WA_Hover);
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool across = orientation() == Qt::Horizontal;
        const int back = across ? Qt::Key_Left : Qt::Key_Up;
        const int on = across ? Qt::Key_Right : Qt::Key_Down;
        if (event->key() != back && event->key() != on) {
            QSplitterHandle::keyPressEvent(event);
            return;
        }
        // Qt makes a thin handle wider than it shows and moves it left by that much.
        const int position = across ? x() + contentsMargins().left() : y() + contentsMargins().top();
        moveSplitter(position + (event->key() == on ? keyStep : -keyStep));
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool strong = hasFocus() || underMouse();
        painter.fillRect(contentsRect(), m_theme->color(strong ? Token::Accent : Token::Border));
    }

private:
    const Theme *m_theme;
};

} // namespace

Splitter::Splitter(const Theme *theme, Qt::Orientation orientation, QWidget *parent)
    : QSplitter(orientation, parent)
    , m_theme(theme)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

QSplitterHandle *Splitter::createHandle()
{
    return new Handle(m_theme, orientation(), this);
}

} // namespace stashdeck
