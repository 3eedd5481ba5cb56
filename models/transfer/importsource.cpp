// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/importsource.h"

#include "models/transfer/entrycommands.h"
#include "models/transfer/importscripts.h"

#include <QFile>
#include <QFileInfo>

#include <limits>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 headBytes = 4096;
constexpr qint64 overhead = 64; ///< of a key in a script

} // namespace

qint64 carriedSize(const TransferEntry &entry)
{
    qint64 size = overhead + carriedSize(entry.key) * 2 + carriedSize(entry.dump);
    for (const QByteArray &word : entry.words)
        size += carriedSize(word);
    for (const QByteArray &field : entry.hiddenFields)
        size += carriedSize(field);
    // The words of its commands beside the value: one command a thousand words, one an entry of a stream.
    size += 32 * (1 + entry.fieldExpiries.size() * 3 + (entry.type == KeyType::Stream ? entry.words.size() : 0));
    for (const KeyedCommand &command : entry.commands) {
        for (const QByteArray &word : command.words)
            size += carriedSize(word);
        size += 16;
    }
    if (entry.stream) {
        for (const StreamGroup &group : entry.stream->groups)
            size += 200 + 200 * (group.consumers.size() + group.pending.size());
    }
    return size;
}

Result<OpenedTransfer> openTransferFile(const QString &path)
{
    // Opening a pipe would block, so look first.
    const QFileInfo info(path);
    if (!info.exists() || !info.isFile())
        return failure(Error::Kind::Storage, u"%1 is no file"_s.arg(path));
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return failure(Error::Kind::Storage, file->errorString());
    const std::optional<TransferFormat> format = detectedTransferFormat(file->peek(headBytes));
    if (!format)
        return failure(Error::Kind::Protocol, u"not a file of keys"_s);
    return OpenedTransfer{std::move(file), *format};
}

struct ImportSource::File {
    ImportPlan plan;
    qint64 after = 0;
    std::unique_ptr<QIODevice> device;
    std::unique_ptr<KeyStream> stream;
    TransferFormat format = TransferFormat::Archive;
    std::optional<KeyStream::Entry> held; ///< read, and did not fit
    QList<ImportProblem> problems;

    Result<void> open()
    {
        if (stream)
            return {};
        Result<OpenedTransfer> opened = openTransferFile(plan.path);
        if (!opened)
            return tl::unexpected(opened.error());
        device = std::move(opened->device);
        format = opened->format;
        stream = std::make_unique<KeyStream>(transferReader(opened->format, device.get()));
        return {};
    }

    std::optional<KeyStream::Entry> nextEntry()
    {
        if (held) {
            std::optional<KeyStream::Entry> entry = std::move(held);
            held.reset();
            return entry;
        }
        while (std::optional<KeyStream::Item> item = stream->next()) {
            if (auto *problem = std::get_if<ImportProblem>(&*item)) {
                if (problems.size() < 1000)
                    problems.append(*problem);
                continue;
            }
            auto &entry = std::get<KeyStream::Entry>(*item);
            if (entry.ordinal <= after || (!plan.only.isEmpty() && !plan.only.contains(entry.entry.key)))
                continue;
            return std::move(entry);
        }
        return std::nullopt;
    }

    Result<SourceChunk> read(ChunkLimit limit, bool exact)
    {
        if (auto opened = open(); !opened)
            return tl::unexpected(opened.error());
        SourceChunk chunk;
        qint64 size = 4096; // of the script
        const qint64 most = exact ? std::numeric_limits<qint64>::max() : limit.bytes;
        while (chunk.entries.size() < limit.keys) {
            std::optional<KeyStream::Entry> entry = nextEntry();
            if (!entry) {
                chunk.atEnd = true;
                break;
            }
            const qint64 bytes = carriedSize(entry->entry) + plan.prefix.size() * 4;
            const bool isLarge = entry->entry.isPart() || (!exact && size + bytes > most && chunk.entries.isEmpty());
            if (isLarge && chunk.entries.isEmpty()) {
                chunk.isLarge = true;
                chunk.entries.append(*std::move(entry));
                break;
            }
            if (isLarge || size + bytes > most) {
                held = std::move(entry);
                break;
            }
            size += bytes;
            chunk.entries.append(*std::move(entry));
        }
        if (device->isSequential() || static_cast<QFile *>(device.get())->error() != QFileDevice::NoError)
            return failure(Error::Kind::Storage, device->errorString());
        chunk.problems = std::exchange(problems, {});
        chunk.format = format;
        chunk.bytesRead = stream->reader().bytesRead();
        return chunk;
    }
};

ImportSource::ImportSource(const ImportPlan &plan, qint64 after)
    : m_file(std::make_shared<File>())
{
    m_file->plan = plan;
    m_file->after = after;
}

ImportSource::~ImportSource()
{
    transferWorker(TransferThread::Reading)->start([file = std::move(m_file)]() mutable { file.reset(); });
}

QFuture<Result<SourceChunk>> ImportSource::next(ChunkLimit limit)
{
    return onTransferWorker(TransferThread::Reading, [file = m_file, limit] { return file->read(limit, false); });
}

QFuture<Result<SourceChunk>> ImportSource::again(int keys)
{
    const ChunkLimit limit{keys, 0};
    return onTransferWorker(TransferThread::Reading, [file = m_file, limit] { return file->read(limit, true); });
}

} // namespace stashdeck
