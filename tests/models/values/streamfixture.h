// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keydocument.h"
#include "models/values/streamdocument.h"
#include "tests/models/values/databasefixture.h"
#include "tests/support/waiting.h"

#include <optional>

namespace stashdeck {

/// A database with streams, and the acts that tests of streams do.
class StreamFixture {
protected:
    using Act = StreamAct::Kind;
    using Did = StreamOutcome::Kind;

    DatabaseFixture m_database;
    std::unique_ptr<Session> m_session;

    std::unique_ptr<KeyDocument> opened(const QByteArray &key = "s", Session *session = nullptr,
                                        ValueKind known = ValueKind::None)
    {
        auto document = std::make_unique<KeyDocument>(session ? session : m_session.get(), key);
        document->load(known);
        (void)waitUntil([&] { return document->state() != KeyDocument::State::Loading; });
        return document;
    }
    static StreamDocument *streamOf(KeyDocument &document) { return qobject_cast<StreamDocument *>(document.value()); }

    /// `count` entries 1-0, 2-0, …
    void fill(int count, const QByteArray &key = "s")
    {
        (void)m_database.redis({"EVAL",
                                "for i=1,tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], i .. '-0', 'n', i) end", "1",
                                key, QByteArray::number(count)});
    }
    qlonglong length(const QByteArray &key = "s") { return m_database.redis({"XLEN", key}).toLongLong(); }
    QByteArrayList ids(const QByteArray &key = "s")
    {
        QByteArrayList ids;
        const QVariantList entries = m_database.redis({"XRANGE", key, "-", "+"}).toList();
        for (const QVariant &entry : entries)
            ids.append(entry.toList().first().toByteArray());
        return ids;
    }
    static QByteArrayList shown(const StreamRows *rows)
    {
        QByteArrayList ids;
        for (int row = 0; row < rows->count(); ++row)
            ids.append(rows->at(row)->name);
        return ids;
    }
    /// Does it and waits for the end.
    static std::optional<StreamOutcome> perform(StreamDocument *stream, const StreamAct &act,
                                                std::optional<Error> *error = nullptr)
    {
        std::optional<StreamOutcome> outcome;
        bool ended = false;
        QObject context;
        QObject::connect(stream, &StreamDocument::acted, &context, [&](const StreamAct &, const StreamOutcome &o) {
            outcome = o;
            ended = true;
        });
        QObject::connect(stream, &StreamDocument::actFailed, &context, [&](const StreamAct &, const Error &e) {
            if (error)
                *error = e;
            ended = true;
        });
        if (!stream->act(act))
            return {};
        const QPointer<StreamDocument> alive(stream); // read again as another type it is gone
        (void)waitUntil([&] { return ended || !alive || alive->state() == ValueDocument::State::UnknownOutcome; });
        return outcome;
    }
    static StreamAct addAct(const QList<QByteArray> &fields, std::optional<StreamId> id = {})
    {
        StreamAct act;
        act.kind = Act::Add;
        act.entry.fields = fields;
        act.entry.id = id;
        return act;
    }
    static StreamAct groupAct(Act kind, const QByteArray &group, const QByteArray &id = {})
    {
        StreamAct act;
        act.kind = kind;
        act.group = group;
        act.id = id;
        return act;
    }

    [[nodiscard]] bool start() { return m_database.start(); }
    void renew() { m_session = m_database.session(); }
    void clear()
    {
        m_session.reset();
        m_database.flush();
    }
};

} // namespace stashdeck
