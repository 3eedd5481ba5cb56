// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/archivereader.h"
#include "models/transfer/archivewriter.h"
#include "models/transfer/commandsreader.h"
#include "models/transfer/commandswriter.h"
#include "models/transfer/csvreader.h"
#include "models/transfer/csvwriter.h"
#include "models/transfer/jsonlinesreader.h"
#include "models/transfer/jsonlineswriter.h"

namespace stashdeck {

std::unique_ptr<TransferWriter> transferWriter(TransferFormat format)
{
    switch (format) {
    case TransferFormat::Archive:
        return std::make_unique<ArchiveWriter>();
    case TransferFormat::JsonLines:
        return std::make_unique<JsonLinesWriter>();
    case TransferFormat::Csv:
        return std::make_unique<CsvWriter>();
    case TransferFormat::Commands:
        return std::make_unique<CommandsWriter>();
    }
    Q_UNREACHABLE();
}

std::unique_ptr<TransferReader> transferReader(TransferFormat format, QIODevice *device)
{
    switch (format) {
    case TransferFormat::Archive:
        return std::make_unique<ArchiveReader>(device);
    case TransferFormat::JsonLines:
        return std::make_unique<JsonLinesReader>(device);
    case TransferFormat::Csv:
        return std::make_unique<CsvReader>(device);
    case TransferFormat::Commands:
        return std::make_unique<CommandsReader>(device);
    }
    Q_UNREACHABLE();
}

} // namespace stashdeck
