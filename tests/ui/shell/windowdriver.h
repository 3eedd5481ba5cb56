// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/shell/shellfixture.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>
#include <QTest>

namespace stashdeck {

/// Drives a window of the fixture as a person would.
struct WindowDriver {
    static void start(ShellFixture &shell, Environment environment = Environment::Production)
    {
        shell.openSession(ShellFixture::profile(environment));
        shell.window->resize(1440, 900);
        shell.show();
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
    }
    static QString textOf(const ShellFixture &shell, const char *name)
    {
        if (auto *label = shell.find<QLabel>(name))
            return label->text();
        auto *button = shell.find<QAbstractButton>(name);
        return button ? button->text() : QString();
    }
    static void keys(ShellFixture &shell, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        shell.window->activateWindow(); // a closed dialog may have left no window active
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        QTest::keyClick(shell.window.get(), key, modifiers);
    }
    static QDialog *question(const ShellFixture &shell)
    {
        const auto all = shell.window->findChildren<QDialog *>(QStringLiteral("questionDialog"));
        for (QDialog *dialog : all) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    static void answer(const ShellFixture &shell, const char *button)
    {
        QVERIFY(question(shell));
        QTest::mouseClick(question(shell)->findChild<QWidget *>(QLatin1StringView(button)), Qt::LeftButton);
    }
};

} // namespace stashdeck
