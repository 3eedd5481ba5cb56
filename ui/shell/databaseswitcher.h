// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"

#include <QAbstractButton>

namespace stashdeck {

class Theme;

/// Which database this window shows: its environment, name and host. A click asks for the list of databases.
class DatabaseSwitcher final : public QAbstractButton {
    Q_OBJECT

public:
    explicit DatabaseSwitcher(const Theme *theme, QWidget *parent = nullptr);

    void setProfile(const Profile &profile);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme *m_theme;
    QString m_name;
    QString m_host;
    Environment m_environment = Environment::Development;
};

/// Host and port, as a person knows a database: "eu1-crisp-heron-41207.upstash.io". Display text.
[[nodiscard]] QString hostText(const Profile &profile);

} // namespace stashdeck
