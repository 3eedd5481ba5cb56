// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bulk/bulkpanel.h"

class QLineEdit;

namespace stashdeck {

class PlainLabel;
class SegmentedControl;

/// The rule that makes new names of old ones.
class RenamePanel final : public BulkPanel {
    Q_OBJECT

public:
    /// `prefix` is what the keys have in common.
    RenamePanel(const Theme *theme, const QByteArray &prefix, QWidget *parent = nullptr);

    void writeTo(BulkPlan &plan) const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] bool namesKeys() const override { return true; }

private:
    [[nodiscard]] RenameRule rule() const;
    void update();

    SegmentedControl *m_kind;
    QLineEdit *m_from;
    QLineEdit *m_to;
    PlainLabel *m_hint;
};

} // namespace stashdeck
