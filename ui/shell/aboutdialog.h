// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialogshell.h"

namespace stashdeck {

/// Name, version, licence, and what a report about a fault needs: Qt, TLS and the system.
class AboutDialog final : public DialogShell {
    Q_OBJECT

public:
    AboutDialog(const Theme *theme, QWidget *parent);

    /// The facts as lines of text, for copying into a report. Holds nothing personal.
    [[nodiscard]] static QString factsText();
};

} // namespace stashdeck
