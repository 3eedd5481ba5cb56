// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/transferformat.h"

#include "models/transfer/archiveframe.h"
#include "models/transfer/commandtext.h"
#include "models/transfer/csvtext.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

QLatin1StringView suffixOf(TransferFormat format)
{
    switch (format) {
    case TransferFormat::Archive:
        return "stash"_L1;
    case TransferFormat::JsonLines:
        return "jsonl"_L1;
    case TransferFormat::Csv:
        return "csv"_L1;
    case TransferFormat::Commands:
        return "redis"_L1;
    }
    Q_UNREACHABLE();
}

std::optional<TransferFormat> detectedTransferFormat(QByteArrayView head)
{
    if (head.startsWith(archiveMagic()))
        return TransferFormat::Archive;
    if (head.startsWith("\xef\xbb\xbf"))
        head = head.sliced(3);
    while (!head.isEmpty()
           && (head.front() == ' ' || head.front() == '\n' || head.front() == '\r' || head.front() == '\t'))
        head = head.sliced(1);
    if (head.isEmpty())
        return std::nullopt;
    if (head.front() == '{')
        return TransferFormat::JsonLines;
    if (isCsvTitle(head))
        return TransferFormat::Csv;
    if (beginsWithCommand(head))
        return TransferFormat::Commands;
    return std::nullopt;
}

} // namespace stashdeck
