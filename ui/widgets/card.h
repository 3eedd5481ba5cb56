// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace stashdeck {

/// A framed area on a page: 1 px edge, radius 8, padding 14.
class Card final : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

private:
    QVBoxLayout *m_body;
};

} // namespace stashdeck
