// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/mapdocument.h"
#include "ui/widgets/dialogshell.h"

class QLineEdit;

namespace stashdeck {

class CodeEditor;
class FormRow;

/// True for what a sorted set takes as a score: a decimal number, "inf" or "-inf".
[[nodiscard]] bool isScore(const QByteArray &text);

/// Asks for a new field, member or scored member, or for another name of one, and stages it in the document.
class ElementDialog final : public DialogShell {
    Q_OBJECT

public:
    /// For a new element.
    ElementDialog(const Theme *theme, MapDocument *document, QWidget *parent);
    /// For another name of `name`.
    ElementDialog(const Theme *theme, MapDocument *document, const QByteArray &name, QWidget *parent);

signals:
    void staged(const QByteArray &name);

private:
    void build();
    void check();
    void stage();
    [[nodiscard]] QByteArray name() const;
    [[nodiscard]] QByteArray value() const;

    QPointer<MapDocument> m_document;
    QByteArray m_renames; ///< null for a new element
    QLineEdit *m_name;
    FormRow *m_nameRow = nullptr;
    CodeEditor *m_value = nullptr;
    QLineEdit *m_score = nullptr;
    FormRow *m_scoreRow = nullptr;
};

} // namespace stashdeck
