// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/bytetext.h"
#include "models/values/keydocument.h"
#include "models/values/lineindex.h"
#include "tests/models/values/databasefixture.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestCollectionModel : public QObject {
    Q_OBJECT

private:
    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;

    std::unique_ptr<KeyDocument> opened(const QByteArray &key = "k")
    {
        auto document = std::make_unique<KeyDocument>(m_session.get(), key);
        document->load();
        (void)QTest::qWaitFor([&] { return document->state() != KeyDocument::State::Loading; }, 10'000);
        return document;
    }
    static QString cell(CollectionModel *model, int row, int column)
    {
        return model->index(row, column).data(Qt::DisplayRole).toString();
    }

private slots:
    void initTestCase()
    {
        const bool started = m_database.start();
        QVERIFY2(started, m_database.errorText().constData());
        m_session = m_database.session();
    }
    void cleanup() { m_database.flush(); }
    void cleanupTestCase() { m_session.reset(); }

    void pagesThroughAll_data()
    {
        QTest::addColumn<QByteArrayList>("command"); // to which 1234 elements are added
        QTest::addColumn<int>("perElement");
        QTest::newRow("hash") << QByteArrayList{"HSET", "k"} << 2;
        QTest::newRow("list") << QByteArrayList{"RPUSH", "k"} << 1;
        QTest::newRow("set") << QByteArrayList{"SADD", "k"} << 1;
        QTest::newRow("sorted set") << QByteArrayList{"ZADD", "k"} << 2;
        QTest::newRow("stream") << QByteArrayList{"XADD", "k"} << 0;
    }
    void pagesThroughAll()
    {
        QFETCH(QByteArrayList, command);
        QFETCH(const int, perElement);
        constexpr int total = 1234;
        for (int i = 0; i < total; ++i) {
            const QByteArray number = QByteArray::number(i);
            if (perElement == 0)
                (void)m_database.redis({"XADD", "k", QByteArray::number(1000 + i) + "-0", "field", number});
            else if (perElement == 1)
                command << "member" + number;
            else
                command << (command.first() == "ZADD" ? number : "f" + number) << "m" + number;
        }
        if (perElement > 0)
            (void)m_database.redis(command);
        const auto document = opened();
        CollectionModel *model = document->collection();
        QAbstractItemModelTester tester(model);
        QCOMPARE(document->length(), total);
        QVERIFY(model->hasMore());
        QVERIFY(model->rowCount() < total);
        while (model->hasMore()) {
            const int before = model->rowCount();
            QSignalSpy paging(model, &CollectionModel::pagingChanged);
            model->showMore();
            model->showMore(); // one at a time
            QTRY_VERIFY(!model->isLoading());
            QVERIFY(model->rowCount() >= before);
            QVERIFY(!model->error());
        }
        QCOMPARE(model->rowCount(), total);
        QSet<QString> names;
        const int nameColumn = perElement != 0 && model->kind() == ValueKind::List ? 1
            : model->kind() == ValueKind::SortedSet                                ? 1
                                                                                   : 0;
        for (int row = 0; row < total; ++row)
            names.insert(cell(model, row, nameColumn));
        QCOMPARE(names.size(), total);
    }

    void showsScoresExactlyAndHighestFirst()
    {
        (void)m_database.redis({"ZADD", "k", "0.1", "a", "inf", "top", "-17", "low", "9007199254740993", "big"});
        const auto document = opened();
        CollectionModel *model = document->collection();
        QCOMPARE(model->rowCount(), 4);
        QCOMPARE(cell(model, 0, 0), u"1"_s);
        QCOMPARE(cell(model, 0, 1), u"top"_s);
        QCOMPARE(cell(model, 0, 2), u"inf"_s);
        QCOMPARE(cell(model, 1, 2), QString::fromLatin1(m_database.redis({"ZSCORE", "k", "big"}).toByteArray()));
        QCOMPARE(cell(model, 2, 2), QString::fromLatin1(m_database.redis({"ZSCORE", "k", "a"}).toByteArray()));
    }

    void showsHostileBytesEscaped()
    {
        (void)m_database.redis({"HSET", "k", "<img src=file:x>", QByteArray("\xFF\x00", 2)});
        const auto document = opened();
        CollectionModel *model = document->collection();
        QCOMPARE(cell(model, 0, 0), u"<img src=file:x>"_s);
        QCOMPARE(cell(model, 0, 1), displayText(QByteArray("\xFF\x00", 2)));
        QCOMPARE(model->index(0, 1).data(CollectionModel::BytesRole).toByteArray(), QByteArray("\xFF\x00", 2));
    }

    void reloadKeepsThePlaceWhenOnlyCellsDiffer()
    {
        (void)m_database.redis({"RPUSH", "k", "a", "b", "c"});
        const auto document = opened();
        CollectionModel *model = document->collection();
        QSignalSpy reset(model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(model, &QAbstractItemModel::dataChanged);
        (void)m_database.redis({"LSET", "k", "1", "B"});
        document->load();
        QTRY_COMPARE(cell(model, 1, 1), u"B"_s);
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
    }

    void linesAreIndexedSparsely()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 60; ++round) {
            QByteArray text;
            for (int i = random.bounded(300); i > 0; --i)
                text += QByteArray(random.bounded(12) == 0 ? random.bounded(1500) : random.bounded(20), 'x')
                    + (random.bounded(3) == 0 ? "" : "\n") + (random.bounded(4) == 0 ? "\xC3\xA9" : "");
            const LineIndex index(text);
            const auto rows = index.rows(text, 0, 1'000'000);
            QCOMPARE(qint64(rows.size()), index.rowCount());
            qsizetype at = 0;
            for (size_t i = 0; i < rows.size(); ++i) {
                QCOMPARE(rows[i].offset, at);
                QVERIFY(rows[i].length <= LineIndex::rowBytes);
                at = rows[i].offset + rows[i].length;
                if (at < text.size() && text.at(at) == '\n')
                    ++at;
                QCOMPARE(index.rowAt(text, rows[i].offset), qint64(i));
                const auto one = index.rows(text, qint64(i), 1);
                QCOMPARE(one.front().offset, rows[i].offset);
            }
            QCOMPARE(at, text.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestCollectionModel)
#include "tst_collectionmodel.moc"
