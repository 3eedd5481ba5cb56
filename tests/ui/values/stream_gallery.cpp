// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the editor of streams in its states, light and dark, in the real pane: stream_gallery FOLDER.
#include "tests/ui/values/valuepanefixture.h"
#include "ui/values/elementtable.h"
#include "ui/values/streamentriesview.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QDialog>
#include <QDir>
#include <QMenu>
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
    void entries();
    void dialogs();
    void groups();
    void states();

private:
    void redis(const QByteArrayList &command) { (void)m_pane.database.redis(command); }
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
    void shootPane(const QString &name) { shoot(m_pane.pane.get(), name); }
    void shootDialog(const char *dialog, const QString &name)
    {
        QTest::qWait(200);
        if (auto *found = m_pane.find<QDialog>(dialog)) {
            shoot(found, name);
            found->reject();
        } else {
            qWarning("no dialog %s", dialog);
        }
        QTest::qWait(100);
    }
    void choose(const char *action)
    {
        (void)m_pane.click("streamMore");
        QTest::qWait(100);
        for (QMenu *menu : m_pane.pane->findChildren<QMenu *>()) {
            if (auto *entry = menu->findChild<QAction *>(QLatin1String(action)); entry && menu->isVisible()) {
                entry->trigger();
                menu->close();
            }
        }
        QTest::qWait(200);
    }
    void tab(const QString &id)
    {
        QTest::mouseClick(m_pane.find<SegmentedControl>("streamTabs")->segment(id), Qt::LeftButton);
        QTest::qWait(600);
    }
    ElementTable *table() { return m_pane.find<ElementTable>("streamTable"); }

    QDir m_folder;
    ValuePaneFixture m_pane;
};

void Pictures::entries()
{
    redis(
        {"EVAL",
         "for i=1,5000 do redis.call('XADD', KEYS[1], (1795010000000 + i * 7130) .. '-0', 'order', 88000 + i, 'state', "
         "i % 3 == 0 and 'shipped' or 'paid', 'payload', '{\"items\":' .. i % 7 .. ',\"total\":\"' .. i * 13 % 900 .. "
         "'.90\",\"currency\":\"EUR\"}') end redis.call('PEXPIRE', KEYS[1], 5e8)",
         "1", "events:orders"});
    m_pane.open();
    m_pane.session->setShown(true);
    (void)m_pane.openKey("events:orders");
    QTest::qWait(300);
    shootPane(u"01-entries"_s);
    table()->setFocus();
    table()->select(3);
    QTest::qWait(500);
    auto *fields = m_pane.find<ElementTable>("streamFields");
    fields->select(2);
    QTest::qWait(500);
    shootPane(u"02-entry"_s);
    (void)m_pane.click("streamDetails");
    (void)m_pane.click("streamRange");
    (void)m_pane.type("streamFrom", u"2026-11-18 14:00"_s);
    (void)m_pane.type("streamTo", u"then"_s);
    QTest::qWait(300);
    shootPane(u"03-range"_s);
    (void)m_pane.type("streamTo", u""_s);
    (void)m_pane.click("streamRange");
    auto *view = m_pane.find<StreamEntriesView>("streamEntries");
    view->tail()->setInterval(10);
    table()->scrollToBottom();
    QTest::qWait(400);
    redis({"XADD", "events:orders", "*", "order", "93001", "state", "new"});
    redis({"XADD", "events:orders", "*", "order", "93002", "state", "new"});
    view->tail()->look();
    QTest::qWait(500);
    shootPane(u"04-live-new"_s);
    redis({"RENAME", "events:orders", "kept"});
    redis({"SET", "events:orders", "x"});
    view->tail()->look();
    QTest::qWait(500);
    shootPane(u"05-live-paused"_s);
    redis({"DEL", "events:orders"});
    redis({"RENAME", "kept", "events:orders"});
    view->tail()->setInterval(0);
    m_pane.pane->resize(1240, 900);
    QTest::qWait(300);
    shootPane(u"06-wide"_s);
    m_pane.pane->resize(862, 752);
    QTest::qWait(200);
}

void Pictures::dialogs()
{
    (void)m_pane.click("streamAdd");
    QTest::qWait(200);
    (void)m_pane.type("streamField", u"order"_s);
    (void)m_pane.type("streamValue", u"88001"_s);
    shootDialog("streamAddDialog", u"10-add"_s);
    table()->select(0);
    choose("streamCopyEntryAction");
    shootDialog("streamAddDialog", u"11-copy"_s);
    choose("streamTrimAction");
    (void)m_pane.type("streamTrimLimit", u"1000"_s);
    (void)m_pane.click("streamTrimLook");
    QTest::qWait(500);
    shootDialog("streamTrimDialog", u"12-trim"_s);
    table()->select(0);
    QTest::keyClick(table(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table(), Qt::Key_Delete);
    shootDialog("questionDialog", u"13-delete"_s);
}

void Pictures::groups()
{
    tab(u"groups"_s);
    shootPane(u"20-no-groups"_s);
    for (const char *group : {"fulfilment", "analytics", "mailer"})
        redis({"XGROUP", "CREATE", "events:orders", group, "0"});
    for (const char *worker : {"worker-eu-1", "worker-eu-2", "worker-us-1"})
        redis({"XREADGROUP", "GROUP", "fulfilment", worker, "COUNT", "9", "STREAMS", "events:orders", ">"});
    m_pane.pane->currentPage()->reload();
    tab(u"entries"_s);
    tab(u"groups"_s);
    (void)m_pane.click("streamReloadGroups");
    QTest::qWait(600);
    if (auto *pending = m_pane.find<ElementTable>("streamPendingTable")) {
        pending->setFocus();
        pending->select(0);
        QTest::keyClick(pending, Qt::Key_Down, Qt::ShiftModifier);
    }
    shootPane(u"21-groups"_s);
    (void)m_pane.click("streamClaim");
    shootDialog("streamClaimDialog", u"22-claim"_s);
    (void)m_pane.click("streamCreateGroup");
    shootDialog("streamGroupDialog", u"23-create-group"_s);
    (void)m_pane.click("streamDestroyGroup");
    shootDialog("questionDialog", u"24-destroy-group"_s);
}

void Pictures::states()
{
    redis({"XADD", "odd", "1-0", "<b>bold</b>", "<img src=file:///etc/passwd>", QByteArray("\x00\xff", 2),
           QByteArray::fromHex("00ff10c3280d0a89504e470d0a1a0a")});
    (void)m_pane.openKey("odd");
    QTest::qWait(300);
    table()->select(0);
    m_pane.find<ElementTable>("streamFields")->select(1);
    QTest::qWait(500);
    shootPane(u"30-hostile-binary"_s);
    redis({"XDEL", "odd", "1-0"});
    m_pane.pane->currentPage()->reload();
    QTest::qWait(500);
    shootPane(u"31-empty"_s);
    m_pane.open(Environment::Production);
    m_pane.session->writeLock()->lock();
    (void)m_pane.openKey("events:orders");
    QTest::qWait(500);
    table()->select(0);
    QTest::qWait(400);
    shootPane(u"32-read-only"_s);
    redis({"DEL", "events:orders"});
    m_pane.pane->currentPage()->reload();
    QTest::qWait(500);
    shootPane(u"33-gone"_s);
    m_pane.close();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    Pictures pictures(argc > 1 ? QString::fromLocal8Bit(argv[1]) : u"streams"_s);
    if (!pictures.start())
        return 1;
    pictures.entries();
    pictures.dialogs();
    pictures.groups();
    pictures.states();
    return 0;
}
