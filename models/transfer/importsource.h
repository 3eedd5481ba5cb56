// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/transfer/importplan.h"
#include "models/transfer/keystream.h"
#include "models/transfer/transferworker.h"

namespace stashdeck {

/// What of a file goes into one request.
struct SourceChunk {
    QList<KeyStream::Entry> entries; ///< whole small keys, or one part of a large one
    bool isLarge = false;
    TransferFormat format = TransferFormat::Archive;
    QList<ImportProblem> problems; ///< that were passed over
    qint64 bytesRead = 0;
    bool atEnd = false; ///< there is nothing behind it
};

/// How much one request takes.
struct ChunkLimit {
    int keys = 500;
    qint64 bytes = 1024LL * 1024; ///< as they are carried
};

/// The keys of a file, read on a worker a request's worth at a time. Keys that are larger than a request come in parts.
class ImportSource final {
public:
    /// Keys up to `after` are passed over. Nothing is read yet.
    ImportSource(const ImportPlan &plan, qint64 after);
    ~ImportSource();
    ImportSource(const ImportSource &) = delete;
    ImportSource &operator=(const ImportSource &) = delete;

    /// Storage when the file cannot be read, Protocol when it is none of ours. One at a time.
    [[nodiscard]] QFuture<Result<SourceChunk>> next(ChunkLimit limit);
    /// As `next`, with exactly so many keys, whatever their size: a request that was sent before.
    [[nodiscard]] QFuture<Result<SourceChunk>> again(int keys);

private:
    struct File;
    std::shared_ptr<File> m_file;
};

/// Bytes of an entry as it is carried in a script.
[[nodiscard]] qint64 carriedSize(const TransferEntry &entry);

/// Opens a file for reading by what it holds: Storage, or Protocol when it is none of ours.
struct OpenedTransfer {
    std::unique_ptr<QIODevice> device;
    TransferFormat format = TransferFormat::Archive;
};
[[nodiscard]] Result<OpenedTransfer> openTransferFile(const QString &path);

} // namespace stashdeck
