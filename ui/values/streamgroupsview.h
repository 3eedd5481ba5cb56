// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamgroups.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QSpinBox;
class QStackedWidget;

namespace stashdeck {

class Button;
class ElementTable;
class EmptyState;
class IconButton;
class PlainLabel;
class StreamCells;
class StreamFlow;

/// The consumer groups of a stream, their consumers, and what was delivered and not acknowledged. Asks the server
/// nothing before it is shown.
class StreamGroupsView final : public QWidget {
    Q_OBJECT

public:
    StreamGroupsView(const Theme *theme, StreamFlow *flow, QWidget *parent = nullptr);
    ~StreamGroupsView() override;

    void setMayWrite(bool may);
    void focusTable();
    [[nodiscard]] StreamGroups *groups() { return &m_groups; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildGroups();
    [[nodiscard]] QWidget *buildConsumers();
    [[nodiscard]] QWidget *buildPending();
    [[nodiscard]] Button *smallButton(const QString &text, const char *name, const QString &icon, QWidget *parent);
    void showGroups();
    void showInside();
    void showConsumersInFilter();
    void chooseQuery();
    void refresh();
    void showState();
    void showMenu(ElementTable *table, const QPoint &at);
    void claim(bool all);
    void acknowledge();
    [[nodiscard]] const StreamConsumer *currentConsumer() const;

    const Theme *m_theme;
    StreamFlow *m_flow;
    StreamGroups m_groups;
    QStackedWidget *m_stack;
    QWidget *m_loading;
    EmptyState *m_message;
    QWidget *m_content;
    StreamCells *m_groupCells;
    StreamCells *m_consumerCells;
    StreamCells *m_pendingCells;
    ElementTable *m_groupTable = nullptr;
    ElementTable *m_consumerTable = nullptr;
    ElementTable *m_pendingTable = nullptr;
    Button *m_create = nullptr;
    Button *m_move = nullptr;
    Button *m_destroy = nullptr;
    Button *m_deleteConsumer = nullptr;
    Button *m_acknowledge = nullptr;
    Button *m_claim = nullptr;
    Button *m_claimIdle = nullptr;
    Button *m_morePending = nullptr;
    IconButton *m_reload = nullptr;
    QComboBox *m_consumerFilter = nullptr;
    QSpinBox *m_idleFilter = nullptr;
    PlainLabel *m_groupNote = nullptr;
    PlainLabel *m_pendingNote = nullptr;
    bool m_mayWrite = true;
    bool m_filling = false;
};

} // namespace stashdeck
