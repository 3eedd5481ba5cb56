// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/namingreport.h"

#include "models/keyspace/keystore.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace stashdeck {

NamingReport::NamingReport(const KeyStore *store, const KeyFacts *facts, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_facts(facts)
{
}

NamingReport::~NamingReport()
{
    m_stop.request_stop();
}

void NamingReport::stop()
{
    m_stop.request_stop();
    m_running = false;
}

void NamingReport::refresh()
{
    using Hints = std::vector<NamingHint>;
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_running = true;
    auto *watcher = new QFutureWatcher<Hints>(this);
    connect(watcher, &QFutureWatcher<Hints>::finished, this,
            [this, watcher, keys = m_store->size(), stop = m_stop.get_token()] {
                watcher->deleteLater();
                if (stop.stop_requested())
                    return;
                m_running = false;
                m_hints = watcher->result();
                m_examined = keys;
                emit changed();
            });
    watcher->setFuture(QtConcurrent::run([keys = m_store->table(), facts = m_facts->table(),
                                          stop = m_stop.get_token()] { return namingHints(keys, facts, stop); }));
}

} // namespace stashdeck
