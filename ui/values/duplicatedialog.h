// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "ui/widgets/dialogshell.h"

class QLineEdit;

namespace stashdeck {

class CommandView;
class PlainLabel;

/// Copies a key, with its expiry, to a name that is free. Another key is never overwritten: that is told in place.
class DuplicateDialog final : public DialogShell {
    Q_OBJECT

public:
    DuplicateDialog(const Theme *theme, KeyActions *actions, QByteArray key, QByteArray typeName, QWidget *parent);

signals:
    void openRequested(const QByteArray &key); ///< the copy, or the key that is in the way

private:
    void preview();
    void save();
    void setResult(const QString &text);

    KeyActions *m_actions;
    QByteArray m_key;
    QByteArray m_typeName;
    QLineEdit *m_name;
    PlainLabel *m_result;
    Button *m_open;
    CommandView *m_commands;
    bool m_saving = false;
};

} // namespace stashdeck
