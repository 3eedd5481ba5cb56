// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importjournal.h"

namespace stashdeck {

ImportJournal::ImportJournal(const QString &path)
    : m_path(path)
    , m_ledger(std::make_shared<ImportLedger>(path))
{
}

ImportJournal::~ImportJournal()
{
    BulkJournal::worker()->start([ledger = std::move(m_ledger)] { ledger->close(); });
}

void ImportJournal::remove()
{
    BulkJournal::worker()->start([ledger = m_ledger, path = m_path] {
        ledger->close();
        removeJournalFiles(path);
    });
}

} // namespace stashdeck
