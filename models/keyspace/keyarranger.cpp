// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyarranger.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace stashdeck {

namespace {
/// Keys that are arranged without a worker: some four milliseconds.
constexpr KeyRow arrangeNow = 8000;
/// From here on the first screen may be worth a hand-over of its own.
constexpr KeyRow veryMany = 100'000;
/// The whole mostly takes less; then rows are not shown twice.
constexpr std::chrono::milliseconds patience{25};
constexpr std::chrono::milliseconds lookAgain{4};
} // namespace

KeyArranger::KeyArranger(QObject *parent)
    : QObject(parent)
{
    m_firstSoon.setSingleShot(true);
    m_firstSoon.setTimerType(Qt::PreciseTimer);
    connect(&m_firstSoon, &QTimer::timeout, this, &KeyArranger::handOverFirst);
}

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
    m_early.reset();
    if (request->keys.rows() >= veryMany && !m_sorting) {
        m_early = std::make_shared<Early>();
        m_firstSoon.start(patience);
    }
    watcher->setFuture(QtConcurrent::run([request, early = m_early, stop = m_stop.get_token()] {
        if (early) {
            std::optional<Arrangement> first = arrangeFirst(*request, stop);
            const std::lock_guard lock(early->mutex);
            early->first = std::move(first);
        }
        return std::make_shared<Arrangement>(arrange(*request, stop));
    }));
}

void KeyArranger::handOverFirst()
{
    if (!m_early || m_next)
        return;
    std::optional<Arrangement> first;
    {
        const std::lock_guard lock(m_early->mutex);
        first = std::exchange(m_early->first, std::nullopt);
    }
    if (!first) {
        m_firstSoon.start(lookAgain); // the worker has not come to it, or there is none
    } else {
        m_early.reset();
        if (first->complete)
            emit arranged(*first);
    }
}

void KeyArranger::finish(Arrangement &result, std::chrono::steady_clock::time_point since)
{
    m_running = false;
    m_sorting = false;
    m_early.reset();
    m_firstSoon.stop();
    m_lastDuration = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - since);
    if (result.complete) {
        m_sorted = result.sorted;
        emit arranged(result);
    }
    if (m_next && !m_running)
        run();
}

} // namespace stashdeck
