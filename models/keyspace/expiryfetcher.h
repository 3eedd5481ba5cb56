// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/keyspace/keyfacts.h"
#include "models/rest/reply.h"

#include <QObject>
#include <QPointer>

#include <stop_token>

namespace stashdeck {

class KeyStore;
class Session;

/// Learns the TTLs of all loaded keys, for the TTL filter: one command a key, a thousand keys a request. Only ever
/// started by a person who was told the price.
class ExpiryFetcher final : public QObject {
    Q_OBJECT

public:
    ExpiryFetcher(Session *session, const KeyStore *store, KeyFacts *facts, QObject *parent = nullptr);
    ~ExpiryFetcher() override;

    void start();
    /// What was learned stays.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] qint64 done() const { return m_done; }
    [[nodiscard]] qint64 total() const { return m_total; }
    /// Commands that start() would send: the loaded keys whose TTL is not known.
    [[nodiscard]] qint64 price() const;

signals:
    void progressed();
    /// Over, stopped, or ended by `error` (kind Cancelled when there was none).
    void finished(const stashdeck::Error &error);

private:
    void next();
    void take(const KeyRows &rows, WallTime sentAt, const Result<Replies> &replies);
    void finish(const Error &error);

    QPointer<Session> m_session;
    const KeyStore *m_store;
    KeyFacts *m_facts;
    std::stop_source m_stop;
    KeyRow m_next = 0;
    qint64 m_done = 0;
    qint64 m_total = 0;
    bool m_running = false;
};

} // namespace stashdeck
