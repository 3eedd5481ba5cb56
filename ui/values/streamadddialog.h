// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamdocument.h"
#include "ui/widgets/dialogshell.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace stashdeck {

class CommandView;
class FormRow;

/// Asks for a new entry of a stream and adds it. Stays open, with all that was typed, until it surely is there.
class StreamAddDialog final : public DialogShell {
    Q_OBJECT

public:
    /// With an `original` its fields are there already, and it may be deleted when the copy is added.
    StreamAddDialog(const Theme *theme, Environment environment, StreamDocument *document,
                    const std::optional<CollectionRow> &original, QWidget *parent);

private:
    /// One field and its value. Large values are kept as they are.
    struct Line {
        QWidget *widget;
        QLineEdit *field;
        QLineEdit *value;
        std::optional<QByteArray> kept;
    };
    void addLine(const QByteArray &field, const QByteArray &value);
    void removeLine(QWidget *widget);
    [[nodiscard]] NewStreamEntry entry() const;
    void check();
    void add();
    void takeOutcome(const StreamAct &act, const StreamOutcome &outcome);
    void fail(const QString &text);

    QPointer<StreamDocument> m_document;
    QByteArray m_original; ///< its ID; null for a new entry
    QList<Line> m_lines;
    QVBoxLayout *m_lineColumn;
    QLineEdit *m_id;
    FormRow *m_idRow;
    QCheckBox *m_create;
    QCheckBox *m_removeOriginal = nullptr;
    QComboBox *m_trim;
    QLineEdit *m_limit;
    QCheckBox *m_exact;
    FormRow *m_trimRow;
    CommandView *m_commands;
    PlainLabel *m_result;
};

} // namespace stashdeck
