// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/archivewriter.h"

#include "models/transfer/archiveframe.h"
#include "models/transfer/entryjson.h"

#include <QtEndian>

namespace stashdeck {

namespace {

constexpr qsizetype blockBytes = 256LL * 1024;

template <typename Number> void appendNumber(QByteArray &out, Number number)
{
    char bytes[sizeof(Number)];
    qToLittleEndian(number, bytes);
    out.append(bytes, sizeof bytes);
}

} // namespace

void ArchiveWriter::begin(const FileHead &head, QByteArray &out)
{
    out.append(archiveMagic()).append(frameOf(FrameKind::Head, headText(head)));
}

void ArchiveWriter::add(const TransferEntry &entry, QByteArray &out)
{
    QByteArray record;
    if (entry.form == TransferEntry::Form::Dump) {
        record.reserve(entry.dump.size() + entry.key.size() + 32);
        record.append(char(entry.type));
        appendNumber(record, entry.expiry);
        appendNumber(record, entry.members);
        appendNumber(record, quint32(entry.key.size()));
        record.append(entry.key).append(entry.dump);
    } else {
        appendEntryJson(record, entry);
    }
    if (!m_block.isEmpty() && m_block.size() + record.size() > blockBytes)
        flush(out);
    m_block.append(entry.form == TransferEntry::Form::Dump ? 'D' : 'J');
    appendNumber(m_block, quint32(record.size()));
    m_block.append(record);
}

void ArchiveWriter::flush(QByteArray &out)
{
    if (m_block.isEmpty())
        return;
    out.append(frameOf(FrameKind::Block, m_block));
    m_block.clear();
}

void ArchiveWriter::end(const FileFoot &foot, QByteArray &out)
{
    flush(out);
    out.append(frameOf(FrameKind::Foot, footText(foot)));
}

} // namespace stashdeck
