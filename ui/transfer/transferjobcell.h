// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace stashdeck {

class Button;
class ProgressLine;
class TransferJobs;

/// A running export or import in the status bar: how far, and a way to open or stop it. Hidden while none runs.
class TransferJobCell final : public QWidget {
    Q_OBJECT

public:
    /// `name` is the beginning of the object names of its parts.
    TransferJobCell(const Theme *theme, const QString &name, QWidget *parent = nullptr);

    /// Does not take ownership; null for none.
    void setJobs(TransferJobs *jobs);

private:
    void refresh();

    QPointer<TransferJobs> m_jobs;
    Button *m_open;
    ProgressLine *m_progress;
    Button *m_stop;
    QTimer m_soon;
};

} // namespace stashdeck
