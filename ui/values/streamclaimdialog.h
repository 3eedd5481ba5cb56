// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamdocument.h"
#include "ui/widgets/dialogshell.h"

class QComboBox;
class QSpinBox;

namespace stashdeck {

class CommandView;
class PlainLabel;

/// Asks who gets pending entries, and how long nobody may have been given them, and claims them.
class StreamClaimDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `act` is a Claim of chosen entries or a ClaimIdle, without consumer and idle time.
    StreamClaimDialog(const Theme *theme, Environment environment, StreamDocument *document, const StreamAct &act,
                      const QList<StreamConsumer> &consumers, QWidget *parent);

private:
    [[nodiscard]] StreamAct act() const;
    void check();

    QPointer<StreamDocument> m_document;
    StreamAct m_act;
    QComboBox *m_consumer;
    QSpinBox *m_idle;
    CommandView *m_commands;
    PlainLabel *m_result;
};

} // namespace stashdeck
