// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/jsontext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(stashdeck::JsonIssue::Kind)

namespace {

QList<QByteArray> tokens(const QByteArray &text)
{
    QList<QByteArray> words;
    JsonLexer lexer(text);
    for (auto token = lexer.next(); token.type != JsonLexer::Type::End; token = lexer.next()) {
        words.append(lexer.text(token).toByteArray());
        if (token.type == JsonLexer::Type::Error)
            break;
    }
    return words;
}

QByteArray randomSpace(QRandomGenerator &random)
{
    static const char spaces[] = {' ', '\n', '\t', '\r'};
    QByteArray space;
    for (int i = random.bounded(3); i > 0; --i)
        space.append(spaces[random.bounded(4)]);
    return space;
}

QByteArray randomScalar(QRandomGenerator &random)
{
    static const QByteArrayList scalars = {"0",           "-0",
                                           "1.10",        "1E5",
                                           "1e400",       "9223372036854775808",
                                           "true",        "false",
                                           "null",        "\"\"",
                                           "\"a b\"",     "\"\\u0000\\n\\\"\"",
                                           "\"\\ud800\"", "\"\xC3\xA9\xF0\x9F\x98\x80\"",
                                           "\"{[,:]}\"",  "-12.5e-3"};
    return scalars.at(random.bounded(int(scalars.size())));
}

QByteArray randomJson(QRandomGenerator &random, int depth)
{
    const int shape = depth > 5 ? 0 : random.bounded(4);
    if (shape < 2)
        return randomScalar(random);
    const bool isObject = shape == 2;
    QByteArray text(1, isObject ? '{' : '[');
    const int count = random.bounded(5);
    for (int i = 0; i < count; ++i) {
        text += randomSpace(random);
        if (i > 0)
            text += ',' + randomSpace(random);
        if (isObject)
            text += "\"k" + QByteArray::number(random.bounded(3)) + '"' + randomSpace(random) + ':'
                + randomSpace(random);
        text += randomJson(random, depth + 1);
    }
    return text + randomSpace(random) + (isObject ? '}' : ']');
}

} // namespace

class TestJsonText : public QObject {
    Q_OBJECT

private slots:
    void acceptsWellFormedText_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const QByteArray &text :
             {"{}"_ba, "[]"_ba, " [ ] "_ba, "0"_ba, "-0.5e+7"_ba, "\"x\""_ba, "true"_ba, "null"_ba,
              R"({"a":1,"a":2,"b":[1.10,1E5,{"c":"\u00e9\\"}]})"_ba, "\n{\r\n\t\"x\" : [ 1 , 2 ]\n}\n"_ba})
            QTest::addRow("%s", text.constData()) << text;
    }
    void acceptsWellFormedText()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(!checkJson(text));
    }

    void tellsWhereItIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<JsonIssue::Kind>("kind");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        using Kind = JsonIssue::Kind;
        const auto row = [](const char *name, const QByteArray &text, Kind kind, int line, int column) {
            QTest::newRow(name) << text << kind << line << column;
        };
        row("nothing", "", Kind::Empty, 1, 1);
        row("white space", " \n ", Kind::Empty, 2, 2);
        row("open object", "{", Kind::UnexpectedEnd, 1, 2);
        row("open string", "\"abc", Kind::UnexpectedEnd, 1, 5);
        row("key without value", "{\n  \"a\"\n}", Kind::UnexpectedCharacter, 3, 1);
        row("trailing comma in an object", "{\"a\":1,}", Kind::UnexpectedCharacter, 1, 8);
        row("trailing comma in an array", "[1,]", Kind::UnexpectedCharacter, 1, 4);
        row("two values", "1 2", Kind::TextAfterEnd, 1, 3);
        row("wrong bracket", "[1}", Kind::UnexpectedCharacter, 1, 3);
        row("close without open", "]", Kind::UnexpectedCharacter, 1, 1);
        row("single quotes", "{'a':1}", Kind::UnexpectedCharacter, 1, 2);
        row("comment", "[1, // x\n2]", Kind::UnexpectedCharacter, 1, 5);
        row("leading zero", "[01]", Kind::BadNumber, 1, 2);
        row("bare point", "[1.]", Kind::BadNumber, 1, 2);
        row("bare exponent", "[1e]", Kind::BadNumber, 1, 2);
        row("plus", "[+1]", Kind::UnexpectedCharacter, 1, 2);
        row("raw line break in a string", "[\"a\nb\"]", Kind::BadString, 1, 4);
        row("wrong escape", "[\"\\x41\"]", Kind::BadString, 1, 3);
        row("short unicode escape", "[\"\\u12\"]", Kind::BadString, 1, 3);
        row("word", "[nil]", Kind::UnexpectedCharacter, 1, 2);
        row("longer word", "[trueish]", Kind::UnexpectedCharacter, 1, 6);
        row("column counts characters", "[\"\xC3\xA9\xC3\xA9\", x]", Kind::UnexpectedCharacter, 1, 8);
        row("not UTF-8", "[\"\xFF\"]", Kind::NotUtf8, 1, 1);
    }
    void tellsWhereItIsWrong()
    {
        QFETCH(const QByteArray, text);
        const auto issue = checkJson(text);
        QVERIFY(issue);
        QTEST(issue->kind, "kind");
        QTEST(issue->line, "line");
        QTEST(issue->column, "column");
        QVERIFY(!prettyJson(text));
        QVERIFY(!minifiedJson(text));
    }

    void limitsDepthWithoutRecursion()
    {
        const auto nested = [](qsizetype depth) {
            return QByteArray(depth, '[') + QByteArray(depth, ']');
        };
        QVERIFY(!checkJson(nested(511)));
        QVERIFY(!checkJson(nested(512)));
        QCOMPARE(checkJson(nested(513))->kind, JsonIssue::Kind::TooDeep);
        QCOMPARE(checkJson(QByteArray(1'000'000, '['))->kind, JsonIssue::Kind::TooDeep);
        QVERIFY(prettyJson(nested(512)));
    }

    void keepsOrderDuplicatesAndNumbers()
    {
        const QByteArray text = R"({"b":1.10,"a":1E5,"b":9223372036854775808,"z":[1.0,"x\/y"],"e":{},"f":[]})";
        const QByteArray pretty = "{\n  \"b\": 1.10,\n  \"a\": 1E5,\n  \"b\": 9223372036854775808,\n"
                                  "  \"z\": [1.0, \"x\\/y\"],\n  \"e\": {},\n  \"f\": []\n}";
        QCOMPARE(*prettyJson(text), pretty);
        QCOMPARE(*minifiedJson(pretty), text);
        QVERIFY(isMinifiedJson(text));
        QVERIFY(!isMinifiedJson(pretty));
        QVERIFY(!isMinifiedJson("12"));
    }

    void longOrNestedArraysTakeALineForEachElement()
    {
        QCOMPARE(*prettyJson("[[1],[2]]"), "[\n  [1],\n  [2]\n]"_ba);
        const QByteArray longText(80, 'x');
        QCOMPARE(*prettyJson("[\"" + longText + "\"]"), "[\n  \"" + longText + "\"\n]");
    }

    void changesOnlyWhiteSpace()
    {
        QRandomGenerator random(20261123);
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray text = randomSpace(random) + randomJson(random, 0) + randomSpace(random);
            QVERIFY2(!checkJson(text), text.constData());
            const QByteArray pretty = *prettyJson(text);
            const QByteArray minified = *minifiedJson(pretty);
            QCOMPARE(tokens(pretty), tokens(text));
            QCOMPARE(tokens(minified), tokens(text));
            QCOMPARE(*minifiedJson(text), minified);
            QCOMPARE(*prettyJson(pretty), pretty);
        }
    }

    void survivesAnyBytes()
    {
        QRandomGenerator random(7);
        static const QByteArray alphabet = "{}[],:\"\\u0123456789eE+-. \n\ttruefalsn\xFF\xC3\xA9";
        int valid = 0;
        for (int i = 0; i < 50'000; ++i) {
            QByteArray text;
            for (int length = random.bounded(24); length > 0; --length)
                text.append(alphabet.at(random.bounded(int(alphabet.size()))));
            const auto issue = checkJson(text);
            if (issue)
                QVERIFY(issue->offset >= 0 && issue->offset <= text.size() && issue->line >= 1 && issue->column >= 1);
            else
                ++valid;
        }
        QVERIFY(valid > 0);
    }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
