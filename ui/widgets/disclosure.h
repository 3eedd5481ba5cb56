// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace stashdeck {

/// A line with a chevron that shows and hides what is under it: "More". Space and Enter open and close it, Right opens,
/// Left closes. The caller places the content in its own layout; nullptr until setContent.
class Disclosure final : public QAbstractButton {
    Q_OBJECT

public:
    Disclosure(const Theme *theme, const QString &text, QWidget *parent = nullptr);

    /// What is shown and hidden; hidden from now on unless it is expanded. Does not take ownership.
    void setContent(QWidget *content);
    void setExpanded(bool expanded);
    [[nodiscard]] bool isExpanded() const { return isChecked(); }
    /// What the hidden part holds, dim behind the text: "Free plan · group Shop". Shown while closed.
    void setSummary(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void expandedChanged(bool expanded);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void follow();

    const Theme *m_theme;
    QString m_summary;
    QWidget *m_content = nullptr;
};

} // namespace stashdeck
