// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/textform.h"

#include <QRandomGenerator>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(stashdeck::DetectedFormat)

class TestTextForm : public QObject {
    Q_OBJECT

private slots:
    void detects_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<DetectedFormat>("format");
        QTest::newRow("nothing") << ""_ba << DetectedFormat::Empty;
        QTest::newRow("text") << "hello\n"_ba << DetectedFormat::Text;
        QTest::newRow("object") << " {\"a\":1}\n"_ba << DetectedFormat::Json;
        QTest::newRow("array") << "[]"_ba << DetectedFormat::Json;
        QTest::newRow("broken object") << "{\"a\":"_ba << DetectedFormat::Text;
        QTest::newRow("number") << "-12"_ba << DetectedFormat::Number;
        QTest::newRow("leading zero") << "007"_ba << DetectedFormat::Text;
        QTest::newRow("beyond 64 bits") << "9223372036854775808"_ba << DetectedFormat::Text;
        QTest::newRow("largest") << "9223372036854775807"_ba << DetectedFormat::Number;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBF{}"_ba << DetectedFormat::Binary;
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << DetectedFormat::Binary;
        QTest::newRow("invalid UTF-8") << "caf\xE9"_ba << DetectedFormat::Binary;
        QTest::newRow("escape") << "\x1b[31m"_ba << DetectedFormat::Binary;
    }
    void detects()
    {
        QFETCH(const QByteArray, bytes);
        QTEST(detectFormat(bytes), "format");
    }

    void keepsLineEndings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("editable");
        QTest::newRow("none") << "a"_ba << true;
        QTest::newRow("final newline") << "a\n"_ba << true;
        QTest::newRow("no final newline") << "a\nb"_ba << true;
        QTest::newRow("CRLF") << "a\r\nb\r\n"_ba << true;
        QTest::newRow("mixed") << "a\r\nb\n"_ba << false;
        QTest::newRow("lone CR") << "a\rb"_ba << false;
        QTest::newRow("paragraph separator") << "a\xE2\x80\xA9"
                                                "b"_ba
                                             << false;
        QTest::newRow("line separator") << "a\xE2\x80\xA8"
                                           "b"_ba
                                        << true;
        QTest::newRow("no-break space") << "a\xC2\xA0"
                                           "b"_ba
                                        << true;
        QTest::newRow("emoji") << "\xF0\x9F\x98\x80"_ba << true;
        QTest::newRow("byte order mark") << "\xEF\xBB\xBFx"_ba << false;
    }
    void keepsLineEndings()
    {
        QFETCH(const QByteArray, bytes);
        const TextForm form(bytes);
        QTEST(form.isEditable(), "editable");
        if (form.isEditable())
            QCOMPARE(form.encoded(form.text()), bytes);
    }

    void untouchedValuesStayIdentical()
    {
        QRandomGenerator random(42);
        static const QByteArrayList pieces = {"\n",
                                              "\r\n",
                                              "\r",
                                              " ",
                                              "a",
                                              "\xC3\xA9",
                                              "\xF0\x9F\x98\x80",
                                              "\xFF",
                                              QByteArray(1, '\0'),
                                              "\xEF\xBB\xBF",
                                              "\xC2\xA0",
                                              "\xE2\x80\xA9",
                                              "\xEF\xB7\x90",
                                              "\xED\xA0\x80",
                                              "\t",
                                              "{",
                                              "\"k\":1",
                                              "}"};
        int editable = 0;
        for (int i = 0; i < 100'000; ++i) {
            QByteArray bytes;
            const int usable = i % 2 == 0 ? int(pieces.size()) : 2 + random.bounded(5);
            for (int length = random.bounded(12); length > 0; --length)
                bytes += pieces.at(random.bounded(usable));
            const TextForm form(bytes);
            if (!form.isEditable())
                continue;
            ++editable;
            QCOMPARE(form.encoded(form.text()), bytes);
        }
        QVERIFY(editable > 10'000);
    }

    void measuresTheLongestLine()
    {
        QCOMPARE(TextForm("ab\nabcd\nabc").longestLine(), 4);
        QCOMPARE(TextForm(QByteArray(100'000, 'x')).longestLine(), 100'000);
        QCOMPARE(TextForm("").longestLine(), 0);
    }
};

QTEST_GUILESS_MAIN(TestTextForm)
#include "tst_textform.moc"
