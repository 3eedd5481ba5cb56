// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/keyspace/keyfacts.h"
#include "models/rest/reply.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <stop_token>

namespace stashdeck {

class KeyStore;
class Session;

/// Learns TTL and size of the keys that are on screen, and of no others: one pipeline after scrolling has paused, each
/// key once. Expiry is counted down here with no further command; a key whose time is over is told as vanished.
class RowDetails final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds pause{120};

    /// All must outlive this object.
    RowDetails(Session *session, const KeyStore *store, KeyFacts *facts, QObject *parent = nullptr);
    ~RowDetails() override;

    /// The keys on screen, in any order.
    void setVisibleRows(const KeyRows &rows);
    /// False while nobody can see the rows: then nothing is asked and nothing ticks.
    void setActive(bool active);
    /// Forgets what is known of these and asks again if they are on screen.
    void refresh(const KeyRows &rows);

signals:
    void changed(const stashdeck::KeyRows &rows);
    void vanished(const stashdeck::KeyRows &rows);
    /// Once a second while a visible key counts down.
    void ticked();

private:
    /// One key in a pipeline: its TTL is at `ttlAt`, its size, when that was asked for, in the answer after it.
    struct Question {
        KeyRow row;
        size_t ttlAt;
        enum class Size { None, Memory, Length } size;
    };
    void ask();
    void take(const std::vector<Question> &questions, WallTime sentAt, const Result<Replies> &replies);
    void learnAboutMemory(const Error &error);
    void tick();

    QPointer<Session> m_session;
    const KeyStore *m_store;
    KeyFacts *m_facts;
    KeyRows m_visible;
    QSet<KeyRow> m_asked; // in flight, or answered once: a size that never comes is not asked for again
    std::stop_source m_stop;
    QTimer m_pause;
    QTimer m_second;
    bool m_active = true;
};

} // namespace stashdeck
