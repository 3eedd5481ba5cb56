// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "models/values/keydocument.h"
#include "ui/widgets/dialogshell.h"

class QCheckBox;

namespace stashdeck {

class CommandView;
class PlainLabel;
class TtlChoice;

/// Sets when a key expires: in a while, at a moment, or never. Says what will be before it is done, and what came of
/// it in place.
class TtlPopup final : public DialogShell {
    Q_OBJECT

public:
    TtlPopup(const Theme *theme, KeyActions *actions, KeyDocument *document, QWidget *parent);

private:
    [[nodiscard]] TtlChange change() const;
    void preview();
    void save();
    void setResult(const QString &text);

    KeyActions *m_actions;
    QPointer<KeyDocument> m_document;
    TtlChoice *m_choice;
    PlainLabel *m_outcome;
    QCheckBox *m_onlyLonger;
    PlainLabel *m_result;
    CommandView *m_commands;
    bool m_saving = false;
};

} // namespace stashdeck
