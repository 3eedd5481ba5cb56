// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/bytetext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class ByteTextTest : public QObject {
    Q_OBJECT

private slots:
    void displays_data();
    void displays();
    void cap_data();
    void cap();
    void showsNoInvisibleCharacter();
    void roundTrips_data();
    void roundTrips();
    void everyByteStringRoundTrips();
    void typedEscapes_data();
    void typedEscapes();
    void editable_data();
    void editable();
};

void ByteTextTest::displays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, QByteArray bytes, const QString &text) {
        QTest::newRow(name) << bytes << text;
    };
    row("empty", "", u""_s);
    row("ascii", "user:1", u"user:1"_s);
    row("markup stays text", "<b>x</b>", u"<b>x</b>"_s);
    row("umlaut", "h\xc3\xa4llo", u"hällo"_s);
    row("chinese", "\xe4\xb8\xad", u"中"_s);
    row("emoji", "\xf0\x9f\x98\x80", u"😀"_s);
    row("backslash stays", "a\\b", u"a\\b"_s);
    row("arabic letters", "\xd8\xa7\xd8\xa8", u"اب"_s);
    // Controls.
    row("NUL", QByteArray("a\0b", 3), u"a\\0b"_s);
    row("SOH", "\x01", u"\\x01"_s);
    row("bell", "\x07", u"\\x07"_s);
    row("backspace", "\x08", u"\\x08"_s);
    row("tab", "\t", u"\\t"_s);
    row("line feed", "\n", u"\\n"_s);
    row("vertical tab", "\x0b", u"\\x0b"_s);
    row("carriage return", "\r", u"\\r"_s);
    row("escape", "\x1b[31m", u"\\x1b[31m"_s);
    row("unit separator", "\x1f", u"\\x1f"_s);
    row("delete", "\x7f", u"\\x7f"_s);
    row("C1 next line", "\xc2\x85", u"\\u0085"_s);
    row("C1 CSI", "\xc2\x9b", u"\\u009B"_s);
    // Bidirectional controls.
    row("LRM", "\xe2\x80\x8e", u"\\u200E"_s);
    row("RLM", "\xe2\x80\x8f", u"\\u200F"_s);
    row("ALM", "\xd8\x9c", u"\\u061C"_s);
    row("LRE", "\xe2\x80\xaa", u"\\u202A"_s);
    row("RLE", "\xe2\x80\xab", u"\\u202B"_s);
    row("PDF", "\xe2\x80\xac", u"\\u202C"_s);
    row("LRO", "\xe2\x80\xad", u"\\u202D"_s);
    row("RLO",
        "a\xe2\x80\xae"
        "b",
        u"a\\u202Eb"_s);
    row("LRI", "\xe2\x81\xa6", u"\\u2066"_s);
    row("RLI", "\xe2\x81\xa7", u"\\u2067"_s);
    row("FSI", "\xe2\x81\xa8", u"\\u2068"_s);
    row("PDI", "\xe2\x81\xa9", u"\\u2069"_s);
    // Zero width and otherwise invisible.
    row("ZWSP", "\xe2\x80\x8b", u"\\u200B"_s);
    row("ZWNJ", "\xe2\x80\x8c", u"\\u200C"_s);
    row("ZWJ alone",
        "a\xe2\x80\x8d"
        "b",
        u"a\\u200Db"_s);
    row("word joiner", "\xe2\x81\xa0", u"\\u2060"_s);
    row("BOM", "\xef\xbb\xbf", u"\\uFEFF"_s);
    row("soft hyphen", "\xc2\xad", u"\\u00AD"_s);
    row("grapheme joiner", "a\xcd\x8f", u"a\\u034F"_s);
    row("hangul filler", "\xe3\x85\xa4", u"\\u3164"_s);
    row("half-width filler", "\xef\xbe\xa0", u"\\uFFA0"_s);
    row("braille blank", "\xe2\xa0\x80", u"\\u2800"_s);
    row("variation selector", "a\xef\xb8\x8e", u"a\\uFE0E"_s);
    row("mongolian separator", "\xe1\xa0\x8e", u"\\u180E"_s);
    row("tag", "\xf3\xa0\x81\x81", u"\\uDB40\\uDC41"_s);
    row("invisible times", "\xe2\x81\xa2", u"\\u2062"_s);
    row("line separator", "\xe2\x80\xa8", u"\\u2028"_s);
    row("paragraph separator", "\xe2\x80\xa9", u"\\u2029"_s);
    // Blanks that look like a space, or like nothing.
    row("no-break space", "\xc2\xa0", u"\\u00A0"_s);
    row("em space", "\xe2\x80\x83", u"\\u2003"_s);
    row("hair space", "\xe2\x80\x8a", u"\\u200A"_s);
    row("ideographic space", "\xe3\x80\x80", u"\\u3000"_s);
    row("space stays", " a ", u" a "_s);
    // Nobody's characters.
    row("private use", "\xee\x80\x80", u"\\uE000"_s);
    row("not a character", "\xef\xbf\xbf", u"\\uFFFF"_s);
    row("unassigned", "\xcd\xb8", u"\\u0378"_s);
    row("replacement character", "\xef\xbf\xbd", u"\ufffd"_s);
    // Not UTF-8.
    row("lone continuation", "\x80", u"\\x80"_s);
    row("FF", "\xff\xfe", u"\\xFF\\xFE"_s);
    row("overlong NUL", "\xc0\x80", u"\\xC0\\x80"_s);
    row("overlong slash", "\xe0\x80\xaf", u"\\xE0\\x80\\xAF"_s);
    row("surrogate", "\xed\xa0\x80", u"\\xED\\xA0\\x80"_s);
    row("above the last", "\xf4\x90\x80\x80", u"\\xF4\\x90\\x80\\x80"_s);
    row("cut short", "a\xe4\xb8", u"a\\xE4\\xB8"_s);
    row("latin-1", "h\xe4llo", u"h\\xE4llo"_s);
    // Marks.
    row("one mark", "e\xcc\x81", u"e\u0301"_s);
    row("mark without a letter", "\xcc\x81", u"\\u0301"_s);
    row("mark after an escape", "\n\xcc\x81", u"\\n\\u0301"_s);
    row("three marks", "e\xcc\x81\xcc\x82\xcc\x83", u"e\u0301\u0302\u0303"_s);
    row("the fourth", "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84x", u"e\u0301\u0302\u0303\\u0304x"_s);
    row("enclosing", "a\xe2\x83\x9d", u"a\u20dd"_s);
    // Emoji need their joiners.
    row("heart", "\xe2\x9d\xa4\xef\xb8\x8f", u"❤️"_s);
    row("family", u"👩‍👧"_s.toUtf8(), u"👩‍👧"_s);
}

void ByteTextTest::displays()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(displayText(bytes), text);
}

void ByteTextTest::cap_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("text");
    QTest::newRow("fits") << "abcd"_ba << 4 << u"abcd"_s;
    QTest::newRow("one more") << "abcde"_ba << 4 << u"abcd…"_s;
    QTest::newRow("no half escape") << "abc\x01"_ba << 5 << u"abc…"_s;
    QTest::newRow("no half pair") << "abc\xf0\x9f\x98\x80"_ba << 4 << u"abc…"_s;
    QTest::newRow("nothing") << "abc"_ba << 0 << u"…"_s;
    QTest::newRow("nothing of nothing") << ""_ba << 0 << u""_s;
}

void ByteTextTest::cap()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, most);
    QFETCH(QString, text);
    QCOMPARE(displayText(bytes, most), text);
    // A value of many megabytes costs no more than its head.
    QCOMPARE(displayText(QByteArray(50'000'000, 'x'), 10).size(), 11);
}

void ByteTextTest::showsNoInvisibleCharacter()
{
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        const QString shown = displayText(QStringView(QChar::fromUcs4(c)).toUtf8());
        for (const QChar unit : shown) {
            const auto category = unit.category();
            QVERIFY2(category != QChar::Other_Control && category != QChar::Other_Format
                         && category != QChar::Separator_Line && category != QChar::Separator_Paragraph
                         && category != QChar::Other_PrivateUse,
                     QByteArray::number(uint(c), 16).constData());
        }
        QVERIFY(!shown.isEmpty());
    }
}

void ByteTextTest::roundTrips_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << "user:1"_ba << u"user:1"_s;
    QTest::newRow("backslash") << "a\\nb"_ba << u"a\\\\nb"_s;
    QTest::newRow("newline") << "a\nb"_ba << u"a\\nb"_s;
    QTest::newRow("NUL before a digit") << QByteArray("\0001", 2) << u"\\01"_s;
    QTest::newRow("escape before a digit") << "\x1b\x31"_ba << u"\\x1b1"_s;
    QTest::newRow("invalid") << "\xff"_ba << u"\\xFF"_s;
    QTest::newRow("bidi") << "\xe2\x80\xae"_ba << u"\\u202E"_s;
    QTest::newRow("tag") << "\xf3\xa0\x81\x81"_ba << u"\\uDB40\\uDC41"_s;
    QTest::newRow("umlaut") << "\xc3\xa4"_ba << u"ä"_s;
}

void ByteTextTest::roundTrips()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(escapedFromBytes(bytes), text);
    QCOMPARE(bytesFromEscaped(text), bytes);
}

void ByteTextTest::everyByteStringRoundTrips()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 100'000; ++i) {
        QByteArray bytes(random.bounded(24), Qt::Uninitialized);
        for (char &c : bytes) // mostly backslashes, digits, marks and halves of characters
            c = random.bounded(3) == 0 ? "\\xnu0rt\x00\xcc\x81\xf0\x9f\xed"[random.bounded(13)]
                                       : char(random.bounded(256));
        QCOMPARE(bytesFromEscaped(escapedFromBytes(bytes)), bytes);
    }
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        const QByteArray bytes = QStringView(QChar::fromUcs4(c)).toUtf8();
        if (bytesFromEscaped(escapedFromBytes(bytes)) != bytes)
            QCOMPARE(bytesFromEscaped(escapedFromBytes(bytes)), bytes);
    }
}

void ByteTextTest::typedEscapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("lower and upper hex") << u"\\xfF"_s << "\xff"_ba;
    QTest::newRow("unicode") << u"\\u00e4"_s << "\xc3\xa4"_ba;
    QTest::newRow("pair") << u"\\uD83D\\uDE00"_s << "\xf0\x9f\x98\x80"_ba;
    QTest::newRow("lone half") << u"\\uD83D!"_s << "\\uD83D!"_ba;
    QTest::newRow("unknown letter") << u"\\q"_s << "\\q"_ba;
    QTest::newRow("unfinished hex") << u"\\x1"_s << "\\x1"_ba;
    QTest::newRow("bad hex") << u"\\xg0"_s << "\\xg0"_ba;
    QTest::newRow("unfinished unicode") << u"\\u12"_s << "\\u12"_ba;
    QTest::newRow("backslash at the end") << u"a\\"_s << "a\\"_ba;
    QTest::newRow("two backslashes") << u"\\\\x41"_s << "\\x41"_ba;
}

void ByteTextTest::typedEscapes()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QCOMPARE(bytesFromEscaped(text), bytes);
}

void ByteTextTest::editable_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("editable");
    QTest::newRow("empty") << ""_ba << true;
    QTest::newRow("text") << "a\tb\r\nc\n"_ba << true;
    QTest::newRow("umlaut") << "\xc3\xa4"_ba << true;
    QTest::newRow("BOM") << "\xef\xbb\xbf{}"_ba << false;
    QTest::newRow("BOM inside") << "a\xef\xbb\xbf"_ba << true;
    QTest::newRow("NUL") << QByteArray("a\0", 2) << false;
    QTest::newRow("escape") << "\x1b[0m"_ba << false;
    QTest::newRow("delete") << "\x7f"_ba << false;
    QTest::newRow("invalid") << "\xff"_ba << false;
    QTest::newRow("surrogate") << "\xed\xa0\x80"_ba << false;
    QTest::newRow("overlong") << "\xc0\xaf"_ba << false;
}

void ByteTextTest::editable()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, editable);
    QCOMPARE(isEditableText(bytes), editable);
    if (editable)
        QCOMPARE(QString::fromUtf8(bytes).toUtf8(), bytes);
}

QTEST_APPLESS_MAIN(ByteTextTest)
#include "tst_bytetext.moc"
