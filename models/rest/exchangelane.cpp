// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/exchangelane.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace stashdeck {

ExchangeLane *ExchangeLane::of(QNetworkAccessManager *network, const QUrl &origin)
{
    const QString name = origin.toString(QUrl::FullyEncoded);
    const auto lanes = network->findChildren<ExchangeLane *>(QString(), Qt::FindDirectChildrenOnly);
    const auto known = std::find_if(lanes.begin(), lanes.end(),
                                    [&](const ExchangeLane *lane) { return lane->objectName() == name; });
    if (known != lanes.end())
        return *known;
    auto *lane = new ExchangeLane(network);
    lane->setObjectName(name);
    return lane;
}

void ExchangeLane::Place::release()
{
    if (ExchangeLane *lane = std::exchange(m_lane, nullptr))
        lane->leave(m_kind);
}

bool ExchangeLane::hasRoom(Kind kind) const
{
    if (running() >= mostAtOnce)
        return false;
    return kind == Kind::Visible || m_running[1] < mostInBackground;
}

Handover<ExchangeLane::Place> ExchangeLane::enter(Kind kind, const std::shared_ptr<Resumer> &resumer)
{
    Handover<Place> handover(resumer);
    const auto index = static_cast<size_t>(kind);
    const bool mayPass = m_waiting[0].empty() && (kind == Kind::Visible || m_waiting[1].empty());
    if (mayPass && hasRoom(kind)) {
        ++m_running[index];
        handover.give(Place(this, kind));
    } else {
        m_waiting[index].push_back(handover);
    }
    return handover;
}

void ExchangeLane::leave(Kind kind)
{
    --m_running[static_cast<size_t>(kind)];
    m_lastUse = std::chrono::steady_clock::now();
    m_used = true;
    admit();
}

void ExchangeLane::admit()
{
    for (const Kind kind : {Kind::Visible, Kind::Background}) {
        auto &queue = m_waiting[static_cast<size_t>(kind)];
        while (!queue.empty() && hasRoom(kind)) {
            const Handover<Place> next = queue.front();
            queue.pop_front();
            if (next.isGiven())
                continue; // withdrawn while it waited
            ++m_running[static_cast<size_t>(kind)];
            next.give(Place(this, kind));
        }
        if (!queue.empty() && kind == Kind::Visible)
            return; // whoever is looked at goes first
    }
}

void ExchangeLane::prepareWrite()
{
    if (!m_used || std::chrono::steady_clock::now() - m_lastUse < m_staleAfter)
        return;
    auto *network = qobject_cast<QNetworkAccessManager *>(parent());
    if (runningOn(network) > 1) // the write's own place is one
        return;
    network->clearConnectionCache();
    m_used = false;
}

int ExchangeLane::runningOn(const QNetworkAccessManager *network)
{
    int count = 0;
    const auto lanes = network->findChildren<ExchangeLane *>(QString(), Qt::FindDirectChildrenOnly);
    for (const ExchangeLane *lane : lanes)
        count += lane->running();
    return count;
}

} // namespace stashdeck
