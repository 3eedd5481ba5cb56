// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkplan.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

/// The part of the preparing dialog that belongs to one act: what to do with the keys.
class BulkPanel : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Puts the choices into the plan, its act included.
    virtual void writeTo(BulkPlan &plan) const = 0;
    /// Why the run cannot be prepared yet; empty when it can.
    [[nodiscard]] virtual QString problem() const { return {}; }
    /// True when a change of the choices makes the preview untrue (new names, another database).
    [[nodiscard]] virtual bool namesKeys() const { return false; }

signals:
    void changed();
};

} // namespace stashdeck
