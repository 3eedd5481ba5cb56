// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/keystream.h"

namespace stashdeck {

namespace {

/// What identifies a part, without its value.
TransferEntry outline(const TransferEntry &entry)
{
    TransferEntry bare;
    bare.key = entry.key;
    bare.type = entry.type;
    bare.expiry = entry.expiry;
    bare.form = entry.form;
    bare.members = entry.members;
    bare.part = entry.part;
    bare.line = entry.line;
    return bare;
}

} // namespace

KeyStream::KeyStream(std::unique_ptr<TransferReader> reader)
    : m_reader(std::move(reader))
{
}

void KeyStream::missing(const TransferEntry &near)
{
    ImportProblem problem;
    problem.kind = ImportProblem::Kind::PartMissing;
    problem.key = near.key;
    problem.line = near.line;
    m_out.append(std::move(problem));
}

void KeyStream::breakOpen()
{
    if (!m_open)
        return;
    TransferEntry end = *m_open;
    m_open.reset();
    end.part += 1;
    end.broken = true;
    missing(end);
    m_hasOrphan = true; // its later parts are lost with it
    m_orphan = end.key;
    m_out.append(Entry{std::move(end), m_ordinal});
}

void KeyStream::take(TransferEntry entry)
{
    const bool continues = m_open && m_open->key == entry.key && m_open->type == entry.type
        && m_open->form == entry.form && m_open->part + 1 == entry.part;
    if (!continues) {
        breakOpen();
        if (entry.part > 0) {
            if (m_hasOrphan && m_orphan == entry.key)
                return;
            m_hasOrphan = true;
            m_orphan = entry.key;
            TransferEntry lost = outline(entry);
            lost.part = 0;
            lost.broken = true;
            missing(lost);
            m_out.append(Entry{std::move(lost), ++m_ordinal});
            return;
        }
        ++m_ordinal;
    }
    m_hasOrphan = false;
    m_open.reset();
    if (entry.broken) { // nothing of it is of use any more
        const bool more = entry.more;
        entry = outline(entry);
        entry.broken = true;
        missing(entry);
        if (more) {
            m_hasOrphan = true;
            m_orphan = entry.key;
        }
    } else if (entry.more) {
        m_open = outline(entry);
    }
    m_out.append(Entry{std::move(entry), m_ordinal});
}

std::optional<KeyStream::Item> KeyStream::next()
{
    while (m_out.isEmpty()) {
        std::optional<TransferReader::Item> item = m_reader->next();
        if (!item) {
            breakOpen();
            if (m_out.isEmpty())
                return std::nullopt;
            break;
        }
        if (auto *problem = std::get_if<ImportProblem>(&*item))
            m_out.append(*problem);
        else
            take(std::get<TransferEntry>(*std::move(item)));
    }
    return m_out.takeFirst();
}

} // namespace stashdeck
