// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/archivereader.h"

#include "models/transfer/entryjson.h"

#include <QIODevice>
#include <QtEndian>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 window = 256LL * 1024;

/// A record of kind 'D'.
std::optional<TransferEntry> dumpFrom(QByteArrayView record)
{
    constexpr qsizetype fixed = 1 + 8 + 8 + 4;
    if (record.size() < fixed)
        return std::nullopt;
    const auto type = static_cast<unsigned char>(record[0]);
    const qint64 expiry = qFromLittleEndian<qint64>(record.data() + 1);
    const qint64 members = qFromLittleEndian<qint64>(record.data() + 9);
    const qsizetype length = qsizetype(qFromLittleEndian<quint32>(record.data() + 17));
    if (type == 0 || type >= keyTypeCount || expiry < -1 || members < -1 || length > record.size() - fixed)
        return std::nullopt;
    TransferEntry entry;
    entry.form = TransferEntry::Form::Dump;
    entry.type = static_cast<KeyType>(type);
    entry.expiry = expiry;
    entry.members = members;
    entry.key = record.sliced(fixed, length).toByteArray();
    entry.dump = record.sliced(fixed + length).toByteArray();
    if (entry.dump.isEmpty())
        return std::nullopt;
    return entry;
}

} // namespace

ArchiveReader::ArchiveReader(QIODevice *device)
    : m_device(device)
    , m_offset(archiveMagic().size())
{
}

ArchiveReader::Step ArchiveReader::readFrame(Frame &frame)
{
    const qint64 size = m_device->size();
    if (m_offset >= size)
        return Step::End;
    if (!m_device->seek(m_offset))
        return Step::Truncated;
    const QByteArray bytes = m_device->read(FrameHeader::size);
    if (bytes.size() < FrameHeader::size)
        return Step::Truncated;
    const std::optional<FrameHeader> header = FrameHeader::read(bytes);
    if (!header)
        return Step::Damaged;
    if (m_offset + FrameHeader::size + qint64(header->stored) > size)
        return Step::Truncated;
    const QByteArray stored = m_device->read(header->stored);
    m_spent += stored.size();
    if (stored.size() != qsizetype(header->stored) || !isIntact(bytes, stored))
        return Step::Damaged;
    std::optional<QByteArray> raw = inflated(stored, header->raw);
    if (!raw)
        return Step::Damaged;
    m_spent -= stored.size();
    frame.kind = header->kind;
    frame.raw = *std::move(raw);
    m_blockOffset = m_offset;
    m_offset += FrameHeader::size + stored.size();
    return Step::Frame;
}

/// From the byte behind the damaged frame's mark on.
void ArchiveReader::findNextFrame()
{
    const qint64 size = m_device->size();
    qint64 from = m_offset + 1;
    // A file made to keep us busy has a mark everywhere.
    while (from < size && m_spent <= 4 * size + window) {
        if (!m_device->seek(from))
            break;
        const QByteArray bytes = m_device->read(window);
        m_spent += bytes.size() / 16;
        const qsizetype found = bytes.indexOf(FrameHeader::mark);
        if (found >= 0) {
            m_offset = from + found;
            return;
        }
        if (bytes.size() < window)
            break;
        from += bytes.size() - FrameHeader::mark.size() + 1;
    }
    m_offset = size;
}

std::optional<ImportProblem> ArchiveReader::takeFrame(const Frame &frame)
{
    ImportProblem problem;
    problem.line = m_blockOffset;
    switch (frame.kind) {
    case FrameKind::Head:
        if (!m_head)
            m_head = headFromText(frame.raw);
        if (!m_head) {
            problem.note = u"the head cannot be read"_s;
            return problem;
        }
        if (m_head->version > transferVersion) {
            m_ended = true; // another layout may follow
            problem.kind = ImportProblem::Kind::NewerVersion;
            return problem;
        }
        return std::nullopt;
    case FrameKind::Block:
        m_block = frame.raw;
        m_at = 0;
        return std::nullopt;
    case FrameKind::Foot:
        m_foot = footFromText(frame.raw);
        if (!m_foot || m_foot->whole)
            return std::nullopt;
        problem.kind = ImportProblem::Kind::NotWhole;
        return problem;
    }
    return std::nullopt;
}

TransferReader::Item ArchiveReader::record()
{
    ImportProblem problem;
    problem.line = m_blockOffset;
    constexpr qsizetype before = 5;
    if (m_block.size() - m_at < before) {
        m_block.clear();
        problem.note = u"a record is cut off"_s;
        return problem;
    }
    const char kind = m_block[m_at];
    const qsizetype length = qsizetype(qFromLittleEndian<quint32>(m_block.constData() + m_at + 1));
    if (length > m_block.size() - m_at - before) {
        m_block.clear();
        problem.note = u"a record is cut off"_s;
        return problem;
    }
    const QByteArrayView record = QByteArrayView(m_block).sliced(m_at + before, length);
    std::optional<TransferEntry> entry;
    if (kind == 'D')
        entry = dumpFrom(record);
    else if (kind == 'J')
        entry = entryFromJson(record, problem.note);
    m_at += before + length;
    if (m_at >= m_block.size()) {
        m_block.clear();
        m_at = 0;
    }
    if (!entry) {
        if (problem.note.isEmpty())
            problem.note = u"a record cannot be read"_s;
        return problem;
    }
    entry->line = m_blockOffset;
    return *std::move(entry);
}

std::optional<TransferReader::Item> ArchiveReader::next()
{
    for (;;) {
        if (!m_block.isEmpty())
            return record();
        if (m_ended)
            return std::nullopt;
        Frame frame;
        ImportProblem problem;
        problem.line = m_offset;
        switch (readFrame(frame)) {
        case Step::Frame:
            if (const std::optional<ImportProblem> found = takeFrame(frame))
                return *found;
            break;
        case Step::Damaged:
            problem.kind = ImportProblem::Kind::BadChecksum;
            findNextFrame();
            return problem;
        case Step::Truncated:
            // A damaged length may point beyond the end: there may be frames behind it.
            problem.kind = ImportProblem::Kind::Truncated;
            findNextFrame();
            m_ended = m_offset >= m_device->size();
            return problem;
        case Step::End:
            m_ended = true;
            if (m_foot)
                return std::nullopt;
            problem.kind = ImportProblem::Kind::Truncated;
            return problem;
        }
    }
}

} // namespace stashdeck
