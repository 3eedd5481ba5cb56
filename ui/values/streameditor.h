// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamdocument.h"
#include "ui/values/valueeditor.h"

class QStackedWidget;

namespace stashdeck {

class Button;
class PlainLabel;
class SegmentedControl;
class StreamEntriesView;
class StreamFlow;
class StreamGroupsView;

/// A stream: its entries on one tab, groups and pending entries on the other, and what is known of the whole in a line.
class StreamEditor final : public ValueEditor {
    Q_OBJECT

public:
    StreamEditor(const Theme *theme, KeyActions *actions, StreamDocument *document, QWidget *parent = nullptr);
    ~StreamEditor() override;

    void setMayWrite(bool may) override;
    void openFind() override;
    void focusEditor() override;
    [[nodiscard]] QString editedText() const override { return {}; } ///< nothing is ever staged

private:
    void showFacts();

    StreamDocument *m_document;
    StreamFlow *m_flow;
    SegmentedControl *m_tabs;
    PlainLabel *m_facts;
    Button *m_more;
    QStackedWidget *m_stack;
    StreamEntriesView *m_entries;
    StreamGroupsView *m_groups;
    QString m_factsError;
};

} // namespace stashdeck
