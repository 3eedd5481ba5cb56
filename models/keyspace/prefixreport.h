// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/keyspace/keyfacts.h"
#include "models/keyspace/prefixfacts.h"
#include "models/rest/reply.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <stop_token>

namespace stashdeck {

class KeyStore;
class Session;

/// What lies under a prefix: count and types of the loaded keys for free, TTLs and memory by asking the server for all
/// keys or for a random sample. Asks only when measure() is called, with Purpose::Analysis, in pipelines; what it
/// learns is kept in the key facts and not asked for again. GUI thread; counting happens on a worker.
class PrefixReport final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle, ///< no prefix yet
        Counting,
        Counted, ///< facts() is there
        Measuring,
        Stopped, ///< by a person; what was measured stays
        Failed, ///< see error(); what was measured stays
        Measured,
    };
    Q_ENUM(State)
    static constexpr qint64 allKeys = -1;

    /// All must outlive this object.
    PrefixReport(Session *session, const KeyStore *store, KeyFacts *facts, QObject *parent = nullptr);
    ~PrefixReport() override;

    /// Counts what is loaded. Ends whatever ran.
    void setPrefix(const QByteArray &prefix);
    [[nodiscard]] const PrefixFacts &facts() const { return m_facts; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }

    /// Commands that measuring this many keys would send at most: what is known of them is not asked for.
    [[nodiscard]] qint64 price(qint64 keys = allKeys) const;
    /// Measures all keys, or this many drawn at random, from the beginning.
    void measure(qint64 keys = allKeys);
    void stop();
    [[nodiscard]] qint64 done() const { return static_cast<qint64>(m_next); } ///< keys
    [[nodiscard]] qint64 total() const { return static_cast<qint64>(m_drawn.size()); } ///< keys to measure
    [[nodiscard]] qint64 commands() const { return m_commands; } ///< sent by this measurement

    // What the measurement tells about all keys under the prefix; grows sharper while it runs.
    [[nodiscard]] qint64 measuredKeys() const { return m_mix.known(); }
    [[nodiscard]] qint64 vanishedKeys() const { return m_vanished; } ///< loaded, but no longer in the database
    [[nodiscard]] const ExpiryMix &expiries() const { return m_mix; } ///< of the measured keys
    /// Estimates for one part of the mix: `count(m_mix.never)` are the keys without a TTL.
    [[nodiscard]] Estimate count(qint64 ofMeasured) const;
    [[nodiscard]] Estimate memory() const; ///< bytes
    /// False when the server, or this token, does not tell sizes.
    [[nodiscard]] bool knowsMemory() const { return m_memory; }
    [[nodiscard]] const QByteArray &largestKey() const { return m_largestKey; } ///< of the measured
    [[nodiscard]] qint64 largestBytes() const { return static_cast<qint64>(m_sizes.largest); }

signals:
    void stateChanged(stashdeck::PrefixReport::State state);
    void progressed();
    void vanished(const stashdeck::KeyRows &rows);

private:
    struct Question {
        KeyRow row = 0;
        qsizetype ttlAt = -1; ///< in the pipeline; -1: known already
        qsizetype sizeAt = -1;
    };
    void setState(State state);
    void onWorker(std::function<std::pair<PrefixFacts, KeyRows>(const std::stop_token &)> work,
                  std::function<void(std::pair<PrefixFacts, KeyRows>)> take);
    void next();
    void take(const std::vector<Question> &questions, WallTime sentAt, const Result<Replies> &replies);
    void note(KeyRow row);
    [[nodiscard]] qint64 population() const;

    QPointer<Session> m_session;
    const KeyStore *m_store;
    KeyFacts *m_known;
    PrefixFacts m_facts;
    KeyRows m_drawn;
    size_t m_next = 0;
    ExpiryMix m_mix;
    SampleSum m_sizes;
    QByteArray m_largestKey;
    qint64 m_vanished = 0;
    qint64 m_commands = 0;
    bool m_memory = true;
    State m_state = State::Idle;
    Error m_error;
    std::stop_source m_stop;
};

} // namespace stashdeck
