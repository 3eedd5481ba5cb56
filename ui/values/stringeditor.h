// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/stringdocument.h"
#include "ui/values/valueeditor.h"

namespace stashdeck {

class Button;
class BytesEditor;
class IconButton;

/// The string of a key in a BytesEditor, with what only strings have: large values that come by pages, and − and + for
/// whole numbers.
class StringEditor final : public ValueEditor {
    Q_OBJECT

public:
    StringEditor(const Theme *theme, StringDocument *document, Environment environment, QWidget *parent = nullptr);
    ~StringEditor() override;

    void flush() override;
    /// Why what is shown cannot be saved in its format; the words for it, else empty.
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] bool isProblemOptional() const override { return true; }
    [[nodiscard]] BytesEditor *bytesEditor() const { return m_editor; }
    void setMayWrite(bool may) override;
    void openFind() override;
    void openReview() override;
    [[nodiscard]] QString editedText() const override;
    void step(qint64 by); ///< a whole number: − and +
    void focusEditor() override;

private:
    void buildTools(const Theme *theme);
    void showDocument();
    void showNotice();
    void updateControls();

    const Theme *m_theme;
    StringDocument *m_document;
    Environment m_environment;
    BytesEditor *m_editor;
    Button *m_loadAll;
    Button *m_stop;
    IconButton *m_minus;
    IconButton *m_plus;
    bool m_mayWrite = true;
};

} // namespace stashdeck
