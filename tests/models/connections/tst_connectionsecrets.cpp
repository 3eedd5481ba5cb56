// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/keychainstore.h"
#include "models/connections/savedtokens.h"

#include <QSignalSpy>
#include <QTest>

using namespace stashdeck;
using namespace std::chrono_literals;
using Reason = SecretError::Reason;

namespace {

// A keychain that answers as told, in the next turn of the event loop, or never.
class FakeKeychain final : public KeychainBackend {
public:
    struct State {
        Status status = Status::Done;
        bool silent = false;
        QHash<QString, Secret> entries;
        QList<Callback> unanswered;
        int calls = 0;
    };
    explicit FakeKeychain(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }

    void read(const QString &key, Callback callback) override
    {
        Answer answer;
        answer.status = m_state->entries.contains(key) ? Status::Done : Status::NotFound;
        answer.secret = m_state->entries.value(key);
        reply(std::move(answer), std::move(callback));
    }
    void write(const QString &key, const Secret &secret, Callback callback) override
    {
        if (m_state->status == Status::Done && !m_state->silent)
            m_state->entries.insert(key, secret);
        reply({Status::Done, {}, {}}, std::move(callback));
    }
    void remove(const QString &key, Callback callback) override
    {
        const bool had = m_state->entries.remove(key) > 0;
        reply({had ? Status::Done : Status::NotFound, {}, {}}, std::move(callback));
    }

private:
    void reply(Answer answer, Callback callback)
    {
        ++m_state->calls;
        if (m_state->status != Status::Done)
            answer = {m_state->status, {}, QStringLiteral("the keychain's words")};
        if (m_state->silent) {
            m_state->unanswered.append(std::move(callback));
            return;
        }
        QTimer::singleShot(0, [answer, callback] { callback(answer); });
    }

    std::shared_ptr<State> m_state;
};

} // namespace

class TestConnectionSecrets : public QObject {
    Q_OBJECT

private slots:
    void init() { m_state = std::make_shared<FakeKeychain::State>(); }

    void tellsWhyAKeychainRefused_data()
    {
        QTest::addColumn<KeychainBackend::Status>("status");
        QTest::addColumn<SecretError::Reason>("reason");
        QTest::newRow("no service") << KeychainBackend::Status::NoBackend << Reason::NoBackend;
        QTest::newRow("locked") << KeychainBackend::Status::Locked << Reason::Locked;
        QTest::newRow("denied") << KeychainBackend::Status::Denied << Reason::Denied;
        QTest::newRow("entry lost") << KeychainBackend::Status::NotFound << Reason::NotFound;
        QTest::newRow("other") << KeychainBackend::Status::Failed << Reason::Failed;
    }
    void tellsWhyAKeychainRefused()
    {
        QFETCH(KeychainBackend::Status, status);
        QFETCH(SecretError::Reason, reason);
        m_state->status = status;
        KeychainStore store(backend());
        const auto read = QCoro::waitFor(store.read(m_id, TokenKind::Standard));
        QVERIFY(!read);
        QCOMPARE(read.error().reason, reason);
        QCOMPARE(read.error().detail, QStringLiteral("the keychain's words"));
    }

    void aSilentKeychainEndsAfterItsTime()
    {
        m_state->silent = true;
        KeychainStore store(backend(), nullptr, 20ms);
        const auto read = QCoro::waitFor(store.read(m_id, TokenKind::Standard));
        QVERIFY(!read);
        QCOMPARE(read.error().reason, Reason::TimedOut);
        // The answer that comes much later finds nobody.
        m_state->unanswered.constFirst()({KeychainBackend::Status::Done, Secret("late0000"), {}});
    }

    void aStopEndsAWaitingCall()
    {
        m_state->silent = true;
        KeychainStore store(backend(), nullptr, 1h);
        std::stop_source stop;
        std::optional<SecretResult<Secret>> result;
        QCoro::connect(store.read(m_id, TokenKind::Standard, stop.get_token()), this,
                       [&result](const SecretResult<Secret> &read) { result = read; });
        QVERIFY(!result);
        stop.request_stop();
        QTRY_VERIFY(result);
        QCOMPARE(result->error().reason, Reason::Cancelled);
    }

    void aDestroyedStoreEndsItsCalls()
    {
        m_state->silent = true;
        auto store = std::make_unique<KeychainStore>(backend(), nullptr, 1h);
        std::optional<SecretResult<Persistence>> result;
        QCoro::connect(store->write(m_id, TokenKind::Standard, m_token), this,
                       [&result](const SecretResult<Persistence> &kept) { result = kept; });
        store.reset();
        QTRY_VERIFY(result);
        QCOMPARE(result->error().reason, Reason::Cancelled);
    }

    void withoutAServiceTokensStayInMemory()
    {
        m_state->status = KeychainBackend::Status::NoBackend;
        FallbackSecretStore store(std::make_unique<KeychainStore>(backend()));
        QSignalSpy changed(&store, &SecretStore::persistenceChanged);
        QCOMPARE(store.persistence(), Persistence::Keychain);
        const auto kept = QCoro::waitFor(store.write(m_id, TokenKind::Standard, m_token));
        QVERIFY(kept);
        QCOMPARE(*kept, Persistence::SessionOnly);
        QCOMPARE(changed.size(), 1);
        const int calls = m_state->calls;
        QVERIFY(*QCoro::waitFor(store.read(m_id, TokenKind::Standard)) == m_token);
        QCOMPARE(m_state->calls, calls); // a service that is not there is not asked again
        QVERIFY(QCoro::waitFor(store.remove(m_id, TokenKind::Standard)));
        QVERIFY(!QCoro::waitFor(store.read(m_id, TokenKind::Standard)));
    }

    void aLockedKeychainKeepsTheTokenForThisSessionOnly()
    {
        m_state->status = KeychainBackend::Status::Locked;
        FallbackSecretStore store(std::make_unique<KeychainStore>(backend()));
        const auto kept = QCoro::waitFor(store.write(m_id, TokenKind::Standard, m_token));
        QVERIFY(kept);
        QCOMPARE(*kept, Persistence::SessionOnly);
        QCOMPARE(store.persistence(), Persistence::Keychain); // the next one may go in
        QCOMPARE(store.fallbackReason().reason, Reason::Locked);
        QVERIFY(*QCoro::waitFor(store.read(m_id, TokenKind::Standard)) == m_token);

        m_state->status = KeychainBackend::Status::Done;
        const auto unlocked = QCoro::waitFor(store.write(m_id, TokenKind::Standard, m_token));
        QCOMPARE(*unlocked, Persistence::Keychain);
        QCOMPARE(m_state->entries.size(), 1);
    }

    void aTokenCanBeReadWhileTheKeychainStillAsks()
    {
        m_state->silent = true;
        FallbackSecretStore store(std::make_unique<KeychainStore>(backend(), nullptr, 1h));
        std::stop_source stop;
        auto writing = store.write(m_id, TokenKind::Standard, m_token, stop.get_token());
        const auto read = QCoro::waitFor(store.read(m_id, TokenKind::Standard));
        QVERIFY(read);
        QVERIFY(*read == m_token);
        stop.request_stop();
        const auto kept = QCoro::waitFor(std::move(writing));
        QCOMPARE(*kept, Persistence::SessionOnly);
    }

    void keepsTheTwoTokensApart()
    {
        SessionOnlyStore store;
        store.keep(m_id, TokenKind::ReadOnly, m_token);
        QVERIFY(!QCoro::waitFor(store.read(m_id, TokenKind::Standard)));
        QVERIFY(QCoro::waitFor(store.read(m_id, TokenKind::ReadOnly)));
        QVERIFY(!QCoro::waitFor(store.read(QUuid::createUuid(), TokenKind::ReadOnly)));
    }

    void gathersSavedTokensAndAsksALockedKeychainOnce()
    {
        QList<Profile> profiles(3);
        for (Profile &profile : profiles)
            profile.id = QUuid::createUuid();
        KeychainStore store(backend());
        QVERIFY(QCoro::waitFor(store.write(profiles.at(1).id, TokenKind::ReadOnly, m_token)));
        const auto found = QCoro::waitFor(savedTokens(&store, profiles, {}));
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.constFirst().profile, profiles.at(1).id);

        m_state->status = KeychainBackend::Status::Locked;
        m_state->calls = 0;
        QVERIFY(QCoro::waitFor(savedTokens(&store, profiles, {})).isEmpty());
        QCOMPARE(m_state->calls, 1);
    }

private:
    std::unique_ptr<KeychainBackend> backend() { return std::make_unique<FakeKeychain>(m_state); }

    std::shared_ptr<FakeKeychain::State> m_state;
    const QUuid m_id = QUuid::createUuid();
    const Secret m_token = Secret("AbCd0123456789AbCd0123456789");
};

QTEST_GUILESS_MAIN(TestConnectionSecrets)
#include "tst_connectionsecrets.moc"
