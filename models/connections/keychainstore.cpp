// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/keychainstore.h"

#include <qcoro/qcorosignal.h>
#include <qt6keychain/keychain.h>
#include <QTimer>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QString keyFor(QUuid profile, TokenKind kind)
{
    const QString id = profile.toString(QUuid::WithoutBraces);
    return kind == TokenKind::Standard ? id : id + u"/read-only"_s;
}

// Without a session bus, or with a bus and nobody behind the name, QtKeychain 0.13 answers OtherError and passes on the
// words of GLib and of the bus.
bool meansNoService(const QString &detail)
{
    static const std::array signs{"Could not connect"_L1, "D-Bus is not running"_L1, "org.freedesktop.secrets"_L1,
                                  "not activatable"_L1, "autolaunch"_L1};
    return std::any_of(signs.begin(), signs.end(), [&](QLatin1StringView sign) { return detail.contains(sign); });
}

KeychainBackend::Answer answerOf(const QKeychain::Job &job)
{
    KeychainBackend::Answer answer;
    answer.detail = job.errorString().left(300);
    switch (job.error()) {
    case QKeychain::NoError:
        answer.status = KeychainBackend::Status::Done;
        break;
    case QKeychain::EntryNotFound:
        answer.status = KeychainBackend::Status::NotFound;
        break;
    case QKeychain::AccessDeniedByUser:
        answer.status = KeychainBackend::Status::Locked;
        break;
    case QKeychain::AccessDenied:
        answer.status = KeychainBackend::Status::Denied;
        break;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        answer.status = KeychainBackend::Status::NoBackend;
        break;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        answer.status
            = meansNoService(answer.detail) ? KeychainBackend::Status::NoBackend : KeychainBackend::Status::Failed;
        break;
    }
    return answer;
}

class SystemKeychain final : public KeychainBackend {
public:
    void read(const QString &key, Callback callback) override
    {
        auto *job = new QKeychain::ReadPasswordJob(u"stashdeck"_s);
        QObject::connect(job, &QKeychain::Job::finished, job, [job, callback = std::move(callback)] {
            Answer answer = answerOf(*job);
            answer.secret = Secret(job->binaryData());
            // The Secret Service answers "no such entry" for an empty one too.
            if (answer.status == Status::Done && answer.secret.isEmpty())
                answer.status = Status::NotFound;
            callback(std::move(answer));
        });
        start(job, key);
    }
    void write(const QString &key, const Secret &secret, Callback callback) override
    {
        auto *job = new QKeychain::WritePasswordJob(u"stashdeck"_s);
        job->setBinaryData(secret.reveal());
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [job, callback = std::move(callback)] { callback(answerOf(*job)); });
        start(job, key);
    }
    void remove(const QString &key, Callback callback) override
    {
        auto *job = new QKeychain::DeletePasswordJob(u"stashdeck"_s);
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [job, callback = std::move(callback)] { callback(answerOf(*job)); });
        start(job, key);
    }

private:
    static void start(QKeychain::Job *job, const QString &key)
    {
        job->setInsecureFallback(false);
        job->setKey(key);
        job->start(); // deletes itself when it is done
    }
};

// One call that ends by an answer, the timer or a stop, whichever comes first; a later answer finds nobody.
class KeychainCall final : public QObject {
    Q_OBJECT

public:
    KeychainCall(std::chrono::milliseconds patience, const std::stop_token &stop, const std::stop_token &storeStop)
        : m_onStop(stop, [this] { cancel(); })
        , m_onStoreStop(storeStop, [this] { cancel(); })
    {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, [this] { end(SecretError::Reason::TimedOut); });
        m_timer.start(patience);
    }

    [[nodiscard]] KeychainBackend::Callback callback()
    {
        return [self = QPointer(this)](KeychainBackend::Answer answer) {
            if (!self || self->m_ended)
                return;
            self->m_answer = std::move(answer);
            self->m_answered = true;
            self->end(SecretError::Reason::Failed);
        };
    }
    [[nodiscard]] bool hasEnded() const { return m_ended; }

    [[nodiscard]] SecretResult<Secret> result()
    {
        const auto fail = [this](SecretError::Reason reason) {
            return tl::unexpected(SecretError{reason, m_answer.detail});
        };
        if (!m_answered)
            return fail(m_reason);
        switch (m_answer.status) {
        case KeychainBackend::Status::Done:
            return m_answer.secret;
        case KeychainBackend::Status::NotFound:
            return fail(SecretError::Reason::NotFound);
        case KeychainBackend::Status::NoBackend:
            return fail(SecretError::Reason::NoBackend);
        case KeychainBackend::Status::Locked:
            return fail(SecretError::Reason::Locked);
        case KeychainBackend::Status::Denied:
            return fail(SecretError::Reason::Denied);
        case KeychainBackend::Status::Failed:
            break;
        }
        return fail(SecretError::Reason::Failed);
    }

signals:
    void ended();

private:
    void cancel()
    {
        // Never from inside request_stop(): its caller may be a destructor.
        m_cancelled = true;
        QMetaObject::invokeMethod(
            this, [this] { end(SecretError::Reason::Cancelled); }, Qt::QueuedConnection);
    }
    void end(SecretError::Reason reason)
    {
        if (m_ended)
            return;
        m_reason = m_cancelled ? SecretError::Reason::Cancelled : reason;
        m_ended = true;
        m_timer.stop();
        emit ended();
    }

    QTimer m_timer;
    KeychainBackend::Answer m_answer;
    SecretError::Reason m_reason = SecretError::Reason::Failed;
    bool m_answered = false;
    bool m_cancelled = false;
    bool m_ended = false;
    // Last: they may fire in their constructors.
    std::stop_callback<std::function<void()>> m_onStop;
    std::stop_callback<std::function<void()>> m_onStoreStop;
};

QCoro::Task<SecretResult<Secret>> finished(std::shared_ptr<KeychainCall> call)
{
    if (!call->hasEnded())
        co_await qCoro(call.get(), &KeychainCall::ended);
    co_return call->result();
}

// The call resumes its coroutine from inside its own signal, so it must not die in there.
std::shared_ptr<KeychainCall> newCall(std::chrono::milliseconds patience, const std::stop_token &stop,
                                      const std::stop_token &storeStop)
{
    return {new KeychainCall(patience, stop, storeStop), [](KeychainCall *call) {
                call->deleteLater();
            }};
}

QCoro::Task<SecretResult<Persistence>> written(std::shared_ptr<KeychainCall> call)
{
    const auto answer = co_await finished(std::move(call));
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return Persistence::Keychain;
}

QCoro::Task<SecretResult<void>> removed(std::shared_ptr<KeychainCall> call)
{
    const auto answer = co_await finished(std::move(call));
    if (!answer && answer.error().reason != SecretError::Reason::NotFound)
        co_return tl::unexpected(answer.error());
    co_return SecretResult<void>();
}

} // namespace

std::unique_ptr<KeychainBackend> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

KeychainStore::KeychainStore(std::unique_ptr<KeychainBackend> backend, QObject *parent,
                             std::chrono::milliseconds patience)
    : SecretStore(parent)
    , m_backend(std::move(backend))
    , m_patience(patience)
{
}

KeychainStore::~KeychainStore()
{
    m_stop.request_stop();
}

QCoro::Task<SecretResult<Secret>> KeychainStore::read(QUuid profile, TokenKind kind, std::stop_token stop)
{
    const auto call = newCall(m_patience, stop, m_stop.get_token());
    m_backend->read(keyFor(profile, kind), call->callback());
    return finished(call);
}

QCoro::Task<SecretResult<Persistence>> KeychainStore::write(QUuid profile, TokenKind kind, Secret secret,
                                                            std::stop_token stop)
{
    const auto call = newCall(m_patience, stop, m_stop.get_token());
    m_backend->write(keyFor(profile, kind), secret, call->callback());
    return written(call);
}

QCoro::Task<SecretResult<void>> KeychainStore::remove(QUuid profile, TokenKind kind, std::stop_token stop)
{
    const auto call = newCall(m_patience, stop, m_stop.get_token());
    m_backend->remove(keyFor(profile, kind), call->callback());
    return removed(call);
}

} // namespace stashdeck

#include "keychainstore.moc"
