// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bulk/bulkpanel.h"

class QCheckBox;
class QSpinBox;

namespace stashdeck {

class PlainLabel;

/// Copies or not, in the background or not, and how many keys a command.
class DeletePanel final : public BulkPanel {
    Q_OBJECT

public:
    DeletePanel(const Theme *theme, QWidget *parent = nullptr);

    void writeTo(BulkPlan &plan) const override;
    /// The server makes no copies, or they would be too large: then they cannot be asked for.
    void setCopiesPossible(bool possible, const QString &whyNot);

private:
    void update();

    QCheckBox *m_copies;
    QCheckBox *m_background;
    PlainLabel *m_perCommandLabel;
    QSpinBox *m_perCommand;
};

} // namespace stashdeck
