// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/jsonlineswriter.h"

#include "models/transfer/entryjson.h"

namespace stashdeck {

void JsonLinesWriter::begin(const FileHead &head, QByteArray &out)
{
    out.append(headText(head)).append('\n');
}

void JsonLinesWriter::add(const TransferEntry &entry, QByteArray &out)
{
    appendEntryJson(out, entry);
    out.append('\n');
}

void JsonLinesWriter::end(const FileFoot &foot, QByteArray &out)
{
    out.append(footText(foot)).append('\n');
}

} // namespace stashdeck
