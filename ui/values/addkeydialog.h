// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "ui/widgets/dialogshell.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace stashdeck {

class CommandView;
class PlainLabel;
class SegmentedControl;

/// Adds a string key. A key that exists is never replaced: the dialog says so and offers to open it.
class AddKeyDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `prefix` starts the name, as when a folder is selected.
    AddKeyDialog(const Theme *theme, KeyActions *actions, const QByteArray &prefix, QWidget *parent);

signals:
    void openRequested(const QByteArray &key); ///< the new key, or the one that exists already

private:
    [[nodiscard]] std::optional<Milliseconds> ttl() const;
    void preview();
    void create();
    void setResult(const QString &text);

    KeyActions *m_actions;
    QLineEdit *m_name;
    SegmentedControl *m_expiry;
    QSpinBox *m_amount;
    QComboBox *m_unit;
    QPlainTextEdit *m_value;
    PlainLabel *m_result;
    Button *m_open;
    CommandView *m_commands;
    bool m_saving = false;
};

} // namespace stashdeck
