// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/jsonlinesreader.h"

#include "models/transfer/entryjson.h"

namespace stashdeck {

JsonLinesReader::JsonLinesReader(QIODevice *device)
    : m_lines(device, longestLine)
{
}

std::optional<TransferReader::Item> JsonLinesReader::next()
{
    LineReader::Line line;
    while (m_lines.next(line)) {
        ImportProblem problem;
        problem.line = line.number;
        if (line.tooLong) {
            problem.kind = ImportProblem::Kind::LineTooLong;
            return problem;
        }
        if (line.number == 1 && line.text.startsWith("\xef\xbb\xbf"))
            line.text.remove(0, 3);
        if (line.text.trimmed().isEmpty())
            continue;
        if (line.text.startsWith("{\"stashdeck\"")) {
            if (const std::optional<FileHead> head = headFromText(line.text); head && !m_head) {
                m_head = head;
                if (head->version > transferVersion) {
                    problem.kind = ImportProblem::Kind::NewerVersion;
                    return problem;
                }
                continue;
            }
            if (const std::optional<FileFoot> foot = footFromText(line.text)) {
                m_foot = foot;
                if (!foot->whole) {
                    problem.kind = ImportProblem::Kind::NotWhole;
                    return problem;
                }
                continue;
            }
        }
        std::optional<TransferEntry> entry = entryFromJson(line.text, problem.note);
        if (entry) {
            entry->line = line.number;
            return *std::move(entry);
        }
        if (!line.terminated && m_head) {
            m_told = true;
            problem.kind = ImportProblem::Kind::Truncated;
        }
        return problem;
    }
    if (m_head && !m_foot && !m_told) {
        m_told = true;
        ImportProblem problem;
        problem.kind = ImportProblem::Kind::Truncated;
        problem.line = line.number;
        return problem;
    }
    return std::nullopt;
}

} // namespace stashdeck
