// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include <QVBoxLayout>

namespace stashdeck {

Card::Card(QWidget *parent)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
{
    setProperty("card", true);
    m_body->setContentsMargins(14, 14, 14, 14);
    m_body->setSpacing(8);
}

} // namespace stashdeck
