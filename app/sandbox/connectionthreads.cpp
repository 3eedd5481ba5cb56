// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/connectionthreads.h"

namespace stashdeck::sandbox {

void ConnectionThreads::enqueue(std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    m_tasks.push(std::move(task));
    if (m_tasks.size() > m_idle && m_threads.size() < MaxThreads)
        m_threads.emplace_back([this] { work(); });
    else
        m_wake.notify_one();
}

void ConnectionThreads::shutdown()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void ConnectionThreads::work()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (m_tasks.empty()) {
            if (m_stopping)
                return;
            ++m_idle;
            m_wake.wait(lock, [this] { return !m_tasks.empty() || m_stopping; });
            --m_idle;
            continue;
        }
        const std::function<void()> task = std::move(m_tasks.front());
        m_tasks.pop();
        lock.unlock();
        task();
        lock.lock();
    }
}

} // namespace stashdeck::sandbox
