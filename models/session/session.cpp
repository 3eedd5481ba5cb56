// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session/session.h"

#include "models/rest/connectionepoch.h"
#include "models/session/capabilities.h"
#include "models/session/commandmeter.h"
#include "models/session/reconnector.h"
#include "models/session/serverclock.h"
#include "models/session/writelock.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

WriteLock::Mode initialMode(const Profile &profile)
{
    return profile.readOnly ? WriteLock::Mode::Locked : WriteLock::Mode::Open;
}

/// Refused commands of the plan's day or month; a full disk or an over-long record are not.
bool isRequestQuota(const Error &error)
{
    return error.kind == Error::Kind::Quota && error.message.contains("request"_L1)
        && !error.message.contains("request size"_L1);
}

Endpoint endpointOf(const Profile &profile, Secret token)
{
    Endpoint endpoint;
    endpoint.url = profile.url;
    endpoint.token = std::move(token);
    endpoint.caFile = profile.caFile;
    return endpoint;
}

} // namespace

class Session::Private {
public:
    Private(Session *session, Profile profileOf, QNetworkAccessManager *manager, const Clock *theClock)
        : profile(std::move(profileOf))
        , network(manager)
        , clock(theClock)
        , writeLock(initialMode(profile), theClock)
        , serverClock(theClock)
        , reconnector(theClock)
        , q(session)
    {
    }

    void connectTo(Secret token)
    {
        client = std::make_unique<RestClient>(network, endpointOf(profile, std::move(token)), clock);
        QObject::connect(client.get(), &RestClient::exchanged, q, [this](const ExchangeRecord &record) {
            meter.count(record);
            if (record.answered)
                latency.add(record.duration);
            emit q->exchanged(record);
        });
    }

    void setState(State next, const Error &error)
    {
        lastError = error;
        if (next == State::Offline)
            reconnector.failed();
        else
            reconnector.succeeded();
        if (state == next)
            return;
        state = next;
        emit q->stateChanged(next);
    }

    void observe(const Error &error, const Command &command)
    {
        switch (error.kind) {
        case Error::Kind::Cancelled:
        case Error::Kind::Locked:
        case Error::Kind::Storage:
        case Error::Kind::UnknownOutcome: // the exchange broke, but a read will tell whether the server is there
            return;
        case Error::Kind::NotSent:
        case Error::Kind::Tls:
        case Error::Kind::Proxy:
        case Error::Kind::Timeout:
        case Error::Kind::Network:
        case Error::Kind::NotRestEndpoint:
            setState(State::Offline, error);
            return;
        case Error::Kind::Unauthorized:
            setState(State::TokenRejected, error);
            return;
        case Error::Kind::Quota:
            if (isRequestQuota(error)) {
                setState(State::QuotaUsedUp, error);
                return;
            }
            break;
        case Error::Kind::NoPermission:
            learnTokenKind(command);
            break;
        case Error::Kind::RateLimited:
        case Error::Kind::TooLarge:
        case Error::Kind::Unavailable:
        case Error::Kind::Unsupported:
        case Error::Kind::WrongType:
        case Error::Kind::Command:
        case Error::Kind::Protocol:
            break;
        }
        setState(State::Online, {});
    }

    void observe(const Replies &replies, const QList<Command> &commands)
    {
        const size_t count = std::min(replies.size(), size_t(commands.size()));
        for (size_t i = 0; i < count; ++i) {
            if (!replies[i] && replies[i].error().kind != Error::Kind::Command
                && replies[i].error().kind != Error::Kind::WrongType) {
                observe(replies[i].error(), commands.at(qsizetype(i)));
                return; // one word about the server is enough
            }
        }
        setState(State::Online, {});
    }

    /// A token that was refused a write is read-only when it may not list keys either; it says so itself where it may
    /// run ACL WHOAMI (upstash-rest-api.md §3.2). Asked once a session, one command.
    void learnTokenKind(const Command &command)
    {
        const QByteArray name = command.name();
        if (name == "ACL" || tokenKindAsked || writeLock.mode() == WriteLock::Mode::ReadOnlyToken)
            return;
        if (name == "SCAN" || name == "KEYS")
            capabilities.learn(Capabilities::Feature::KeyListing, Capabilities::Support::NotPermitted);
        else if (!isWrite(command))
            return;
        tokenKindAsked = true;
        QCoro::connect(q->send(Command::of("ACL", "WHOAMI"), {}, stop.get_token()), q,
                       [this](const Result<Reply> &user) {
                           const bool refused = !user && user.error().kind == Error::Kind::NoPermission;
                           const bool readOnlyUser = user && user->bytes == "default_ro";
                           if (!refused && !readOnlyUser)
                               return;
                           capabilities.learn(Capabilities::Feature::KeyListing, Capabilities::Support::NotPermitted);
                           writeLock.setReadOnlyToken();
                       });
    }

    /// What refuses a command before it costs anything.
    [[nodiscard]] std::optional<Error> refusal(bool writes, Purpose purpose) const
    {
        if (writes && !writeLock.mayWrite()) {
            Error locked;
            locked.kind = Error::Kind::Locked;
            return locked;
        }
        const bool down = state == State::Offline || state == State::TokenRejected || state == State::QuotaUsedUp;
        if (purpose == Purpose::Poll && down)
            return lastError; // polling must not hammer a server that refuses or does not answer
        return std::nullopt;
    }

    Profile profile;
    QNetworkAccessManager *network;
    const Clock *clock;
    std::unique_ptr<RestClient> client;
    WriteLock writeLock;
    CommandMeter meter;
    LatencyWindow latency;
    Capabilities capabilities;
    ServerClock serverClock;
    Reconnector reconnector;
    State state = State::Idle;
    Error lastError;
    std::stop_source stop;
    bool shown = true;
    bool tokenKindAsked = false;
    Session *q;
};

Session::Session(Profile profile, Secret token, QNetworkAccessManager *network, const Clock *clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(profile), network, clock))
{
    d->connectTo(std::move(token));
    connect(&d->reconnector, &Reconnector::tryNow, this, &Session::ping);
    connect(&d->reconnector, &Reconnector::nextTryChanged, this, &Session::nextTryChanged);
    connect(ConnectionEpoch::of(network), &ConnectionEpoch::ended, &d->reconnector, &Reconnector::tryAtOnce);
}

Session::~Session()
{
    d->stop.request_stop();
}

const Profile &Session::profile() const
{
    return d->profile;
}

const Clock *Session::clock() const
{
    return d->clock;
}

Session::State Session::state() const
{
    return d->state;
}

const Error &Session::lastError() const
{
    return d->lastError;
}

QCoro::Task<Result<Reply>> Session::send(Command command, RequestOptions options, std::stop_token stop)
{
    const QPointer self(this);
    if (const auto refused = d->refusal(isWrite(command), options.purpose))
        co_return tl::unexpected(*refused);
    auto reply = co_await d->client->send(command, std::move(options), std::move(stop));
    if (self) {
        if (reply)
            d->setState(State::Online, {});
        else
            d->observe(reply.error(), command);
    }
    co_return reply;
}

QCoro::Task<Result<Replies>> Session::pipeline(QList<Command> commands, RequestOptions options, std::stop_token stop)
{
    return sendList(&RestClient::pipeline, std::move(commands), std::move(options), std::move(stop));
}

QCoro::Task<Result<Replies>> Session::transaction(QList<Command> commands, RequestOptions options, std::stop_token stop)
{
    return sendList(&RestClient::transaction, std::move(commands), std::move(options), std::move(stop));
}

QCoro::Task<Result<Replies>> Session::sendList(ListForm form, QList<Command> commands, RequestOptions options,
                                               std::stop_token stop)
{
    const QPointer self(this);
    const bool writes = std::any_of(commands.cbegin(), commands.cend(), isWrite);
    if (const auto refused = d->refusal(writes, options.purpose))
        co_return tl::unexpected(*refused);
    auto replies = co_await (d->client.get()->*form)(commands, std::move(options), std::move(stop));
    if (self) {
        if (replies)
            d->observe(*replies, commands);
        else
            d->observe(replies.error(), commands.value(0));
    }
    co_return replies;
}

WriteLock *Session::writeLock() const
{
    return &d->writeLock;
}

CommandMeter *Session::meter() const
{
    return &d->meter;
}

LatencyWindow *Session::latency() const
{
    return &d->latency;
}

Capabilities *Session::capabilities() const
{
    return &d->capabilities;
}

ServerClock *Session::serverClock() const
{
    return &d->serverClock;
}

void Session::setToken(Secret token)
{
    d->connectTo(std::move(token));
    d->tokenKindAsked = false;
    d->capabilities.learn(Capabilities::Feature::KeyListing, Capabilities::Support::Unknown);
    d->setState(State::Idle, {});
}

void Session::setShown(bool shown)
{
    d->shown = shown;
    d->reconnector.setShown(shown);
}

bool Session::isShown() const
{
    return d->shown;
}

std::optional<WallTime> Session::nextTry() const
{
    return d->reconnector.nextTry();
}

void Session::ping()
{
    QCoro::connect(send(Command::of("PING"), {}, d->stop.get_token()), this, [](const Result<Reply> &) {});
}

} // namespace stashdeck
