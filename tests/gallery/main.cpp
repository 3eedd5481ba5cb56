// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the real application through every page and state, on real databases, and takes their pictures.
// Usage: stashdeck-gallery FOLDER   (STASHDECK_SANDBOX names the sandbox program)
#include "app/application.h"
#include "app/databasewindow.h"
#include "models/connections/profilestore.h"
#include "models/connections/secretstore.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/session/writelock.h"
#include "models/values/keydocument.h"
#include "tests/gallery/camera.h"
#include "tests/gallery/tour_shell.h"
#include "tests/support/sandboxprocess.h"
#include "ui/browser/browserpage.h"
#include "ui/connections/connectionspage.h"
#include "ui/keyspace/keypane.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"
#include "ui/values/elementtable.h"
#include "ui/values/valuepage.h"
#include "ui/values/valuepane.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

Profile profileOf(const SandboxProcess &sandbox, const QString &name, Environment environment, bool readOnly = false)
{
    Profile profile;
    profile.id = QUuid::createUuid();
    profile.name = name;
    profile.url = sandbox.url();
    profile.environment = environment;
    profile.readOnly = readOnly;
    return profile;
}

Profile savedProfile(const QString &name, const QString &host, Environment environment, int daysAgo)
{
    Profile profile;
    profile.name = name;
    profile.url = QUrl(u"https://"_s + host);
    profile.environment = environment;
    profile.readOnly = environment == Environment::Production;
    profile.lastUsed = SystemClock().now() - std::chrono::hours(24 * daysAgo);
    return profile;
}

class Tour {
public:
    Tour(Application *application, Camera *camera, SandboxProcess *shop, SandboxProcess *empty)
        : m_application(application)
        , m_camera(camera)
        , m_shop(shop)
        , m_empty(empty)
    {
    }

    void startPage();
    void browser();
    void editing();
    void collections();
    void dialogs();
    void shell();
    void otherDatabases();
    void sizes();
    void faults();

private:
    [[nodiscard]] DatabaseWindow *database() const { return m_application->windows().front().get(); }
    [[nodiscard]] MainWindow *window() const { return database()->window(); }
    [[nodiscard]] Keyspace *keyspace() const { return database()->browser()->keyspace(); }
    [[nodiscard]] ValuePage *page() const { return database()->browser()->valuePane()->currentPage(); }

    void shoot(
        const char *name, const char *what, const std::function<bool()> &ready = [] { return true; })
    {
        m_camera->shoot(QString::fromLatin1(name), QString::fromLatin1(what), window(), ready);
    }
    void trigger(const QString &action)
    {
        const QList<ActionRegistry::Entry> entries = window()->actionRegistry()->entries();
        for (const ActionRegistry::Entry &entry : entries) {
            if (entry.action && entry.action->objectName() == action) {
                entry.action->trigger();
                settle();
                return;
            }
        }
        std::fprintf(stderr, "gallery: no action %s\n", qPrintable(action));
    }
    void click(const QString &name)
    {
        const QList<QAbstractButton *> buttons = window()->findChildren<QAbstractButton *>(name);
        for (QAbstractButton *button : buttons) {
            if (button->isVisible()) {
                button->click();
                settle();
                return;
            }
        }
        std::fprintf(stderr, "gallery: no button %s\n", qPrintable(name));
    }
    void type(const QString &field, const QString &text)
    {
        const QList<QLineEdit *> fields = window()->findChildren<QLineEdit *>(field);
        for (QLineEdit *edit : fields) {
            if (edit->isVisible()) {
                edit->setFocus();
                edit->selectAll();
                QTest::keyClicks(edit, text);
                settle();
                return;
            }
        }
        std::fprintf(stderr, "gallery: no field %s\n", qPrintable(field));
    }
    /// Past the program: somebody else writes.
    void put(const QByteArrayList &command) const
    {
        if (m_shop->redis(command).toByteArray().startsWith('-'))
            std::fprintf(stderr, "gallery: redis refused %s\n", command.constFirst().constData());
    }
    void closeDialogs()
    {
        const QList<QDialog *> dialogs = window()->findChildren<QDialog *>();
        for (QDialog *dialog : dialogs)
            dialog->reject();
        settle();
    }
    void open(const Profile &profile, const QByteArray &token)
    {
        database()->open(profile, Secret(token));
        settle();
    }
    [[nodiscard]] bool scanned() const
    {
        return keyspace() && keyspace()->state() != Keyspace::State::Loading && keyspace()->activeScanner()
            && keyspace()->activeScanner()->state() == KeyScanner::State::Finished;
    }
    void openKey(const QByteArray &key)
    {
        database()->browser()->openKey(key);
        runUntil([&] {
            return page() && page()->document()->key() == key
                && page()->document()->state() != KeyDocument::State::Loading;
        });
        settle(200);
    }

    Application *m_application;
    Camera *m_camera;
    SandboxProcess *m_shop;
    SandboxProcess *m_empty;
};

void Tour::startPage()
{
    shoot("start-first-run", "start page without any database");
    ProfileStore *profiles = m_application->services().profiles;
    profiles->add(savedProfile(u"prod-eu-main"_s, u"eu1-crisp-heron-41207.upstash.io"_s, Environment::Production, 0));
    profiles->add(savedProfile(u"prod-us-edge"_s, u"us1-solid-finch-38114.upstash.io"_s, Environment::Production, 1));
    profiles->add(savedProfile(u"staging-shop"_s, u"eu1-keen-otter-52290.upstash.io"_s, Environment::Staging, 2));
    profiles->add(savedProfile(u"dev-mira"_s, u"eu1-tidy-wren-60418.upstash.io"_s, Environment::Development, 3));
    settle();
    shoot("start-cards", "saved databases as cards");
    database()->connectionsPage()->addDatabase();
    settle();
    shoot("add-database", "the empty dialog");
    closeDialogs();
    const QString env = u"UPSTASH_REDIS_REST_URL=\""_s + m_shop->url().toString() + u"\"\nUPSTASH_REDIS_REST_TOKEN=\""_s
        + QString::fromLatin1(m_shop->token()) + u"\n\""_s;
    database()->connectionsPage()->addDatabase(env);
    settle(1500);
    shoot("add-database-tested", "pasted .env lines, tested by the doctor");
    closeDialogs();
    database()->connectionsPage()->addDatabase(QString(env).replace(
        QString::fromLatin1(m_shop->token()), u"AaD3AAIncDE1ZmE0YzI5Nzk4NGQ0MmJlYjE3MDNmNWUxM2Q5OTY4cDE0MTIwNw"_s));
    settle(1500);
    shoot("add-database-refused", "a token that the server refuses");
    closeDialogs();
}

void Tour::browser()
{
    open(profileOf(*m_shop, u"Local sandbox"_s, Environment::Sandbox), m_shop->token());
    shoot("browser-scanned", "all keys scanned, nothing open", [this] { return scanned(); });
    openKey("dashboard:stats");
    shoot("browser-string", "a JSON string");
    const QList<QByteArray> examples{"users:online", "queue:emails", "lb:all-time", "events:orders"};
    for (const QByteArray &key : examples) {
        openKey(key);
        shoot(("browser-" + QByteArray(key).replace(':', '-')).constData(), "a collection");
    }
    database()->browser()->keyPane()->showList();
    shoot("browser-list", "keys as a flat list");
    database()->browser()->keyPane()->showTree();
    database()->browser()->keyPane()->setPattern(u"no-such-prefix:*"_s);
    shoot("browser-no-match", "a pattern that matches nothing",
          [this] { return keyspace()->state() == Keyspace::State::NothingMatches; });
    database()->browser()->keyPane()->setPattern({});
    settle(300);
}

void Tour::editing()
{
    put({"SET", "greeting", "Hello, edge", "EX", "2467"});
    openKey("greeting");
    auto *editor = page()->findChild<QPlainTextEdit *>();
    if (editor) {
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(editor, u" function"_s);
    }
    settle(300);
    shoot("value-edited", "an edited value with its save bar");
    put({"SET", "greeting", "Hello from somebody else", "KEEPTTL"});
    page()->save();
    settle(600);
    shoot("value-conflict", "changed on the server since it was loaded");
    page()->openReview();
    settle(300);
    shoot("value-review", "loaded, yours and the server's side by side");
    closeDialogs();
    page()->discard();
    put({"SET", "binary:sample", QByteArray::fromHex("00ff10c3280d0a89504e470d0a1a0affd8ffe0")});
    openKey("binary:sample");
    shoot("value-binary", "bytes that are not text");
    put({"SET", "big:json", "[" + QByteArray("{\"id\":123456,\"name\":\"thing\"},").repeated(120'000) + "0]"});
    openKey("big:json");
    shoot("value-large", "the beginning of a value of several megabytes");
    put({"SET", "<b>bold</b><img src=file:///etc/passwd>", "<h1>not markup</h1>"});
    openKey("<b>bold</b><img src=file:///etc/passwd>");
    shoot("value-hostile", "a key and a value with markup, shown as they are");
    put({"DEL", "greeting"});
    openKey("greeting");
    page()->reload();
    settle(300);
    shoot("value-gone", "a key that is not there any more");
}

void Tour::collections()
{
    const auto select = [this](const QString &name) {
        auto *table = page()->findChild<ElementTable *>();
        for (int row = 0; table && row < table->model()->rowCount(); ++row) {
            for (int column = 0; column < table->model()->columnCount(); ++column) {
                if (table->model()->index(row, column).data().toString() == name)
                    table->select(row);
            }
        }
        settle(200);
    };
    const auto choose = [this, select](const QString &name, const QString &typed) {
        select(name);
        auto *editor = page()->findChild<QPlainTextEdit *>(u"codeEditor"_s);
        if (editor && !typed.isEmpty()) {
            editor->setFocus();
            QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(editor, typed);
            settle(400);
        }
    };
    put({"HSET",       "session:eu:7f3a94d01b",
         "user_id",    "1042",
         "email",      "mira.okafor@example.com",
         "plan",       "team",
         "cart_items", "3",
         "csrf",       "b7f04d1c91ce",
         "last_seen",  "1795010511",
         "ip",         "203.0.113.88",
         "device",     "Firefox 131 / macOS",
         "prefs",      R"({"theme":"dark","lang":"en-GB","beta":true,"panes":["orders","live"]})"});
    put({"EXPIRE", "session:eu:7f3a94d01b", "2467"});
    openKey("session:eu:7f3a94d01b");
    choose(u"prefs"_s, {});
    shoot("hash", "a hash with the value of a field below");
    choose(u"cart_items"_s, u"4"_s);
    choose(u"last_seen"_s, u"1795010538"_s);
    select(u"csrf"_s);
    QTest::keyClick(page()->findChild<ElementTable *>(), Qt::Key_Delete);
    select(u"last_seen"_s);
    shoot("hash-edited", "edited and removed fields wait for save");
    put({"HSET", "session:eu:7f3a94d01b", "cart_items", "5", "last_seen", "1795010544"});
    page()->save();
    settle(700);
    shoot("hash-conflict", "fields that were changed on the server meanwhile");
    page()->openReview();
    settle(300);
    shoot("hash-review", "a choice for each field");
    closeDialogs();
    page()->discard();
    click(u"addElement"_s);
    settle(200);
    shoot("hash-add", "a new field");
    closeDialogs();
    openKey("lb:all-time");
    choose(u"3"_s, {});
    shoot("zset", "ranks, members and scores");
    openKey("queue:emails");
    choose(u"1"_s, {});
    click(u"pushHead"_s);
    settle(200);
    shoot("list", "a list with a new element in front");
    page()->discard();
    openKey("users:online");
    page()->findChild<ElementTable *>()->select(0);
    settle(200);
    shoot("set", "members of a set");
}

void Tour::dialogs()
{
    put({"SET", "deploy:note", "release 42", "EX", "5000"});
    openKey("deploy:note");
    page()->openExpiry();
    settle(200);
    shoot("dialog-ttl", "time to live");
    closeDialogs();
    page()->openRename();
    settle(200);
    shoot("dialog-rename", "rename");
    closeDialogs();
    database()->browser()->valuePane()->addKey("cache:");
    settle(200);
    shoot("dialog-add-key", "a new key");
    closeDialogs();
    database()->browser()->valuePane()->deleteKey("deploy:note", "string");
    settle(400);
    shoot("toast-deleted", "a deleted key, with undo");
}

void Tour::shell()
{
    window()->commandPalette()->open(u"lb"_s);
    settle(300);
    shoot("palette", "command palette with keys, actions and databases");
    window()->commandPalette()->dismiss();
    window()->openSettings();
    settle(200);
    shoot("settings", "settings");
    closeDialogs();
    window()->openHelp();
    settle(200);
    shoot("help", "shortcuts");
    closeDialogs();
    window()->openAbout();
    settle(200);
    shoot("about", "about");
    closeDialogs();
}

void Tour::otherDatabases()
{
    open(profileOf(*m_shop, u"prod-eu-main"_s, Environment::Production, true), m_shop->token());
    runUntil([this] { return scanned(); });
    openKey("dashboard:stats");
    shoot("production-locked", "production opens read-only");
    trigger(u"toggleLockAction"_s);
    shoot("production-unlock-question", "unlocking asks");
    closeDialogs();
    database()->session()->writeLock()->unlock();
    settle(100);
    if (auto *editor = page() ? page()->findChild<QPlainTextEdit *>() : nullptr) {
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(editor, u" "_s);
    }
    settle(300);
    shoot("production-unlocked", "writing allowed for 15 minutes, an edit to save");
    if (page())
        page()->discard();
    database()->browser()->valuePane()->deleteKey("dashboard:stats", "string");
    settle(300);
    shoot("production-delete", "deleting from production asks");
    closeDialogs();
    open(profileOf(*m_shop, u"staging-shop"_s, Environment::Staging), m_shop->readOnlyToken());
    shoot("read-only-token", "a token that may not list keys",
          [this] { return keyspace()->state() == Keyspace::State::NotPermitted; });
    open(profileOf(*m_empty, u"dev-mira"_s, Environment::Development), m_empty->token());
    shoot("empty-database", "a database without keys",
          [this] { return keyspace()->state() == Keyspace::State::Empty; });
}

void Tour::sizes()
{
    open(profileOf(*m_shop, u"Local sandbox"_s, Environment::Sandbox), m_shop->token());
    runUntil([this] { return scanned(); });
    openKey("lb:all-time");
    const QList<QSize> sizes{{1024, 680}, {1280, 800}, {1920, 1200}};
    for (const QSize &size : sizes) {
        window()->resize(size);
        settle(200);
        shoot(QByteArray("size-" + QByteArray::number(size.width())).constData(), "the browser at another size");
    }
    database()->closeDatabase();
    settle(200);
    for (const QSize &size : sizes) {
        window()->resize(size);
        settle(200);
        shoot(QByteArray("start-size-" + QByteArray::number(size.width())).constData(),
              "the start page at another size");
    }
    window()->resize(1440, 900);
}

void Tour::faults()
{
    open(profileOf(*m_shop, u"Local sandbox"_s, Environment::Sandbox), "not-the-token-of-this-database");
    shoot("token-refused", "the token was refused",
          [this] { return database()->session()->state() == Session::State::TokenRejected; });
    open(profileOf(*m_shop, u"Local sandbox"_s, Environment::Sandbox), m_shop->token());
    runUntil([this] { return scanned(); });
    openKey("users:online");
    m_shop->stop();
    page()->reload();
    shoot("offline", "the connection was lost; what was loaded stays",
          [this] { return database()->session()->state() == Session::State::Offline; });
    open(profileOf(*m_shop, u"Local sandbox"_s, Environment::Sandbox), m_shop->token());
    shoot("unreachable", "nothing could be loaded", [this] { return keyspace()->state() == Keyspace::State::Failed; });
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: stashdeck-gallery FOLDER\n", stderr);
        return 2;
    }
    QApplication qtApplication(argc, argv);
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    const QTemporaryDir config;
    SandboxProcess shop({u"--keys"_s, u"20000"_s});
    SandboxProcess empty({u"--no-sample-data"_s});
    if (!shop.start() || !empty.start()) {
        std::fprintf(stderr, "no sandbox: %s%s\n", shop.errorText().constData(), empty.errorText().constData());
        return 1;
    }

    Application::Places places;
    places.configFolder = config.path();
    places.sandboxProgram = qEnvironmentVariable("STASHDECK_SANDBOX");
    places.sandboxPort = 0;
    places.useKeychain = false;
    Application application(&qtApplication, places);
    application.theme()->setFontFamilies(u"Inter"_s, u"JetBrains Mono"_s);
    application.theme()->setChoice(Theme::Choice::Light);
    application.start({});
    application.windows().front()->window()->resize(1440, 900);
    settle(200);

    Camera camera(folder, application.theme());
    Tour tour(&application, &camera, &shop, &empty);
    tour.startPage();
    tourShell(&application, &camera);
    tour.browser();
    tour.editing();
    tour.collections();
    tour.dialogs();
    tour.shell();
    tour.otherDatabases();
    tour.sizes();
    tour.faults();

    for (const QString &state : camera.covered())
        std::printf("%s\n", qPrintable(state));
    for (const QString &state : camera.failed())
        std::fprintf(stderr, "gallery: the state was not reached: %s\n", qPrintable(state));
    std::printf("%d states, %d pictures\n", int(camera.covered().size()), int(camera.covered().size()) * 2);
    return camera.failed().isEmpty() ? 0 : 1;
}
