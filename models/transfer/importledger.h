// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/transfer/importplan.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

#include <memory>
#include <vector>

namespace stashdeck {

/// What a journal says about its import as a whole.
struct ImportHead {
    enum class Stage { Running, Finished, Stopped };
    QUuid id;
    QUuid profile;
    ImportPlan plan;
    Stage stage = Stage::Running;
    WallTime startedAt{};
    WallTime touchedAt{};
    // The file, so that a run never goes on with another one.
    qint64 fileBytes = 0;
    qint64 fileTime = 0; ///< of its last change, in milliseconds since 1970
    QString sourceName;
    qint64 cursor = 0; ///< every key up to this ordinal is settled
    qint64 request = 0; ///< number of the last request; larger than any before it
    qint64 sent = 0; ///< keys of the request whose answer is not in the journal; 0 for none
    QByteArray temporary; ///< the name under which a large key is being built; empty for none
    bool renaming = false; ///< its last request, the rename, was sent
    ImportTally tally;
    friend bool operator==(const ImportHead &, const ImportHead &) = default;
};

enum class ReportFormat { Csv, JsonLines };

/// The file of one import: how far it is, and what came of each key. SQLite in WAL mode, readable by its owner only; a
/// kill at any moment leaves what was committed. One process at a time has it open. Holds no value of a key. Blocks for
/// the disk: lives on the journals' worker (ImportJournal).
class ImportLedger final {
public:
    /// Nothing is touched before open().
    explicit ImportLedger(QString path);
    ~ImportLedger();
    ImportLedger(const ImportLedger &) = delete;
    ImportLedger &operator=(const ImportLedger &) = delete;

    enum class Mode { Create, Existing };
    /// Storage when the file cannot be made or read, or another window has it open.
    [[nodiscard]] Result<void> open(Mode mode);
    void close();

    [[nodiscard]] Result<ImportHead> head();
    /// On disk when it returns, a power cut included.
    [[nodiscard]] Result<void> setHead(const ImportHead &head);
    /// The outcomes and the head together.
    [[nodiscard]] Result<void> settle(const QList<ImportRow> &rows, const ImportHead &head);
    /// Which of these keys this import has written already.
    [[nodiscard]] Result<QSet<QByteArray>> written(const QList<QByteArray> &keys);
    /// By ordinal, at most `most` of those after `after`.
    [[nodiscard]] Result<QList<ImportRow>> page(qint64 after, int most);
    [[nodiscard]] Result<QList<ImportRow>> problems(qint64 after, int most);
    /// Every key and its outcome; how many. No formula survives in CSV.
    [[nodiscard]] Result<qint64> writeReport(const QString &path, ReportFormat format);

private:
    [[nodiscard]] QSqlQuery &prepared(const char *sql);
    [[nodiscard]] Result<void> makeFile() const;
    [[nodiscard]] Result<void> run(const char *sql);
    [[nodiscard]] Result<void> writeHead(const ImportHead &head);
    [[nodiscard]] Result<QList<ImportRow>> rows(const char *sql, qint64 after, int most);
    [[nodiscard]] tl::unexpected<Error> failed(const QSqlQuery &query) const;

    QString m_path;
    QString m_connection;
    QSqlDatabase m_database;
    std::vector<std::pair<const char *, std::unique_ptr<QSqlQuery>>> m_queries;
};

} // namespace stashdeck
