// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/fieldttls.h"

#include "models/session/capabilities.h"
#include "models/session/serverclock.h"

#include <algorithm>

namespace stashdeck {

namespace {

/// How far a re-read expiry may be from what was asked for and still be it.
constexpr Milliseconds expiryTolerance{5000};

Command withFields(Command command, const QList<QByteArray> &names)
{
    command.append("FIELDS").append(names.size());
    for (const QByteArray &name : names)
        command.append(name);
    return command;
}

bool isAsWanted(const FieldTtl &now, const FieldTtl &wanted)
{
    return now.kind == wanted.kind
        && (now.kind != FieldTtl::Kind::At || std::chrono::abs(now.at - wanted.at) < expiryTolerance);
}

void count(FieldTtlOutcome &outcome, const QByteArray &name, qint64 code, const FieldTtl &wanted)
{
    switch (code) {
    case 1:
        ++outcome.changed;
        outcome.now.insert(name, wanted);
        break;
    case -1: // it had none to take away
        ++outcome.changed;
        outcome.now.insert(name, {FieldTtl::Kind::Never, {}});
        break;
    case 0:
        ++outcome.notLonger;
        outcome.now.insert(name, {});
        break;
    case 2: // the moment was over: the server removed it
        ++outcome.changed;
        outcome.now.insert(name, {FieldTtl::Kind::Gone, {}});
        break;
    default:
        ++outcome.gone;
        outcome.now.insert(name, {FieldTtl::Kind::Gone, {}});
        break;
    }
}

} // namespace

Command readFieldTtlsCommand(const QByteArray &key, const QList<QByteArray> &names)
{
    return withFields(Command::of("HPTTL", key), names);
}

Result<FieldTtlsByName> decodeFieldTtls(const Result<Reply> &reply, const QList<QByteArray> &names,
                                        const ServerClock &clock, WallTime sentAt)
{
    if (!reply)
        return tl::unexpected(reply.error());
    const bool isGone = reply->isNil() || (reply->isArray() && reply->items.empty());
    if (!isGone && (!reply->isArray() || reply->items.size() != size_t(names.size())))
        return failure(Error::Kind::Protocol, QStringLiteral("Fields' expiry came in another number."));
    FieldTtlsByName ttls;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const qint64 left = isGone ? FieldTtls::gone : reply->items[size_t(i)].toInteger(FieldTtls::gone);
        FieldTtl ttl;
        if (left == FieldTtls::gone)
            ttl.kind = FieldTtl::Kind::Gone;
        else if (left < 0)
            ttl.kind = FieldTtl::Kind::Never;
        else
            ttl = {FieldTtl::Kind::At, clock.expiryFor(Milliseconds(left), sentAt)};
        ttls.insert(names.at(i), ttl);
    }
    return ttls;
}

bool learnFieldTtls(Session *session, const Result<Reply> &reply)
{
    using Support = Capabilities::Support;
    constexpr auto feature = Capabilities::Feature::HashFieldTtl;
    if (reply) {
        session->capabilities()->learn(feature, Support::Available);
        return true;
    }
    if (reply.error().kind == Error::Kind::Unsupported)
        session->capabilities()->learn(feature, Support::Missing);
    else if (reply.error().kind == Error::Kind::NoPermission)
        session->capabilities()->learn(feature, Support::NotPermitted);
    return session->capabilities()->mayUse(feature);
}

Command fieldTtlCommand(const QByteArray &key, const QList<QByteArray> &names, const TtlChange &change)
{
    Command command;
    switch (change.mode) {
    case TtlChange::Mode::In:
        command = Command::of("HPEXPIRE", key, change.in.count());
        break;
    case TtlChange::Mode::At:
        command = Command::of("HPEXPIREAT", key, change.at.time_since_epoch().count());
        break;
    case TtlChange::Mode::Never:
        return withFields(Command::of("HPERSIST", key), names);
    }
    if (change.onlyIfLonger)
        command.append("GT");
    return withFields(std::move(command), names);
}

QCoro::Task<Result<FieldTtlOutcome>> changeFieldTtls(QPointer<Session> session, QByteArray key, QList<QByteArray> names,
                                                     TtlChange change, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    RequestOptions options;
    options.purpose = Purpose::Edit;
    const WallTime sentAt = session->serverClock()->now();
    const Command command = fieldTtlCommand(key, names, change);
    const Result<Reply> reply = co_await session->send(command, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    (void)learnFieldTtls(session, reply);
    if (!reply && surelyNotApplied(reply.error().kind))
        co_return tl::unexpected(reply.error());

    FieldTtl wanted{FieldTtl::Kind::Never, {}};
    if (change.mode == TtlChange::Mode::In)
        wanted = {FieldTtl::Kind::At, session->serverClock()->expiryFor(change.in, sentAt)};
    else if (change.mode == TtlChange::Mode::At)
        wanted = {FieldTtl::Kind::At, change.at};
    FieldTtlOutcome outcome;
    if (reply) {
        for (qsizetype i = 0; i < names.size(); ++i) {
            const bool isThere = reply->isArray() && size_t(i) < reply->items.size();
            count(outcome, names.at(i), isThere ? reply->items[size_t(i)].toInteger(-2) : -2, wanted);
        }
        co_return outcome;
    }

    // The answer was lost: see what they are now.
    const WallTime askedAt = session->serverClock()->now();
    const Command ask = readFieldTtlsCommand(key, names);
    const Result<Reply> answer = co_await session->send(ask, options, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const Result<FieldTtlsByName> now = decodeFieldTtls(answer, names, *session->serverClock(), askedAt);
    if (!now)
        co_return tl::unexpected(reply.error());
    outcome.now = *now;
    for (const FieldTtl &ttl : *now) {
        if (isAsWanted(ttl, wanted))
            ++outcome.changed;
        else if (ttl.kind == FieldTtl::Kind::Gone)
            ++outcome.gone;
        else
            ++outcome.notLonger;
    }
    if (outcome.changed == 0 && outcome.notLonger > 0 && !change.onlyIfLonger) {
        Error error = reply.error();
        error.kind = Error::Kind::Network; // known now: it was not written
        co_return tl::unexpected(error);
    }
    co_return outcome;
}

FieldTtls::FieldTtls(Session *session, QByteArray key, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_key(std::move(key))
{
    if (!session)
        return;
    connect(session->capabilities(), &Capabilities::learned, this, [this](Capabilities::Feature feature) {
        if (feature == Capabilities::Feature::HashFieldTtl)
            emit shownChanged();
    });
}

FieldTtls::~FieldTtls()
{
    m_stop.request_stop();
}

bool FieldTtls::isShown() const
{
    return m_session
        && m_session->capabilities()->support(Capabilities::Feature::HashFieldTtl) == Capabilities::Support::Available;
}

FieldTtl FieldTtls::of(const QByteArray &name) const
{
    FieldTtl ttl = m_known.value(name);
    if (ttl.kind == FieldTtl::Kind::At && m_session && ttl.at <= m_session->serverClock()->now())
        ttl.kind = FieldTtl::Kind::Gone;
    return ttl;
}

qint64 FieldTtls::timeLeft(const QByteArray &name) const
{
    const FieldTtl ttl = of(name);
    switch (ttl.kind) {
    case FieldTtl::Kind::At:
        return m_session ? (ttl.at - m_session->serverClock()->now()).count() : unknown;
    case FieldTtl::Kind::Never:
        return never;
    case FieldTtl::Kind::Gone:
        return gone;
    case FieldTtl::Kind::Unknown:
        break;
    }
    return unknown;
}

bool FieldTtls::hasExpiring() const
{
    return std::any_of(m_known.cbegin(), m_known.cend(),
                       [](const FieldTtl &ttl) { return ttl.kind == FieldTtl::Kind::At; });
}

void FieldTtls::want(const QList<QByteArray> &names)
{
    m_wanted = names;
    request();
}

void FieldTtls::request()
{
    if (m_loading || !m_session || !m_session->capabilities()->mayUse(Capabilities::Feature::HashFieldTtl))
        return;
    QList<QByteArray> names;
    for (const QByteArray &name : std::as_const(m_wanted)) {
        if (!m_known.contains(name) && names.size() < mostFieldTtls)
            names.append(name);
    }
    if (names.isEmpty())
        return;
    m_loading = true;
    const WallTime sentAt = m_session->serverClock()->now();
    const std::stop_token stop = m_stop.get_token();
    auto task = m_session->send(readFieldTtlsCommand(m_key, names), {}, stop);
    QCoro::connect(std::move(task), this, [this, stop, names, sentAt](const Result<Reply> &reply) {
        if (stop.stop_requested() || !m_session)
            return; // replace() has moved on
        m_loading = false;
        (void)learnFieldTtls(m_session, reply);
        const Result<FieldTtlsByName> ttls = decodeFieldTtls(reply, names, *m_session->serverClock(), sentAt);
        if (!ttls)
            return; // asked again with the next rows that come on screen
        take(*ttls);
        request(); // the person may have scrolled on meanwhile
    });
}

void FieldTtls::replace(FieldTtlsByName known)
{
    m_stop.request_stop();
    m_stop = {};
    m_loading = false;
    m_known = std::move(known);
    emit changed();
}

void FieldTtls::take(const FieldTtlsByName &known)
{
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        if (it->kind == FieldTtl::Kind::Unknown)
            m_known.remove(it.key());
        else
            m_known.insert(it.key(), *it);
    }
    emit changed();
}

} // namespace stashdeck
