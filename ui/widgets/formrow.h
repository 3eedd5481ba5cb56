// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

#include <QWidget>

namespace stashdeck {

class IconLabel;
class PlainLabel;

/// A label over its field and, when there is something to say, one line under it.
class FormRow final : public QWidget {
    Q_OBJECT

public:
    /// Takes the field; the label is its buddy and, unless it has one, its accessible name.
    FormRow(const Theme *theme, const QString &label, QWidget *field, QWidget *parent = nullptr);

    /// Empty text hides it. Danger also marks the field as invalid.
    void setHint(const QString &text, Tone tone = Tone::Neutral);
    /// A short note at the end of the label's line: "Kept in the system keychain".
    void setNote(const QString &text);
    [[nodiscard]] QWidget *field() const { return m_field; }

private:
    const Theme *m_theme;
    QWidget *m_field;
    QWidget *m_hint;
    IconLabel *m_hintIcon;
    PlainLabel *m_hintText;
    PlainLabel *m_note;
};

} // namespace stashdeck
