// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keyfinder.h"

#include "models/keyspace/keyfilter.h"

#include <QFutureWatcher>
#include <QPointer>
#include <QtConcurrent>

namespace stashdeck {

namespace {

/// Keys that are searched without a worker: about a millisecond.
constexpr KeyRow findNow = 20'000;

/// Prefix hits first, then the others, both in the order in which the keys came.
QList<KeyHit> findIn(const KeyTable &keys, const QByteArray &text, int most, const std::stop_token &stop)
{
    QList<KeyHit> first;
    QList<KeyHit> rest;
    KeyFilter filter;
    filter.mode = KeyFilter::Text::Contains;
    filter.text = text;
    for (KeyRow row = 0; row < keys.rows() && first.size() < most; ++row) {
        if ((row & 0xfff) == 0 && stop.stop_requested())
            return {};
        if (!keys.isAlive(row) || !filter.passes(keys, row))
            continue;
        QList<KeyHit> &hits = keys.at(row).startsWith(text) ? first : rest;
        if (hits.size() < most)
            hits.append({keys.at(row).toByteArray(), keys.typeAt(row)});
    }
    return (first + rest).mid(0, most);
}

} // namespace

KeyFinder::~KeyFinder()
{
    m_stop.request_stop();
}

void KeyFinder::find(const KeyTable &keys, const QByteArray &text, int most, QObject *context,
                     std::function<void(const QList<KeyHit> &)> take)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    const quint64 run = ++m_run;
    if (keys.rows() <= findNow) {
        take(findIn(keys, text, most, {}));
        return;
    }
    auto *watcher = new QFutureWatcher<QList<KeyHit>>(this);
    connect(watcher, &QFutureWatcher<QList<KeyHit>>::finished, this,
            [this, watcher, run, guard = QPointer(context), take = std::move(take)] {
                watcher->deleteLater();
                if (guard && run == m_run)
                    take(watcher->result());
            });
    watcher->setFuture(
        QtConcurrent::run([keys, text, most, stop = m_stop.get_token()] { return findIn(keys, text, most, stop); }));
}

} // namespace stashdeck
