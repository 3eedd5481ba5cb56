// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "ui/bulk/bulktargets.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <functional>
#include <memory>

namespace stashdeck {

/// Finds and presses what a person sees.
namespace seen {

template <typename T> T *find(const char *name)
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->isVisible() && window->objectName() == QLatin1String(name)) {
            if (auto *widget = qobject_cast<T *>(window))
                return widget;
        }
        const QList<T *> found = window->findChildren<T *>(QLatin1String(name));
        for (T *widget : found) {
            if (widget->isVisible())
                return widget;
        }
    }
    return nullptr;
}

inline bool isUsable(const char *name)
{
    auto *button = find<QAbstractButton>(name);
    return button && button->isEnabled();
}

inline bool press(const char *name)
{
    if (!QTest::qWaitFor([name] { return isUsable(name); }, 30'000))
        return false;
    QTest::mouseClick(find<QAbstractButton>(name), Qt::LeftButton);
    return true;
}

inline QString text(const char *name)
{
    auto *label = find<QLabel>(name);
    return label ? label->text() : QString();
}

inline QString buttonText(const char *name)
{
    auto *button = find<QAbstractButton>(name);
    return button ? button->text() : QString();
}

/// The sentence of a banner.
inline QString bannerText(const char *name)
{
    auto *banner = find<QWidget>(name);
    QStringList words;
    const QList<QLabel *> labels = banner ? banner->findChildren<QLabel *>() : QList<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && !label->text().isEmpty())
            words << label->text();
    }
    return words.join(u' ');
}

/// Types a path into the file dialog that is open, and presses Enter.
inline bool choosePath(const char *name, const QString &path)
{
    if (!QTest::qWaitFor([name] { return find<QFileDialog>(name) != nullptr; }, 10'000))
        return false;
    auto *dialog = find<QFileDialog>(name);
    auto *field = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    if (!field)
        return false;
    field->setText(path);
    QTest::keyClick(field, Qt::Key_Return);
    return true;
}

inline QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace seen

/// Other databases, each with its session.
class GivenTargets final : public BulkTargets {
public:
    std::vector<std::shared_ptr<Session>> sessions;
    QString problem;

    [[nodiscard]] QList<Profile> databases() const override
    {
        QList<Profile> profiles;
        for (const auto &session : sessions)
            profiles.append(session->profile());
        return profiles;
    }
    void open(const QUuid &profile, QObject *context,
              std::function<void(std::shared_ptr<Session>, const QString &)> opened) override
    {
        std::shared_ptr<Session> found;
        for (const auto &session : sessions) {
            if (session->profile().id == profile && problem.isEmpty())
                found = session;
        }
        QMetaObject::invokeMethod(
            context, [found, opened = std::move(opened), words = problem] { opened(found, words); },
            Qt::QueuedConnection);
    }
};

} // namespace stashdeck
