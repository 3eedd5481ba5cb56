// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/csvtext.h"
#include "models/transfer/transferreader.h"

#include <array>

namespace stashdeck {

/// Reads what CsvWriter writes, and such files from elsewhere. Rows of a key that follow each other are one entry.
class CsvReader final : public TransferReader {
public:
    explicit CsvReader(QIODevice *device);

    [[nodiscard]] std::optional<Item> next() override;
    [[nodiscard]] qint64 bytesRead() const override { return m_rows.bytesRead(); }

private:
    struct Cells;
    void takeTitle(const QList<QByteArray> &cells);
    void takeRow(const CsvRows::Row &row);
    [[nodiscard]] bool takeMeta(const Cells &cells, qint64 line);
    [[nodiscard]] bool startsKey(const Cells &cells) const;
    [[nodiscard]] QString takeElement(const Cells &cells);
    void closeStreamEntry();
    void closeKey(bool more);
    void damaged();
    void finish();
    void tell(ImportProblem::Kind kind, qint64 line, const QString &note = {});

    CsvRows m_rows;
    std::array<int, csvColumnCount> m_columns{};
    QList<Item> m_out;
    std::optional<TransferEntry> m_key;
    qsizetype m_keyBytes = 0;
    QByteArray m_streamId;
    QList<QByteArray> m_streamFields;
    bool m_expectMore = false; ///< the string goes on
    bool m_nextBroken = false;
    bool m_cut = false;
    bool m_hasTitle = false;
    bool m_atEnd = false;
};

} // namespace stashdeck
