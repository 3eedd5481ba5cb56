// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/serverclock.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QTimer>

#include <optional>

namespace stashdeck {

/// When the open key expires, counted down on this computer without asking the server, with the share of its time
/// that is left, and a pencil: a click edits it.
class TtlChip final : public QAbstractButton {
    Q_OBJECT

public:
    TtlChip(const Theme *theme, const ServerClock *clock, QWidget *parent = nullptr);

    void setExpiry(std::optional<WallTime> expiresAt, Milliseconds whole);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void expired(); ///< the moment has passed

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QString label() const;
    [[nodiscard]] QString timeText() const;
    [[nodiscard]] Milliseconds left() const;
    void tick();

    const Theme *m_theme;
    const ServerClock *m_clock;
    QTimer m_timer;
    std::optional<WallTime> m_expiresAt;
    Milliseconds m_whole{0};
    bool m_toldExpired = false;
};

} // namespace stashdeck
