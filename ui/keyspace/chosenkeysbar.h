// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keyspace/keyverb.h"
#include "ui/theme/theme.h"

#include <QFrame>

class QHBoxLayout;

namespace stashdeck {

class Button;
class IconButton;
class KeyPaneActions;
class Keyspace;
class PlainLabel;

/// A strip below the keys while some are chosen: "12 keys chosen", what can be done with them, and Clear.
class ChosenKeysBar final : public QFrame {
    Q_OBJECT

public:
    /// All outlive the bar. Its buttons trigger the pane's actions.
    ChosenKeysBar(const Theme *theme, Keyspace *keyspace, KeyPaneActions *actions, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void showMore();
    Button *addButton(QHBoxLayout *row, KeyVerb verb, const QString &text);

    const Theme *m_theme;
    Keyspace *m_keyspace;
    KeyPaneActions *m_actions;
    PlainLabel *m_count;
    IconButton *m_more;
    QList<std::pair<KeyVerb, Button *>> m_buttons;
};

} // namespace stashdeck
