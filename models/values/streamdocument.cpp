// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/streamdocument.h"

#include <utility>

namespace stashdeck {

StreamDocument::StreamDocument(Session *session, QByteArray key, QObject *parent)
    : ValueDocument(session, key, parent)
    , m_rows(session, std::move(key))
{
}

StreamDocument::~StreamDocument() = default;

bool StreamDocument::mayAct() const
{
    return state() == State::Ready && session();
}

void StreamDocument::take(const OpenedKey &opened)
{
    if (opened.kind != ValueKind::None && opened.kind != ValueKind::Stream) {
        setOtherType(opened.typeName);
        return;
    }
    const bool wasGone = std::exchange(m_gone, opened.kind == ValueKind::None);
    if (!m_gone) {
        takeExpiry(opened);
        m_rows.take(opened.page.rows, opened.length);
        setLength(opened.length);
    }
    if (state() != State::Saving && state() != State::UnknownOutcome)
        setState(State::Ready);
    if (wasGone != m_gone)
        emit goneChanged();
    emit loaded();
}

void StreamDocument::setKey(const QByteArray &key)
{
    ValueDocument::setKey(key);
    m_rows.setKey(key);
}

void StreamDocument::setLength(qint64 length)
{
    if (length < 0)
        return;
    m_length = length;
    m_facts.length = length;
    emit lengthChanged();
    emit factsChanged();
}

void StreamDocument::readFacts()
{
    if (!session() || m_readingFacts)
        return;
    m_readingFacts = true;
    QCoro::connect(session()->send(streamCommands::facts(key()), {}, stopToken()), this,
                   [this](const Result<Reply> &reply) {
                       m_readingFacts = false;
                       const Result<StreamFacts> facts
                           = reply ? decodeStreamFacts(*reply) : Result<StreamFacts>(tl::unexpected(reply.error()));
                       if (!facts) {
                           emit factsFailed(facts.error());
                           return;
                       }
                       m_facts = *facts;
                       setLength(facts->length);
                   });
}

bool StreamDocument::act(StreamAct act)
{
    if (!mayAct())
        return false;
    act.key = key();
    act.newestSeen = m_rows.newestSeen();
    m_act = std::move(act);
    setState(State::Saving);
    auto task = doStreamAct(session(), m_act, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<StreamOutcome> &outcome) { finish(outcome); });
    return true;
}

bool StreamDocument::addCopy(const NewStreamEntry &copy, const QByteArray &original)
{
    StreamAct add;
    add.kind = StreamAct::Kind::Add;
    add.entry = copy;
    if (!act(add))
        return false;
    m_original = original;
    return true;
}

void StreamDocument::finish(const Result<StreamOutcome> &outcome)
{
    if (!outcome && !surelyNotApplied(outcome.error().kind)) {
        look();
        return;
    }
    if (!outcome) {
        fail(outcome.error());
        return;
    }
    apply(*outcome);
}

void StreamDocument::verify()
{
    if (state() == State::UnknownOutcome)
        look();
}

void StreamDocument::look()
{
    setState(State::Saving);
    auto task = settleStreamAct(session(), m_act, stopToken());
    QCoro::connect(std::move(task), this, [this](const Result<StreamOutcome> &outcome) {
        if (outcome) {
            apply(*outcome);
            return;
        }
        const Error::Kind kind = outcome.error().kind;
        // There is no such stream to look into, or looking again would tell no more.
        if (kind == Error::Kind::WrongType || kind == Error::Kind::UnknownOutcome)
            fail(outcome.error());
        else
            setState(State::UnknownOutcome);
    });
}

void StreamDocument::fail(const Error &error)
{
    m_original.clear();
    setState(State::Ready);
    emit actFailed(m_act, error);
    if (error.kind == Error::Kind::WrongType)
        emit reloadNeeded();
}

void StreamDocument::apply(const StreamOutcome &outcome)
{
    const StreamAct act = m_act;
    const QByteArray original = std::exchange(m_original, {});
    const bool isDone = outcome.kind == StreamOutcome::Kind::Done;
    switch (act.kind) {
    case StreamAct::Kind::Add:
        if (isDone && m_gone) {
            m_gone = false; // it is there again, without the expiry that it had
            setExpiry({});
            emit goneChanged();
        }
        if (isDone && outcome.newer && qint64(outcome.newer->size()) < streamWindow)
            m_rows.addNewest(*outcome.newer);
        else if (isDone)
            emit reloadNeeded();
        break;
    case StreamAct::Kind::Delete:
        // Also those that were gone already.
        for (const QByteArray &id : act.ids) {
            if (outcome.kind != StreamOutcome::Kind::NotDone)
                m_rows.remove(id);
        }
        break;
    case StreamAct::Kind::Trim:
        if (isDone)
            emit reloadNeeded();
        break;
    case StreamAct::Kind::CreateGroup:
    case StreamAct::Kind::SetGroupId:
    case StreamAct::Kind::DestroyGroup:
    case StreamAct::Kind::DeleteConsumer:
    case StreamAct::Kind::Acknowledge:
    case StreamAct::Kind::Claim:
    case StreamAct::Kind::ClaimIdle:
        if (outcome.groups)
            m_facts.groups = outcome.groups->size();
        break;
    }
    setLength(outcome.length);
    setState(State::Ready);
    emit acted(act, outcome);
    if (isDone)
        emit saved(key());
    if (outcome.kind == StreamOutcome::Kind::Gone || outcome.kind == StreamOutcome::Kind::Nothing)
        emit reloadNeeded();
    if (act.kind == StreamAct::Kind::Add && isDone && !original.isEmpty()) {
        StreamAct remove;
        remove.kind = StreamAct::Kind::Delete;
        remove.ids = {original};
        this->act(remove);
    }
}

} // namespace stashdeck
