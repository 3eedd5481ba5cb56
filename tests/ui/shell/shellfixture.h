// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/settings.h"
#include "models/rest/restclient.h"
#include "models/session/session.h"
#include "tests/support/fakeclock.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/themesettings.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QVBoxLayout>

#include <memory>

namespace stashdeck {

/// A window with three pages of one line edit each, and what it needs.
class ShellFixture {
public:
    ShellFixture()
        : settings(std::make_unique<Settings>(folder.filePath(QStringLiteral("settings.json"))))
    {
        theme.setFontFamilies(QStringLiteral("Inter"), QStringLiteral("JetBrains Mono"));
        theme.apply(qApp);
        themeSettings = std::make_unique<ThemeSettings>(&theme, settings.get());
        makeWindow();
    }

    void makeWindow()
    {
        window = std::make_unique<MainWindow>(&theme, settings.get());
        // Two pages use Ctrl+T, each for its own.
        overview
            = addPage(QStringLiteral("overview"), QStringLiteral("Overview"), QStringLiteral("layout-dashboard"), {});
        browser = addPage(QStringLiteral("browser"), QStringLiteral("Browser"), QStringLiteral("folder-tree"), {},
                          QKeySequence(QStringLiteral("Ctrl+T")));
        boards = addPage(QStringLiteral("leaderboards"), QStringLiteral("Leaderboards"), QStringLiteral("trophy"),
                         QStringLiteral("Data"), QKeySequence(QStringLiteral("Ctrl+T")));
        start = new QLineEdit;
        start->setObjectName(QStringLiteral("startField"));
        start->setAccessibleName(QStringLiteral("Start"));
        window->setStartPage(start);
    }

    [[nodiscard]] static Profile profile(Environment environment, const QString &name = QStringLiteral("prod-eu-main"))
    {
        Profile profile;
        profile.id = QUuid::createUuid();
        profile.name = name;
        profile.url = QUrl(QStringLiteral("https://eu1-crisp-heron-41207.upstash.io"));
        profile.environment = environment;
        profile.readOnly = environment == Environment::Production;
        return profile;
    }

    /// A session that reaches nobody unless `url` does.
    Session *openSession(const Profile &profile, const QByteArray &token = "test-token-0123456789")
    {
        if (session)
            window->setSession(nullptr);
        session = std::make_unique<Session>(profile, Secret(token), &network, &clock);
        window->setSession(session.get());
        return session.get();
    }

    void show()
    {
        window->show();
        window->activateWindow();
    }

    template <typename T> T *find(const char *name) const { return window->findChild<T *>(QLatin1StringView(name)); }

    ~ShellFixture()
    {
        window.reset();
        session.reset();
    }

    QTemporaryDir folder;
    Theme theme;
    FakeClock clock;
    QNetworkAccessManager network;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<ThemeSettings> themeSettings;
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;
    QLineEdit *start = nullptr;
    PageId overview{};
    PageId browser{};
    PageId boards{};
    QStringList triggered; ///< titles of the pages whose own action ran

private:
    PageId addPage(const QString &id, const QString &title, const QString &icon, const QString &section,
                   const QKeySequence &keys = {})
    {
        auto *page = new QWidget;
        page->setObjectName(id + QStringLiteral("Page"));
        auto *field = new QLineEdit(page);
        field->setObjectName(id + QStringLiteral("Field"));
        field->setAccessibleName(title);
        (new QVBoxLayout(page))->addWidget(field);
        QList<ActionSpec> actions;
        if (!keys.isEmpty()) {
            auto *action = new QAction(QStringLiteral("Use %1").arg(title), page);
            action->setObjectName(id + QStringLiteral("UseAction"));
            action->setShortcut(keys);
            page->addAction(action);
            QObject::connect(action, &QAction::triggered, page, [this, title] { triggered.append(title); });
            actions.append({action, MenuId::Key, title});
        }
        return window->addPage({id, title, icon, section, page, actions});
    }
};

} // namespace stashdeck
