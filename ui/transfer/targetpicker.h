// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QComboBox;

namespace stashdeck {

class Banner;
class BulkTargets;
class Button;
class Session;

/// Which database is written: the one of this window, or another saved one, which is opened when it is chosen. Says
/// when it is locked, and unlocks it.
class TargetPicker final : public QObject {
    Q_OBJECT

public:
    /// Makes two widgets for the dialog to place, with `parent` as their parent: box() and banner(). `targets` may be
    /// null; both outlive this object.
    TargetPicker(const Theme *theme, Session *own, BulkTargets *targets, QWidget *parent);

    [[nodiscard]] QComboBox *box() const { return m_box; }
    [[nodiscard]] Banner *banner() const;
    /// Null while another database is being opened, or could not be.
    [[nodiscard]] Session *session() const;
    /// The session() when it is not this window's own.
    [[nodiscard]] std::shared_ptr<Session> other() const { return m_other; }
    [[nodiscard]] bool mayWrite() const;
    [[nodiscard]] bool isOpening() const { return m_opening; }

signals:
    void targetChanged(); ///< another session(), or none
    void lockChanged();

private:
    void choose();
    void show();

    QPointer<Session> m_own;
    BulkTargets *m_targets;
    QComboBox *m_box;
    QPointer<Banner> m_banner;
    Button *m_unlock;
    QList<Profile> m_others;
    std::shared_ptr<Session> m_other;
    QString m_problem;
    quint64 m_asked = 0;
    bool m_opening = false;
};

} // namespace stashdeck
