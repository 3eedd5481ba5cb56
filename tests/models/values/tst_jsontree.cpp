// SPDX-License-Identifier: GPL-3.0-or-later
// The lexical tree of a JSON text, its paths, its patches and the smallest list of edits.
#include "models/codecs/jsontext.h"
#include "models/values/jsonedits.h"
#include "models/values/jsonsave.h"
#include "models/values/jsontreemodel.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;
using Kind = JsonEdit::Kind;

class TestJsonTree : public QObject {
    Q_OBJECT

private:
    static JsonTree tree(const QByteArray &text)
    {
        const std::optional<JsonTree> parsed = JsonTree::parse(text);
        return parsed ? *parsed : *JsonTree::parse("null");
    }
    static QByteArrayList summary(const QList<JsonEdit> &edits)
    {
        QByteArrayList lines;
        for (const Command &command : jsonWriteCommands("k", edits))
            lines.append(command.words().join(' '));
        return lines;
    }

private slots:
    void keepsWhatTheTextSays()
    {
        const QByteArray text = R"({"b":1.10,"a":9007199254740993,"b":1E5,"s":"\ud800x","e":[],"n":{"x y":null}})";
        const JsonTree json = tree(text);
        QCOMPARE(json.childCount(0), 6);
        QCOMPARE(json.value(json.child(0, 0)).toByteArray(), "1.10"_ba);
        QCOMPARE(json.value(json.child(0, 1)).toByteArray(), "9007199254740993"_ba);
        QCOMPARE(json.value(json.child(0, 2)).toByteArray(), "1E5"_ba);
        QCOMPARE(json.value(json.child(0, 3)).toByteArray(), R"("\ud800x")"_ba);
        QCOMPARE(encodedJsonString(decodedJsonString(R"("\ud800x")")), R"("\ud800x")"_ba);
        QVERIFY(!json.canAddress(json.child(0, 0))); // twice
        QCOMPARE(json.addressable(json.child(0, 2)), 0);
        QVERIFY(json.canAddress(json.child(0, 1)));
        QCOMPARE(json.path(json.child(json.child(0, 5), 0)), R"($.n["x y"])"_ba);
        QVERIFY(!JsonTree::parse("{"));
        QVERIFY(!JsonTree::parse(""));
    }

    void findsPlaces()
    {
        const JsonTree json = tree("{\"a\":[1,{\"odd key\":true},[3]],\"\":0,\"q\\\"x\":5}");
        QCOMPARE(json.find(u"$"_s), 0);
        QCOMPARE(json.value(json.find(u"$.a[1][\"odd key\"]"_s)).toByteArray(), "true"_ba);
        QCOMPARE(json.value(json.find(u"a[1]['odd key']"_s)).toByteArray(), "true"_ba);
        QCOMPARE(json.value(json.find(u"$.a[-1][0]"_s)).toByteArray(), "3"_ba);
        for (const QString &path : {u"$.b"_s, u"$.a[9]"_s, u"$.a[*]"_s, u"$..a"_s, u"$.a["_s, u"$.a[1"_s, u"$.a.b"_s})
            QCOMPARE(json.find(path), JsonTree::none);
        for (int node = 0; node < json.size(); ++node)
            QCOMPARE(json.find(QString::fromUtf8(json.path(node))), node);
        QVERIFY(!json.canAddress(json.child(0, 1)));
        QVERIFY(!json.canAddress(json.child(0, 2)));
        for (int node = 0; node < json.size(); ++node)
            QCOMPARE(json.nodeAt(json.offset(node)), node);
        const JsonTree scalar = tree("  42 ");
        QCOMPARE(scalar.size(), 1);
        QCOMPARE(scalar.path(0), "$"_ba);
        QCOMPARE(scalar.nodeAt(0), 0);
    }

    void patchesTouchOnePlace()
    {
        const JsonTree json = tree(R"({ "a" : [1, 2,3], "b":{}, "c":1.0 })");
        const int array = json.find(u"$.a"_s);
        QCOMPARE(jsonPatch::replaced(json, json.find(u"$.a[1]"_s), "20"), R"({ "a" : [1, 20,3], "b":{}, "c":1.0 })"_ba);
        QCOMPARE(jsonPatch::removed(json, json.find(u"$.a[2]"_s)), R"({ "a" : [1, 2], "b":{}, "c":1.0 })"_ba);
        QCOMPARE(jsonPatch::removed(json, array), R"({ "b":{}, "c":1.0 })"_ba);
        QCOMPARE(jsonPatch::renamed(json, array, R"("z")"), R"({ "z" : [1, 2,3], "b":{}, "c":1.0 })"_ba);
        QCOMPARE(jsonPatch::inserted(json, json.find(u"$.b"_s), 0, R"("x")", "[]"),
                 R"({ "a" : [1, 2,3], "b":{"x": []}, "c":1.0 })"_ba);
        QCOMPARE(*minifiedJson(jsonPatch::moved(json, json.find(u"$.a[0]"_s), 2)),
                 R"({"a":[2,3,1],"b":{},"c":1.0})"_ba);
        QCOMPARE(*minifiedJson(jsonPatch::moved(json, json.find(u"$.a[2]"_s), 0)),
                 R"({"a":[3,1,2],"b":{},"c":1.0})"_ba);
    }

    void editsAreSmall_data()
    {
        QTest::addColumn<QByteArray>("loaded");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArrayList>("commands");
        const auto row = [](const char *name, const char *loaded, const char *mine, const QByteArrayList &commands) {
            QTest::newRow(name) << QByteArray(loaded) << QByteArray(mine) << commands;
        };
        row("white space", "{\"a\":1}", "{ \"a\" :\n1 }", {});
        row("value", R"({"a":1,"b":2})", R"({"a":1,"b":2.0})", {"JSON.SET k $.b 2.0"});
        row("add and remove", R"({"a":1,"b":2})", R"({"a":1,"c":[ 3 ]})", {"JSON.DEL k $.b", "JSON.SET k $.c [3]"});
        row("element", R"({"a":[1,2,3,4,5]})", R"({"a":[1,2,9,4,5]})", {"JSON.SET k $.a[2] 9"});
        row("insert", R"([1,2,3])", R"([1,7,8,2,3])", {"JSON.ARRINSERT k $ 1 7 8"});
        row("remove elements", R"([1,2,3,4])", R"([1,4])", {"JSON.DEL k $[2]", "JSON.DEL k $[1]"});
        row("move", R"([1,2,3])", R"([3,1,2])", {"JSON.SET k $ [3,1,2]"});
        row("root scalar", "1", R"("x")", {R"(JSON.SET k $ "x")"});
        row("order", R"({"o":{"a":1,"b":2},"c":0})", R"({"o":{"b":2,"a":1},"c":0})",
            {R"(JSON.SET k $.o {"b":2,"a":1})"});
        row("no address", "{\"o\":{\"a\\\"\":1,\"b\":2},\"c\":0}", "{\"o\":{\"a\\\"\":3,\"b\":2},\"c\":0}",
            {"JSON.SET k $.o {\"a\\\"\":3,\"b\":2}"});
        row("inside an element", R"({"a":[{"n":1},{"n":2},{"n":3},{"n":4}]})",
            R"({"a":[{"n":1},{"n":2},{"n":5},{"n":4}]})", {"JSON.SET k $.a[2].n 5"});
    }
    void editsAreSmall()
    {
        QFETCH(QByteArray, loaded);
        QFETCH(QByteArray, mine);
        QFETCH(QByteArrayList, commands);
        QCOMPARE(summary(jsonEdits(tree(loaded), tree(mine))), commands);
    }

    void anIndexIsGuardedByItsElement()
    {
        const QList<JsonEdit> edits = jsonEdits(tree(R"({"a":[{"n":1,"m":0},{"n":2},{"n":3},{"n":4}]})"),
                                                tree(R"({"a":[{"n":9,"m":0},{"n":2},{"n":3},{"n":4}]})"));
        QCOMPARE(edits.size(), 1);
        QCOMPARE(edits.first().guardPath, "$.a[0]"_ba);
        QCOMPARE(edits.first().guard, R"({"n":1,"m":0})"_ba);
        QCOMPARE(edits.first().guardLength, 4);
    }

    /// Any two documents: the places of the edits, carried over one by one, make the one of the other.
    void editsLeadToTheOther()
    {
        QRandomGenerator random(20261125);
        const std::function<QByteArray(int)> value = [&](int depth) -> QByteArray {
            const int kind = int(random.bounded(depth > 2 ? 4 : 6));
            if (kind == 4) {
                QByteArrayList parts;
                for (quint32 i = random.bounded(4u); i > 0; --i)
                    parts.append(value(depth + 1));
                return '[' + parts.join(',') + ']';
            }
            if (kind == 5) {
                QByteArrayList parts;
                for (const char *name : {"a", "b c", "q\\\"", "d"}) {
                    if (random.bounded(2))
                        parts.append('"' + QByteArray(name) + "\":" + value(depth + 1));
                }
                return '{' + parts.join(',') + '}';
            }
            const QByteArray scalars[] = {"1", "1.0", "true", R"("x")"};
            return scalars[kind];
        };
        for (int i = 0; i < 3000; ++i) {
            const QByteArray before = value(0);
            const QByteArray after = value(0);
            const JsonTree left = tree(before);
            const JsonTree right = tree(after);
            QByteArray text = before;
            for (const JsonEdit &edit : jsonEdits(left, right)) {
                QVERIFY(left.find(QString::fromUtf8(edit.guardPath)) != JsonTree::none);
                text = withPlaceFrom(tree(text), right, edit.path);
            }
            // Members may stand in another order, as on the server.
            QVERIFY2(QJsonDocument::fromJson('[' + text + ']') == QJsonDocument::fromJson('[' + after + ']'),
                     (before + " -> " + after + " gave " + text).constData());
        }
    }

    void theModelShowsPages()
    {
        QByteArray text = "[";
        for (int i = 0; i < 2000; ++i)
            text += (i ? "," : "") + QByteArray::number(i);
        text += "]";
        JsonTreeModel small;
        small.setTree(std::make_shared<const JsonTree>(tree(R"({"a":[1,{"b":2}],"c":"x"})")));
        const QAbstractItemModelTester tester(&small);
        JsonTreeModel model;
        model.setTree(std::make_shared<const JsonTree>(tree(text)));
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(model.rowCount(root), 500);
        QVERIFY(model.canFetchMore(root));
        model.fetchMore(root);
        QCOMPARE(model.rowCount(root), 1000);
        const QModelIndex last = model.indexOf(2000);
        QCOMPARE(last.row(), 1999);
        QCOMPARE(last.siblingAtColumn(1).data().toString(), u"1999"_s);
        QCOMPARE(model.parent(last), root);
    }

    void aLargeDocumentIsReadFast()
    {
        QByteArray text = "[";
        while (text.size() < 10 * 1024 * 1024)
            text += R"({"id":12345678901234567890,"name":"somebody","tags":["a","b"]},)";
        text += "0]";
        QBENCHMARK_ONCE
        {
            const std::optional<JsonTree> json = JsonTree::parse(text);
            QVERIFY(json && json->childCount(0) > 100'000);
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonTree)
#include "tst_jsontree.moc"
