// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionservices.h"

#include <QObject>
#include <QUuid>

class QAction;
class QWidget;

namespace stashdeck {

/// Starts, stops and resets the local sandbox, and keeps its card and tokens as the running one has them. Without a
/// sandbox the actions are not shown.
class SandboxActions final : public QObject {
    Q_OBJECT

public:
    /// The actions belong to `page`.
    SandboxActions(const ConnectionServices &services, QWidget *page);

    [[nodiscard]] QAction *startAction() const { return m_start; }
    [[nodiscard]] QAction *stopAction() const { return m_stop; }
    [[nodiscard]] QAction *resetAction() const { return m_reset; }
    /// Takes over the state that it has now; once, when the signals are connected.
    void begin();
    /// Starts it, or opens it when it runs.
    void start();
    [[nodiscard]] bool isRunning() const;

signals:
    void openRequested(const QUuid &profile);
    void tokenChanged(const QUuid &profile);
    /// It can be asked now.
    void ready(const QUuid &profile);
    /// What was known of it is over.
    void ended(const QUuid &profile);

private:
    void follow();
    void keepProfile();

    ConnectionServices m_services;
    QAction *m_start;
    QAction *m_stop;
    QAction *m_reset;
    bool m_openWhenReady = false;
};

/// The id of the local sandbox's card, the same in every run.
[[nodiscard]] QUuid localSandboxId();

} // namespace stashdeck
