// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/transfer/transferwriter.h"
#include "models/transfer/valuehider.h"

#include <QFile>

namespace stashdeck {

/// A file that is being written beside its target, readable by its owner only, and takes its place when it is whole. A
/// write that fails (a full disk) leaves the file as it was and keeps its bytes for the next try: nothing that was
/// accepted is lost. Blocks for the disk: lives on a worker.
class ExportFile final {
public:
    ExportFile(TransferFormat format, QString target, QString partial, const QList<QByteArray> &hiddenWords);
    /// Removes what is neither at its place nor kept.
    ~ExportFile();
    ExportFile(const ExportFile &) = delete;
    ExportFile &operator=(const ExportFile &) = delete;

    [[nodiscard]] Result<void> begin(const FileHead &head);
    /// Hides, encodes and writes.
    [[nodiscard]] Result<void> add(QList<TransferEntry> entries);
    /// The place to which rollBack() goes back.
    [[nodiscard]] Result<void> mark();
    [[nodiscard]] Result<void> rollBack();
    /// At its place and on disk.
    [[nodiscard]] Result<void> commit(FileFoot foot);
    /// Closed where it lies, with a foot that says it is not whole.
    [[nodiscard]] Result<void> keep(FileFoot foot);
    void remove();

    [[nodiscard]] qint64 bytes() const { return m_offset + m_pending.size(); }
    [[nodiscard]] qint64 hidden() const { return m_hidden; }

private:
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> writePending();
    [[nodiscard]] tl::unexpected<Error> failed();

    QString m_target;
    ValueHider m_hider;
    std::unique_ptr<TransferWriter> m_writer;
    QFile m_file;
    QByteArray m_pending; ///< encoded, not in the file
    qint64 m_offset = 0; ///< bytes in the file
    qint64 m_mark = 0;
    qint64 m_markHidden = 0;
    qint64 m_hidden = 0;
    bool m_begun = false;
    bool m_ended = false; ///< the foot is encoded
    bool m_settled = false; ///< at its place, kept or removed
};

} // namespace stashdeck
