// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace stashdeck {

/// One row of the palette. Texts are display text already (see models/base/bytetext.h) and are painted as they stand.
struct PaletteItem {
    QString text;
    bool mono = false; ///< keys, commands and hosts
    QString icon; ///< name of an icon of the theme; empty when there is a badge or a tag
    QString typeBadge; ///< "string", "hash", "list", "set", "zset", "stream" or "json"; empty for none
    std::optional<Environment> environment; ///< shows the environment's tag
    QString detail; ///< right side, secondary: "18,204 members"
    QString shortcut; ///< right side, as a key cap: "Ctrl+4"
    QList<int> matched; ///< letters of `text` to stress; the palette finds them by itself when empty
    std::function<void()> activate; ///< Enter or a click
    QString alternateText; ///< what Ctrl+Enter does, for the row's menu; empty when there is no alternative
    std::function<void()> alternate;
};

/// Something that can be searched from the palette. The palette asks on every change of its text, and takes an answer
/// only while the text is still the one it asked for; a source may answer at once or later, on the GUI thread. A
/// source must not block and must not send anything that costs a command by itself.
class PaletteSource {
public:
    /// What the user may narrow the palette to with the first character.
    enum class Kind {
        Actions, ///< '>'
        Keys, ///< ':'
        Databases, ///< '@'
        Help, ///< '?'; shown with this prefix only
    };
    using Callback = std::function<void(QList<PaletteItem>)>;

    virtual ~PaletteSource() = default;
    [[nodiscard]] virtual Kind kind() const = 0;
    [[nodiscard]] virtual QString groupTitle() const = 0;
    /// At most `max` rows for `query` (without its prefix; may be empty), the best first.
    virtual void items(const QString &query, int max, Callback callback) = 0;
};

} // namespace stashdeck
