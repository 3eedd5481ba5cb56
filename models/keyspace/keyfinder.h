// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keytable.h"

#include <QObject>

#include <functional>
#include <stop_token>

namespace stashdeck {

/// A key found among the loaded ones.
struct KeyHit {
    QByteArray key;
    KeyType type = KeyType::Unknown;
};

/// Finds text in the names of loaded keys: at once among few, on a worker among many. The newest search counts.
class KeyFinder final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~KeyFinder() override;

    /// Keys that hold `text`, those that begin with it first, `most` at most. `take` is called on this thread, at once
    /// or soon, unless `context` is gone or a newer search was begun.
    void find(const KeyTable &keys, const QByteArray &text, int most, QObject *context,
              std::function<void(const QList<KeyHit> &)> take);

private:
    std::stop_source m_stop;
    quint64 m_run = 0;
};

} // namespace stashdeck
