// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QKeySequence>

class QAction;

namespace stashdeck {

class Theme;

/// A large row that runs an action: icon, title with its keys, a sentence or two.
class ActionRow final : public QAbstractButton {
    Q_OBJECT

public:
    ActionRow(const Theme *theme, const QString &iconName, const QString &detail, QAction *action,
              QWidget *parent = nullptr);

    void setDetail(const QString &text);
    [[nodiscard]] const QString &detail() const { return m_detail; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();

    const Theme *m_theme;
    QString m_iconName;
    QString m_detail;
    QAction *m_action;
};

} // namespace stashdeck
