// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/transfer/transferformat.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace stashdeck {

inline constexpr int transferVersion = 1;

/// How a file begins, in every format: one JSON object,
/// {"stashdeck":"jsonl","version":1,"source":"prod-eu-main","exportedAt":1763388120000,"time":"2025-11-17T14:02:00.000Z",
///  "keys":24,"server":"7.0.15","hides":["token"]}; `keys` is how many were to be written, `hides` is there when values
/// of fields with such names were left out.
struct FileHead {
    TransferFormat format = TransferFormat::JsonLines;
    int version = transferVersion;
    QString source;
    std::optional<WallTime> exportedAt;
    qint64 keys = -1; ///< -1 when not known
    QString server; ///< version; empty when not known
    QList<QByteArray> hides;
    friend bool operator==(const FileHead &, const FileHead &) = default;
};

/// How it ends: {"stashdeck":"end","keys":24,"gone":0,"failed":0,"hidden":3,"whole":true}. `whole` is false when the
/// export was cancelled; a file without this was cut off.
struct FileFoot {
    qint64 keys = 0;
    qint64 gone = 0;
    qint64 failed = 0;
    qint64 hidden = 0; ///< values
    bool whole = true;
    friend bool operator==(const FileFoot &, const FileFoot &) = default;
};

[[nodiscard]] QByteArray headText(const FileHead &head);
[[nodiscard]] QByteArray footText(const FileFoot &foot);
[[nodiscard]] std::optional<FileHead> headFromText(QByteArrayView json);
[[nodiscard]] std::optional<FileFoot> footFromText(QByteArrayView json);

} // namespace stashdeck
