// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/globpattern.h"
#include "models/keyspace/keyarrangement.h"
#include "models/keyspace/keyfacts.h"
#include "models/keyspace/keyorder.h"
#include "models/keyspace/keystore.h"

#include <QRandomGenerator>
#include <QtTest>

#include <set>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

// Bytes that hurt: separators, NUL, high bytes, shared prefixes.
QByteArray oddKey(QRandomGenerator &random)
{
    static constexpr std::array parts{"user:", "a", ":", "\xff", "session:eu:", "{x}", "/", ".", "z", "0"};
    QByteArray key;
    for (quint32 i = random.bounded(6U); i > 0; --i)
        key.append(parts[random.bounded(quint32(parts.size()))]);
    if (random.bounded(4) == 0)
        key.append('\0');
    if (random.bounded(3) == 0)
        key.append(QByteArray::number(random.bounded(300)));
    return key;
}

/// All keys below a node, by walking what listFolder says, every folder to its end.
void collect(const OrderedKeys &keys, KeySpan span, quint32 prefix, const QByteArray &separator,
             std::multiset<QByteArray> &found)
{
    const auto listing = listFolder(keys, span, prefix, separator, noBudget);
    QVERIFY(listing);
    for (const KeySpan &run : listing->keyRuns) {
        for (quint32 at = run.first; at < run.last; ++at)
            found.insert(keys.at(at).toByteArray());
    }
    for (const KeySpan &folder : listing->folders) {
        QVERIFY(folder.size() >= 2);
        const auto end = keys.at(folder.first).indexOf(separator, prefix) + separator.size();
        collect(keys, folder, static_cast<quint32>(end), separator, found);
    }
}

} // namespace

class TestKeyStore : public QObject {
    Q_OBJECT

private slots:
    void keepsEachKeyOnce();
    void removedKeyComesBackToItsRow();
    void typeIsTakenOverUnlessUnknown();
    void keepsKeysOfAnyLength();
    void tableStaysReadableWhileTheStoreGrows();
    void holdsAMillionInFortyMegabytes();
    void sortsAsBytes();
    void addsNewKeysToASortedOrder();
    void foldersHoldEveryKeyOnce_data();
    void foldersHoldEveryKeyOnce();
    void bigFolderIsRefusedWithinABudget();
    void filtersAndSweeps();
    void globMatchesAsRedisDoes_data();
    void globMatchesAsRedisDoes();
    void escapedTextMatchesItselfAlone();
    void factsRoundTrip();
};

void TestKeyStore::keepsEachKeyOnce()
{
    KeyStore store;
    std::map<QByteArray, KeyRow> model;
    QRandomGenerator random(1);
    for (int i = 0; i < 50'000; ++i) {
        const QByteArray key = oddKey(random);
        const auto inserted = store.insert(key, KeyType::Hash);
        QVERIFY(inserted);
        const auto [at, isNew] = model.try_emplace(key, inserted->row);
        QCOMPARE(inserted->isNew, isNew);
        QCOMPARE(inserted->row, at->second);
    }
    QCOMPARE(store.size(), qsizetype(model.size()));
    for (const auto &[key, row] : model) {
        QCOMPARE(store.at(row), QByteArrayView(key));
        QCOMPARE(store.find(key), std::optional(row));
    }
    QVERIFY(!store.find("not there"_ba));
}

void TestKeyStore::removedKeyComesBackToItsRow()
{
    KeyStore store;
    const KeyRow row = store.insert("a"_ba, KeyType::String)->row;
    store.insert("b"_ba, KeyType::String);
    QVERIFY(store.remove(row));
    QVERIFY(!store.remove(row));
    QCOMPARE(store.size(), 1);
    QVERIFY(!store.find("a"_ba));
    const auto again = store.insert("a"_ba, KeyType::List);
    QVERIFY(again->isNew);
    QCOMPARE(again->row, row);
    QCOMPARE(store.typeAt(row), KeyType::List);
    QCOMPARE(store.size(), 2);
}

void TestKeyStore::typeIsTakenOverUnlessUnknown()
{
    KeyStore store;
    const KeyRow row = store.insert("a"_ba, KeyType::String)->row;
    store.insert("a"_ba, KeyType::Unknown);
    QCOMPARE(store.typeAt(row), KeyType::String);
    store.insert("a"_ba, KeyType::SortedSet);
    QCOMPARE(store.typeAt(row), KeyType::SortedSet);
}

void TestKeyStore::keepsKeysOfAnyLength()
{
    KeyStore store;
    QList<QByteArray> keys;
    for (const int length : {0, 1, 254, 255, 256, 32'768, (1 << 20) - 5, 1 << 20, 3'000'000, 7})
        keys.append(QByteArray(length, 'k'));
    for (const QByteArray &key : keys)
        QVERIFY(store.insert(key, KeyType::String)->isNew);
    for (const QByteArray &key : keys) {
        const auto row = store.find(key);
        QVERIFY(row);
        QVERIFY(store.at(*row) == key);
    }
}

void TestKeyStore::tableStaysReadableWhileTheStoreGrows()
{
    KeyStore store;
    store.insert("first"_ba, KeyType::String);
    const KeyTable table = store.table();
    for (int i = 0; i < 200'000; ++i)
        store.insert(QByteArray::number(i), KeyType::Set);
    QCOMPARE(table.rows(), KeyRow(1));
    QCOMPARE(table.at(0), QByteArrayView("first"));
    store.clear();
    QCOMPARE(table.at(0), QByteArrayView("first"));
    QVERIFY(table.isAlive(0));
}

void TestKeyStore::holdsAMillionInFortyMegabytes()
{
    KeyStore store;
    for (int i = 0; i < 1'000'000; ++i)
        store.insert("session:eu:user:" + QByteArray::number(i).rightJustified(7, '0'), KeyType::Hash);
    QCOMPARE(store.size(), 1'000'000);
    QVERIFY2(store.memoryBytes() < 42LL * 1024 * 1024, QByteArray::number(store.memoryBytes()).constData());
    const OrderedKeys keys{store.table(), std::make_shared<const KeyRows>(sortedRows(store.table()))};
    QVERIFY(std::is_sorted(keys.rows->begin(), keys.rows->end(),
                           [&](KeyRow a, KeyRow b) { return store.at(a) < store.at(b); }));
}

void TestKeyStore::sortsAsBytes()
{
    KeyStore store;
    QRandomGenerator random(2);
    for (int i = 0; i < 20'000; ++i)
        store.insert(oddKey(random), KeyType::String);
    const QByteArray longOne(5000, 'q');
    for (const char *end : {"", "a", "b", "\0", "\xff"})
        store.insert(longOne + end, KeyType::String);
    store.insert(longOne + QByteArray(1, '\0'), KeyType::String);
    const KeyRows rows = sortedRows(store.table());
    QCOMPARE(rows.size(), size_t(store.rows()));
    for (size_t i = 1; i < rows.size(); ++i)
        QVERIFY(store.at(rows[i - 1]) < store.at(rows[i]));
}

void TestKeyStore::addsNewKeysToASortedOrder()
{
    KeyStore store;
    QRandomGenerator random(3);
    for (int i = 0; i < 5000; ++i)
        store.insert(oddKey(random) + QByteArray::number(i), KeyType::String);
    KeyRows rows = sortedRows(store.table());
    for (const int more : {1, 7, 300, 5000}) {
        for (int i = 0; i < more; ++i)
            store.insert(oddKey(random) + "+" + QByteArray::number(i), KeyType::String);
        rows = sortedRows(store.table(), rows);
        QCOMPARE(rows, sortedRows(store.table()));
    }
}

void TestKeyStore::foldersHoldEveryKeyOnce_data()
{
    QTest::addColumn<QByteArray>("separator");
    QTest::newRow("colon") << ":"_ba;
    QTest::newRow("slash") << "/"_ba;
    QTest::newRow("two bytes") << "}:"_ba;
    QTest::newRow("none") << ""_ba;
    QTest::newRow("nul") << QByteArray(1, '\0');
}

void TestKeyStore::foldersHoldEveryKeyOnce()
{
    QFETCH(QByteArray, separator);
    for (quint32 seed = 0; seed < 20; ++seed) {
        KeyStore store;
        QRandomGenerator random(seed);
        for (int i = 0; i < 2000; ++i)
            store.insert(oddKey(random), KeyType::String);
        const OrderedKeys keys{store.table(), std::make_shared<const KeyRows>(sortedRows(store.table()))};
        std::multiset<QByteArray> found;
        collect(keys, {0, keys.size()}, 0, separator, found);
        std::multiset<QByteArray> all;
        for (KeyRow row = 0; row < store.rows(); ++row)
            all.insert(store.at(row).toByteArray());
        QCOMPARE(found.size(), all.size());
        QVERIFY(found == all);
    }
}

void TestKeyStore::bigFolderIsRefusedWithinABudget()
{
    KeyStore store;
    for (int i = 0; i < 1000; ++i)
        store.insert(QByteArray::number(i), KeyType::String);
    const OrderedKeys keys{store.table(), std::make_shared<const KeyRows>(sortedRows(store.table()))};
    QVERIFY(!listFolder(keys, {0, keys.size()}, 0, ":", 500));
    const auto listing = listFolder(keys, {0, keys.size()}, 0, ":", 2000);
    QVERIFY(listing);
    QCOMPARE(listing->size(), 1000U);
}

void TestKeyStore::filtersAndSweeps()
{
    KeyStore store;
    for (const char *key : {"user:1", "user:2", "cart:1", "cart:user", "x"})
        store.insert(QByteArrayView(key), key[0] == 'u' ? KeyType::Hash : KeyType::String);
    store.remove(*store.find("x"_ba));
    ArrangementRequest request;
    request.keys = store.table();
    request.separator = ":";
    QCOMPARE(arrange(request).shown.size(), 4U);
    request.filter.mode = KeyFilter::Text::Contains;
    request.filter.text = "user";
    QCOMPARE(arrange(request).shown.size(), 3U);
    request.filter.types = 1U << quint32(KeyType::String);
    const Arrangement strings = arrange(request);
    QCOMPARE(strings.shown.size(), 1U);
    QCOMPARE(strings.shown.at(0), QByteArrayView("cart:user"));

    request.filter = {};
    KeySweep sweep;
    sweep.filter.mode = KeyFilter::Text::Glob;
    sweep.filter.text = "user:*";
    sweep.before = store.rows();
    sweep.seen = {true, false, false, false, false};
    request.sweep = sweep;
    const Arrangement swept = arrange(request);
    QCOMPARE(swept.swept, KeyRows{1}); // user:2 was not seen again; carts were not asked for
    QCOMPARE(swept.shown.size(), 3U);
}

void TestKeyStore::globMatchesAsRedisDoes_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *pattern, const char *text, bool matches) {
        QTest::addRow("%s on %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << matches;
    };
    row("*", "", true);
    row("", "", true);
    row("", "a", false);
    row("a*c", "abbbc", true);
    row("a*c", "abbb", false);
    row("a?c", "abc", true);
    row("a?c", "ac", false);
    row("[abc]x", "bx", true);
    row("[^abc]x", "bx", false);
    row("[^abc]x", "dx", true);
    row("[a-c]x", "bx", true);
    row("[c-a]x", "bx", true);
    row("[a-c", "b", true);
    row("a\\*b", "a*b", true);
    row("a\\*b", "axb", false);
    row("[\\]]", "]", true);
    row("a\\", "a\\", true);
    row("**a**", "bab", true);
    row("*a*b*c*", "xxaxxbxxcxx", true);
    row("user:[0-9]*", "user:7x", true);
}

void TestKeyStore::globMatchesAsRedisDoes()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QTEST(globMatches(pattern, text), "matches");
}

void TestKeyStore::escapedTextMatchesItselfAlone()
{
    QRandomGenerator random(4);
    for (int i = 0; i < 5000; ++i) {
        QByteArray text;
        for (quint32 n = random.bounded(8U); n > 0; --n)
            text.append("*?[]\\a-^"[random.bounded(8)]);
        QVERIFY(globMatches(escapedGlob(text), text));
        QVERIFY(!globMatches(escapedGlob(text), text + "a"));
    }
}

void TestKeyStore::factsRoundTrip()
{
    KeyFacts facts;
    QCOMPARE(facts.expiry(5000).state, KeyExpiry::State::Unknown);
    QVERIFY(!facts.size(5000));
    facts.setExpiry(5000, {KeyExpiry::State::At, WallTime(Milliseconds(123))});
    facts.setExpiry(3, {KeyExpiry::State::Never, {}});
    facts.setSize(5000, 0);
    facts.setSize(3, 5LL * 1024 * 1024 * 1024);
    QCOMPARE(facts.expiry(5000).at, WallTime(Milliseconds(123)));
    QCOMPARE(facts.expiry(3).state, KeyExpiry::State::Never);
    QCOMPARE(facts.size(5000), std::optional<qint64>(0));
    QCOMPARE(facts.size(3), std::optional<qint64>(5LL * 1024 * 1024 * 1024));
    QCOMPARE(facts.knownExpiries(), 2);
    facts.forget(5000);
    QCOMPARE(facts.knownExpiries(), 1);
    QVERIFY(!facts.size(5000));
}

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_keystore.moc"
