// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/undobin.h"

#include <algorithm>

namespace stashdeck {

qint64 UndoBin::usedBytes() const
{
    qint64 bytes = 0;
    for (const Entry &entry : m_entries)
        bytes += entry.copy.dump.size() + entry.copy.key.size();
    return bytes;
}

quint64 UndoBin::keep(SavedCopy copy)
{
    const qint64 size = copy.dump.size() + copy.key.size();
    if (size > m_capacity)
        return 0;
    while (!m_entries.isEmpty() && usedBytes() + size > m_capacity)
        drop(m_entries.first().id);
    m_entries.append({m_nextId, std::move(copy)});
    emit changed();
    return m_nextId++;
}

std::optional<SavedCopy> UndoBin::copy(quint64 id) const
{
    for (const Entry &entry : m_entries) {
        if (entry.id == id)
            return entry.copy;
    }
    return {};
}

void UndoBin::drop(quint64 id)
{
    m_entries.removeIf([id](const Entry &entry) { return entry.id == id; });
    forgetUndo(id);
    emit changed();
}

quint64 UndoBin::newestId() const
{
    return m_entries.isEmpty() ? 0 : m_entries.last().id;
}

void UndoBin::note(ChangeRecord change)
{
    m_changes.append(std::move(change));
    emit changed();
}

void UndoBin::forgetUndo(quint64 id)
{
    for (ChangeRecord &change : m_changes) {
        if (change.undoId == id)
            change.undoId = 0;
    }
}

} // namespace stashdeck
