// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "ui/widgets/dialogshell.h"

class QLineEdit;

namespace stashdeck {

class CommandView;
class PlainLabel;

/// Gives a key another name. Another key is never overwritten: that is told in place.
class RenameDialog final : public DialogShell {
    Q_OBJECT

public:
    RenameDialog(const Theme *theme, KeyActions *actions, QByteArray key, QWidget *parent);

signals:
    void openRequested(const QByteArray &key); ///< the key that is in the way

private:
    void preview();
    void save();
    void setResult(const QString &text);

    KeyActions *m_actions;
    QByteArray m_key;
    QLineEdit *m_name;
    PlainLabel *m_result;
    Button *m_open;
    CommandView *m_commands;
    bool m_saving = false;
};

} // namespace stashdeck
