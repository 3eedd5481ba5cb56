// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/profilecarddelegate.h"

#include <QListView>

namespace stashdeck {

/// The saved databases as cards in two or three columns, or as rows.
class DatabaseList final : public QListView {
    Q_OBJECT

public:
    enum class Look { Cards, Rows };

    DatabaseList(const Theme *theme, const Clock *clock, QWidget *parent = nullptr);

    void setLook(Look look);
    [[nodiscard]] Look look() const { return m_look; }
    [[nodiscard]] ProfileCardDelegate *cards() const { return m_cards; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();

    const Theme *m_theme;
    ProfileCardDelegate *m_cards;
    ProfileRowDelegate *m_rows;
    Look m_look = Look::Cards;
};

} // namespace stashdeck
