// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/stringspecials.h"
#include "ui/values/valueeditor.h"

namespace stashdeck {

class BitPanel;
class Button;
class BytesEditor;
class CounterTools;
class PlainLabel;
class UniquePanel;

/// The string of a key in a BytesEditor, with what only strings have: large values that come by pages, − and + of
/// counters, the bits of a bitmap, and the count of a HyperLogLog.
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
    void focusEditor() override;

private:
    void buildTools(const Theme *theme);
    void showDocument();
    void showNotice();
    void connectSpecials();
    void showMessage(const QString &text);
    void updateControls();

    const Theme *m_theme;
    StringDocument *m_document;
    Environment m_environment;
    BytesEditor *m_editor;
    Button *m_loadAll;
    Button *m_stop;
    Button *m_bitsButton;
    CounterTools *m_counter;
    UniquePanel *m_unique;
    BitPanel *m_bits;
    PlainLabel *m_message;
    StringSpecials m_specials;
    QList<qint64> m_steps; ///< done here and not taken back
    bool m_isTakingBack = false;
    bool m_mayWrite = true;
};

} // namespace stashdeck
