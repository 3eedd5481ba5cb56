// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace stashdeck {

/// Where files of keys are read, written and compressed, so that the window never waits for them. One thread a kind;
/// both end with the application. What is asked for is done in order.
enum class TransferThread { Writing, Reading };
[[nodiscard]] QThreadPool *transferWorker(TransferThread thread);

/// Runs `work()` there.
template <typename Work>
[[nodiscard]] auto onTransferWorker(TransferThread thread, Work work) -> QFuture<std::invoke_result_t<Work>>
{
    using Value = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    transferWorker(thread)->start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace stashdeck
