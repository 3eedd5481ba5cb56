// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/transferworker.h"

#include <QCoreApplication>

namespace stashdeck {

namespace {

template <TransferThread> QThreadPool *pool()
{
    static QThreadPool threads;
    static const bool once = [] {
        threads.setMaxThreadCount(1);
        qAddPostRoutine([] { threads.waitForDone(); });
        return true;
    }();
    Q_UNUSED(once)
    return &threads;
}

} // namespace

QThreadPool *transferWorker(TransferThread thread)
{
    return thread == TransferThread::Writing ? pool<TransferThread::Writing>() : pool<TransferThread::Reading>();
}

} // namespace stashdeck
