// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/navigation/keytemplates.h"
#include "models/values/keyactions.h"
#include "models/values/newkey.h"
#include "ui/widgets/dialogshell.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
class QStackedLayout;

namespace stashdeck {

class CommandView;
class NewElements;
class PlaceholderFields;
class PlainLabel;
class SegmentedControl;

/// Adds a key of any type with its first value and its expiry, from scratch or from a template. A key that exists is
/// never replaced: the dialog says so and offers to open it. What was typed stays until the key is there.
class AddKeyDialog final : public DialogShell {
    Q_OBJECT

public:
    /// `prefix` starts the name, as when a folder is selected.
    AddKeyDialog(const Theme *theme, KeyActions *actions, const QByteArray &prefix, QWidget *parent);

    /// A text from the clipboard becomes the value; JSON proposes a name as well.
    void takePasted(const QByteArray &text);

signals:
    void openRequested(const QByteArray &key); ///< the new key, or the one that exists already

private:
    void buildFields();
    void layOut();
    void connectFields();
    [[nodiscard]] NewKey newKey() const;
    [[nodiscard]] QByteArray name() const; ///< with its placeholders filled in
    [[nodiscard]] std::optional<Milliseconds> ttl() const;
    void setTtl(std::optional<Milliseconds> ttl);
    void setKind(ValueKind kind);
    void applyTemplate();
    void proposeName();
    void preview();
    [[nodiscard]] QString whatIsMissing(const NewKey &key) const;
    void create();
    void setResult(const QString &text);

    KeyActions *m_actions;
    QByteArray m_prefix;
    QComboBox *m_template;
    SegmentedControl *m_kind;
    QLineEdit *m_name;
    PlaceholderFields *m_placeholders;
    PlainLabel *m_becomes;
    SegmentedControl *m_expiry;
    QSpinBox *m_amount;
    QComboBox *m_unit;
    PlainLabel *m_valueLabel;
    PlainLabel *m_valueHint;
    QStackedLayout *m_values = nullptr;
    QPlainTextEdit *m_value;
    NewElements *m_elements;
    PlainLabel *m_result;
    Button *m_open;
    CommandView *m_commands;
    QString m_proposed; ///< the name that was put in for the person, until another is typed
    bool m_saving = false;
};

} // namespace stashdeck
