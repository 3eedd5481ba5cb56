// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/listdocument.h"
#include "ui/widgets/dialogshell.h"

class QSpinBox;

namespace stashdeck {

class CommandView;
class PlainLabel;
class SegmentedControl;

/// How many elements of a list shall stay, and from which end. Carried out at once; it cannot be undone, and says so.
class TrimDialog final : public DialogShell {
    Q_OBJECT

public:
    TrimDialog(const Theme *theme, ListDocument *document, Environment environment, QWidget *parent);

private:
    void preview();
    [[nodiscard]] qint64 first() const;
    [[nodiscard]] qint64 last() const;

    QPointer<ListDocument> m_document;
    SegmentedControl *m_end;
    QSpinBox *m_count;
    PlainLabel *m_result;
    CommandView *m_commands;
};

} // namespace stashdeck
