// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyarranger.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace stashdeck {

namespace {
/// Keys that are arranged without a worker: some four milliseconds.
constexpr KeyRow arrangeNow = 8000;
} // namespace

KeyArranger::~KeyArranger()
{
    m_stop.request_stop();
}

void KeyArranger::request(std::function<ArrangementRequest()> make)
{
    m_next = std::move(make);
    if (!m_running)
        run();
    else if (!m_sorting)
        m_stop.request_stop(); // only a filter would be lost
}

void KeyArranger::run()
{
    const auto make = std::exchange(m_next, nullptr);
    auto request = std::make_shared<ArrangementRequest>(make());
    const auto since = std::chrono::steady_clock::now();
    if (m_sorted && m_sorted->size() <= request->keys.rows())
        request->sorted = m_sorted;
    if (request->keys.rows() <= arrangeNow) {
        m_running = true;
        Arrangement result = arrange(*request);
        finish(result, since);
        return;
    }
    using Result = std::shared_ptr<Arrangement>;
    m_running = true;
    // A sweep must not be lost, nor the work of a long sort.
    m_sorting = request->sweep || !request->sorted || request->sorted->size() < request->keys.rows();
    m_stop = std::stop_source();
    auto *watcher = new QFutureWatcher<Result>(this);
    connect(watcher, &QFutureWatcher<Result>::finished, this, [this, watcher, since] {
        watcher->deleteLater();
        const Result result = watcher->result();
        finish(*result, since);
    });
    watcher->setFuture(QtConcurrent::run(
        [request, stop = m_stop.get_token()] { return std::make_shared<Arrangement>(arrange(*request, stop)); }));
}

void KeyArranger::finish(Arrangement &result, std::chrono::steady_clock::time_point since)
{
    m_running = false;
    m_sorting = false;
    m_lastDuration = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - since);
    if (result.complete) {
        m_sorted = result.sorted;
        emit arranged(result);
    }
    if (m_next && !m_running)
        run();
}

} // namespace stashdeck
