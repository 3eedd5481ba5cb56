// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "models/base/clock.h"
#include "models/base/secret.h"
#include "ui/connections/connectionservices.h"
#include "ui/connections/connectionspage.h"

#include <QObject>
#include <QTranslator>
#include <QUuid>

#include <memory>
#include <stop_token>
#include <vector>

class QApplication;
class QNetworkAccessManager;

namespace stashdeck {

class DatabaseWindow;
class FallbackSecretStore;
class LocalSandbox;
class LogRedactor;
class OtherDatabases;
class ProfileStore;
class SecretStore;
class Settings;
class Theme;
class ThemeSettings;

/// The composition: makes what the whole program shares and opens windows on it. One a program, owned by main();
/// everything it owns dies in the right order with it.
class Application final : public QObject {
    Q_OBJECT

public:
    /// Where things are. Tests and the gallery give their own.
    struct Places {
        QString configFolder;
        QString dataFolder; ///< journals of bulk changes and transfers; empty for the configuration's
        QString sandboxProgram;
        quint16 sandboxPort = 8079; ///< 0 for any
        qint64 sandboxKeys = 20'000;
        bool sandboxTraffic = true;
        bool useKeychain = true; ///< else tokens are kept for the session only
    };
    [[nodiscard]] static Places usualPlaces(const CommandLine &line);

    Application(QApplication *application, const Places &places, QObject *parent = nullptr);
    ~Application() override;

    /// Opens the first window, and what the command line asks for.
    void start(const CommandLine &line);

    [[nodiscard]] Theme *theme() const { return m_theme.get(); }
    [[nodiscard]] const ConnectionServices &services() const { return m_services; }
    [[nodiscard]] const std::vector<std::unique_ptr<DatabaseWindow>> &windows() const { return m_windows; }
    DatabaseWindow *newWindow();

private:
    void openProfile(DatabaseWindow *window, const QUuid &id, OpenMode mode);
    void takeToken(const QUuid &id);
    void tryAnotherPort();
    void watchNetwork();
    void dropWindow(DatabaseWindow *window);
    /// Closes one window after the other, each after asking about its unsaved edits; ends when one is to stay.
    void quit();
    void closeNext();

    std::unique_ptr<LogRedactor> m_redactor;
    QTranslator m_english;
    SystemClock m_clock;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ThemeSettings> m_themeSettings;
    std::unique_ptr<ProfileStore> m_profiles;
    std::unique_ptr<FallbackSecretStore> m_secrets;
    std::unique_ptr<LocalSandbox> m_sandbox;
    ConnectionServices m_services;
    std::unique_ptr<OtherDatabases> m_others;
    QString m_journalFolder;
    QString m_transferFolder;
    std::vector<std::unique_ptr<DatabaseWindow>> m_windows;
    std::stop_source m_stop;
    bool m_quitting = false;
    bool m_sandboxAsked = false; ///< on the command line: any free port will do
};

} // namespace stashdeck
