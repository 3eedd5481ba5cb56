// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamtail.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class Banner;
class Button;

/// The switch for new entries, with its price, and the banner that says why it pauses.
class StreamLive final : public QObject {
    Q_OBJECT

public:
    /// `area` is an empty widget with a layout, where the banner appears; `button` becomes the switch. All outlive it.
    StreamLive(const Theme *theme, StreamTail *tail, Button *button, QWidget *area);

private:
    void openMenu();
    void refresh();

    const Theme *m_theme;
    StreamTail *m_tail;
    Button *m_button;
    QWidget *m_area;
    Banner *m_banner = nullptr;
};

} // namespace stashdeck
