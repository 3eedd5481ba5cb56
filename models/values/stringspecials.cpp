// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/stringspecials.h"

#include <bit>

namespace stashdeck {

namespace {

// The texts are constants: keys and values travel only in KEYS and ARGV (reliability-security.md T30).
constexpr char incrementScript[] = R"(local t = redis.call('TYPE', KEYS[1]).ok
if t ~= 'string' then return {t} end
return {'ok', tostring(redis.call('INCRBY', KEYS[1], ARGV[1])), redis.call('GET', KEYS[1])})";
constexpr char bitScript[] = R"(local t = redis.call('TYPE', KEYS[1]).ok
if t ~= 'string' then return {t} end
if redis.call('GETBIT', KEYS[1], ARGV[1]) == tonumber(ARGV[2]) then return {'changed'} end
redis.call('SETBIT', KEYS[1], ARGV[1], ARGV[2])
return {'ok'})";
constexpr char addScript[] = R"(local t = redis.call('TYPE', KEYS[1]).ok
if t ~= 'string' then return {t} end
return {'ok', tostring(redis.call('PFADD', KEYS[1], ARGV[1]))})";

/// The script, and where scripts are missing the command alone, which then could make a key that is gone. A list whose
/// first word is "ok", or why not.
QCoro::Task<Result<Reply>> guarded(QPointer<Session> session, Command script, Command plain, std::stop_token stop)
{
    RequestOptions options;
    options.purpose = Purpose::Edit;
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (session->capabilities()->mayUse(Capabilities::Feature::Scripts)) {
        const Result<Reply> reply = co_await session->send(script, options, stop);
        if (!session)
            co_return failure(Error::Kind::UnknownOutcome);
        const bool isMissing = !reply
            && (reply.error().kind == Error::Kind::Unsupported || reply.error().kind == Error::Kind::NoPermission);
        if (!isMissing)
            co_return reply;
        session->capabilities()->learn(Capabilities::Feature::Scripts,
                                       reply.error().kind == Error::Kind::NoPermission
                                           ? Capabilities::Support::NotPermitted
                                           : Capabilities::Support::Missing);
    }
    const Result<Reply> reply = co_await session->send(plain, options, stop);
    if (!reply)
        co_return tl::unexpected(reply.error());
    std::vector<Reply> words{Reply::fromString("ok"), Reply::fromString(QByteArray::number(reply->toInteger()))};
    Reply ok = Reply::fromArray(std::move(words));
    co_return ok;
}

QCoro::Task<Result<Reply>> counted(QPointer<Session> session, QByteArray key, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    const Command count = Command::of("PFCOUNT", key);
    const RequestOptions options;
    co_return co_await session->send(count, options, stop);
}

QByteArray wordAt(const Reply &reply, size_t index)
{
    return reply.isArray() && reply.items.size() > index ? reply.items[index].bytes : QByteArray();
}

} // namespace

bool isHyperLogLog(QByteArrayView bytes)
{
    return bytes.size() >= 16 && bytes.startsWith("HYLL") && uchar(bytes[4]) <= 1;
}

qint64 bitCount(QByteArrayView bytes)
{
    qint64 count = 0;
    for (const char byte : bytes)
        count += std::popcount(uchar(byte));
    return count;
}

bool bitAt(QByteArrayView bytes, qint64 offset)
{
    const qint64 byte = offset / 8;
    return byte < bytes.size() && ((uchar(bytes[byte]) >> (7 - offset % 8)) & 1) != 0;
}

StringSpecials::StringSpecials(StringDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
}

StringSpecials::~StringSpecials()
{
    m_stop.request_stop();
}

bool StringSpecials::isPossible() const
{
    return !m_busy && m_document->session() && m_document->state() == StringDocument::State::Ready
        && !m_document->isDirty();
}

void StringSpecials::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    emit busyChanged(busy);
}

template <typename Then> void StringSpecials::run(QCoro::Task<Result<Reply>> task, Then then)
{
    setBusy(true);
    QCoro::connect(std::move(task), this, [this, then](const Result<Reply> &reply) {
        setBusy(false);
        if (!reply && reply.error().kind == Error::Kind::WrongType)
            emit changedMeanwhile();
        else if (!reply)
            emit failed(reply.error());
        else
            then(*reply);
    });
}

void StringSpecials::increment(qint64 by)
{
    if (!isPossible())
        return;
    const QByteArray key = m_document->key();
    auto task = guarded(m_document->session(), Command::of("EVAL", incrementScript, 1, key, by),
                        Command::of("INCRBY", key, by), m_stop.get_token());
    run(std::move(task), [this, by](const Reply &reply) {
        if (wordAt(reply, 0) != "ok") {
            emit changedMeanwhile();
            return;
        }
        // The script's own number is a double by then; the text that the server stores is exact.
        const QByteArray stored = wordAt(reply, 2);
        m_document->adopt(stored.isEmpty() ? wordAt(reply, 1) : stored);
        emit incremented(by);
    });
}

void StringSpecials::setBit(qint64 offset, bool on)
{
    if (!isPossible() || offset < 0)
        return;
    const QByteArray key = m_document->key();
    const int value = on ? 1 : 0;
    auto task = guarded(m_document->session(), Command::of("EVAL", bitScript, 1, key, offset, value),
                        Command::of("SETBIT", key, offset, value), m_stop.get_token());
    run(std::move(task), [this, offset, on](const Reply &reply) {
        if (wordAt(reply, 0) != "ok") {
            emit changedMeanwhile();
            return;
        }
        QByteArray bytes = m_document->current();
        const qsizetype byte = qsizetype(offset / 8);
        if (byte >= bytes.size())
            bytes.append(byte + 1 - bytes.size(), '\0');
        const char mask = char(1 << (7 - offset % 8));
        bytes[byte] = char(on ? bytes.at(byte) | mask : bytes.at(byte) & ~mask);
        m_document->adopt(bytes);
        emit bitSet(offset, on);
    });
}

void StringSpecials::countUnique()
{
    if (m_busy || !m_document->session())
        return;
    run(counted(m_document->session(), m_document->key(), m_stop.get_token()),
        [this](const Reply &reply) { emit uniqueCounted(reply.toInteger()); });
}

void StringSpecials::addUnique(const QByteArray &element)
{
    if (!isPossible())
        return;
    const QByteArray key = m_document->key();
    auto task = guarded(m_document->session(), Command::of("EVAL", addScript, 1, key, element),
                        Command::of("PFADD", key, element), m_stop.get_token());
    run(std::move(task), [this](const Reply &reply) {
        if (wordAt(reply, 0) != "ok") {
            emit changedMeanwhile();
            return;
        }
        const bool changed = wordAt(reply, 1) == "1";
        if (changed)
            readAgain([this] { emit uniqueAdded(true); });
        else
            emit uniqueAdded(false);
    });
}

void StringSpecials::readAgain(std::function<void()> then)
{
    setBusy(true);
    auto task = readString(m_document->session(), m_document->key(), m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, then](const Result<CurrentString> &now) {
        setBusy(false);
        if (!now)
            emit failed(now.error());
        else if (now->kind() != ValueKind::String)
            emit changedMeanwhile();
        else
            m_document->adopt(now->bytes);
        if (now)
            then();
    });
}

} // namespace stashdeck
