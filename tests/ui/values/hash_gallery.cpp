// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the editor of hashes in its states, light and dark, in the real pane: hash_gallery FOLDER.
#include "tests/models/values/fieldttlserver.h"
#include "tests/ui/values/valuepanefixture.h"
#include "ui/values/codeeditor.h"
#include "ui/values/elementtable.h"

#include <QDialog>
#include <QDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

class Pictures {
public:
    explicit Pictures(const QString &folder)
        : m_folder(folder)
    {
        m_folder.mkpath(u"."_s);
    }
    bool start() { return m_pane.startDatabase(); }

    void run()
    {
        redis({"HSET",       "session:eu:7f3a94d01b",
               "user_id",    "1042",
               "email",      "mira.okafor@example.com",
               "plan",       "\"team\"",
               "cart_items", "3",
               "csrf",       "b7f09c1d2e91ce",
               "last_seen",  "1795010500",
               "prefs",      R"({"theme":"dark","lang":"en-GB","beta":true,"panes":["orders","live"]})",
               "ip",         "203.0.113.88",
               "otp_hash",   "$2b$10$1uQmZ",
               "device",     "Firefox 131 / macOS"});
        redis({"PEXPIRE", "session:eu:7f3a94d01b", "2467000"});
        FieldTtlServer server(&m_pane.database.sandbox());
        server.expiry.insert("csrf", FieldTtlServer::now() + 252'000);
        server.expiry.insert("otp_hash", FieldTtlServer::now() + 58'000);
        server.expiry.insert("device", FieldTtlServer::now() + 1'500);
        server.expiry.insert("ip", FieldTtlServer::now() + 8'000'000);
        m_pane.open(Environment::Production, server.url());
        (void)m_pane.openKey("session:eu:7f3a94d01b");
        QTest::qWait(2500);
        auto *table = m_pane.find<ElementTable>("collectionTable");
        const auto choose = [table](const QByteArray &name) {
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                if (table->model()->index(row, 0).data().toString() == QString::fromLatin1(name))
                    table->select(row);
            }
        };
        choose("prefs");
        shoot(m_pane.pane.get(), u"hash-ttl"_s);
        choose("csrf");
        table->setFocus();
        QTest::keyClick(table, Qt::Key_T, Qt::ControlModifier | Qt::AltModifier);
        QTest::qWait(200);
        if (auto *popup = m_pane.find<QDialog>("fieldTtlPopup")) {
            shoot(popup, u"hash-ttl-popup"_s);
            popup->reject();
        }
        edit(choose, "cart_items", u"4"_s);
        edit(choose, "last_seen", u"1795010538"_s);
        redis({"HSET", "session:eu:7f3a94d01b", "cart_items", "5", "last_seen", "1795010544"});
        (void)m_pane.click("saveButton");
        QTest::qWait(300);
        shoot(m_pane.pane.get(), u"hash-conflict"_s);
        for (const auto &[text, name] : {std::pair(u"JSON"_s, u"hash-json"_s), std::pair(u"Raw"_s, u"hash-raw"_s)}) {
            const auto buttons = m_pane.find<QWidget>("hashViews")->findChildren<QAbstractButton *>();
            for (QAbstractButton *button : buttons) {
                if (button->text() == text)
                    QTest::mouseClick(button, Qt::LeftButton);
            }
            QTest::qWait(300);
            shoot(m_pane.pane.get(), name);
        }
        m_pane.close();
    }

private:
    void redis(const QByteArrayList &command) { (void)m_pane.database.redis(command); }
    template <typename Choose> void edit(Choose choose, const QByteArray &name, const QString &value)
    {
        choose(name);
        QTest::qWait(100);
        auto *editor = m_pane.find<CodeEditor>("codeEditor");
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor, value);
        QTest::qWait(400);
    }
    void shoot(QWidget *widget, const QString &name)
    {
        for (const bool dark : {false, true}) {
            m_pane.theme.setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
            QTest::qWait(250);
            if (!widget->grab().save(m_folder.filePath(name + (dark ? u"-dark.png"_s : u"-light.png"_s))))
                qWarning("cannot write %s", qPrintable(name));
        }
        m_pane.theme.setChoice(Theme::Choice::Light);
    }

    QDir m_folder;
    ValuePaneFixture m_pane;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Pictures pictures(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"."_s);
    if (!pictures.start())
        return 1;
    pictures.run();
    return 0;
}
