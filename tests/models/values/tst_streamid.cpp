// SPDX-License-Identifier: GPL-3.0-or-later
// IDs of stream entries, places that a person types, and entries as text.
#include "models/values/streamid.h"
#include "models/values/streamtext.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestStreamId : public QObject {
    Q_OBJECT

private slots:
    void parsesAndPrints()
    {
        QCOMPARE(StreamId::parse("1700000000000-5")->bytes(), "1700000000000-5"_ba);
        QCOMPARE(StreamId::parse("12")->bytes(), "12-0"_ba);
        QCOMPARE(StreamId::parse("18446744073709551615-18446744073709551615"), StreamId::largest());
        for (const char *bad :
             {"", "-", "1-", "-1", "a-1", "1-b", " 1-1", "1-1-1", "18446744073709551616", "+1", "1.5"})
            QVERIFY2(!StreamId::parse(bad), bad);
    }

    void neighboursAndOrder()
    {
        const StreamId id{5, 0};
        QCOMPARE(id.next(), (StreamId{5, 1}));
        QCOMPARE(id.previous().time, 4u);
        QCOMPARE(id.previous().next(), id);
        QCOMPARE(StreamId::largest().next(), StreamId::largest());
        QCOMPARE(StreamId::smallest().previous(), StreamId::smallest());
        QVERIFY(*StreamId::parse("9-9") < *StreamId::parse("10-0"));
        QVERIFY(StreamId::largest().when() > StreamId::smallest().when());
    }

    void placesAreIdsOrDates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        const auto local = [](const char *text) {
            return QDateTime::fromString(QLatin1String(text), u"yyyy-MM-dd HH:mm:ss"_s).toMSecsSinceEpoch();
        };
        const QByteArray most = "-18446744073709551615";
        const auto row = [&](const char *text, qint64 from, qint64 to) {
            QTest::newRow(text) << QString::fromLatin1(text) << QByteArray::number(from) + "-0"
                                << QByteArray::number(to) + most;
        };
        row("2026-03-01", local("2026-03-01 00:00:00"), local("2026-03-02 00:00:00") - 1);
        row(" 2026-03-01 14:02 ", local("2026-03-01 14:02:00"), local("2026-03-01 14:03:00") - 1);
        row("2026-03-01 14:02:18", local("2026-03-01 14:02:18"), local("2026-03-01 14:02:19") - 1);
        row("2026-03-01T14:02:18", local("2026-03-01 14:02:18"), local("2026-03-01 14:02:19") - 1);
        QTest::newRow("id") << u"17-3"_s << "17-3"_ba
                            << "17-3"_ba;
        QTest::newRow("time of an id") << u"17"_s << "17-0"_ba
                                       << "17"_ba + most;
        QTest::newRow("smallest") << u"-"_s << "0-0"_ba
                                  << "0-0"_ba;
    }
    void placesAreIdsOrDates()
    {
        QFETCH(const QString, text);
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QCOMPARE(streamPlace(text, StreamEdge::From)->bytes(), from);
        QCOMPARE(streamPlace(text, StreamEdge::To)->bytes(), to);
    }

    void otherTextIsNoPlace()
    {
        for (const char *bad : {"", "yesterday", "2026-13-01", "14:02", "2026-02-30", "1-x"})
            QVERIFY2(!streamPlace(QLatin1String(bad), StreamEdge::From), bad);
    }

    void textJsonAndCommandsAreExact()
    {
        std::vector<CollectionRow> entries(2);
        entries[0].name = "2-0";
        entries[0].fields = {"name", "Ana \"B\"\n", "n", "1"};
        entries[1].name = "1-0";
        entries[1].fields = {"same", "a", "same", QByteArray("\x00\xff", 2)};
        QCOMPARE(streamAsText(entries), u"2-0\nname: Ana \"B\"\\n\nn: 1\n\n1-0\nsame: a\nsame: \\0\\xFF\n"_s);
        const QJsonArray json = QJsonDocument::fromJson(streamAsJson(entries)).array();
        QCOMPARE(json.size(), 2);
        QCOMPARE(json.at(0).toObject().value(u"id"_s).toString(), u"2-0"_s);
        QCOMPARE(json.at(0).toObject().value(u"fields"_s).toObject().value(u"name"_s).toString(), u"Ana \"B\"\n"_s);
        const QJsonArray pairs = json.at(1).toObject().value(u"fields"_s).toArray();
        QCOMPARE(pairs.at(0).toArray().at(1).toString(), u"a"_s);
        QCOMPARE(
            QByteArray::fromBase64(pairs.at(1).toArray().at(1).toObject().value(u"base64"_s).toString().toLatin1()),
            QByteArray("\x00\xff", 2));
        QCOMPARE(streamAsCommands("my key", entries),
                 u"XADD \"my key\" 1-0 same a same \"\\x00\\xff\"\n"
                 "XADD \"my key\" 2-0 name \"Ana \\\"B\\\"\\n\" n 1\n"_s);
    }
};

QTEST_GUILESS_MAIN(TestStreamId)
#include "tst_streamid.moc"
