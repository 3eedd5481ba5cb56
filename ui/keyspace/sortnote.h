// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>

namespace stashdeck {

class Button;
class Keyspace;
class PlainLabel;

/// Below the heads of a sorted list: how many keys stand at its end because their type, TTL or size is not known, and
/// what to do about it. Hidden when the order is whole.
class SortNote final : public QFrame {
    Q_OBJECT

public:
    SortNote(const Theme *theme, Keyspace *keyspace, QWidget *parent = nullptr);

    void setListShown(bool shown);

private:
    void refresh();
    void act();

    Keyspace *m_keyspace;
    PlainLabel *m_text;
    Button *m_act;
    bool m_isList = false;
};

} // namespace stashdeck
