// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/jsontree.h"
#include "ui/widgets/dialogshell.h"

class QLineEdit;

namespace stashdeck {

class CodeEditor;
class FormRow;
class SegmentedControl;

/// Asks for the name of a member, its value, or both. A value is typed as text, number, true, false, null, or JSON; one
/// that is not changed keeps the way in which it was written.
class JsonPlaceDialog final : public DialogShell {
    Q_OBJECT

public:
    struct Parts {
        bool name = false;
        bool value = false;
    };
    /// `taken` are the names that the object has already. `name` and `value` are tokens as they stand in the text.
    JsonPlaceDialog(const Theme *theme, const QString &title, const QString &action, Parts parts,
                    const QByteArray &name, const QByteArray &value, QStringList taken, QWidget *parent);

signals:
    void staged(const QByteArray &name, const QByteArray &value); ///< tokens; empty where they were not asked for

private:
    void showValue(const QByteArray &value);
    void check();
    [[nodiscard]] QByteArray name() const;
    /// Empty when what was typed is no value of the chosen type.
    [[nodiscard]] QByteArray value() const;

    QByteArray m_oldName;
    QByteArray m_oldValue;
    QString m_shownText; ///< of the old value, when it is edited as text
    QStringList m_taken;
    QLineEdit *m_name = nullptr;
    FormRow *m_nameRow = nullptr;
    SegmentedControl *m_type = nullptr;
    CodeEditor *m_value = nullptr;
    FormRow *m_valueRow = nullptr;
};

} // namespace stashdeck
