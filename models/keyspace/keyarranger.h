// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyarrangement.h"

#include <QObject>

#include <functional>

namespace stashdeck {

/// Runs arrange() one at a time: at once when few keys are loaded, else on a worker. A request that comes while one
/// runs replaces the one that waits.
class KeyArranger final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~KeyArranger() override;

    /// `make` is called when it is its turn, so that it sees the newest state.
    void request(std::function<ArrangementRequest()> make);
    /// All rows of the last arrangement in byte order, removed ones too; null before the first.
    [[nodiscard]] const std::shared_ptr<const KeyRows> &sorted() const { return m_sorted; }
    [[nodiscard]] bool isBusy() const { return m_running; }
    /// How long the last one took, start to hand-over.
    [[nodiscard]] std::chrono::milliseconds lastDuration() const { return m_lastDuration; }

signals:
    /// `result` is for the receiver to take; connect directly.
    void arranged(stashdeck::Arrangement &result);

private:
    void run();
    void finish(Arrangement &result, std::chrono::steady_clock::time_point since);

    std::function<ArrangementRequest()> m_next;
    std::shared_ptr<const KeyRows> m_sorted;
    std::stop_source m_stop;
    std::chrono::milliseconds m_lastDuration{0};
    bool m_running = false;
    bool m_sorting = false;
};

} // namespace stashdeck
