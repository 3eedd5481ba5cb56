// SPDX-License-Identifier: GPL-3.0-or-later
// A hash as one text: JSON that any parser reads back, and raw text in which no byte is lost.
#include "models/values/hashtext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestHashText : public QObject {
    Q_OBJECT

private slots:
    void jsonIsReadBackByAnyParser()
    {
        const QList<HashField> fields{{"name", "Mira \"quoted\" \\ / \n\t\x01"},
                                      {"<b>x</b>",
                                       QByteArray("\xe2\x80\xae"
                                                  "evil")},
                                      {"", ""},
                                      {"json", R"({"a":1})"},
                                      {QByteArray("nul\0byte", 8), "1042"}};
        const HashText text = hashText(fields, HashTextForm::Json, {});
        QCOMPARE(text.encoded, 0);
        QJsonParseError error;
        const QJsonObject object = QJsonDocument::fromJson(text.bytes, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(object.size(), fields.size());
        for (const HashField &field : fields)
            QCOMPARE(object.value(QString::fromUtf8(field.name)).toString().toUtf8(), field.value);
        QVERIFY(text.bytes.startsWith("{\n  \"name\": "));
    }

    void whatIsNotTextIsBase64AndCounted()
    {
        const HashText text
            = hashText({{QByteArray("\xff\xfe"), "v"}, {"n", QByteArray("\x80\0", 2)}}, HashTextForm::Json, {});
        QCOMPARE(text.encoded, 2);
        const QJsonObject object = QJsonDocument::fromJson(text.bytes).object();
        QCOMPARE(object.value(u"base64://4="_s).toString(), u"v"_s);
        QCOMPARE(QByteArray::fromBase64(object.value(u"n"_s).toObject().value(u"base64"_s).toString().toLatin1()),
                 QByteArray("\x80\0", 2));
    }

    void rawIsQuotedAsTheCommandLineDoes()
    {
        const HashText text
            = hashText({{"a", "say \"hi\"\n"}, {QByteArray("\xff\0", 2), "caf\xc3\xa9\\"}}, HashTextForm::Raw, {});
        QCOMPARE(text.bytes, "1) \"a\"\n2) \"say \\\"hi\\\"\\n\"\n3) \"\\xff\\x00\"\n4) \"caf\\xc3\\xa9\\\\\""_ba);
        QCOMPARE(text.encoded, 0);
    }

    void nothingIsAText()
    {
        QCOMPARE(hashText({}, HashTextForm::Json, {}).bytes, "{}"_ba);
        QCOMPARE(hashText({}, HashTextForm::Raw, {}).bytes, ""_ba);
    }

    void aStopEndsItEarly()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!hashText(QList<HashField>(1000, {"a", "b"}), HashTextForm::Raw, stop.get_token()).bytes.contains('a'));
    }
};

QTEST_APPLESS_MAIN(TestHashText)
#include "tst_hashtext.moc"
