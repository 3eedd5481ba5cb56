// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/exportfile.h"
#include "models/transfer/transferworker.h"

namespace stashdeck {

struct SinkState {
    qint64 bytes = 0; ///< of the file
    qint64 hidden = 0; ///< values
};

/// An ExportFile on the worker. All is done in the order in which it was asked for. Without its owner, what is not
/// finished is removed.
class EntrySink final {
public:
    EntrySink(TransferFormat format, const QString &target, const QString &partial,
              const QList<QByteArray> &hiddenWords)
        : m_file(std::make_shared<ExportFile>(format, target, partial, hiddenWords))
    {
    }
    ~EntrySink()
    {
        transferWorker(TransferThread::Writing)->start([file = std::move(m_file)] { file->remove(); });
    }
    EntrySink(const EntrySink &) = delete;
    EntrySink &operator=(const EntrySink &) = delete;

    using Answer = QFuture<Result<SinkState>>;
    [[nodiscard]] Answer begin(const FileHead &head)
    {
        return run([head](ExportFile &file) { return file.begin(head); });
    }
    [[nodiscard]] Answer add(const QList<TransferEntry> &entries)
    {
        return run([entries](ExportFile &file) { return file.add(entries); });
    }
    [[nodiscard]] Answer mark()
    {
        return run([](ExportFile &file) { return file.mark(); });
    }
    [[nodiscard]] Answer rollBack()
    {
        return run([](ExportFile &file) { return file.rollBack(); });
    }
    [[nodiscard]] Answer commit(const FileFoot &foot)
    {
        return run([foot](ExportFile &file) { return file.commit(foot); });
    }
    [[nodiscard]] Answer keep(const FileFoot &foot)
    {
        return run([foot](ExportFile &file) { return file.keep(foot); });
    }
    [[nodiscard]] Answer remove()
    {
        return run([](ExportFile &file) -> Result<void> {
            file.remove();
            return {};
        });
    }

private:
    template <typename Work> [[nodiscard]] Answer run(Work work)
    {
        return onTransferWorker(TransferThread::Writing,
                                [file = m_file, work = std::move(work)]() -> Result<SinkState> {
                                    const Result<void> done = work(*file);
                                    if (!done)
                                        return tl::unexpected(done.error());
                                    return SinkState{file->bytes(), file->hidden()};
                                });
    }

    std::shared_ptr<ExportFile> m_file;
};

} // namespace stashdeck
