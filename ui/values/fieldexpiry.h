// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyactions.h"
#include "models/values/mapmodel.h"
#include "ui/theme/theme.h"

#include <QTimer>

namespace stashdeck {

class ElementTable;

/// The column of a hash's table that says when its fields expire: asks for those on screen, counts down without asking,
/// and opens the popup that changes it. Belongs to the table.
class FieldExpiry final : public QObject {
    Q_OBJECT

public:
    /// All outlive it; `model` is what the table shows, through a proxy or not.
    FieldExpiry(const Theme *theme, KeyActions *actions, MapModel *model, ElementTable *table);

    void setMayWrite(bool may) { m_mayWrite = may; }
    [[nodiscard]] bool isShown() const;
    /// Those of the chosen fields that are on the server and may be changed.
    [[nodiscard]] QList<QByteArray> editable() const;
    /// True when the current cell is about the expiry, and it may be edited.
    [[nodiscard]] bool isCurrent() const;
    void edit();
    /// These rows of the table are on screen.
    void want(int first, int last);
    [[nodiscard]] static QKeySequence shortcut() { return {Qt::CTRL | Qt::ALT | Qt::Key_T}; }

private:
    void showColumn();
    void taken();

    const Theme *m_theme;
    KeyActions *m_actions;
    MapModel *m_model;
    ElementTable *m_table;
    QTimer m_tick;
    int m_first = 0;
    int m_last = 0;
    bool m_mayWrite = true;
};

} // namespace stashdeck
