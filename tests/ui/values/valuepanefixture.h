// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/values/databasefixture.h"
#include "ui/values/valueeditor.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuepane.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <memory>

namespace stashdeck {

/// The real value pane on a real database, found and driven as a person would: what is not visible does not count.
class ValuePaneFixture {
public:
    [[nodiscard]] bool startDatabase()
    {
        theme.setFontFamilies(QStringLiteral("Inter"), QStringLiteral("JetBrains Mono"));
        theme.apply(qApp);
        return database.start();
    }
    void open(Environment environment = Environment::Development, const QUrl &url = {})
    {
        close();
        session = database.session(url, environment);
        actions = std::make_unique<KeyActions>(session.get());
        pane = std::make_unique<ValuePane>(&theme, actions.get());
        pane->resize(862, 752);
        pane->show();
        pane->activateWindow();
        (void)QTest::qWaitForWindowActive(pane.get());
    }
    void close()
    {
        pane.reset();
        actions.reset();
        session.reset();
    }
    template <typename T> [[nodiscard]] T *find(const char *name) const
    {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            const QList<T *> found = window->findChildren<T *>(QLatin1String(name));
            for (T *widget : found) {
                if (widget->isVisible())
                    return widget;
            }
        }
        return nullptr;
    }
    /// False when there is no such button to be seen, or it cannot be pressed.
    [[nodiscard]] bool click(const char *name) const
    {
        auto *button = find<QAbstractButton>(name);
        if (!button || !button->isEnabled())
            return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return true;
    }
    [[nodiscard]] bool type(const char *field, const QString &text) const
    {
        auto *edit = find<QLineEdit>(field);
        if (!edit || edit->isReadOnly() || !edit->isEnabled())
            return false;
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        return true;
    }
    [[nodiscard]] QString label(const char *name) const
    {
        const auto *label = find<QLabel>(name);
        return label ? label->text() : QString();
    }
    [[nodiscard]] QString banner() const
    {
        const auto *found = find<QFrame>("valueBanner");
        QStringList texts;
        if (found) {
            const auto labels = found->findChildren<QLabel *>();
            for (const QLabel *part : labels)
                texts.append(part->text());
        }
        return texts.join(u' ');
    }
    [[nodiscard]] bool openKey(const QByteArray &key) const
    {
        pane->openKey(key, {}, ValuePane::OpenMode::Keep);
        return QTest::qWaitFor(
            [&] {
                const ValuePage *page = pane->currentPage();
                return page && page->document()->state() != KeyDocument::State::Loading;
            },
            20'000);
    }

    Theme theme;
    DatabaseFixture database;
    std::unique_ptr<Session> session;
    std::unique_ptr<KeyActions> actions;
    std::unique_ptr<ValuePane> pane;
};

} // namespace stashdeck
