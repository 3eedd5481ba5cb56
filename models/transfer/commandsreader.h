// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transfer/linereader.h"
#include "models/transfer/replaytable.h"
#include "models/transfer/transferreader.h"

namespace stashdeck {

/// Reads files of commands, ours and others: one command a line in redis-cli's quoting; empty lines and lines that
/// begin with # are passed over. Commands about the same key that follow each other are one entry. A DEL before others
/// about its key is left out: what becomes of a key that exists is the import's decision; a DEL alone is refused.
class CommandsReader final : public TransferReader {
public:
    explicit CommandsReader(QIODevice *device);

    [[nodiscard]] std::optional<Item> next() override;
    [[nodiscard]] qint64 bytesRead() const override { return m_lines.bytesRead(); }

private:
    void takeLine(const LineReader::Line &line);
    [[nodiscard]] bool takeEcho(const QList<QByteArray> &words, qint64 line);
    void takeHidden(QByteArrayView json, qint64 line);
    void add(const ReplayLine::Part &part, qint64 line);
    void damaged();
    void closeGroup(bool more);
    void closeHidden(const QByteArray *next, qint64 line);
    void openGroup(const QByteArray &key, qint64 line);
    void tell(ImportProblem problem, qint64 line);

    LineReader m_lines;
    QList<Item> m_out;
    std::optional<TransferEntry> m_group;
    qsizetype m_groupBytes = 0;
    bool m_removed = false; ///< the group began with DEL
    QByteArray m_hiddenKey; ///< of the next group
    QList<QByteArray> m_hiddenFields;
    bool m_nextBroken = false;
    bool m_atEnd = false;
};

} // namespace stashdeck
