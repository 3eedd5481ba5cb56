// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/keyspace/keyfacts.h"
#include "models/keyspace/naminghints.h"

#include <QObject>

namespace stashdeck {

class KeyStore;

/// Hints about the names of the loaded keys, made on a worker when asked for. Sends nothing. GUI thread.
class NamingReport final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive this object.
    NamingReport(const KeyStore *store, const KeyFacts *facts, QObject *parent = nullptr);
    ~NamingReport() override;

    /// Looks at what is loaded now; ends in changed(). One that runs is dropped.
    void refresh();
    void stop(); ///< the hints of before stay
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] const std::vector<NamingHint> &hints() const { return m_hints; }
    [[nodiscard]] qint64 examinedKeys() const { return m_examined; } ///< what hints() is about

signals:
    void changed();

private:
    const KeyStore *m_store;
    const KeyFacts *m_facts;
    std::vector<NamingHint> m_hints;
    qint64 m_examined = 0;
    bool m_running = false;
    std::stop_source m_stop;
};

} // namespace stashdeck
