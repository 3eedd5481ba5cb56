// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/transferwriter.h"

namespace stashdeck {

/// Comma-separated values (RFC 4180, UTF-8, rows end in CRLF): key,type,expires,field,value,score,mark.
///
///   string   value                      list   field: place from 0, value
///   hash     field, value               set    value
///   zset     value: member, score       stream field, value, score: the entry's ID; one row a field
///   JSON     value
///
/// `expires` is an ISO 8601 time in UTC. `mark` holds words: key64, field64, value64: that cell is base64 because its
/// bytes are no UTF-8 or hold a NUL; more: the string goes on in the next row; hidden: a field whose value was left
/// out; masked: the value holds "[hidden]" somewhere; empty: a stream without entries. Cells that a spreadsheet would
/// take for a formula begin with a ' that an import takes away (appendCsvCell()). The second row has the type #export
/// and the head as its value, the last the type #end and the foot. Consumer groups of streams and expiries of hash
/// fields are not in it.
class CsvWriter final : public TransferWriter {
public:
    void begin(const FileHead &head, QByteArray &out) override;
    void add(const TransferEntry &entry, QByteArray &out) override;
    void end(const FileFoot &foot, QByteArray &out) override;

private:
    qint64 m_place = 0; ///< of the next element of a list
};

} // namespace stashdeck
