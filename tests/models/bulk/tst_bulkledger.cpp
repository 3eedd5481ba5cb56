// SPDX-License-Identifier: GPL-3.0-or-later
// The journal's file, and the rules for names.
#include "models/bulk/bulkledger.h"
#include "models/bulk/renamerule.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

JournalRow rowOf(const QByteArray &key, KeyType type = KeyType::String)
{
    JournalRow row;
    row.key = key;
    row.type = type;
    return row;
}

} // namespace

class TestBulkLedger : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    int m_number = 0;
    QString newPath() { return m_folder.filePath(u"inner/%1.bulk"_s.arg(++m_number)); }

private slots:
    void keepsBytesAsTheyAre()
    {
        const QString path = newPath();
        const QByteArray binary = QByteArray("\x00\xff'\"%_\n", 7);
        {
            BulkLedger ledger(path);
            QVERIFY(ledger.open(BulkLedger::Mode::Create));
            const auto added = ledger.add({rowOf(binary, KeyType::Hash), rowOf(""), rowOf(binary), rowOf("plain")});
            QVERIFY(added);
            QCOMPARE(*added, 3); // a repeat of the scan counts once
            auto rows = ledger.takeUnsettled(0, 10, 1000);
            QVERIFY(rows);
            (*rows)[0].dump = QByteArray("\x00\x01\xfe", 3);
            (*rows)[0].before = 1'794'924'138'123;
            const auto kept = ledger.prepare({rows->at(0)}, BulkLedger::Keep::Copies);
            QVERIFY(kept);
            QCOMPARE(kept->at(0).sha,
                     QCryptographicHash::hash(QByteArray("\x00\x01\xfe", 3), QCryptographicHash::Sha1).toHex());
            QVERIFY(ledger.settle({kept->at(0)}));
        }
        BulkLedger again(path);
        QVERIFY(again.open(BulkLedger::Mode::Existing));
        const auto rows = again.takeUnsettled(0, 10, 1000);
        QVERIFY(rows);
        QCOMPARE(rows->size(), 3);
        QCOMPARE(rows->at(0).key, binary);
        QCOMPARE(rows->at(0).type, KeyType::Hash);
        QCOMPARE(rows->at(0).before, 1'794'924'138'123);
        QCOMPARE(rows->at(1).key, ""_ba);
        QVERIFY(again.doubtPrepared());
        QCOMPARE(again.tally()->of(RowState::InDoubt), 1);
    }

    void isReadableByItsOwnerOnly()
    {
        const QString path = newPath();
        BulkLedger ledger(path);
        QVERIFY(ledger.open(BulkLedger::Mode::Create));
        QVERIFY(ledger.add({rowOf("k")}));
        constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
            | QFileDevice::WriteOther | QFileDevice::ExeOther | QFileDevice::ExeGroup;
        QCOMPARE(QFileInfo(path).permissions() & others, QFileDevice::Permissions());
        QCOMPARE(QFileInfo(path + u"-wal"_s).permissions() & others, QFileDevice::Permissions());
        QCOMPARE(QFileInfo(QFileInfo(path).path()).permissions() & others, QFileDevice::Permissions());
    }

    void isOpenOnce()
    {
        const QString path = newPath();
        BulkLedger ledger(path);
        QVERIFY(ledger.open(BulkLedger::Mode::Create));
        BulkLedger second(path);
        const auto opened = second.open(BulkLedger::Mode::Existing);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Error::Kind::Storage);
        ledger.close();
        QVERIFY(second.open(BulkLedger::Mode::Existing));
    }

    void refusesAFolderThatCannotBe()
    {
        BulkLedger ledger(u"/proc/nothing/here.bulk"_s);
        const auto opened = ledger.open(BulkLedger::Mode::Create);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Error::Kind::Storage);
        QVERIFY(!BulkLedger(newPath()).open(BulkLedger::Mode::Existing));
    }

    void headSurvivesTheFile()
    {
        JournalHead head;
        head.id = QUuid::createUuid();
        head.profile = QUuid::createUuid();
        head.plan.act = BulkAct::Move;
        head.plan.pattern = QByteArray("a\xff*");
        head.plan.types = {KeyType::Hash, KeyType::Json};
        head.plan.expiry = ExpiryFilter::BeyondDay;
        head.plan.deletion = {false, false, 7, 12345};
        head.plan.change = {ExpiryChoices::Mode::At, Milliseconds(5), WallTime(Milliseconds(6)),
                            ExpiryChoices::Only::IfShorter, Milliseconds(7)};
        head.plan.rule = {RenameRule::Kind::Expression, "^a(.)", QByteArray("\\1\x80")};
        head.plan.copy = {QUuid::createUuid(), u"other"_s, "p:", CopyChoices::IfExists::Fail};
        head.plan.averageBytes = 99;
        head.stage = JournalHead::Stage::Stopped;
        head.undoing = true;
        head.touchedAt = WallTime(Milliseconds(1'794'924'138'123));
        head.copyBytes = 5;
        BulkLedger ledger(newPath());
        QVERIFY(ledger.open(BulkLedger::Mode::Create));
        QVERIFY(ledger.setHead(head));
        QVERIFY(*ledger.head() == head);
    }

    void takesNoMoreThanFits()
    {
        BulkLedger ledger(newPath());
        QVERIFY(ledger.open(BulkLedger::Mode::Create));
        QVERIFY(ledger.add({rowOf(QByteArray(32768, 'a')), rowOf("b"), rowOf("c")}));
        QCOMPARE(ledger.takeUnsettled(0, 10, 100)->size(), 1); // one at least
        QCOMPARE(ledger.takeUnsettled(1, 10, 100)->size(), 2);
        QCOMPARE(ledger.takeUnsettled(0, 2, 100'000)->size(), 2);
    }

    void renames_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("renamed");
        QTest::newRow("prefix") << 0 << "old:"_ba
                                << "new:"_ba
                                << "old:1"_ba
                                << "new:1"_ba;
        QTest::newRow("other prefix") << 0 << "old:"_ba
                                      << "new:"_ba
                                      << "older:1"_ba
                                      << "older:1"_ba;
        QTest::newRow("binary behind the prefix") << 0 << "a"_ba
                                                  << "b"_ba << QByteArray("a\xff\x00", 3) << QByteArray("b\xff\x00", 3);
        QTest::newRow("nothing before") << 0 << ""_ba
                                        << "p:"_ba
                                        << "k"_ba
                                        << "p:k"_ba;
        QTest::newRow("groups") << 1 << "^user:(\\d+):(.*)$"_ba
                                << "\\2:user:\\1"_ba
                                << "user:7:cart"_ba
                                << "cart:user:7"_ba;
        QTest::newRow("unicode") << 1 << "^ä(.)"_ba
                                 << "\\1"_ba
                                 << "äöü"_ba
                                 << "öü"_ba;
        QTest::newRow("binary stays") << 1 << "^a"_ba
                                      << "b"_ba << QByteArray("a\xc3\x28\xff") << QByteArray("b\xc3\x28\xff");
        QTest::newRow("no match") << 1 << "^x"_ba
                                  << "b"_ba
                                  << "a"_ba
                                  << "a"_ba;
    }
    void renames()
    {
        QFETCH(const int, kind);
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, renamed);
        const KeyRenamer renamer({static_cast<RenameRule::Kind>(kind), from, to});
        QVERIFY(renamer.problem().isEmpty());
        QCOMPARE(renamer.renamed(key), renamed);
    }

    void saysWhatIsWrongWithAnExpression()
    {
        const KeyRenamer renamer({RenameRule::Kind::Expression, "(", "x"});
        QVERIFY(!renamer.problem().isEmpty());
        QCOMPARE(renamer.renamed("("), "("_ba);
    }

    void findsCollisionsInsideTheList()
    {
        BulkLedger ledger(newPath());
        QVERIFY(ledger.open(BulkLedger::Mode::Create));
        QVERIFY(ledger.add({rowOf("a1"), rowOf("a2"), rowOf("b"), rowOf("c1")}));
        const auto untouched = ledger.applyRule({RenameRule::Kind::Expression, "^([ac])\\d$", "\\1"});
        QVERIFY(untouched);
        QCOMPARE(*untouched, 1); // b
        const auto inside = ledger.collisionsInside(10);
        QVERIFY(inside);
        QCOMPARE(inside->size(), 2);
        QCOMPARE(inside->at(0).target, "a"_ba);
        // Another rule takes the place of the first.
        QCOMPARE(*ledger.applyRule({RenameRule::Kind::Prefix, "b", "c1"}), 3);
        QCOMPARE(ledger.collisionsInside(10)->size(), 1); // b would become c1, which is there
        QCOMPARE(ledger.tally()->of(RowState::Pending), 1);
    }

    void csvHoldsNoFormula()
    {
        BulkLedger ledger(newPath());
        QVERIFY(ledger.open(BulkLedger::Mode::Create));
        QVERIFY(ledger.add({rowOf("=cmd|' /C calc'!A0"), rowOf("a\"b,c"), rowOf(QByteArray("\xff\n"))}));
        const QString path = m_folder.filePath(u"list.csv"_s);
        QCOMPARE(*ledger.writeCsv(path), 3);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QVERIFY(lines[1].startsWith("\"'=cmd"));
        QVERIFY(lines[2].startsWith("\"a\"\"b,c\",string"));
        QVERIFY(lines[3].startsWith("\"\\xff\\n\"") || lines[3].startsWith("\"\\xFF\\n\""));
    }
};

QTEST_GUILESS_MAIN(TestBulkLedger)
#include "tst_bulkledger.moc"
