// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace stashdeck {

/// Runs a real event loop until `holds()` or the time is up; says whether it holds. QTest's own waiting looks every 50
/// ms and sleeps between events, which a sweep of hundreds of cases over the network pays for many times over.
template <typename Holds> bool waitUntil(Holds holds, std::chrono::milliseconds patience = std::chrono::seconds{20})
{
    if (holds())
        return true;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (holds())
            loop.quit();
    });
    look.start(std::chrono::milliseconds{1});
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    return holds();
}

} // namespace stashdeck
