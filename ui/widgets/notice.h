// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tone.h"

#include <QKeySequence>
#include <QString>

#include <functional>

namespace stashdeck {

/// A short message about something that happened, with at most one way on.
struct Notice {
    QString text; ///< "Deleted"
    QString monoText; ///< a key or a command behind it, in the mono font; from displayText()
    QString textAfter; ///< "· hash, 7 fields"
    Tone tone = Tone::Neutral;
    QString iconName;
    QString actionText; ///< "Undo"; empty for none
    std::function<void()> action; ///< called at most once
    QKeySequence shortcut; ///< shown as a key cap; ToastHost::triggerShortcut() honours it
};

} // namespace stashdeck
