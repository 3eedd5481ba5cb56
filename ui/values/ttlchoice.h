// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyoperations.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QSpinBox;

namespace stashdeck {

class SegmentedControl;

/// Asks when something shall expire: in a while, at a moment, or never. Emits changed() with every key.
class TtlChoice final : public QWidget {
    Q_OBJECT

public:
    /// `now` is where the moment starts from.
    TtlChoice(const Theme *theme, WallTime now, QWidget *parent);

    /// Without `onlyIfLonger`: that is another question.
    [[nodiscard]] TtlChange change() const;
    void focusAmount();

signals:
    void changed();

private:
    [[nodiscard]] QWidget *buildChoices(WallTime now);
    [[nodiscard]] QWidget *buildPresets();
    void showFields();

    const Theme *m_theme;
    SegmentedControl *m_mode = nullptr;
    QSpinBox *m_amount = nullptr;
    QComboBox *m_unit = nullptr;
    QDateTimeEdit *m_when = nullptr;
    QWidget *m_presets = nullptr;
};

} // namespace stashdeck
