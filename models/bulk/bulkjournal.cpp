// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/bulk/bulkjournal.h"

#include <QCoreApplication>
#include <QFile>
#include <QSqlDatabase>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

QThreadPool *BulkJournal::worker()
{
    // The list of connections must outlive the thread that closes them, so it is made first.
    static const QStringList before = QSqlDatabase::connectionNames();
    static QThreadPool pool;
    static const bool once = [] {
        pool.setMaxThreadCount(1);
        pool.setExpiryTimeout(-1); // a connection belongs to its thread
        qAddPostRoutine([] { pool.waitForDone(); });
        return true;
    }();
    Q_UNUSED(once)
    return &pool;
}

BulkJournal::BulkJournal(const QString &path)
    : m_path(path)
    , m_ledger(std::make_shared<BulkLedger>(path))
{
}

BulkJournal::~BulkJournal()
{
    if (m_ledger)
        worker()->start([ledger = std::move(m_ledger)] { ledger->close(); });
}

void BulkJournal::remove()
{
    worker()->start([ledger = m_ledger, path = m_path] {
        ledger->close();
        removeJournalFiles(path);
    });
}

void removeJournalFiles(const QString &path)
{
    for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(path + end);
}

} // namespace stashdeck
