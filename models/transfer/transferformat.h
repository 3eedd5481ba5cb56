// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

#include <optional>

namespace stashdeck {

/// What a file of keys looks like.
enum class TransferFormat {
    Archive, ///< .stash: everything exact, compressed blocks with checksums (archiveframe.h)
    JsonLines, ///< .jsonl: one key a line, exact and readable (jsonlineswriter.h)
    Csv, ///< .csv: collections as rows; consumer groups of streams are not in it (csvwriter.h)
    Commands, ///< .redis: commands as redis-cli reads them (commandswriter.h)
};
inline constexpr int transferFormatCount = 4;

/// "stash", "jsonl", "csv", "redis".
[[nodiscard]] QLatin1StringView suffixOf(TransferFormat format);

/// What the first bytes of a file say it is, whatever its name; 4 KB are enough. A text of lines that is none of the
/// others counts as Commands when its first word is a command. Nothing when it is not ours to read.
[[nodiscard]] std::optional<TransferFormat> detectedTransferFormat(QByteArrayView head);

} // namespace stashdeck
