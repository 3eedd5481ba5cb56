// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace stashdeck {

class Button;
class PlainLabel;

/// A place on this computer in a field's frame, with "Change" at its end.
class PathField final : public QWidget {
    Q_OBJECT

public:
    explicit PathField(const Theme *theme, QWidget *parent = nullptr);

    [[nodiscard]] QString path() const { return m_path; }
    void setPath(const QString &path);

signals:
    void changeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QString m_path;
    PlainLabel *m_text;
    Button *m_change;
};

} // namespace stashdeck
