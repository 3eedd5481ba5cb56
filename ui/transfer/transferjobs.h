// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notice.h"

#include <QObject>

#include <optional>

namespace stashdeck {

/// Work on files of keys that goes on while its dialog is closed: what the status bar shows of it.
class TransferJobs : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    struct Job {
        QString text; ///< "Exporting: 700 of 1,204 keys"
        double fraction = 0;
    };
    /// The newest that is not at its end.
    [[nodiscard]] virtual std::optional<Job> current() const = 0;
    virtual void openCurrent() = 0;
    virtual void stopCurrent() = 0;
    /// Closing the window would break something off.
    [[nodiscard]] virtual bool isBusy() const = 0;

signals:
    void jobsChanged();
    void noticeRequested(const stashdeck::Notice &notice);
};

} // namespace stashdeck
