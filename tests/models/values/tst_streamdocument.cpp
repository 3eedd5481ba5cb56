// SPDX-License-Identifier: GPL-3.0-or-later
// A stream that is read and acted on against a real database.
#include "models/values/streamgroups.h"
#include "models/values/streamtail.h"
#include "tests/models/values/losingproxy.h"
#include "tests/models/values/streamfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

class TestStreamDocument : public QObject, private StreamFixture {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const bool started = start();
        QVERIFY2(started, m_database.errorText().constData());
    }
    void init() { renew(); }
    void cleanup() { clear(); }

    void opensWithOneRequestAndReadsOnDemand()
    {
        fill(250);
        const auto document = opened("s", nullptr, ValueKind::Stream);
        StreamDocument *stream = streamOf(*document);
        QVERIFY(stream);
        QCOMPARE(m_session->meter()->requests(), 1);
        QCOMPARE(m_session->meter()->commands(), 3);
        StreamRows *rows = stream->rows();
        QCOMPARE(stream->length(), 250);
        QCOMPARE(rows->count(), 100);
        QCOMPARE(rows->at(0)->name, "250-0"_ba);
        QVERIFY(rows->hasMore());
        rows->want(0, 30); // a screen in the middle of what is loaded
        QCOMPARE(m_session->meter()->requests(), 1);
        rows->want(70, 99);
        QTRY_COMPARE(rows->count(), 200);
        QCOMPARE(m_session->meter()->commands(), 4);
        rows->want(180, 199);
        QTRY_COMPARE(rows->count(), 250);
        QVERIFY(!rows->hasMore());
        QCOMPARE(rows->at(249)->name, "1-0"_ba);
        QCOMPARE(rows->rowOf("17-0"), 233);
        QCOMPARE(rows->rowOf("17-1"), -1);
    }

    void bothOrdersRangesAndJumps()
    {
        fill(1000);
        const auto document = opened();
        StreamRows *rows = streamOf(*document)->rows();
        StreamView oldest;
        oldest.newestFirst = false;
        rows->setView(oldest);
        QTRY_COMPARE(rows->count(), 100);
        QCOMPARE(rows->at(0)->name, "1-0"_ba);
        rows->toEnd();
        QTRY_COMPARE(rows->at(0)->name, "901-0"_ba);
        QCOMPARE(rows->at(99)->name, "1000-0"_ba);
        QVERIFY(rows->hasMoreBefore());
        QVERIFY(!rows->hasMore());

        StreamView part;
        part.from = {300, 0};
        part.to = {520, 0};
        rows->setView(part);
        QTRY_COMPARE(rows->count(), 100);
        QCOMPARE(rows->at(0)->name, "520-0"_ba);
        for (int count : {200, 221}) {
            rows->showMore();
            QTRY_COMPARE(rows->count(), count);
        }
        QCOMPARE(rows->at(220)->name, "300-0"_ba);
        QVERIFY(!rows->hasMore());

        rows->setView({});
        QTRY_COMPARE(rows->count(), 100);
        QSignalSpy jumped(rows, &StreamRows::jumped);
        const qint64 requests = m_session->meter()->requests();
        rows->jumpTo({500, 0});
        QTRY_COMPARE(jumped.count(), 1);
        QCOMPARE(m_session->meter()->requests() - requests, 1);
        const int row = jumped.first().first().toInt();
        QCOMPARE(rows->at(row)->name, "500-0"_ba);
        QCOMPARE(rows->at(row - 1)->name, "501-0"_ba);
        QVERIFY(!rows->isAtNewest());
        // In either direction, one command a window, without a gap.
        rows->want(5, 40);
        QTRY_COMPARE(rows->count(), 250);
        QCOMPARE(rows->at(0)->name, "650-0"_ba);
        QCOMPARE(rows->at(249)->name, "401-0"_ba);
        for (int i = 1; i < rows->count(); ++i)
            QCOMPARE(rows->at(i - 1)->name, QByteArray::number(651 - i) + "-0");
        rows->toBeginning();
        QTRY_COMPARE(rows->at(0)->name, "1000-0"_ba);
    }

    void aMillionEntriesStayBounded()
    {
        fill(30'000);
        const auto document = opened();
        StreamRows *rows = streamOf(*document)->rows();
        for (int i = 0; i < 130; ++i) {
            rows->want(rows->count() - 20, rows->count() - 1);
            QTRY_VERIFY(!rows->isLoading());
        }
        QVERIFY(rows->count() <= 10'000);
        QVERIFY(rows->hasMoreBefore()); // the newest are forgotten and can be read again
        const QByteArray first = rows->at(0)->name;
        rows->want(0, 20);
        QTRY_VERIFY(rows->at(0)->name != first);
        const StreamId newer{StreamId::parse(first)->time + 1, 0};
        QCOMPARE(rows->at(rows->rowOf(first) - 1)->name, newer.bytes());
    }

    void readingAgainKeepsWhatIsLoadedAndFindsWhatIsGone()
    {
        fill(250);
        const auto document = opened();
        StreamRows *rows = streamOf(*document)->rows();
        rows->showMore();
        QTRY_COMPARE(rows->count(), 200);
        QSignalSpy reset(rows, &ElementRows::reset);
        (void)m_database.redis({"XADD", "s", "251-0", "n", "251"});
        (void)m_database.redis({"XDEL", "s", "240-0"});
        document->load();
        QTRY_COMPARE(rows->at(0)->name, "251-0"_ba);
        QCOMPARE(rows->count(), 200);
        QCOMPARE(rows->rowOf("240-0"), -1);
        QCOMPARE(reset.count(), 0);
        // Another stream of the same name shares IDs but not entries.
        (void)m_database.redis({"DEL", "s"});
        (void)m_database.redis({"XADD", "s", "251-0", "other", "x"});
        document->load();
        QTRY_COMPARE(rows->count(), 1);
        QCOMPARE(rows->at(0)->fields, (QList<QByteArray>{"other", "x"}));
        // An empty stream is there; a deleted one is not.
        (void)m_database.redis({"XDEL", "s", "251-0"});
        document->load();
        QTRY_COMPARE(rows->count(), 0);
        QCOMPARE(document->state(), KeyDocument::State::Ready);
        (void)m_database.redis({"DEL", "s"});
        document->load();
        QTRY_COMPARE(document->state(), KeyDocument::State::Gone);
        QVERIFY(streamOf(*document)->isGone());
    }

    void addsOneEntryWithBinaryFields()
    {
        fill(3);
        (void)m_database.redis({"PEXPIRE", "s", "600000"});
        const auto document = opened();
        StreamDocument *stream = streamOf(*document);
        QByteArray all;
        for (int i = 0; i < 256; ++i)
            all += char(i);
        (void)m_database.redis({"XADD", "s", "9-9", "theirs", "1"}); // somebody else meanwhile
        const qint64 requests = m_session->meter()->requests();
        const auto outcome = perform(stream, addAct({all, all, "", ""}));
        QVERIFY(outcome && outcome->kind == Did::Done);
        QCOMPARE(m_session->meter()->requests() - requests, 1);
        QCOMPARE(length(), 5);
        const QVariantList entry = m_database.redis({"XRANGE", "s", outcome->id, outcome->id}).toList();
        const QVariantList fields = entry.first().toList().last().toList();
        QCOMPARE(fields.at(0).toByteArray(), all);
        QCOMPARE(fields.at(1).toByteArray(), all);
        QCOMPARE(fields.at(2).toByteArray(), QByteArray(""));
        QVERIFY(m_database.pttl("s") > 500'000);
        // Both are shown, without a gap.
        QCOMPARE(shown(stream->rows()), (QByteArrayList{outcome->id, "9-9", "3-0", "2-0", "1-0"}));
        QCOMPARE(stream->length(), 5);
    }

    void refusalsAreOutcomes()
    {
        fill(3);
        const auto document = opened();
        StreamDocument *stream = streamOf(*document);
        auto outcome = perform(stream, addAct({"a", "b"}, StreamId{2, 0}));
        QVERIFY(outcome && outcome->kind == Did::IdTooSmall);
        StreamAct missing = addAct({"a", "b"});
        missing.entry.createsKey = false;
        (void)m_database.redis({"DEL", "s"});
        outcome = perform(stream, missing);
        QVERIFY(outcome && outcome->kind == Did::Gone);
        QCOMPARE(m_database.type("s"), "none"_ba);
        QTRY_COMPARE(document->state(), KeyDocument::State::Gone); // it looked again by itself
        outcome = perform(stream, groupAct(Act::CreateGroup, "g", "$"));
        QVERIFY(outcome && outcome->kind == Did::Gone);
        QCOMPARE(m_database.type("s"), "none"_ba);
        outcome = perform(stream, addAct({"a", "b"}));
        QVERIFY(outcome && outcome->kind == Did::Done);
        QTRY_COMPARE(document->state(), KeyDocument::State::Ready);
        QVERIFY(!document->expiresAt());
    }

    void lockedAndReadOnlyNeverLeave()
    {
        fill(3);
        const auto locked = m_database.session({}, Environment::Production);
        locked->writeLock()->lock();
        const auto document = opened("s", locked.get());
        std::optional<Error> error;
        const qint64 requests = locked->meter()->requests();
        QVERIFY(!perform(streamOf(*document), addAct({"a", "b"}), &error));
        QCOMPARE(error->kind, Error::Kind::Locked);
        QCOMPARE(locked->meter()->requests(), requests);
        QCOMPARE(streamOf(*document)->state(), ValueDocument::State::Ready);
        QCOMPARE(length(), 3);
    }

    void deletesTrimsAndPreviews()
    {
        fill(20);
        const auto document = opened();
        StreamDocument *stream = streamOf(*document);
        StreamAct remove;
        remove.kind = Act::Delete;
        remove.ids = {"3-0", "4-0", "5-0"};
        (void)m_database.redis({"XDEL", "s", "4-0"});
        auto outcome = perform(stream, remove);
        QCOMPARE(outcome->count, 2);
        QCOMPARE(outcome->length, 17);
        QCOMPARE(stream->length(), 17);
        QCOMPARE(stream->rows()->rowOf("4-0"), -1);
        outcome = perform(stream, remove);
        QVERIFY(outcome->kind == Did::Nothing);

        StreamTrim byId;
        byId.by = StreamTrim::By::Id;
        byId.id = {10, 0};
        std::optional<TrimPreview> preview;
        QCoro::connect(previewTrim(m_session.get(), "s", byId, {}), this, [&](const Result<TrimPreview> &p) {
            if (p)
                preview = *p;
        });
        QTRY_VERIFY(preview);
        QCOMPARE(preview->length, 17);
        QCOMPARE(preview->deletes, 6);
        QVERIFY(!preview->isLowerBound);
        StreamAct trim;
        trim.kind = Act::Trim;
        trim.trim = byId;
        outcome = perform(stream, trim);
        QCOMPARE(outcome->count, 6);
        QCOMPARE(ids().first(), "10-0"_ba);
        QTRY_COMPARE(stream->rows()->count(), 11);
        trim.trim = {};
        trim.trim.by = StreamTrim::By::Length;
        trim.trim.length = 4;
        QCOMPARE(perform(stream, trim)->count, 7);
        QCOMPARE(ids(), (QByteArrayList{"17-0", "18-0", "19-0", "20-0"}));
    }

    void aCopyIsThereBeforeTheOriginalGoes()
    {
        fill(3);
        const auto document = opened();
        StreamDocument *stream = streamOf(*document);
        QSignalSpy acted(stream, &StreamDocument::acted);
        NewStreamEntry copy;
        copy.fields = {"n", "2 again"};
        QVERIFY(stream->addCopy(copy, "2-0"));
        QTRY_COMPARE(acted.count(), 2);
        QTRY_COMPARE(stream->state(), ValueDocument::State::Ready);
        QCOMPARE(length(), 3);
        QVERIFY(!ids().contains("2-0"));
        // Refused, the original stays.
        copy.id = StreamId{1, 0};
        QVERIFY(stream->addCopy(copy, "3-0"));
        QTRY_COMPARE(acted.count(), 3);
        QTRY_COMPARE(stream->state(), ValueDocument::State::Ready);
        QVERIFY(ids().contains("3-0"));
        QCOMPARE(acted.count(), 3);
    }

    void whatCannotBeSettledWaitsForAPerson()
    {
        fill(3);
        LosingProxy proxy(m_database.sandbox().url());
        const auto session = m_database.session(proxy.url());
        const auto document = opened("s", session.get());
        StreamDocument *stream = streamOf(*document);
        proxy.setLose(LosingProxy::Lose::Everything);
        QVERIFY(!perform(stream, addAct({"mine", "once"})));
        QCOMPARE(stream->state(), ValueDocument::State::UnknownOutcome);
        QVERIFY(!stream->act(addAct({"another", "one"}))); // nothing on top of it
        proxy.setLose(LosingProxy::Lose::Nothing);
        QSignalSpy acted(stream, &StreamDocument::acted);
        stream->verify();
        QTRY_COMPARE(acted.count(), 1);
        QCOMPARE(stream->state(), ValueDocument::State::Ready);
        QCOMPARE(length(), 3);
    }

    void groupsAreReadByTwoRequestsAndFollowActs()
    {
        fill(10);
        (void)m_database.redis({"XGROUP", "CREATE", "s", QByteArray("bin\xff", 4), "0"});
        (void)m_database.redis({"XGROUP", "CREATE", "s", "z", "5-0"});
        (void)m_database.redis({"XREADGROUP", "GROUP", QByteArray("bin\xff", 4), QByteArray("\x00w", 2), "COUNT", "4",
                                "STREAMS", "s", ">"});
        const auto document = opened();
        StreamDocument *stream = streamOf(*document);
        StreamGroups groups(stream);
        const qint64 requests = m_session->meter()->requests();
        const qint64 commands = m_session->meter()->commands();
        groups.reload();
        QTRY_COMPARE(groups.pending().size(), 4);
        QCOMPARE(m_session->meter()->requests() - requests, 2);
        // Three of them; a name that is not text makes two of each that carries it.
        QCOMPARE(m_session->meter()->commands() - commands, 5);
        QCOMPARE(groups.groups().size(), 2);
        QCOMPARE(groups.group(), QByteArray("bin\xff", 4));
        QCOMPARE(groups.current()->pending, 4);
        QCOMPARE(groups.current()->lag, 6);
        QCOMPARE(groups.current()->lastDelivered, "4-0"_ba);
        QCOMPARE(groups.consumers().first().name, QByteArray("\x00w", 2));
        QCOMPARE(groups.pending().first().deliveries, 1);

        // A filter that matches nobody, and everybody again.
        PendingQuery query;
        query.consumer = "nobody";
        groups.setQuery(query);
        QTRY_COMPARE(groups.pending().size(), 0);
        groups.setQuery({});
        QTRY_COMPARE(groups.pending().size(), 4);
        query = {};
        query.idle = std::chrono::hours(1);
        groups.setQuery(query);
        QTRY_COMPARE(groups.pending().size(), 0);
        groups.setQuery({});
        QTRY_COMPARE(groups.pending().size(), 4);

        // Acts read again what they touched, in their own request.
        const qint64 before = m_session->meter()->requests();
        StreamAct ack = groupAct(Act::Acknowledge, groups.group());
        ack.ids = {"1-0", "2-0"};
        QCOMPARE(perform(stream, ack)->count, 2);
        QCOMPARE(groups.pending().size(), 2);
        QCOMPARE(groups.current()->pending, 2);
        StreamAct claim = groupAct(Act::Claim, groups.group());
        claim.ids = {"3-0"};
        claim.consumer = QByteArray("\xfe", 1);
        QCOMPARE(perform(stream, claim)->count, 1);
        QCOMPARE(groups.consumers().size(), 2);
        QCOMPARE(groups.pending().first().deliveries, 1); // a claim by hand is no delivery
        claim.kind = Act::ClaimIdle;
        claim.consumer = "all";
        QCOMPARE(perform(stream, claim)->count, 2);
        QCOMPARE(groups.pending().last().consumer, "all"_ba);
        QCOMPARE(m_session->meter()->requests() - before, 3);
        claim.kind = Act::Claim;
        claim.idle = std::chrono::hours(1); // nobody steals what is being worked on
        QVERIFY(perform(stream, claim)->kind == Did::Nothing); // and all is read again: it was out of date

        StreamAct remove = groupAct(Act::DeleteConsumer, groups.group());
        remove.consumer = "all";
        QCOMPARE(perform(stream, remove)->count, 2);
        QCOMPARE(groups.pending().size(), 0);
        QCOMPARE(perform(stream, groupAct(Act::CreateGroup, "new", "$"))->kind, Did::Done);
        QCOMPARE(groups.group(), "new"_ba);
        QVERIFY(perform(stream, groupAct(Act::CreateGroup, "new", "$"))->kind == Did::GroupExists);
        QVERIFY(perform(stream, groupAct(Act::SetGroupId, "new", "2-0"))->kind == Did::Done);
        QTRY_COMPARE(groups.current()->lastDelivered, "2-0"_ba);
        QCOMPARE(perform(stream, groupAct(Act::DestroyGroup, "new"))->count, 1);
        QCOMPARE(groups.groups().size(), 2);
        QVERIFY(perform(stream, groupAct(Act::SetGroupId, "new", "2-0"))->kind == Did::NoGroup);
        QTRY_VERIFY(!groups.isLoading());
    }

    void tailCostsOneCommandAndStopsAtTheBudget()
    {
        fill(2);
        const auto document = opened();
        StreamDocument *stream = streamOf(*document);
        StreamTail tail(m_session.get(), "s");
        std::vector<CollectionRow> came;
        connect(&tail, &StreamTail::arrived, this,
                [&](const std::vector<CollectionRow> &rows) { came.insert(came.end(), rows.begin(), rows.end()); });
        m_session->setShown(true);
        tail.setAfter(stream->rows()->newestSeen());
        tail.setInterval(10);
        QCOMPARE(StreamTail::commandsAnHour(10), 360);
        tail.look(); // nobody sees it
        QCOMPARE(m_session->meter()->commands(Purpose::Poll), 0);
        tail.setShown(true);
        (void)m_database.redis({"XADD", "s", "3-0", "n", "3"});
        (void)m_database.redis({"XADD", "s", "4-0", "n", "4"});
        tail.look();
        QTRY_COMPARE(came.size(), 2u);
        QCOMPARE(m_session->meter()->commands(Purpose::Poll), 1);
        stream->rows()->addNewest(came);
        QCOMPARE(shown(stream->rows()), (QByteArrayList{"4-0", "3-0", "2-0", "1-0"}));
        m_session->setShown(false);
        tail.look();
        QCOMPARE(m_session->meter()->commands(Purpose::Poll), 1);
        m_session->setShown(true);
        (void)m_database.redis({"DEL", "s"});
        (void)m_database.redis({"SET", "s", "x"});
        tail.look();
        QTRY_COMPARE(tail.pause(), StreamTail::Pause::Error);
        QCOMPARE(tail.error().kind, Error::Kind::WrongType);
        tail.look();
        QCOMPARE(m_session->meter()->commands(Purpose::Poll), 2);
        QCOMPARE(m_database.get("s"), "x"_ba);
    }

    void entriesOfMegabytesAreReadAFewAtATime()
    {
        // 60 entries of 1 MiB are more than one answer may hold, as they travel.
        (void)m_database.redis({"EVAL",
                                "local v = string.rep('x', 1048576) for i=1,60 do redis.call('XADD', KEYS[1], i .. "
                                "'-0', 'big', v) end",
                                "1", "s"});
        const auto document = opened("s", nullptr, ValueKind::Stream);
        QTRY_VERIFY_WITH_TIMEOUT(document->state() != KeyDocument::State::Loading, 60'000);
        QVERIFY2(document->state() == KeyDocument::State::Ready, qPrintable(document->error().message));
        StreamDocument *stream = streamOf(*document);
        QVERIFY(stream);
        QCOMPARE(stream->length(), 60);
        QVERIFY(stream->rows()->count() >= 1);
        QVERIFY(stream->rows()->hasMore());
        const int before = stream->rows()->count();
        stream->rows()->showMore();
        QTRY_VERIFY_WITH_TIMEOUT(stream->rows()->count() > before, 60'000);
        QCOMPARE(stream->rows()->at(0)->fields.last().size(), 1048576);
    }
};

QTEST_GUILESS_MAIN(TestStreamDocument)
#include "tst_streamdocument.moc"
