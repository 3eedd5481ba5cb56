// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyarrangement.h"
#include "models/keyspace/keylistmodel.h"
#include "models/keyspace/keystore.h"
#include "models/keyspace/keytreemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QtTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Fixture {
    KeyStore store;
    KeyFacts facts;
    KeyListModel list{&facts};
    KeyTreeModel tree{&facts};
    std::optional<QAbstractItemModelTester> listTester;
    std::optional<QAbstractItemModelTester> treeTester;
    KeyFilter filter;
    QByteArray separator = ":";

    /// A tester walks the whole model after each change: too long for tens of thousands of rows.
    explicit Fixture(bool tested = true)
    {
        if (!tested)
            return;
        listTester.emplace(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        treeTester.emplace(&tree, QAbstractItemModelTester::FailureReportingMode::QtTest);
        treeTester->setUseFetchMore(false); // its own fetching would nest inside our rowsInserted
    }

    void add(std::initializer_list<const char *> keys)
    {
        for (const char *key : keys)
            store.insert(QByteArrayView(key), KeyType::String);
    }
    void show()
    {
        ArrangementRequest request;
        request.keys = store.table();
        request.filter = filter;
        request.separator = separator;
        request.shape = tree.shape();
        Arrangement result = arrange(request);
        QVERIFY(result.complete);
        list.setKeys(result.shown, result.separator);
        tree.setArrangement(result.shown, std::move(result.root), result.separator);
    }
};

/// Opens the folder and waits for its rows.
void openFolder(KeyTreeModel &tree, const QModelIndex &folder)
{
    if (tree.canFetchMore(folder))
        tree.fetchMore(folder);
    QTRY_VERIFY(tree.rowCount(folder) > 0);
}

/// The tree as a person sees it, each open row on a line: two spaces a level, folders with their counts.
QStringList drawing(const KeyTreeModel &tree, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        QString line = QString(depth * 2, u' ') + index.data().toString();
        if (index.data(IsFolderRole).toBool())
            line += u" (%1)"_s.arg(index.data(CountRole).toLongLong());
        lines += line;
        lines += drawing(tree, index, depth + 1);
    }
    return lines;
}

void collectKeys(KeyTreeModel &tree, const QModelIndex &parent, QSet<QByteArray> &keys, int &leaves)
{
    for (int row = 0; row < tree.rowCount(parent); ++row) {
        const QModelIndex index = tree.index(row, 0, parent);
        if (index.data(MoreRole).toLongLong() > 0) {
            tree.showMore(index);
            --row; // where it stood is a row now
        } else if (index.data(IsFolderRole).toBool()) {
            openFolder(tree, index);
            collectKeys(tree, index, keys, leaves);
        } else {
            keys.insert(index.data(KeyNameRole).toByteArray());
            ++leaves;
        }
    }
}

} // namespace

class TestKeyModels : public QObject {
    Q_OBJECT

private slots:
    void foldsAtTheSeparator();
    void biggestFolderComesFirst();
    void openFoldersStayOpenWhenKeysArrive();
    void heldIndexesFollowTheirKeys();
    void fiveHundredRowsThenMore();
    void hugeFolderIsListedElsewhere();
    void aFolderOpenedDuringArrangementStaysOpen();
    void changingTheSeparatorFoldsAnew();
    void leavesAreTheStore_data();
    void leavesAreTheStore();
    void listFollowsItsKeys();
    void namesAreShownHarmless();
    void columnsHaveHeaders();
};

void TestKeyModels::foldsAtTheSeparator()
{
    Fixture f;
    f.add({"user:1", "user:2", "user:2:cart", "events:orders", "plain", "user:", "a:b:c", "a:b:d"});
    f.show();
    QCOMPARE(drawing(f.tree), QStringList({u"user: (4)"_s, u"a: (2)"_s, u"events:orders"_s, u"plain"_s}));
    openFolder(f.tree, f.tree.index(0, 0));
    openFolder(f.tree, f.tree.index(1, 0));
    QCOMPARE(drawing(f.tree),
             QStringList({u"user: (4)"_s, u"  user:"_s, u"  1"_s, u"  2"_s, u"  2:cart"_s, u"a: (2)"_s, u"  b: (2)"_s,
                          u"events:orders"_s, u"plain"_s}));
}

void TestKeyModels::biggestFolderComesFirst()
{
    Fixture f;
    f.add({"a:1", "a:2", "b:1", "b:2", "b:3", "c:1", "c:2"});
    f.show();
    QCOMPARE(drawing(f.tree), QStringList({u"b: (3)"_s, u"a: (2)"_s, u"c: (2)"_s}));
}

void TestKeyModels::openFoldersStayOpenWhenKeysArrive()
{
    Fixture f;
    f.add({"a:1", "a:2", "b:x:1", "b:x:2", "b:y"});
    f.show();
    openFolder(f.tree, f.tree.indexOfFolder("b:"));
    openFolder(f.tree, f.tree.indexOfFolder("b:x:"));
    const QPersistentModelIndex folder = f.tree.indexOfFolder("b:x:");
    f.add({"a:3", "a:4", "b:x:3", "0"});
    f.show();
    QVERIFY(folder.isValid());
    QCOMPARE(folder.data(KeyNameRole).toByteArray(), "b:x:"_ba);
    QCOMPARE(
        drawing(f.tree),
        QStringList({u"a: (4)"_s, u"b: (4)"_s, u"  x: (3)"_s, u"    1"_s, u"    2"_s, u"    3"_s, u"  y"_s, u"0"_s}));
}

void TestKeyModels::heldIndexesFollowTheirKeys()
{
    Fixture f;
    f.add({"a:1", "a:2", "a:3", "k"});
    f.show();
    openFolder(f.tree, f.tree.indexOfFolder("a:"));
    const QPersistentModelIndex second = f.tree.indexOf("a:2");
    const QPersistentModelIndex third = f.tree.indexOf("a:3").siblingAtColumn(KeySizeColumn);
    const QPersistentModelIndex top = f.tree.indexOf("k");
    f.store.remove(*f.store.find("a:2"_ba));
    f.add({"a:0", "b:1", "b:2"});
    f.show();
    QVERIFY(!second.isValid());
    QCOMPARE(third.data(KeyNameRole).toByteArray(), "a:3"_ba);
    QCOMPARE(third.column(), int(KeySizeColumn));
    QCOMPARE(top.data(KeyNameRole).toByteArray(), "k"_ba);
}

void TestKeyModels::fiveHundredRowsThenMore()
{
    Fixture f;
    for (int i = 0; i < 1234; ++i)
        f.store.insert("n:" + QByteArray::number(i).rightJustified(4, '0'), KeyType::String);
    f.show();
    const QPersistentModelIndex folder = f.tree.index(0, 0);
    openFolder(f.tree, folder);
    QCOMPARE(f.tree.rowCount(folder), 501);
    QModelIndex more = f.tree.index(500, 0, folder);
    QCOMPARE(more.data().toString(), u"Show 500 more of 734"_s);
    QVERIFY(!f.tree.hasChildren(more));
    f.tree.showMore(more);
    QCOMPARE(f.tree.rowCount(folder), 1001);
    const QPersistentModelIndex held = f.tree.index(1000, 0, folder);
    QCOMPARE(held.data().toString(), u"Show 234 more of 234"_s);
    f.show(); // the pages that are shown stay shown
    QCOMPARE(f.tree.rowCount(folder), 1001);
    QCOMPARE(held.row(), 1000);
    f.tree.showMore(held);
    QCOMPARE(f.tree.rowCount(folder), 1234);
    QCOMPARE(f.tree.index(1233, 0, folder).data().toString(), u"1233"_s);
    QVERIFY(!held.isValid());
}

void TestKeyModels::hugeFolderIsListedElsewhere()
{
    Fixture f(false);
    for (int i = 0; i < 30'000; ++i)
        f.store.insert("n:" + QByteArray::number(i), KeyType::String);
    f.show();
    const QModelIndex folder = f.tree.index(0, 0);
    QVERIFY(f.tree.canFetchMore(folder));
    f.tree.fetchMore(folder);
    QCOMPARE(f.tree.rowCount(folder), 0); // on its way
    QVERIFY(!f.tree.canFetchMore(folder));
    QTRY_COMPARE(f.tree.rowCount(folder), 501);
    QCOMPARE(f.tree.index(500, 0, folder).data().toString(), u"Show %L1 more of %L2"_s.arg(500).arg(29'500));
}

void TestKeyModels::aFolderOpenedDuringArrangementStaysOpen()
{
    Fixture f;
    f.add({"a:1", "a:2", "b:1", "b:2"});
    f.show();
    ArrangementRequest request;
    request.keys = f.store.table();
    request.separator = ":";
    request.shape = f.tree.shape();
    Arrangement result = arrange(request);
    openFolder(f.tree, f.tree.indexOfFolder("b:")); // after the request was made
    f.tree.setArrangement(result.shown, std::move(result.root), ":");
    QCOMPARE(drawing(f.tree), QStringList({u"a: (2)"_s, u"b: (2)"_s, u"  1"_s, u"  2"_s}));
}

void TestKeyModels::changingTheSeparatorFoldsAnew()
{
    Fixture f;
    f.add({"a/1", "a/2", "a:1", "a:2"});
    f.show();
    QCOMPARE(drawing(f.tree), QStringList({u"a: (2)"_s, u"a/1"_s, u"a/2"_s}));
    f.separator = "/";
    f.show();
    QCOMPARE(drawing(f.tree), QStringList({u"a/ (2)"_s, u"a:1"_s, u"a:2"_s}));
    f.separator.clear();
    f.show();
    QCOMPARE(f.tree.rowCount(), 4);
}

void TestKeyModels::leavesAreTheStore_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("count");
    for (quint32 seed = 0; seed < 6; ++seed)
        QTest::addRow("seed %u", seed) << seed << (seed > 3 ? 40'000 : 400);
}

void TestKeyModels::leavesAreTheStore()
{
    QFETCH(quint32, seed);
    QFETCH(int, count);
    Fixture f(count < 1000);
    QRandomGenerator random(seed);
    QSet<QByteArray> wanted;
    for (int i = 0; i < count; ++i) {
        QByteArray key;
        for (quint32 n = random.bounded(12U); n > 0; --n)
            key.append(":ab\xff\n:c"[random.bounded(7)]);
        if (random.bounded(2) == 0)
            key.append(QByteArray::number(i)).append('\0');
        wanted.insert(key);
        f.store.insert(key, KeyType::String);
    }
    f.show();
    QSet<QByteArray> keys;
    int leaves = 0;
    collectKeys(f.tree, {}, keys, leaves);
    QCOMPARE(leaves, int(wanted.size()));
    QVERIFY(keys == wanted);
    QCOMPARE(f.list.rowCount(), int(wanted.size()));
    for (const QByteArray &key : wanted) {
        QCOMPARE(f.list.indexOf(key).data(KeyNameRole).toByteArray(), key);
        QCOMPARE(f.tree.indexOf(key).data(KeyNameRole).toByteArray(), key);
    }
}

void TestKeyModels::listFollowsItsKeys()
{
    Fixture f;
    f.add({"b", "d"});
    f.show();
    const QPersistentModelIndex held = f.list.indexOf("d");
    f.add({"a", "c"});
    f.show();
    QCOMPARE(f.list.rowCount(), 4);
    QCOMPARE(held.row(), 3);
    QSignalSpy changed(&f.list, &QAbstractItemModel::dataChanged);
    f.facts.setSize(*f.store.find("c"_ba), 40);
    f.list.announce({*f.store.find("c"_ba)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 2);
    QCOMPARE(f.list.index(2, KeySizeColumn).data(KeySizeRole).toLongLong(), 40);
    f.filter.mode = KeyFilter::Text::Contains;
    f.filter.text = "zzz";
    f.show();
    QCOMPARE(f.list.rowCount(), 0);
    QVERIFY(!held.isValid());
}

void TestKeyModels::namesAreShownHarmless()
{
    Fixture f;
    f.store.insert(QByteArray("nul\0here", 8), KeyType::String);
    f.store.insert(""_ba, KeyType::String);
    f.store.insert("bidi\u202Etxt"_ba, KeyType::String);
    f.show();
    f.store.insert("  "_ba, KeyType::String);
    f.store.insert("end "_ba, KeyType::String);
    f.show();
    QCOMPARE(f.list.indexOf("").data().toString(), u"(empty name)"_s);
    QCOMPARE(f.list.indexOf("  ").data().toString(), u"␣␣"_s);
    QCOMPARE(f.list.indexOf("end ").data().toString(), u"end␣"_s);
    for (int row = 0; row < f.list.rowCount(); ++row) {
        const QString text = f.list.index(row, 0).data().toString();
        QVERIFY(!text.contains(QChar(0)));
        QVERIFY(!text.contains(QChar(0x202e)));
    }
}

void TestKeyModels::columnsHaveHeaders()
{
    Fixture f;
    for (const QAbstractItemModel *model :
         {static_cast<QAbstractItemModel *>(&f.list), static_cast<QAbstractItemModel *>(&f.tree)}) {
        QCOMPARE(model->columnCount(), 3);
        QCOMPARE(model->headerData(KeyTtlColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"TTL"_s);
    }
}

QTEST_GUILESS_MAIN(TestKeyModels)
#include "tst_keymodels.moc"
