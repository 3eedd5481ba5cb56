// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting the list and checking keys, in the models themselves.
#include "models/keyspace/checkedsums.h"
#include "models/keyspace/keyarrangement.h"
#include "models/keyspace/keyfacts.h"
#include "models/keyspace/keylistmodel.h"
#include "models/keyspace/keyselection.h"
#include "models/keyspace/keytreemodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Fixture {
    KeyStore store;
    KeyFacts facts;
    CheckedKeys checks{&store};
    KeyListModel list{&facts};
    KeyTreeModel tree{&facts};
    QAbstractItemModelTester listTester{&list, QAbstractItemModelTester::FailureReportingMode::QtTest};
    KeyFilter filter;
    KeySort sort;
    Arrangement last;

    Fixture()
    {
        list.setCheckedKeys(&checks);
        tree.setCheckedKeys(&checks);
    }
    KeyRow add(const QByteArray &key, KeyType type = KeyType::String) { return store.insert(key, type)->row; }
    void show()
    {
        ArrangementRequest request;
        request.keys = store.table();
        request.facts = facts.table();
        request.filter = filter;
        request.sort = sort;
        request.separator = ":";
        request.shape = tree.shape();
        last = arrange(request);
        QVERIFY(last.complete);
        list.setKeys(last.shown, last.separator, last.order);
        tree.setArrangement(last.shown, std::move(last.root), last.separator);
    }
    QByteArray listed() const
    {
        QByteArrayList keys;
        for (int row = 0; row < list.rowCount(); ++row)
            keys.append(list.index(row, 0).data(KeyNameRole).toByteArray());
        return keys.join(' ');
    }
    void sortBy(KeySort::Column column, Qt::SortOrder order = Qt::AscendingOrder)
    {
        sort = {column, order};
        show();
    }
    [[nodiscard]] Qt::CheckState state(const QModelIndex &index) const
    {
        return static_cast<Qt::CheckState>(index.data(Qt::CheckStateRole).toInt());
    }
};

KeyExpiry at(int seconds)
{
    return {KeyExpiry::State::At, WallTime(std::chrono::seconds(seconds))};
}
const KeyExpiry never{KeyExpiry::State::Never, {}};

} // namespace

class TestKeyChoice : public QObject {
    Q_OBJECT

private slots:
    void sortsByName();
    void sortsByTypeWithEqualsInByteOrder();
    void sortsByTtlWithTheUnknownLast();
    void sortsBySizeWithTheUnknownLast();
    void heldIndexesFollowASort();
    void keysAreFoundInASortedList();
    void sortedOrderIsAPermutation();
    void factsOfACopyDoNotChange();
    void checksStayWithTheirKeys();
    void aRangeIsCheckedInTheListsOrder();
    void foldersTellWhatIsCheckedInThem();
    void aFolderAndItsKeysAreTakenOnce();
    void removedKeysCannotBeChecked();
    void invertsWhatIsShown();
    void sumsAgreeWithCounting();
    void selectionHasTheOrderOfTheList();
    void theFirstScreenIsTheBeginningOfTheWhole();
    void manyKeysAreInByteOrder();
};

void TestKeyChoice::sortsByName()
{
    Fixture f;
    for (const char *key : {"b", "a", "c"})
        f.add(key);
    f.show();
    QCOMPARE(f.listed(), "a b c");
    f.sortBy(KeySort::Column::Name, Qt::DescendingOrder);
    QCOMPARE(f.listed(), "c b a");
    QCOMPARE(f.last.order.unknown(), 0U);
}

void TestKeyChoice::sortsByTypeWithEqualsInByteOrder()
{
    Fixture f;
    f.add("s2");
    f.add("h", KeyType::Hash);
    f.add("s1");
    f.add("u", KeyType::Unknown);
    f.add("z", KeyType::SortedSet);
    f.sortBy(KeySort::Column::Type);
    QCOMPARE(f.listed(), "s1 s2 h z u");
    QCOMPARE(f.last.order.unknown(), 1U);
    f.sortBy(KeySort::Column::Type, Qt::DescendingOrder);
    QCOMPARE(f.listed(), "z h s1 s2 u");
}

void TestKeyChoice::sortsByTtlWithTheUnknownLast()
{
    Fixture f;
    f.facts.setExpiry(f.add("never"), never);
    f.facts.setExpiry(f.add("late"), at(500));
    f.add("unknown1");
    f.facts.setExpiry(f.add("soon"), at(5));
    f.add("unknown0");
    f.sortBy(KeySort::Column::Ttl);
    QCOMPARE(f.listed(), "soon late never unknown0 unknown1");
    QCOMPARE(f.last.order.unknown(), 2U);
    f.sortBy(KeySort::Column::Ttl, Qt::DescendingOrder);
    QCOMPARE(f.listed(), "never late soon unknown0 unknown1");
}

void TestKeyChoice::sortsBySizeWithTheUnknownLast()
{
    Fixture f;
    f.facts.setSize(f.add("small"), 10);
    f.facts.setSize(f.add("huge"), 5'000'000'000);
    f.add("unknown");
    f.facts.setSize(f.add("empty"), 0);
    f.sortBy(KeySort::Column::Size, Qt::DescendingOrder);
    QCOMPARE(f.listed(), "huge small empty unknown");
    f.sortBy(KeySort::Column::Size);
    QCOMPARE(f.listed(), "empty small huge unknown");
    QCOMPARE(f.last.order.unknown(), 1U);
}

void TestKeyChoice::heldIndexesFollowASort()
{
    Fixture f;
    f.facts.setSize(f.add("a"), 1);
    f.facts.setSize(f.add("b"), 2);
    f.facts.setSize(f.add("c"), 3);
    f.show();
    const QPersistentModelIndex held = f.list.index(2, KeyTtlColumn);
    QCOMPARE(held.data(KeyNameRole).toByteArray(), "c");
    f.sortBy(KeySort::Column::Size, Qt::DescendingOrder);
    QCOMPARE(held.row(), 0);
    QCOMPARE(held.column(), int(KeyTtlColumn));
    QCOMPARE(held.data(KeyNameRole).toByteArray(), "c");
    f.filter.mode = KeyFilter::Text::Contains;
    f.filter.text = "b";
    f.show();
    QVERIFY(!held.isValid());
}

void TestKeyChoice::keysAreFoundInASortedList()
{
    Fixture f;
    for (int i = 0; i < 100; ++i)
        f.facts.setSize(f.add("k" + QByteArray::number(i)), (i * 37) % 101);
    for (const KeySort::Column column : {KeySort::Column::Name, KeySort::Column::Size}) {
        f.sortBy(column, Qt::DescendingOrder);
        for (int i = 0; i < 100; ++i) {
            const QByteArray key = "k" + QByteArray::number(i);
            QCOMPARE(f.list.indexOf(key).data(KeyNameRole).toByteArray(), key);
            QVERIFY(f.list.firstWithPrefix(key).data(KeyNameRole).toByteArray().startsWith(key));
        }
        QVERIFY(!f.list.indexOf("k100").isValid());
    }
    QSignalSpy told(&f.list, &QAbstractItemModel::dataChanged);
    f.list.announce({*f.store.find("k7"_ba)});
    QCOMPARE(told.count(), 1);
    QCOMPARE(told.first().first().toModelIndex().data(KeyNameRole).toByteArray(), "k7");
}

void TestKeyChoice::sortedOrderIsAPermutation()
{
    Fixture f;
    auto *random = QRandomGenerator::global();
    for (int i = 0; i < 3000; ++i) {
        const KeyRow row = f.add(QByteArray::number(i), static_cast<KeyType>(random->bounded(keyTypeCount)));
        if (random->bounded(2) == 0)
            f.facts.setExpiry(row, random->bounded(3) == 0 ? never : at(1 + static_cast<int>(random->bounded(50U))));
    }
    f.sortBy(KeySort::Column::Ttl);
    std::vector<bool> seen(3000, false);
    for (quint32 row = 0; row < 3000; ++row) {
        const quint32 position = f.last.order.positionOf(row, 3000);
        QVERIFY(!seen[position]);
        seen[position] = true;
        QCOMPARE(f.last.order.rowOf(position, 3000), row);
    }
    for (int row = 1; row < 3000 - static_cast<int>(f.last.order.unknown()); ++row) {
        const auto before = f.list.index(row - 1, 0).data(KeyTtlRole).value<KeyExpiry>();
        const auto here = f.list.index(row, 0).data(KeyTtlRole).value<KeyExpiry>();
        QVERIFY(here.state == KeyExpiry::State::Never
                || (before.state == KeyExpiry::State::At && before.at <= here.at));
    }
}

void TestKeyChoice::factsOfACopyDoNotChange()
{
    KeyFacts facts;
    facts.setSize(5, 100);
    facts.setExpiry(5, at(7));
    const KeyFactsTable before = facts.table();
    facts.setSize(5, 200);
    facts.setExpiry(6, never);
    facts.forget(5);
    QCOMPARE(before.size(5).value_or(-1), 100);
    QCOMPARE(before.expiry(5), at(7));
    QCOMPARE(before.expiry(6), KeyExpiry());
    QVERIFY(!facts.size(5));
    QCOMPARE(facts.expiry(6), never);
    QCOMPARE(facts.knownExpiries(), 1);
}

void TestKeyChoice::checksStayWithTheirKeys()
{
    Fixture f;
    for (const char *key : {"a:1", "a:2", "b"})
        f.add(key);
    f.show();
    QSignalSpy changed(&f.checks, &CheckedKeys::changed);
    QVERIFY(f.list.setData(f.list.indexOf("a:2"), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(changed.count(), 1);
    QVERIFY(f.list.setData(f.list.indexOf("a:2"), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(changed.count(), 1); // nothing changed
    f.filter.mode = KeyFilter::Text::Contains;
    f.filter.text = "b";
    f.show();
    QCOMPARE(f.checks.count(), 1);
    QCOMPARE(f.state(f.list.indexOf("b")), Qt::Unchecked);
    f.filter = {};
    for (const char *key : {"a:0", "c"})
        f.add(key);
    f.sortBy(KeySort::Column::Name, Qt::DescendingOrder);
    QCOMPARE(f.state(f.list.indexOf("a:2")), Qt::Checked);
    QVERIFY(f.checks.isChecked("a:2"_ba));
    QVERIFY(!f.checks.isChecked("a:1"_ba));
    f.checks.clear();
    QCOMPARE(f.checks.count(), 0);
    QCOMPARE(changed.count(), 2);
}

void TestKeyChoice::aRangeIsCheckedInTheListsOrder()
{
    Fixture f;
    for (int i = 0; i < 6; ++i)
        f.facts.setSize(f.add(QByteArray(1, char('a' + i))), 6 - i); // "f" is the smallest
    f.sortBy(KeySort::Column::Size); // f e d c b a
    QSignalSpy told(&f.list, &QAbstractItemModel::dataChanged);
    f.list.setRangeChecked(f.list.index(3, 0), f.list.index(1, 0), true);
    QCOMPARE(f.checks.count(), 3);
    QVERIFY(f.checks.isChecked("e"_ba) && f.checks.isChecked("d"_ba) && f.checks.isChecked("c"_ba));
    QCOMPARE(told.count(), 1);
    f.list.setRangeChecked(f.list.index(2, 0), f.list.index(5, 0), false);
    QCOMPARE(f.checks.rows(), KeyRows({*f.store.find("e"_ba)}));
}

void TestKeyChoice::foldersTellWhatIsCheckedInThem()
{
    Fixture f;
    for (const char *key : {"a:1", "a:2", "a:x:1", "a:x:2", "b:1", "b:2"})
        f.add(key);
    f.show();
    const QPersistentModelIndex a = f.tree.indexOfFolder("a:");
    QCOMPARE(f.state(a), Qt::Unchecked);
    f.tree.fetchMore(a);
    const QPersistentModelIndex x = f.tree.indexOfFolder("a:x:");
    QSignalSpy told(&f.tree, &QAbstractItemModel::dataChanged);
    QVERIFY(f.tree.setData(x, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(told.count(), 2); // the outermost rows and those of the open folder
    QCOMPARE(f.checks.count(), 2); // though the folder was never opened
    QCOMPARE(f.state(x), Qt::Checked);
    QCOMPARE(f.state(a), Qt::PartiallyChecked);
    QCOMPARE(a.data(CheckedCountRole).toLongLong(), 2);
    QVERIFY(f.tree.setData(a, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(f.state(a), Qt::Checked);
    QCOMPARE(f.state(f.tree.indexOfFolder("b:")), Qt::Unchecked);
    f.add("a:3"); // comes later: it was never checked
    f.show();
    QCOMPARE(f.state(a), Qt::PartiallyChecked);
    QVERIFY(f.tree.setData(a, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(f.checks.isEmpty());
}

void TestKeyChoice::aFolderAndItsKeysAreTakenOnce()
{
    Fixture f;
    for (const char *key : {"a:1", "a:2", "a:x:1", "a:x:2", "b:1", "b:2", "c"})
        f.add(key);
    f.show();
    f.tree.fetchMore(f.tree.indexOfFolder("a:"));
    const KeyRows rows
        = f.tree.rowsAt({f.tree.indexOf("c"), f.tree.indexOf("a:1"), f.tree.indexOfFolder("a:"),
                         f.tree.indexOfFolder("a:x:"), f.tree.indexOf("c").siblingAtColumn(KeySizeColumn)});
    QCOMPARE(selectionOf(f.store.table(), rows).keys, QList<QByteArray>({"a:1", "a:2", "a:x:1", "a:x:2", "c"}));
    f.tree.setChecked({f.tree.indexOfFolder("a:x:"), f.tree.indexOf("c")}, true);
    QCOMPARE(f.checks.count(), 3);
}

void TestKeyChoice::removedKeysCannotBeChecked()
{
    Fixture f;
    const KeyRow a = f.add("a:1");
    f.add("a:2");
    f.show();
    f.store.remove(a);
    f.checks.setChecked(*f.last.shown.rows, true); // an order of before
    QCOMPARE(f.checks.count(), 1);
    QVERIFY(!f.checks.isChecked(a));
    f.checks.toggle(a);
    QCOMPARE(f.checks.count(), 1);
    f.checks.setChecked(4711, true); // never was
    QCOMPARE(f.checks.count(), 1);
}

void TestKeyChoice::invertsWhatIsShown()
{
    Fixture f;
    for (const char *key : {"a1", "a2", "b1"})
        f.add(key);
    f.show();
    f.checks.setChecked(*f.store.find("a1"_ba), true);
    f.checks.setChecked(*f.store.find("b1"_ba), true);
    f.filter.mode = KeyFilter::Text::Contains;
    f.filter.text = "a";
    f.show();
    f.checks.invert(*f.last.shown.rows);
    QVERIFY(!f.checks.isChecked("a1"_ba));
    QVERIFY(f.checks.isChecked("a2"_ba));
    QVERIFY(f.checks.isChecked("b1"_ba)); // hidden: untouched
    QCOMPARE(f.checks.count(), 2);
}

void TestKeyChoice::sumsAgreeWithCounting()
{
    KeyStore store;
    CheckedKeys checks(&store);
    OrderedKeys keys;
    auto *random = QRandomGenerator::global();
    for (const int count : {0, 1, 511, 512, 513, 5000}) {
        store.clear();
        checks.clear();
        KeyRows rows;
        for (int i = 0; i < count; ++i)
            rows.push_back(store.insert(QByteArray::number(i).rightJustified(5, '0'), KeyType::String)->row);
        keys.keys = store.table();
        keys.rows = std::make_shared<const KeyRows>(rows);
        for (const KeyRow row : rows) {
            if (random->bounded(3) == 0)
                checks.toggle(row);
        }
        const CheckedSums sums(checks, keys);
        for (int i = 0; i < 50; ++i) {
            KeySpan span;
            span.first = random->bounded(static_cast<quint32>(count) + 1);
            span.last = span.first + random->bounded(static_cast<quint32>(count) - span.first + 1);
            quint32 expected = 0;
            for (quint32 position = span.first; position < span.last; ++position)
                expected += checks.isChecked(rows[position]) ? 1 : 0;
            QCOMPARE(sums.countIn(checks, keys, span), expected);
        }
        QCOMPARE(qint64(sums.countIn(checks, keys, {0, keys.size()})), checks.count());
    }
}

void TestKeyChoice::selectionHasTheOrderOfTheList()
{
    KeyStore store;
    for (const char *key : {"c", "a", "gone", "b", "late"})
        store.insert(QByteArrayView(key), KeyType::String);
    store.remove(*store.find("gone"_ba));
    const KeyRows order{1, 3, 0, 2}; // made before "late" came
    QCOMPARE(selectionOf(store.table(), {0, 3, 4, 2}, order).keys, QList<QByteArray>({"b", "c", "late"}));
    QVERIFY(selectionOf(store.table(), {}).isPattern());
}

void TestKeyChoice::theFirstScreenIsTheBeginningOfTheWhole()
{
    KeyStore store;
    for (int i = 0; i < 5000; ++i)
        store.insert("k:" + QByteArray::number(i * 7919 % 5000).rightJustified(4, '0'), KeyType::String);
    store.remove(*store.find("k:0001"_ba));
    ArrangementRequest request;
    request.keys = store.table();
    request.separator = ":";
    QVERIFY(!arrangeFirst(request)); // nothing is sorted yet
    request.sorted = arrange(request).sorted;
    request.filter.mode = KeyFilter::Text::Contains;
    request.filter.text = "1";
    request.held = {*store.find("k:4991"_ba), *store.find("k:4992"_ba), 4711};
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        request.sort.order = order;
        const Arrangement whole = arrange(request);
        const auto first = arrangeFirst(request);
        QVERIFY(first && first->complete && first->isFirst && !whole.isFirst);
        QCOMPARE(first->root->span.size(), first->shown.size());
        QVERIFY(first->shown.size() >= 256 && first->shown.size() < 300);
        for (quint32 row = 0; row < 256; ++row)
            QCOMPARE(first->shown.at(first->order.positionOf(row, first->shown.size())),
                     whole.shown.at(whole.order.positionOf(row, whole.shown.size())));
        QVERIFY(first->shown.positionOf("k:4991")); // held, and passes
        QVERIFY(!first->shown.positionOf("k:4992")); // held, and does not
    }
    request.filter.text = "4999";
    QVERIFY(!arrangeFirst(request)); // too rare to be worth it
    request.filter = {};
    request.sort.column = KeySort::Column::Ttl;
    QVERIFY(!arrangeFirst(request));
}

void TestKeyChoice::manyKeysAreInByteOrder()
{
    KeyStore store;
    auto *random = QRandomGenerator::global();
    QByteArrayList all;
    for (int i = 0; i < 20'000; ++i) {
        // Long common beginnings, zero bytes at the ends, and keys that are the beginnings of others.
        QByteArray key = random->bounded(3) == 0 ? "prefix:of:many:keys:"_ba : "p"_ba;
        const int more = static_cast<int>(random->bounded(12U));
        for (int c = 0; c < more; ++c)
            key.append(char(random->bounded(3) == 0 ? 0 : random->bounded(256)));
        if (store.insert(key, KeyType::String)->isNew)
            all.append(key);
    }
    std::sort(all.begin(), all.end());
    ArrangementRequest request;
    request.keys = store.table();
    const Arrangement result = arrange(request);
    QCOMPARE(qsizetype(result.shown.size()), all.size());
    for (quint32 position = 0; position < result.shown.size(); ++position)
        QCOMPARE(result.shown.at(position), QByteArrayView(all.at(position)));
}

QTEST_GUILESS_MAIN(TestKeyChoice)
#include "tst_keychoice.moc"
