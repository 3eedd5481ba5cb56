// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gallery/camera.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QDialog>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPainter>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

// A real event loop, as the program has: QTest::qWait sleeps between rounds, and round trips would look ten times
// longer.
bool runUntil(const std::function<bool()> &ready, int seconds)
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QEventLoop loop;
    QTimer look;
    bool reached = ready();
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        reached = ready();
        if (reached || sinceStart.elapsed() > seconds * 1000)
            loop.quit();
    });
    look.start(10);
    if (!reached)
        loop.exec();
    return reached;
}

void settle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

namespace {

/// The window and, over it, the dialogs and popups that belong to it: without a window system they are not composed.
QPixmap composed(QWidget *widget)
{
    QPixmap picture = widget->grab();
    QPainter painter(&picture);
    const QWidgetList topLevels = QApplication::topLevelWidgets();
    for (QWidget *other : topLevels) {
        if (other == widget || !other->isVisible() || other->windowType() == Qt::ToolTip)
            continue;
        bool ours = false;
        for (const QWidget *parent = other->parentWidget(); parent; parent = parent->parentWidget())
            ours = ours || parent == widget;
        if (!ours)
            continue;
        QPoint at = other->mapToGlobal(QPoint()) - widget->mapToGlobal(QPoint());
        if (qobject_cast<QDialog *>(other)) {
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 60));
            at = QPoint((widget->width() - other->width()) / 2, (widget->height() - other->height()) / 2);
        }
        painter.drawPixmap(at, other->grab());
        painter.drawRect(QRect(at, other->size()).adjusted(-1, -1, 0, 0));
    }
    return picture;
}

} // namespace

Camera::Camera(QDir folder, Theme *theme)
    : m_folder(std::move(folder))
    , m_theme(theme)
{
}

void Camera::shoot(const QString &name, const QString &what, QWidget *widget, const std::function<bool()> &ready)
{
    if (!runUntil(ready))
        m_failed.append(name);
    ++m_number;
    for (const Theme::Choice choice : {Theme::Choice::Light, Theme::Choice::Dark}) {
        m_theme->setChoice(choice);
        settle();
        const QString file = u"%1-%2-%3.png"_s.arg(m_number, 2, 10, QChar(u'0'))
                                 .arg(name, choice == Theme::Choice::Light ? u"light"_s : u"dark"_s);
        composed(widget).save(m_folder.filePath(file));
    }
    m_theme->setChoice(Theme::Choice::Light);
    m_covered.append(u"%1-%2: %3"_s.arg(m_number, 2, 10, QChar(u'0')).arg(name, what));
}

} // namespace stashdeck
