// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/property.h"

#include <QStyle>

namespace stashdeck {

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace stashdeck
