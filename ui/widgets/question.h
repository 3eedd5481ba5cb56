// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/tone.h"

#include <QList>

#include <functional>
#include <optional>

class QDialog;

namespace stashdeck {

/// One line under a question: "A copy of 1.6 MB is saved first".
struct QuestionFact {
    Tone tone = Tone::Neutral;
    QString text;
};

/// What is asked before something that cannot simply be taken back. All of it is shown as plain text; names from a
/// database come through displayText().
struct Question {
    QString title; ///< of the window: "Delete from production"
    QString heading; ///< "Delete 1,204 keys from prod-eu-main?"
    QString text; ///< one or two sentences; may be empty
    QString monoText; ///< a key or pattern or command on its own line; may be empty
    QList<QuestionFact> facts;
    QString actionText; ///< a verb: "Delete 1,204 keys"
    QString actionIcon;
    Button::Kind actionKind = Button::Kind::Primary;
    QString cancelText; ///< "Cancel" when empty
    QString secondaryText; ///< a third way on, at the left; none when empty
    std::optional<Environment> environment; ///< its tag and line
    QString typeToConfirm; ///< this must be typed, case and all, before the action is enabled
    QString typeToConfirmLabel; ///< "Type the database name to confirm"
};

enum class Answer { Cancelled, Accepted, Secondary };

/// Asks in a window-modal dialog and returns at once. `answered` is called exactly once when the dialog closes; it is
/// not called when `parent` is destroyed first. Cancel is the default for destructive kinds.
/// Tests find the dialog by its object name "questionDialog" and its parts by "questionAccept", "questionCancel",
/// "questionSecondary", "questionConfirmField", and answer by clicking.
QDialog *ask(const Theme *theme, QWidget *parent, const Question &question, std::function<void(Answer)> answered);

} // namespace stashdeck
