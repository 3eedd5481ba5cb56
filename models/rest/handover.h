// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <coroutine>
#include <memory>
#include <optional>
#include <utility>

namespace stashdeck {

/// Resumes coroutines from its thread's event loop, never from inside a signal of Qt's: there, destroying anything of
/// the sender's would be a use after free. Kept alive by whatever still waits.
class Resumer final : public QObject {
    Q_OBJECT

public:
    [[nodiscard]] static std::shared_ptr<Resumer> make();
    void resumeSoon(std::coroutine_handle<> waiting);

private:
    Resumer() = default;
    int m_resuming = 0;
};

/// One value on its way to one coroutine. The first `give` counts. A coroutine awaits it at most once. One thread.
template <typename T> class Handover {
    struct State {
        std::shared_ptr<Resumer> resumer;
        std::optional<T> value;
        std::coroutine_handle<> waiting;
    };

public:
    explicit Handover(std::shared_ptr<Resumer> resumer)
        : m_state(std::make_shared<State>())
    {
        m_state->resumer = std::move(resumer);
    }

    void give(T value) const
    {
        if (m_state->value)
            return;
        m_state->value.emplace(std::move(value));
        if (m_state->waiting)
            m_state->resumer->resumeSoon(std::exchange(m_state->waiting, {}));
    }
    [[nodiscard]] bool isGiven() const { return m_state->value.has_value(); }

    [[nodiscard]] bool await_ready() const noexcept { return m_state->value.has_value(); }
    void await_suspend(std::coroutine_handle<> waiting) const noexcept { m_state->waiting = waiting; }
    T await_resume() const { return std::move(*m_state->value); }

private:
    std::shared_ptr<State> m_state;
};

} // namespace stashdeck
