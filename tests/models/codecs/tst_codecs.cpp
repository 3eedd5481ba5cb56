// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs wrote is recognised, shown, and written back; what is hostile is refused within its limits.
#include "models/codecs/envelope.h"
#include "models/codecs/jsontext.h"
#include "models/codecs/treeformat.h"
#include "models/codecs/valueview.h"
#include "tests/models/codecs/samples.h"

#include <QTest>

#include <zlib.h>

#include <random>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray minified(const ValueView &view)
{
    return minifiedJson(view.shownBytes).value_or(view.shownBytes);
}

/// Replaces in what is shown, and gives the bytes to store.
EditedValue replaced(const ValueView &view, const char *before, const char *after)
{
    QString text = view.text.text();
    text.replace(QLatin1String(before), QLatin1String(after));
    return editedValue(view, text);
}

/// Any tree that MessagePack or CBOR can hold.
Node randomNode(std::mt19937_64 &random, Format format, int depth)
{
    const auto below = [&random](quint64 limit) {
        return random() % limit;
    };
    const auto bytes = [&](bool isText) {
        QByteArray out;
        const quint64 size = below(12);
        for (quint64 i = 0; i < size; ++i)
            out += isText ? QString(QChar(ushort(below(0xD000)))).toUtf8() : QByteArray(1, char(below(256)));
        return out;
    };
    switch (below(depth > 3 ? 7 : 9)) {
    case 0:
        return {};
    case 1:
        return Node::boolean(below(2) == 1);
    case 2:
        return Node::integer(qint64(random()) >> below(64));
    case 3:
        return Node::unsignedInteger(random() >> below(64));
    case 4: {
        double value = 0;
        const quint64 raw = random();
        memcpy(&value, &raw, sizeof value);
        return Node::floating(std::isnan(value) ? 0.5 : value);
    }
    case 5:
        return format == Format::Php ? Node::text("t" + bytes(true)) : Node::text(bytes(true));
    case 6:
        return format == Format::Php ? Node::binary("\xFF" + bytes(false)) : Node::binary(bytes(false));
    case 7: {
        Node list = Node::container(Node::Kind::Array);
        for (quint64 i = below(5); i > 0; --i)
            list.children.push_back(randomNode(random, format, depth + 1));
        return list;
    }
    default: {
        Node map = Node::container(Node::Kind::Map);
        for (quint64 i = 1 + below(4); i > 0; --i) {
            Node key = below(4) == 0 ? Node::integer(qint64(below(1000)) + 5) : Node::text("$k" + bytes(true));
            map.append(std::move(key), randomNode(random, format, depth + 1));
        }
        return map;
    }
    }
}

} // namespace

class TestCodecs : public QObject {
    Q_OBJECT

private slots:
    void recognises_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("chain");
        QTest::addColumn<QByteArray>("shown"); // a part of it
        QTest::newRow("text") << "hello"_ba << u"text"_s << "hello"_ba;
        QTest::newRow("empty") << ""_ba << u"text"_s << ""_ba;
        QTest::newRow("json") << R"({"a":1})"_ba << u"json"_s << R"({"a":1})"_ba;
        QTest::newRow("binary") << QByteArray("\x00\xFF\x80 abc\r\n", 9) << u"hex"_s << ""_ba;
        QTest::newRow("gzip") << samples::gzipJson() << u"gzip json"_s << R"("name":"gzip")"_ba;
        QTest::newRow("zlib") << samples::zlibJson() << u"zlib json"_s << R"("name":"zlib")"_ba;
        QTest::newRow("zstd") << samples::zstdJson() << u"zstd json"_s << R"("name":"zstd zstd zstd")"_ba;
        QTest::newRow("lz4") << samples::lz4Json() << u"lz4 json"_s << R"("name":"lz4 lz4 lz4 lz4")"_ba;
        QTest::newRow("base64 of gzip") << samples::gzipJson().toBase64() << u"base64 gzip json"_s
                                        << R"("name":"gzip")"_ba;
        QTest::newRow("MessagePack")
            << samples::messagePack() << u"msgpack"_s
            << R"({"user":42,"tags":["a","b"],"pi":3.5,"none":null,"ok":true,"big":9007199254740993})"_ba;
        QTest::newRow("MessagePack with marks")
            << samples::messagePackMarks() << u"msgpack"_s
            << R"({"$map":[["raw",{"$binary":"/wA="}],["n",-1],["f",1.5],["e",{"$ext":[5,{"$binary":"eHk="}]}],["s","hello"],[7,"seven"]]})"_ba;
        QTest::newRow("CBOR") << samples::cbor() << u"cbor"_s
                              << R"({"one":1000000,"list":[1,-2,{"$float16":-4.0}],"raw":{"$binary":"/wA="}})"_ba;
        QTest::newRow("PHP") << samples::php() << u"php"_s
                             << R"("score":0.1,"one":1.0,"big":1.0E+25,"inf":{"$float":"Infinity"})"_ba;
        QTest::newRow("PHP object")
            << samples::php() << u"php"_s
            << R"({"$object":["P",{"a":1,"\u0000*\u0000b":"x","\u0000P\u0000c":[1.5,1.0,null]}]})"_ba;
        QTest::newRow("PHP enum") << samples::php() << u"php"_s << R"({"$enum":["S:H"]})"_ba;
        QTest::newRow("PHP custom") << samples::phpArrayObject() << u"php"_s << R"(["ArrayObject",)"_ba;
        QTest::newRow("Java") << samples::java() << u"java"_s
                              << R"({"$object":["demo.Point",{"x":7,"name":"origin"}]})"_ba;
        QTest::newRow("Java list") << samples::javaList() << u"java"_s
                                   << R"({"$object":["java.lang.Integer",{"value":42}]})"_ba;
        const QByteArray document
            = R"({"user":42,"tags":["a","b"],"pi":3.5,"none":null,"ok":true,"big":9007199254740993})";
        QTest::newRow("Pickle 2") << samples::pickle2() << u"pickle"_s << document;
        QTest::newRow("Pickle 4") << samples::pickle4() << u"pickle"_s << document;
        QTest::newRow("Pickle 5") << samples::pickle5() << u"pickle"_s << document;
        QTest::newRow("Pickle objects") << samples::pickleObjects() << u"pickle"_s
                                        << R"({"$global":["datetime.datetime"]})"_ba;
    }
    void recognises()
    {
        QFETCH(const QByteArray, bytes);
        const ValueView view = viewOf(bytes, {});
        QStringList chain;
        for (const Format format : view.detected)
            chain.append(formatId(format));
        QTEST(chain.join(u' '), "chain");
        QCOMPARE(view.shown, view.detected);
        QVERIFY(!view.issue);
        QFETCH(const QByteArray, shown);
        QVERIFY2(minified(view).contains(shown), minified(view).constData());
        QVERIFY(view.isWritable == isWritable(view.leaf()));
        // Nothing typed: the very same bytes, or the same in its envelope.
        if (view.isEditable() && view.isWritable) {
            const EditedValue same = editedValue(view, view.text.text());
            QCOMPARE(same.problem, EditedValue::Problem::None);
            QCOMPARE(viewOf(same.bytes, {}).inner, view.inner);
            if (view.envelopes.isEmpty())
                QCOMPARE(same.bytes, bytes);
        }
    }

    void olderPicklesAreReadWhenAsked_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("0") << samples::pickle0();
        QTest::newRow("1") << samples::pickle1();
    }
    void olderPicklesAreReadWhenAsked()
    {
        QFETCH(const QByteArray, bytes);
        const ValueView view = viewOf(bytes, Format::Pickle);
        QVERIFY(!view.issue);
        QVERIFY2(minified(view).contains(R"("tags":["a","b"],"pi":3.5)"), minified(view).constData());
        QVERIFY(!view.isWritable);
    }

    void aPickleThatHoldsItselfEnds()
    {
        const ValueView view = viewOf(samples::pickleCycle(), {});
        QCOMPARE(view.leaf(), Format::Pickle);
        QCOMPARE(minified(view), R"([{"$memo":[0]}])"_ba);
    }

    void gzipKeepsItsHeader()
    {
        const QByteArray bytes = samples::gzipJson();
        const ValueView view = viewOf(bytes, {});
        const EditedValue edited = replaced(view, "gzip", "edited");
        QCOMPARE(edited.problem, EditedValue::Problem::None);
        QVERIFY(edited.bytes != bytes);
        QCOMPARE(edited.bytes.first(10), bytes.first(10)); // flags, time, level, system
        QCOMPARE(edited.bytes.mid(10, 11), QByteArray("notes.json", 11));
        QCOMPARE(viewOf(edited.bytes, {}).inner, R"({"a":[1,2,3],"name":"edited"})"_ba);
    }

    void envelopesComeBack_data()
    {
        QTest::addColumn<int>("format");
        for (const Format format : allFormats()) {
            if (isEnvelope(format))
                QTest::newRow(formatId(format).latin1()) << int(format);
        }
    }
    void envelopesComeBack()
    {
        QFETCH(const int, format);
        std::mt19937_64 random(7);
        CodecBudget budget;
        for (int size : {0, 1, 17, 1000, 70'000, 1'500'000}) {
            QByteArray plain(size, '\0');
            for (char &c : plain)
                c = char('a' + random() % 7);
            const Decoded<QByteArray> packedBytes = packed(Format(format), plain, {}, budget);
            if (size == 0 && Format(format) == Format::Base64)
                continue; // nothing is no Base64
            QVERIFY2(packedBytes, formatId(Format(format)).latin1());
            const Decoded<QByteArray> again = packed(Format(format), plain, *packedBytes, budget);
            QVERIFY(again);
            QCOMPARE(*again, *packedBytes);
            // Cut anywhere it is an error, never a value.
            for (qsizetype cut = 1; cut < packedBytes->size(); cut += 1 + packedBytes->size() / 40) {
                const Decoded<QByteArray> part
                    = unpacked(Format(format), QByteArrayView(*packedBytes).first(cut), budget);
                QVERIFY(!part || Format(format) == Format::Base64);
            }
            if (Format(format) != Format::Base64)
                QVERIFY(!unpacked(Format(format), *packedBytes + "x", budget));
        }
    }

    void bombsAreCapped()
    {
        // 100 MB of zeros in 100 KB, made by zlib in one go.
        const QByteArray zeros(100'000'000, '\0');
        QByteArray bomb;
        bomb.resize(qsizetype(compressBound(uLong(zeros.size()))));
        uLongf size = uLongf(bomb.size());
        QCOMPARE(compress2(reinterpret_cast<Bytef *>(bomb.data()), &size, reinterpret_cast<const Bytef *>(zeros.data()),
                           uLong(zeros.size()), 9),
                 Z_OK);
        bomb.resize(qsizetype(size));
        CodecBudget budget;
        const Decoded<QByteArray> result = unpacked(Format::Zlib, bomb, budget);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, CodecIssue::Kind::TooLarge);
        const ValueView view = viewOf(bomb, Format::Zlib);
        QVERIFY(view.issue);
        QCOMPARE(view.issue->kind, CodecIssue::Kind::TooLarge);
        QCOMPARE(view.leaf(), Format::Hex);
        // A small one is fine whatever its ratio, and a larger one in proportion too.
        for (const Format format : {Format::Zstd, Format::Lz4, Format::Brotli, Format::Gzip}) {
            const Decoded<QByteArray> small = packed(format, QByteArrayView(zeros).first(3'000'000), {}, budget);
            QVERIFY(small);
            const Decoded<QByteArray> large = packed(format, zeros, {}, budget);
            QVERIFY(!large); // what would not be read again is not written
        }
    }

    void nestingAndCountsAreCapped()
    {
        CodecBudget budget;
        for (const char lead : {'\x91', '\x81'}) {
            const Decoded<Node> deep = readTree(Format::MessagePack, QByteArray(100'000, lead), budget);
            QVERIFY(!deep);
            QVERIFY(deep.error().kind == CodecIssue::Kind::TooDeep || deep.error().kind == CodecIssue::Kind::Truncated);
        }
        QCOMPARE(readTree(Format::Cbor, QByteArray(100'000, '\x81'), budget).error().kind, CodecIssue::Kind::TooDeep);
        QCOMPARE(readTree(Format::Cbor, QByteArray(100'000, '\xC1'), budget).error().kind, CodecIssue::Kind::TooDeep);
        QCOMPARE(readTree(Format::Php, QByteArray("a:1:{i:0;").repeated(10'000), budget).error().kind,
                 CodecIssue::Kind::TooDeep);
        QCOMPARE(readTree(Format::Pickle,
                          "\x80\x04" + QByteArray("(").repeated(9'000) + QByteArray("l").repeated(9'000) + ".", budget)
                     .error()
                     .kind,
                 CodecIssue::Kind::TooDeep);
        // Counts that promise four thousand million elements set nothing aside.
        QVERIFY(!readTree(Format::MessagePack, "\xDD\xFF\xFF\xFF\xFFx"_ba, budget));
        QVERIFY(!readTree(Format::Cbor, "\x9B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFFx"_ba, budget));
        QVERIFY(!readTree(Format::Cbor, "\x5B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFFx"_ba, budget));
        QVERIFY(!readTree(Format::Php, "a:999999999:{i:0;i:1;}"_ba, budget));
        QVERIFY(!readTree(Format::Php, "s:999999999:\"x\";"_ba, budget));
        QVERIFY(!readTree(Format::Php, "s:-1:\"x\";"_ba, budget));
        QByteArray many("\xDD\x00\x10\x00\x00", 5);
        many += QByteArray(0x100000, '\x01');
        QCOMPARE(readTree(Format::MessagePack, many, budget).error().kind, CodecIssue::Kind::TooManyElements);
    }

    void cancelledWorkStops()
    {
        std::stop_source stop;
        stop.request_stop();
        CodecBudget budget({}, stop.get_token());
        QByteArray many("\xDD\x00\x10\x00\x00", 5);
        many += QByteArray(0x100000, '\x01');
        QCOMPARE(readTree(Format::MessagePack, many, budget).error().kind, CodecIssue::Kind::Cancelled);
    }

    void brokenSamplesAreNeverValues()
    {
        CodecBudget budget;
        for (const QByteArray &whole :
             {samples::gzipJson(), samples::zlibJson(), samples::zstdJson(), samples::lz4Json()}) {
            for (qsizetype at = 0; at < whole.size(); ++at) {
                QByteArray broken = whole;
                broken[at] = char(broken.at(at) ^ 0x10);
                const ValueView view = viewOf(broken, {}); // must end, whatever it says
                QVERIFY(!view.shown.isEmpty());
            }
        }
        for (const QByteArray &whole : {samples::php(), samples::messagePack(), samples::java(), samples::javaList(),
                                        samples::pickle4(), samples::pickleObjects(), samples::cbor()}) {
            const Format format = viewOf(whole, {}).leaf();
            QVERIFY(isTree(format));
            for (qsizetype cut = 0; cut < whole.size(); ++cut)
                QVERIFY2(!readTree(format, QByteArrayView(whole).first(cut), budget), qPrintable(QString::number(cut)));
        }
    }

    void editsOfTreesAreWritten()
    {
        const ValueView pack = viewOf(samples::messagePackMarks(), {});
        const EditedValue edited = replaced(pack, "\"hello\"", "18446744073709551615");
        QCOMPARE(edited.problem, EditedValue::Problem::None);
        QVERIFY(minified(viewOf(edited.bytes, {})).contains(R"(["s",18446744073709551615])"));
        // Everything before the edit is the same, byte for byte.
        const qsizetype at = samples::messagePackMarks().indexOf("hello") - 1;
        QCOMPARE(edited.bytes.first(at), samples::messagePackMarks().first(at));

        const ValueView php = viewOf(samples::php(), {});
        const EditedValue longer = replaced(php, "\"five\"", "\"f\u00fcnf!\"");
        QCOMPARE(longer.problem, EditedValue::Problem::None);
        QVERIFY(!longer.bytes.contains("five"));
        QCOMPARE(viewOf(longer.bytes, {}).leaf(), Format::Php);
    }

    void whatAFormatCannotHoldIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("problem");
        QTest::newRow("not JSON") << u"{"_s << int(EditedValue::Problem::Text);
        QTest::newRow("over 64 bits") << u"[18446744073709551616]"_s << int(EditedValue::Problem::Text);
        QTest::newRow("out of range") << u"[1e999]"_s << int(EditedValue::Problem::Text);
        QTest::newRow("below 64 bits") << u"[-9223372036854775809]"_s << int(EditedValue::Problem::Codec);
        QTest::newRow("minus nothing") << u"[-0]"_s << int(EditedValue::Problem::Text);
        QTest::newRow("unknown mark") << u"{\"$what\":[1]}"_s << int(EditedValue::Problem::Codec);
        QTest::newRow("broken mark") << u"{\"$binary\":7}"_s << int(EditedValue::Problem::Text);
        QTest::newRow("half a character") << u"[\"\\ud800\"]"_s << int(EditedValue::Problem::Text);
        QTest::newRow("half width") << u"{\"$float16\":1.5}"_s << int(EditedValue::Problem::Codec);
        QTest::newRow("fine") << u"{\"a\":[1,2.5,{\"$binary\":\"AA==\"}]}"_s << int(EditedValue::Problem::None);
    }
    void whatAFormatCannotHoldIsRefused()
    {
        QFETCH(const QString, text);
        const EditedValue edited = editedValue(viewOf(samples::messagePack(), {}), text);
        QTEST(int(edited.problem), "problem");
        if (edited.problem != EditedValue::Problem::None)
            QCOMPARE(edited.bytes, text.toUtf8());
    }

    void widthsThatCannotBeKeptAreViewOnly()
    {
        // 5 as a 16-bit number: written again it would take one byte.
        const ValueView wide = viewOf(QByteArray("\x92\xCD\x00\x05\xA1x", 6), Format::MessagePack);
        QCOMPARE(wide.leaf(), Format::MessagePack);
        QCOMPARE(minified(wide), R"([5,"x"])"_ba);
        QVERIFY(!wide.isWritable);
    }

    void textsThatLookLikeMarksStayTexts()
    {
        Node map = Node::container(Node::Kind::Map);
        map.append(Node::text("$binary"), Node::text("AA=="));
        const QByteArray json = toMarkedJson(map);
        QCOMPARE(json, R"({"$map":[["$binary","AA=="]]})"_ba);
        const auto back = fromMarkedJson(json);
        QVERIFY(back);
        QCOMPARE(toMarkedJson(*back), json);
        QCOMPARE(back->children.at(0).bytes, "$binary"_ba);
    }

    void anyTreeComesBack_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("MessagePack") << int(Format::MessagePack);
        QTest::newRow("CBOR") << int(Format::Cbor);
    }
    void anyTreeComesBack()
    {
        QFETCH(const int, format);
        std::mt19937_64 random(20261125);
        CodecBudget budget;
        int written = 0;
        for (int i = 0; i < 20'000; ++i) {
            const Node node = randomNode(random, Format(format), 0);
            const Decoded<QByteArray> bytes = writeTree(Format(format), node);
            QVERIFY(bytes);
            const Decoded<Node> again = readTree(Format(format), *bytes, budget);
            QVERIFY(again);
            const QByteArray json = toMarkedJson(*again);
            QCOMPARE(json, toMarkedJson(node));
            const auto parsed = fromMarkedJson(json);
            QVERIFY2(parsed, json.constData());
            const Decoded<QByteArray> bytesAgain = writeTree(Format(format), *parsed);
            QVERIFY(bytesAgain);
            QCOMPARE(*bytesAgain, *bytes);
            ++written;
        }
        QCOMPARE(written, 20'000);
    }

    /// Open, edit nothing, save: a million values of every kind come back byte for byte.
    void untouchedValuesAreIdentical()
    {
        std::mt19937_64 random(1);
        const QByteArrayList alphabets{"01", "abc {}[]\":,\n\r", QByteArray("\x00\x01\x80\x81\x91\xA1\xC0\xFF", 8),
                                       "aOsidbN:;{}\"0123", "ABCDEFGHabcdefgh0123456789+/="};
        const QList<QByteArray> seeds{samples::gzipJson(),
                                      samples::messagePack(),
                                      samples::php(),
                                      samples::cbor(),
                                      samples::pickle4(),
                                      samples::java(),
                                      R"({"a":[1,2,{"b":"c"}]})"_ba,
                                      samples::zstdJson(),
                                      samples::gzipJson().toBase64()};
        int edited = 0;
        for (int i = 0; i < 1'000'000; ++i) {
            QByteArray bytes;
            if (i % 50 == 0) {
                bytes = seeds.at(qsizetype(random() % quint64(seeds.size())));
                if (!bytes.isEmpty() && i % 100 == 0)
                    bytes[qsizetype(random() % quint64(bytes.size()))] = char(random());
            } else {
                const QByteArray &alphabet = alphabets.at(qsizetype(random() % quint64(alphabets.size())));
                for (quint64 k = random() % 12; k > 0; --k)
                    bytes += alphabet.at(qsizetype(random() % quint64(alphabet.size())));
            }
            const ValueView view = viewOf(bytes, {});
            if (view.leaf() == Format::Hex) {
                if (view.envelopes.isEmpty())
                    QCOMPARE(view.inner, bytes);
                continue;
            }
            if (!view.isEditable() || !view.isWritable)
                continue;
            ++edited;
            const EditedValue same = editedValue(view, view.text.text());
            if (view.envelopes.isEmpty()) {
                QVERIFY2(same.bytes == bytes, bytes.toHex().constData());
            } else if (same.problem == EditedValue::Problem::None) {
                // Packed by another program: the same inside, whoever packed it.
                QCOMPARE(viewOf(same.bytes, view.shown.first()).inner, view.inner);
            }
        }
        QVERIFY(edited > 300'000);
    }

    void asBase64()
    {
        const QByteArray bytes("\x00\xFF\x10", 3);
        const ValueView view = viewOf(bytes, Format::Base64);
        QCOMPARE(view.shown, QList<Format>{Format::Base64});
        QCOMPARE(view.text.text(), u"AP8Q"_s);
        QCOMPARE(editedValue(view, u"AP8R"_s).bytes, QByteArray("\x00\xFF\x11", 3));
        QCOMPARE(editedValue(view, u"AP8"_s).bytes, QByteArray("\x00\xFF", 2));
        QCOMPARE(editedValue(view, u"AP8 R"_s).problem, EditedValue::Problem::Base64);
        const ValueView text = viewOf("aGVsbG8="_ba, Format::Base64);
        QCOMPARE(text.shown, (QList<Format>{Format::Base64, Format::Text}));
        QCOMPARE(text.text.text(), u"hello"_s);
        QCOMPARE(editedValue(text, u"hello!"_s).bytes, "aGVsbG8h"_ba);
        QVERIFY(viewOf("no base 64"_ba, Format::Base64).issue);
    }

    void protobufIsReadOnly()
    {
        const ValueView view = viewOf(samples::protobuf(), Format::Protobuf);
        QCOMPARE(minified(view),
                 R"({"1":150,"2":"testing","3":{"1":466},"4":{"$fixed32":[1065353216,{"$float32":1.0}]}})"_ba);
        QVERIFY(!view.isWritable);
        QVERIFY(viewOf("plain text"_ba, Format::Protobuf).issue);
    }
};

QTEST_GUILESS_MAIN(TestCodecs)
#include "tst_codecs.moc"
