// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"
#include "ui/bulk/bulkpanel.h"

#include <QPointer>

#include <memory>

class QComboBox;
class QLineEdit;

namespace stashdeck {

class Banner;
class BulkTargets;
class Button;
class SegmentedControl;
class Session;

/// Where keys are copied or moved to, and what happens where one exists. Opens the other database when it is chosen.
class CopyPanel final : public BulkPanel {
    Q_OBJECT

public:
    /// `source` is left out of the databases. `targets` outlives the panel.
    CopyPanel(const Theme *theme, BulkTargets *targets, const QUuid &source, QWidget *parent = nullptr);

    void writeTo(BulkPlan &plan) const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] bool namesKeys() const override { return true; }
    /// The chosen database; null while it is not open.
    [[nodiscard]] std::shared_ptr<Session> target() const { return m_target; }

private:
    void choose();
    void showState();

    const Theme *m_theme;
    BulkTargets *m_targets;
    QList<Profile> m_databases;
    SegmentedControl *m_act;
    QComboBox *m_into;
    QLineEdit *m_prefix;
    SegmentedControl *m_ifExists;
    Banner *m_banner;
    Button *m_unlock;
    std::shared_ptr<Session> m_target;
    QString m_openProblem;
    quint64 m_asked = 0;
};

} // namespace stashdeck
