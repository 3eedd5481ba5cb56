// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QStatusBar>

class QBoxLayout;

namespace stashdeck {

class EnvironmentBlock;
class PlainLabel;
class Session;
class Theme;
struct ExchangeRecord;

/// The bar at the bottom: environment, connection; last command, and what this window has cost.
class StatusStrip final : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusStrip(const Theme *theme, QWidget *parent = nullptr);

    /// Does not take ownership; nullptr for none: then only the program's name and version are shown.
    void setSession(Session *session);
    /// A word about what the page refreshes by itself, as "Auto-refresh 10 s"; empty for none.
    void setRefreshText(const QString &text);
    /// After the refresh text; takes ownership.
    void addCell(QWidget *cell);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    PlainLabel *addCell(QBoxLayout *row, const QString &name);
    void updateTheme();
    void refresh();
    void showLast(const ExchangeRecord &record);

    const Theme *m_theme;
    QWidget *m_row;
    QBoxLayout *m_cells;
    EnvironmentBlock *m_environment;
    PlainLabel *m_stateIcon;
    PlainLabel *m_state;
    PlainLabel *m_refresh;
    PlainLabel *m_lastName;
    PlainLabel *m_last;
    PlainLabel *m_cost;
    QList<QWidget *> m_sessionCells;
    PlainLabel *m_version;
    QPointer<Session> m_session;
};

} // namespace stashdeck
