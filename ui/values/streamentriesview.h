// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streammodel.h"
#include "models/values/streamtail.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace stashdeck {

class Button;
class ElementTable;
class EmptyState;
class IconButton;
class PlainLabel;
class SearchField;
class SegmentedControl;
class Splitter;
class StreamEntryPane;
class StreamFilter;
class StreamFlow;
class StreamRangeBar;

/// The entries of a stream: read in either direction, looked through, watched, added, copied and deleted.
class StreamEntriesView final : public QWidget {
    Q_OBJECT

public:
    StreamEntriesView(const Theme *theme, StreamFlow *flow, QWidget *parent = nullptr);
    ~StreamEntriesView() override;

    void setMayWrite(bool may);
    void openFind();
    void focusTable();
    [[nodiscard]] StreamTail *tail() { return &m_tail; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildBar(QWidget *bar);
    void buildFooter(QWidget *footer);
    void connectRows();
    void takeArrived(const std::vector<CollectionRow> &rows);
    void showArrived();
    [[nodiscard]] bool isAtNewestEdge() const;
    void jumped(int row);
    void showEntry();
    void setView(const StreamView &view);
    [[nodiscard]] std::vector<CollectionRow> chosen() const;
    void showMenu(const QPoint &at);
    void refresh();

    const Theme *m_theme;
    StreamFlow *m_flow;
    StreamRows *m_rows;
    StreamModel m_model;
    StreamFilter *m_filter;
    StreamTail m_tail;
    SearchField *m_search;
    SegmentedControl *m_order;
    Button *m_range;
    Button *m_live;
    Button *m_add;
    IconButton *m_more;
    StreamRangeBar *m_rangeBar;
    QWidget *m_bannerArea;
    QStackedWidget *m_stack;
    ElementTable *m_table;
    EmptyState *m_empty;
    StreamEntryPane *m_pane;
    PlainLabel *m_shown;
    Button *m_before;
    Button *m_after;
    Button *m_new;
    std::vector<CollectionRow> m_arrived; ///< while the person reads elsewhere
    qint64 m_arrivedCount = 0;
    QTimer m_filterSoon;
    int m_scroll = 0; ///< the first row on screen before rows come or go
    bool m_mayWrite = true;
};

} // namespace stashdeck
