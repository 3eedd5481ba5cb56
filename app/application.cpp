// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/databasewindow.h"
#include "app/otherdatabases.h"
#include "app/profiletoken.h"
#include "models/base/logredactor.h"
#include "models/base/privatefile.h"
#include "models/base/settings.h"
#include "models/connections/keychainstore.h"
#include "models/connections/localsandbox.h"
#include "models/connections/profilestore.h"
#include "models/connections/secretstore.h"
#include "models/rest/connectionepoch.h"
#include "models/rest/networkmanager.h"
#include "models/session/session.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/themesettings.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkInformation>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

Application::Places Application::usualPlaces(const CommandLine &line)
{
    Places places;
    places.configFolder = line.configFolder.isEmpty()
        ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
        : QFileInfo(line.configFolder).absoluteFilePath();
    places.dataFolder = line.configFolder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                                    : places.configFolder;
    const QString beside = QDir(QCoreApplication::applicationDirPath()).filePath(u"stashdeck-sandbox"_s);
    places.sandboxProgram = QFileInfo::exists(beside) ? beside : QStandardPaths::findExecutable(u"stashdeck-sandbox"_s);
    return places;
}

Application::Application(QApplication *application, const Places &places, QObject *parent)
    : QObject(parent)
    , m_redactor(std::make_unique<LogRedactor>())
    , m_network(makeNetworkManager())
{
    // English has plurals, too: "%n command(s)" becomes "1 command" and "2 commands".
    if (m_english.load(u":/stashdeck/i18n/stashdeck_en.qm"_s))
        QCoreApplication::installTranslator(&m_english);
    const QDir folder(places.configFolder);
    m_settings = std::make_unique<Settings>(folder.filePath(u"settings.json"_s));
    m_theme = std::make_unique<Theme>();
    m_themeSettings = std::make_unique<ThemeSettings>(m_theme.get(), m_settings.get());
    m_theme->apply(application);
    QApplication::setWindowIcon(Theme::productIcon());

    m_profiles = std::make_unique<ProfileStore>(folder.filePath(u"databases.json"_s));
    std::unique_ptr<SecretStore> store;
    if (places.useKeychain)
        store = std::make_unique<KeychainStore>(systemKeychain());
    else
        store = std::make_unique<SessionOnlyStore>();
    m_secrets = std::make_unique<FallbackSecretStore>(std::move(store));

    LocalSandbox::Setup setup;
    setup.program = places.sandboxProgram;
    setup.port = places.sandboxPort;
    setup.keys = places.sandboxKeys;
    setup.traffic = places.sandboxTraffic;
    m_sandbox = std::make_unique<LocalSandbox>(setup);
    connect(m_sandbox.get(), &LocalSandbox::stateChanged, this, &Application::tryAnotherPort);

    watchNetwork();

    m_services.profiles = m_profiles.get();
    m_services.secrets = m_secrets.get();
    m_services.network = m_network.get();
    m_services.clock = &m_clock;
    m_services.settings = m_settings.get();
    m_services.sandbox = m_sandbox.get();
    m_others
        = std::make_unique<OtherDatabases>(m_services, [this](const Secret &token) { m_redactor->addSecret(token); });
    const QDir data(places.dataFolder.isEmpty() ? places.configFolder : places.dataFolder);
    m_journalFolder = data.filePath(u"bulk"_s);
    m_transferFolder = data.filePath(u"transfer"_s);
}

Application::~Application()
{
    m_stop.request_stop();
    m_windows.clear();
}

void Application::start(const CommandLine &line)
{
    DatabaseWindow *first = newWindow();
    if (line.sandbox) {
        m_sandboxAsked = true;
        first->connectionsPage()->startSandboxAction()->trigger();
    }
    if (!line.profile.isEmpty()) {
        const QList<Profile> &profiles = m_profiles->profiles();
        const auto named = std::find_if(profiles.cbegin(), profiles.cend(),
                                        [&](const Profile &profile) { return profile.name == line.profile; });
        if (named != profiles.cend())
            openProfile(first, named->id, OpenMode::Normal);
    }
    for (const QString &file : line.envFiles)
        first->connectionsPage()->importFile(file);
}

DatabaseWindow *Application::newWindow()
{
    m_windows.push_back(std::make_unique<DatabaseWindow>(m_theme.get(), m_services));
    DatabaseWindow *window = m_windows.back().get();
    window->setBulkChanges(m_others.get(), m_journalFolder, m_transferFolder);
    connect(window, &DatabaseWindow::openRequested, this,
            [this, window](const QUuid &id, OpenMode mode) { openProfile(window, id, mode); });
    connect(window, &DatabaseWindow::newWindowRequested, this, [this] { newWindow(); });
    connect(window, &DatabaseWindow::tokenChanged, this, &Application::takeToken);
    connect(window, &DatabaseWindow::closed, this, [this, window] { dropWindow(window); });
    connect(window, &DatabaseWindow::quitRequested, this, &Application::quit);
    connect(window, &DatabaseWindow::stayedOpen, this, [this] { m_quitting = false; });
    if (m_windows.size() > 1)
        window->window()->placeBeside(*m_windows.at(m_windows.size() - 2)->window());
    window->window()->show();
    return window;
}

void Application::openProfile(DatabaseWindow *window, const QUuid &id, OpenMode mode)
{
    const std::optional<Profile> saved = m_profiles->find(id);
    if (!saved)
        return;
    Profile profile = *saved;
    profile.readOnly = profile.readOnly || mode == OpenMode::ReadOnly
        || (profile.environment == Environment::Production && m_settings->value(Keys::productionOpensReadOnly));
    const QPointer<DatabaseWindow> asker(window);
    QCoro::connect(profileToken(m_secrets.get(), id, m_stop.get_token()), this,
                   [this, profile, mode, asker](const SecretResult<Secret> &token) {
                       if (!asker)
                           return;
                       if (!token) {
                           asker->connectionsPage()->showCouldNotConnect(profile.id, token.error());
                           return;
                       }
                       m_redactor->addSecret(*token);
                       m_profiles->markUsed(profile.id, m_clock.now());
                       DatabaseWindow *shown = mode == OpenMode::NewWindow ? newWindow() : asker.data();
                       shown->open(profile, *token);
                   });
}

void Application::takeToken(const QUuid &id)
{
    QCoro::connect(profileToken(m_secrets.get(), id, m_stop.get_token()), this,
                   [this, id](const SecretResult<Secret> &token) {
                       if (!token)
                           return;
                       m_redactor->addSecret(*token);
                       for (const auto &window : m_windows) {
                           if (window->session() && window->session()->profile().id == id)
                               window->replaceToken(*token);
                       }
                   });
}

void Application::watchNetwork()
{
    // Connections of before a change of network look alive and are not: a write on one would end as an unknown outcome.
    // Not every system can tell; then the wire's own idle limit of 15 s has to do. Sleep it finds out by itself.
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    const auto changed = [this] {
        ConnectionEpoch::of(m_network.get())->end();
    };
    const QNetworkInformation *information = QNetworkInformation::instance();
    connect(information, &QNetworkInformation::reachabilityChanged, this, changed);
    connect(information, &QNetworkInformation::transportMediumChanged, this, changed);
}

void Application::tryAnotherPort()
{
    // Asked for on the command line, the sandbox is for looking around: any port is as good.
    if (m_sandboxAsked && m_sandbox->failure() == LocalSandbox::Failure::PortInUse) {
        m_sandboxAsked = false;
        m_sandbox->startOnPort(m_sandbox->suggestedPort());
    }
}

void Application::dropWindow(DatabaseWindow *window)
{
    const auto closed = std::find_if(m_windows.begin(), m_windows.end(),
                                     [window](const auto &owned) { return owned.get() == window; });
    if (closed == m_windows.end())
        return;
    closed->release()->deleteLater(); // it is still in its own signal
    m_windows.erase(closed);
    if (m_quitting)
        closeNext();
}

void Application::quit()
{
    m_quitting = true;
    closeNext();
}

void Application::closeNext()
{
    if (!m_windows.empty())
        m_windows.back()->window()->close(); // asks by itself; the next one follows when it is closed
}

} // namespace stashdeck
