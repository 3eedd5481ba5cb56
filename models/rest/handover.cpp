// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/handover.h"

namespace stashdeck {

std::shared_ptr<Resumer> Resumer::make()
{
    return {new Resumer, [](Resumer *resumer) {
                // The last coroutine may let go of it while it is resuming that very coroutine.
                if (resumer->m_resuming > 0)
                    resumer->deleteLater();
                else
                    delete resumer;
            }};
}

void Resumer::resumeSoon(std::coroutine_handle<> waiting)
{
    QMetaObject::invokeMethod(
        this,
        [this, waiting] {
            ++m_resuming;
            waiting.resume();
            --m_resuming; // still there: see make()
        },
        Qt::QueuedConnection);
}

} // namespace stashdeck
