// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"

#include <QDialog>

class QDialogButtonBox;
class QHBoxLayout;
class QVBoxLayout;

namespace stashdeck {

class EnvironmentLine;
class PlainLabel;

/// The frame of our dialogs: body, and a footer with secondary buttons left, then Cancel and the primary button in the
/// platform's order. Esc cancels. A destructive primary is never the default button. Shown by open() or show(), never
/// exec(); deletes itself when closed.
class DialogShell : public QDialog {
    Q_OBJECT

public:
    DialogShell(const Theme *theme, const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// Connect its clicked() yourself: it does not close the dialog, so that the work can fail and be corrected.
    Button *setPrimary(const QString &text, Button::Kind kind = Button::Kind::Primary);
    [[nodiscard]] Button *primary() const { return m_primary; }
    [[nodiscard]] Button *cancelButton() const { return m_cancel; }
    Button *addSecondary(const QString &text, Button::Kind kind = Button::Kind::Ghost);
    /// A short plain text at the left of the footer: "1 command".
    void setFooterNote(const QString &text);
    /// A line in the environment's colour along the top edge.
    void setEnvironment(Environment environment);

protected:
    /// Takes the height that wrapped texts need at the dialog's width, unless a size was set.
    void showEvent(QShowEvent *event) override;
    [[nodiscard]] const Theme *theme() const { return m_theme; }

private:
    const Theme *m_theme;
    EnvironmentLine *m_line = nullptr;
    QVBoxLayout *m_column;
    QVBoxLayout *m_body;
    QHBoxLayout *m_left;
    QDialogButtonBox *m_box;
    PlainLabel *m_note = nullptr;
    Button *m_cancel;
    Button *m_primary = nullptr;
};

} // namespace stashdeck
