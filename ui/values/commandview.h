// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/command.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

/// Commands as they will be sent, one a line, coloured; long words are shortened.
class CommandView final : public QWidget {
    Q_OBJECT

public:
    explicit CommandView(const Theme *theme, QWidget *parent = nullptr);

    void setCommands(const QList<Command> &commands);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int lineHeight() const { return m_theme->scaled(20); }

    const Theme *m_theme;
    QList<QStringList> m_lines;
};

/// Opens a small popup under `anchor` with the commands; closes by itself.
void showCommands(const Theme *theme, QWidget *anchor, const QList<Command> &commands);

} // namespace stashdeck
