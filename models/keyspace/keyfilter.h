// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytable.h"

#include <QByteArray>

namespace stashdeck {

/// Which of the loaded keys are shown. Costs no command. A value; safe to use on any thread.
struct KeyFilter {
    enum class Text {
        Any,
        Exact, ///< the key is `text`
        Contains, ///< `text` occurs in the key, byte for byte
        Glob, ///< `text` is a pattern as MATCH takes it
    };
    Text mode = Text::Any;
    QByteArray text;
    quint32 types = 0; ///< bit (1 << KeyType) for each wanted type; 0 for all

    [[nodiscard]] bool passesAll() const { return mode == Text::Any && types == 0; }
    /// The part about the key's name alone.
    [[nodiscard]] bool matchesName(QByteArrayView key) const;
    [[nodiscard]] bool passes(const KeyTable &keys, KeyRow row) const;
};

} // namespace stashdeck
