// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/tone.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace stashdeck {

class PlainLabel;

/// Figures side by side with a thin line between: a small word over a large number.
class FigureRow final : public QWidget {
    Q_OBJECT

public:
    explicit FigureRow(const Theme *theme, QWidget *parent = nullptr);

    /// Of the figure `id`, made when it is new. An empty value hides it.
    void setFigure(const QString &id, const QString &label, const QString &value, Tone tone = Tone::Neutral);
    [[nodiscard]] QString value(const QString &id) const;

private:
    struct Figure {
        QString id;
        QWidget *cell;
        PlainLabel *label;
        PlainLabel *value;
    };
    [[nodiscard]] Figure *figure(const QString &id);

    const Theme *m_theme;
    QHBoxLayout *m_row;
    QList<Figure> m_figures;
};

} // namespace stashdeck
