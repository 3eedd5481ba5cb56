// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamdocument.h"
#include "ui/widgets/dialogshell.h"

class QLineEdit;

namespace stashdeck {

class CommandView;
class FormRow;
class PlainLabel;
class SegmentedControl;

/// Asks for a new consumer group, or for another place of one, and does it. Stays open until it is done.
class StreamGroupDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `group` is the one to move; nullptr for a new one.
    StreamGroupDialog(const Theme *theme, Environment environment, StreamDocument *document, const StreamGroup *group,
                      QWidget *parent);

private:
    [[nodiscard]] StreamAct act() const;
    void check();
    void fail(const QString &text);

    QPointer<StreamDocument> m_document;
    std::optional<StreamGroup> m_group;
    QLineEdit *m_name = nullptr;
    FormRow *m_nameRow = nullptr;
    SegmentedControl *m_from;
    QLineEdit *m_id;
    FormRow *m_idRow;
    CommandView *m_commands;
    PlainLabel *m_result;
};

} // namespace stashdeck
