// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/tone.h"

#include <QFrame>

class QHBoxLayout;

namespace stashdeck {

class IconButton;
class IconLabel;
class PlainLabel;

/// A message across a pane: icon, bold sentence, plain text, buttons. Plain text only. Announced when it appears.
class Banner final : public QFrame {
    Q_OBJECT

public:
    Banner(const Theme *theme, Tone tone, const QString &iconName, QWidget *parent = nullptr);

    void setTone(Tone tone, const QString &iconName);
    [[nodiscard]] Tone tone() const { return m_tone; }
    /// A whole sentence in bold, then the rest; either may be empty.
    void setMessage(const QString &title, const QString &text = {});
    /// Owned by the banner.
    Button *addAction(const QString &text, Button::Kind kind = Button::Kind::Default);
    void setClosable(bool closable);

signals:
    /// The user closed it; the banner is hidden already.
    void closed();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void announce();

    const Theme *m_theme;
    Tone m_tone;
    IconLabel *m_icon;
    PlainLabel *m_title;
    PlainLabel *m_text;
    QHBoxLayout *m_actions;
    IconButton *m_close = nullptr;
};

} // namespace stashdeck
