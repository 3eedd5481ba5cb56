// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionservices.h"
#include "ui/connections/openmode.h"
#include "ui/connections/secretclipboard.h"
#include "ui/widgets/notice.h"

#include <QObject>
#include <QUuid>

#include <functional>
#include <stop_token>

class QAction;
class QPoint;
class QWidget;

namespace stashdeck {

/// What can be done with the database that is chosen in the list. It copies by itself; the rest is asked for.
class DatabaseActions final : public QObject {
    Q_OBJECT

public:
    /// `current` gives the chosen database, null for none. The actions belong to `page`.
    DatabaseActions(const ConnectionServices &services, std::function<QUuid()> current, QWidget *page);
    ~DatabaseActions() override;

    void setEnabled(bool enabled);
    void openMenu(const QPoint &globalPosition);

signals:
    void openRequested(const QUuid &profile, stashdeck::OpenMode mode);
    void editRequested(const QUuid &profile);
    void duplicateRequested(const QUuid &profile);
    void removeRequested(const QUuid &profile);
    void examineRequested(const QUuid &profile);
    void noticeRequested(const stashdeck::Notice &notice);

private:
    void add(const QString &name, const QString &text, const QList<QKeySequence> &keys,
             std::function<void(const QUuid &)> run);
    void copyUrl(const QUuid &id);
    void copyEnv(const QUuid &id);

    ConnectionServices m_services;
    std::function<QUuid()> m_current;
    QWidget *m_page;
    QList<QAction *> m_actions;
    SecretClipboard m_clipboard;
    std::stop_source m_stop;
};

} // namespace stashdeck
