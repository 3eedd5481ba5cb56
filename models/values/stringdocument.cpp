// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/stringdocument.h"

#include "models/session/serverclock.h"

namespace stashdeck {

StringDocument::StringDocument(Session *session, QByteArray key, QObject *parent)
    : ValueDocument(session, std::move(key), parent)
{
}

StringDocument::~StringDocument()
{
    m_restStop.request_stop();
}

bool StringDocument::isDirty() const
{
    const bool mayDiffer = state() != State::Empty && state() != State::Partial && state() != State::LoadingRest;
    return mayDiffer && m_current != m_base;
}

qint64 StringDocument::editLimit() const
{
    // Quotes and line ends take two characters on the wire; the rest of the request is small.
    const qint64 request = session() ? session()->profile().limits.maxRequestBytes : 0;
    return std::max(wholeValueLimit, request * 7 / 10);
}

bool StringDocument::isEditable() const
{
    if (m_length > editLimit())
        return false;
    return state() != State::Empty && state() != State::Partial && state() != State::LoadingRest
        && state() != State::Saving;
}

QList<Command> StringDocument::plannedCommands() const
{
    if (!session())
        return {};
    if (state() == State::Gone)
        return {createCommand(key(), m_current, ttlForCreation())};
    const QByteArray &against = state() == State::Conflict ? m_theirs : m_base;
    const CompareMethod method = compareMethod(*session()->capabilities(), against.size());
    if (method == CompareMethod::None)
        return {Command::of("TYPE", key()), Command::of("PTTL", key()), Command::of("GET", key()),
                Command::of("SET", key(), m_current, "XX", "KEEPTTL")};
    return {saveCommand(method, key(), against, m_current)};
}

void StringDocument::take(const OpenedKey &opened)
{
    if (state() == State::Saving)
        return; // the save settles it
    if (opened.kind == ValueKind::None) {
        setState(State::Gone);
        return;
    }
    if (opened.kind != ValueKind::String) {
        setOtherType(opened.typeName);
        return;
    }
    takeExpiry(opened);
    if (isDirty() && state() != State::Empty) {
        if (opened.isWhole()) {
            CurrentString now;
            now.typeName = opened.typeName;
            now.bytes = opened.bytes;
            settle(now);
        } else {
            m_theirs = opened.bytes;
            m_length = opened.length;
            setState(State::Conflict);
        }
        return;
    }
    m_restStop.request_stop();
    m_restStop = {};
    m_length = opened.length;
    replace(opened.bytes);
    setState(opened.isWhole() ? State::Ready : State::Partial);
}

void StringDocument::setCurrent(const QByteArray &bytes)
{
    if (!isEditable())
        return;
    m_current = bytes;
    updateDirty();
}

void StringDocument::discard()
{
    if (state() == State::Saving)
        return;
    if (state() == State::Conflict) {
        loadTheirs();
        return;
    }
    m_current = m_base;
    updateDirty();
    emit currentChanged();
}

void StringDocument::save()
{
    // One click, one write: a second one while the first is on its way does nothing.
    if (state() == State::Ready && isDirty())
        write(m_current, m_base, false);
}

void StringDocument::saveUnsafely()
{
    if (state() == State::CannotCompare)
        write(m_current, m_base, true);
}

void StringDocument::write(const QByteArray &value, const QByteArray &against, bool unsafely)
{
    m_sent = value;
    m_base = against;
    setState(State::Saving);
    auto task = unsafely ? stashdeck::saveUnsafely(session(), key(), against, value, stopToken())
                         : saveIfUnchanged(session(), key(), against, value, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<SaveOutcome> &outcome) { finishWrite(outcome); });
}

void StringDocument::finishWrite(const Result<SaveOutcome> &outcome)
{
    if (!outcome) {
        if (!surelyNotApplied(outcome.error().kind)) {
            look();
            return;
        }
        setState(State::Ready);
        emit failed(outcome.error());
        return;
    }
    switch (outcome->kind) {
    case SaveOutcome::Kind::Saved:
        finishSaved(m_sent);
        break;
    case SaveOutcome::Kind::Gone:
        setState(State::Gone);
        break;
    case SaveOutcome::Kind::OtherType:
        if (outcome->typeName.isEmpty()) {
            look();
            break;
        }
        setOtherType(outcome->typeName);
        break;
    case SaveOutcome::Kind::Changed:
        look();
        break;
    case SaveOutcome::Kind::CannotCompare:
        setState(State::CannotCompare);
        break;
    }
}

void StringDocument::verify()
{
    if (state() == State::UnknownOutcome)
        look();
}

void StringDocument::look()
{
    setState(State::Saving);
    auto task = readString(session(), key(), stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<CurrentString> &now) {
        if (!now) {
            setState(State::UnknownOutcome);
            emit failed(now.error());
            return;
        }
        settle(*now);
    });
}

void StringDocument::settle(const CurrentString &now)
{
    const bool wasWriting = state() == State::Saving;
    if (now.kind() == ValueKind::None) {
        setState(State::Gone);
        return;
    }
    if (now.kind() != ValueKind::String) {
        setOtherType(now.typeName);
        return;
    }
    m_length = now.bytes.size();
    if (wasWriting && now.bytes == m_sent) {
        finishSaved(now.bytes);
    } else if (now.bytes == m_base) {
        setState(State::Ready);
        if (wasWriting) {
            Error error;
            error.kind = Error::Kind::Network; // known now: it was not written
            emit failed(error);
        }
    } else if (now.bytes == m_current) {
        m_base = now.bytes; // somebody wrote the very same
        updateDirty();
        setState(State::Ready);
    } else {
        m_theirs = now.bytes;
        setState(State::Conflict);
    }
}

void StringDocument::finishSaved(const QByteArray &value)
{
    m_base = value;
    m_length = value.size();
    m_sent.clear();
    m_theirs.clear();
    updateDirty();
    setState(State::Ready);
    emit saved(key());
}

void StringDocument::adopt(const QByteArray &bytes)
{
    if (isDirty())
        return;
    m_length = bytes.size();
    replace(bytes);
    emit saved(key());
}

void StringDocument::createAgain()
{
    if (state() != State::Gone)
        return;
    m_sent = m_current;
    const std::optional<Milliseconds> ttl = ttlForCreation();
    setState(State::Saving);
    auto task = createString(session(), key(), m_sent, ttl, stopToken());
    QCoro::connect(std::move(task), this, [this, ttl](const Result<CreateOutcome> &outcome) {
        if (!outcome) {
            setState(State::Gone);
            emit failed(outcome.error());
        } else if (*outcome == CreateOutcome::Created) {
            setExpiry(ttl && session() ? std::optional(session()->serverClock()->now() + *ttl) : std::nullopt);
            finishSaved(m_sent);
        } else {
            m_sent.clear();
            look(); // somebody was faster: compare with what is there
        }
    });
}

void StringDocument::keepMine()
{
    if (state() == State::Conflict)
        write(m_current, m_theirs, false);
}

void StringDocument::loadTheirs()
{
    if (state() != State::Conflict)
        return;
    const bool isWhole = m_theirs.size() == m_length;
    replace(m_theirs);
    m_theirs.clear();
    setState(isWhole ? State::Ready : State::Partial);
}

void StringDocument::acceptMerge(const QByteArray &bytes)
{
    if (state() != State::Conflict)
        return;
    m_base = m_theirs;
    m_theirs.clear();
    m_current = bytes;
    updateDirty();
    emit currentChanged();
    setState(State::Ready);
}

void StringDocument::loadRest()
{
    if (state() != State::Partial)
        return;
    setState(State::LoadingRest);
    m_restStop = {};
    m_current.clear(); // one copy only while it grows
    m_base.reserve(m_length);
    const std::stop_token stop = m_restStop.get_token();
    const QPointer<StringDocument> self(this);
    auto task = readStringPages(
        session(), key(), m_base.size(), m_length,
        [self, stop](const QByteArray &page) {
            if (!self || stop.stop_requested())
                return;
            self->m_base.append(page);
            emit self->progressed(self->m_base.size(), self->m_length);
        },
        stop);
    QCoro::connect(std::move(task), this, [this, stop](const Result<qint64> &read) {
        if (stop.stop_requested())
            return; // cancelLoadRest() or a reload has moved on
        m_current = m_base;
        if (read)
            m_length = m_base.size();
        setState(m_base.size() == m_length ? State::Ready : State::Partial);
        emit currentChanged();
        if (!read)
            emit failed(read.error());
    });
}

void StringDocument::cancelLoadRest()
{
    if (state() != State::LoadingRest)
        return;
    m_restStop.request_stop();
    m_current = m_base;
    setState(State::Partial);
    emit currentChanged();
}

void StringDocument::replace(const QByteArray &bytes)
{
    const bool isSame = bytes == m_base && bytes == m_current;
    m_base = bytes;
    m_current = bytes;
    updateDirty();
    if (!isSame)
        emit currentChanged();
}

} // namespace stashdeck
