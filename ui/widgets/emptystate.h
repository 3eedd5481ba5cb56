// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/tone.h"

#include <QWidget>

namespace stashdeck {

class FlowLayout;
class IconLabel;
class PlainLabel;

/// What a pane shows when it has nothing to show: icon, title, one sentence, actions; in the middle of its area.
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    EmptyState(const Theme *theme, const QString &iconName, const QString &title, const QString &sentence,
               QWidget *parent = nullptr);

    /// Danger paints the icon red; the words say what happened.
    void setState(const QString &iconName, const QString &title, const QString &sentence, Tone tone = Tone::Neutral);
    Button *addAction(const QString &text, Button::Kind kind = Button::Kind::Default, const QString &iconName = {});
    void clearActions();

private:
    const Theme *m_theme;
    IconLabel *m_icon;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    QWidget *m_actions;
    FlowLayout *m_row;
};

} // namespace stashdeck
