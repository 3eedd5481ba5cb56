// SPDX-License-Identifier: GPL-3.0-or-later
// Paths that name several places, counted in the document that is loaded.
#include "models/values/jsonpath.h"

#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestJsonPath : public QObject {
    Q_OBJECT

private slots:
    void placesAreFound_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArrayList>("values");
        QTest::newRow("root") << u"$"_s << QByteArrayList{"*"};
        QTest::newRow("one") << u"$.a.b"_s << QByteArrayList{"1"};
        QTest::newRow("without dollar") << u"a.b"_s << QByteArrayList{"1"};
        QTest::newRow("all members") << u"$.a.*"_s << QByteArrayList{"1", "2"};
        QTest::newRow("all elements") << u"$.list[*].id"_s << QByteArrayList{"10", "20", "30"};
        QTest::newRow("deep") << u"$..id"_s << QByteArrayList{"10", "99", "20", "30"};
        QTest::newRow("deep in deep") << u"$..list..id"_s << QByteArrayList{"10", "99", "20", "30"};
        QTest::newRow("deep from a place") << u"$.list[0]..id"_s << QByteArrayList{"10", "99"};
        QTest::newRow("slice") << u"$.list[1:].id"_s << QByteArrayList{"20", "30"};
        QTest::newRow("slice from behind") << u"$.list[-2:-1].id"_s << QByteArrayList{"20"};
        QTest::newRow("slice by two") << u"$.list[::2].id"_s << QByteArrayList{"10", "30"};
        QTest::newRow("indexes") << u"$.list[0,-1].id"_s << QByteArrayList{"10", "30"};
        QTest::newRow("names") << u"$['a','odd key']['b',\"x\"]"_s << QByteArrayList{"1", "7"};
        QTest::newRow("each once") << u"$.list[0,0,-3].id"_s << QByteArrayList{"10"};
        QTest::newRow("none") << u"$..nothing"_s << QByteArrayList{};
        QTest::newRow("index of an object") << u"$.a[0]"_s << QByteArrayList{};
        QTest::newRow("beyond") << u"$.list[7]"_s << QByteArrayList{};
    }
    void placesAreFound()
    {
        QFETCH(const QString, path);
        QFETCH(QByteArrayList, values);
        const QByteArray text = R"({"a":{"b":1,"c":2},"list":[{"id":10,"in":{"id":99}},{"id":20},{"id":30}],)"
                                R"("odd key":{"x":7}})";
        const auto tree = JsonTree::parse(text);
        QVERIFY(tree);
        if (values == QByteArrayList{"*"})
            values = {text};
        const JsonMatches matches = jsonMatches(*tree, path);
        QCOMPARE(matches.kind, JsonMatches::Kind::Found);
        QByteArrayList found;
        for (const int node : matches.nodes)
            found.append(tree->value(node).toByteArray());
        QCOMPARE(found, values);
    }

    void whatIsNoPathIsTold_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<JsonMatches::Kind>("kind");
        QTest::newRow("filter") << u"$.list[?(@.id>10)]"_s << JsonMatches::Kind::Filter;
        QTest::newRow("empty") << u""_s << JsonMatches::Kind::NotAPath;
        QTest::newRow("open") << u"$.list["_s << JsonMatches::Kind::NotAPath;
        QTest::newRow("dots") << u"$..."_s << JsonMatches::Kind::NotAPath;
        QTest::newRow("open quote") << u"$['a"_s << JsonMatches::Kind::NotAPath;
        QTest::newRow("backwards") << u"$[::-1]"_s << JsonMatches::Kind::NotAPath;
        QTest::newRow("too large") << u"$[99999999999999]"_s << JsonMatches::Kind::NotAPath;
        QTest::newRow("trailing comma") << u"$[1,]"_s << JsonMatches::Kind::Found;
    }
    void whatIsNoPathIsTold()
    {
        QFETCH(const QString, path);
        QFETCH(const JsonMatches::Kind, kind);
        const auto tree = JsonTree::parse("[1,2]");
        QCOMPARE(jsonMatches(*tree, path).kind, kind);
    }

    void oneAndManyAreToldApart()
    {
        for (const QString &path : {u"$"_s, u"$.a"_s, u"$[3]"_s, u"$['a*b']"_s, u"$.a["_s})
            QVERIFY2(!namesManyPlaces(path), qPrintable(path));
        for (const QString &path :
             {u"$.*"_s, u"$[*]"_s, u"$..a"_s, u"$[1:2]"_s, u"$[1,2]"_s, u"$[?(@)]"_s, u"$['a','b']"_s})
            QVERIFY2(namesManyPlaces(path), qPrintable(path));
    }

    void aLargeTreeIsSearchedOnce()
    {
        QByteArray text = "[";
        for (int i = 0; i < 50'000; ++i)
            text += R"({"id":1,"x":{"id":2}},)";
        text += "0]";
        const auto tree = JsonTree::parse(text);
        QVERIFY(tree);
        QCOMPARE(jsonMatches(*tree, u"$..id"_s).nodes.size(), 100'000U);
        QCOMPARE(jsonMatches(*tree, u"$..*..id"_s).nodes.size(), 100'000U);
    }
};

QTEST_APPLESS_MAIN(TestJsonPath)
#include "tst_jsonpath.moc"
