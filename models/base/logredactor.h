// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/secret.h"

#include <QList>
#include <QMutex>
#include <QString>
#include <QtGlobal>

namespace stashdeck {

/// Takes out of every log line what must not be in one: the live tokens, `Bearer …`, `_token=…`, and the user part of
/// redis:// and http:// addresses. Create one, early in main(); while it lives it is Qt's message handler and hands the
/// cleaned line on to the handler before it. One at a time. Thread-safe.
class LogRedactor final {
public:
    LogRedactor();
    ~LogRedactor();
    Q_DISABLE_COPY_MOVE(LogRedactor)

    /// A token that is in use from now on. Adding one twice needs removing it twice.
    void addSecret(const Secret &secret);
    void removeSecret(const Secret &secret);

    [[nodiscard]] QString redacted(const QString &line) const;

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);

    mutable QMutex m_mutex;
    QList<Secret> m_secrets;
    QtMessageHandler m_next = nullptr;
};

/// The rules that need no token: `Bearer …`, `_token=…`, user parts of addresses.
[[nodiscard]] QString withoutCredentials(QString line);

} // namespace stashdeck
