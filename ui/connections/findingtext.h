// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/connectiondoctor.h"

namespace stashdeck {

/// What a person can do about a finding, as a link at the end of its line.
enum class FindingAction {
    None,
    Swap, ///< exchange address and token
    OpenOther, ///< open the saved database it names
    UseStandardToken, ///< replace the read-only token
    SendAnyway,
};

/// A finding in words. All texts are for plain-text sinks.
struct FindingText {
    QString title;
    QString detail;
    QString actionText;
    FindingAction action = FindingAction::None;
    QString iconName;
};
[[nodiscard]] FindingText findingText(const DoctorFinding &finding);

/// Over the lines: "Test passed after one fix", "The token was refused".
[[nodiscard]] QString doctorTitle(const DoctorReport &report, bool running);
/// "4 commands · 1.2 s"; empty before anything was sent.
[[nodiscard]] QString doctorCost(const DoctorReport &report);

} // namespace stashdeck
