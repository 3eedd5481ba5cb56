// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "ui/theme/theme.h"

#include <QFrame>
#include <QTimer>

namespace stashdeck {

class Button;
class Keyspace;
class PlainLabel;
class ProgressLine;

/// What the scan has done and costs, and its Stop, Continue or Rescan, below the keys.
class ScanFooter final : public QFrame {
    Q_OBJECT

public:
    ScanFooter(const Theme *theme, Keyspace *keyspace, QWidget *parent = nullptr);

signals:
    void detailsRequested(); ///< the whole error

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void update();
    void act();
    [[nodiscard]] QString nextTryText() const;

    const Theme *m_theme;
    Keyspace *m_keyspace;
    ProgressLine *m_bar;
    PlainLabel *m_main;
    PlainLabel *m_rest;
    Button *m_details;
    Button *m_action;
    QTimer m_second; // while it counts down to the next try
};

/// "1 command", "412 commands"
[[nodiscard]] QString commandsText(qint64 commands);

} // namespace stashdeck
