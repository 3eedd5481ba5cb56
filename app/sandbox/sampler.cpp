// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sampler.h"

#include "app/sandbox/serverinfo.h"

namespace stashdeck::sandbox {

Sampler::Sampler(const RedisPool &pool, Meter &meter, std::chrono::seconds pace)
    : m_pool(pool)
    , m_meter(meter)
    , m_pace(pace)
    , m_thread([this] { work(); })
{
}

Sampler::~Sampler()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Sampler::work()
{
    std::string error;
    const std::unique_ptr<RedisConnection> connection = m_pool.open(error);
    std::unique_lock lock(m_mutex);
    while (connection && !m_stopping) {
        lock.unlock();
        const ReplyPtr size = connection->call({"DBSIZE"});
        const ReplyPtr info = connection->call({"INFO"});
        if (info->type == REDIS_REPLY_STRING)
            m_meter.sample(size->integer, infoNumber(text(*info), "used_memory_dataset"),
                           infoNumber(text(*info), "keyspace_hits"), infoNumber(text(*info), "keyspace_misses"));
        lock.lock();
        m_wake.wait_for(lock, m_pace, [this] { return m_stopping; });
    }
}

} // namespace stashdeck::sandbox
