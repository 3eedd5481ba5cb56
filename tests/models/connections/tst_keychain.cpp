// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/keychainstore.h"

#include <QTest>

using namespace stashdeck;
using namespace std::chrono_literals;

// Against the keychain service of the session this test runs in: a private gnome-keyring, or none at all.
class TestKeychain : public QObject {
    Q_OBJECT

private slots:
    void writesReadsAndRemoves()
    {
        if (!m_isReal)
            QSKIP("no keyring in this session");
        KeychainStore store(systemKeychain());
        const QUuid id = QUuid::createUuid();
        const Secret token("AbCd0123-_./+=QxN4QxN4QxN4QxN4");
        const Secret readOnly("ReadOnly0123456789ReadOnly");

        auto missing = QCoro::waitFor(store.read(id, TokenKind::Standard));
        QVERIFY(!missing);
        QCOMPARE(missing.error().reason, SecretError::Reason::NotFound);

        const auto kept = QCoro::waitFor(store.write(id, TokenKind::Standard, token));
        QVERIFY(kept);
        QCOMPARE(*kept, Persistence::Keychain);
        QVERIFY(QCoro::waitFor(store.write(id, TokenKind::ReadOnly, readOnly)));

        // Another store is another start of the program.
        KeychainStore later(systemKeychain());
        const auto read = QCoro::waitFor(later.read(id, TokenKind::Standard));
        QVERIFY(read);
        QVERIFY(*read == token);
        const auto readOnlyAgain = QCoro::waitFor(later.read(id, TokenKind::ReadOnly));
        QVERIFY(readOnlyAgain);
        QVERIFY(*readOnlyAgain == readOnly);

        QVERIFY(QCoro::waitFor(later.write(id, TokenKind::Standard, readOnly))); // replaced, not added
        QVERIFY(*QCoro::waitFor(later.read(id, TokenKind::Standard)) == readOnly);

        QVERIFY(QCoro::waitFor(later.remove(id, TokenKind::Standard)));
        QVERIFY(QCoro::waitFor(later.remove(id, TokenKind::Standard))); // gone already: fine
        missing = QCoro::waitFor(later.read(id, TokenKind::Standard));
        QVERIFY(!missing);
        QCOMPARE(missing.error().reason, SecretError::Reason::NotFound);
        QVERIFY(QCoro::waitFor(later.read(id, TokenKind::ReadOnly))); // the other token stayed
        QVERIFY(QCoro::waitFor(later.remove(id, TokenKind::ReadOnly)));
    }

    void saysThatThereIsNoKeychain()
    {
        if (m_isReal)
            QSKIP("this session has a keyring");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        FallbackSecretStore store(std::make_unique<KeychainStore>(systemKeychain(), nullptr, 20s));
        const QUuid id = QUuid::createUuid();
        const auto kept = QCoro::waitFor(store.write(id, TokenKind::Standard, Secret("AbCd0123456789AbCd0123456789")));
        QVERIFY(kept);
        QCOMPARE(*kept, Persistence::SessionOnly);
        QVERIFY2(store.persistence() == Persistence::SessionOnly, qPrintable(store.fallbackReason().detail));
        QCOMPARE(store.fallbackReason().reason, SecretError::Reason::NoBackend);
        const auto read = QCoro::waitFor(store.read(id, TokenKind::Standard));
        QVERIFY(read);
    }

private:
    const bool m_isReal = qEnvironmentVariableIsSet("STASHDECK_REAL_KEYRING");
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
