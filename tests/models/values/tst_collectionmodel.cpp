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

    // Hashes, lists, sets and sorted sets have documents of their own.
    void pagesThroughAStream()
    {
        constexpr int total = 1234;
        for (int i = 0; i < total; ++i)
            (void)m_database.redis({"XADD", "k", QByteArray::number(1000 + i) + "-0", "field", QByteArray::number(i)});
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
        for (int row = 0; row < total; ++row)
            names.insert(cell(model, row, 0));
        QCOMPARE(names.size(), total);
    }

    void showsHostileBytesEscaped()
    {
        (void)m_database.redis({"XADD", "k", "1-0", "<img src=file:x>", QByteArray("\xFF\x00", 2)});
        const auto document = opened();
        const QString shown = cell(document->collection(), 0, 2);
        QVERIFY(shown.contains(u"<img src=file:x>"_s));
        QVERIFY(shown.contains(displayText(QByteArray("\xFF\x00", 2))));
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
