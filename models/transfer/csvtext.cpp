// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/csvtext.h"

#include <QIODevice>

namespace stashdeck {

namespace {

constexpr qint64 step = 256LL * 1024;
constexpr int none = -1;

bool wantsGuard(char c)
{
    return QByteArrayView("=+-@'\t\r").contains(c);
}

} // namespace

QByteArrayView nameOf(CsvColumn column)
{
    static constexpr const char *names[csvColumnCount] = {"key", "type", "expires", "field", "value", "score", "mark"};
    return names[int(column)];
}

bool isCsvTitle(QByteArrayView head)
{
    const qsizetype end = head.indexOf('\n');
    const QByteArray line = (end < 0 ? head : head.first(end)).trimmed().toByteArray().toLower();
    const QList<QByteArray> names = line.split(',');
    const auto has = [&names](const QByteArray &name) {
        return names.contains(name) || names.contains('"' + name + '"');
    };
    return has("key") && has("type") && has("value");
}

void appendCsvCell(QByteArray &line, QByteArrayView cell)
{
    if (cell.isEmpty())
        return;
    const bool guarded = wantsGuard(cell.front());
    bool quotes = guarded || cell.front() == ' ' || cell.back() == ' ';
    if (!quotes) {
        for (const char c : cell) {
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                quotes = true;
                break;
            }
        }
    }
    if (!quotes) {
        line.append(cell);
        return;
    }
    line.append('"');
    if (guarded)
        line.append('\'');
    for (const char c : cell) {
        if (c == '"')
            line.append('"');
        line.append(c);
    }
    line.append('"');
}

QByteArray unguardedCell(const QByteArray &cell)
{
    return cell.startsWith('\'') ? cell.sliced(1) : cell;
}

CsvRows::CsvRows(QIODevice *device, qsizetype longest)
    : m_device(device)
    , m_longest(longest)
{
}

int CsvRows::peek()
{
    if (m_at >= m_buffer.size()) {
        m_buffer = m_device->read(step);
        m_at = 0;
        m_read += m_buffer.size();
        if (m_buffer.isEmpty())
            return none;
    }
    return static_cast<unsigned char>(m_buffer[m_at]);
}

int CsvRows::take()
{
    const int c = peek();
    if (c == none)
        return none;
    ++m_at;
    if (c == '\n')
        ++m_line;
    return c;
}

/// To the end of the physical line.
CsvRows::Step CsvRows::passOver(Step step)
{
    for (;;) {
        const int c = take();
        if (c == none || c == '\n')
            return step;
    }
}

CsvRows::Step CsvRows::next(Row &row)
{
    row = Row();
    row.line = m_line;
    if (peek() == none)
        return Step::End;
    qsizetype size = 0;
    for (;;) {
        QByteArray cell;
        if (peek() == '"') {
            take();
            for (;;) {
                const int c = take();
                if (c == none)
                    return Step::Truncated;
                if (c == '"') {
                    if (peek() != '"')
                        break;
                    take();
                }
                cell.append(char(c));
                if (++size > m_longest)
                    return passOver(Step::TooLong);
            }
            const int behind = peek();
            if (behind != ',' && behind != '\n' && behind != '\r' && behind != none)
                return passOver(Step::Garbled);
        } else {
            for (int c = peek(); c != ',' && c != '\n' && c != none; c = peek()) {
                if (c == '"')
                    return passOver(Step::Garbled);
                cell.append(char(take()));
                if (++size > m_longest)
                    return passOver(Step::TooLong);
            }
            if (cell.endsWith('\r') && peek() != ',')
                cell.chop(1);
        }
        row.cells.append(cell);
        if (row.cells.size() > csvColumnCount * 4)
            return passOver(Step::Garbled);
        int end = take();
        if (end == '\r')
            end = take();
        if (end == ',')
            continue;
        row.terminated = end == '\n';
        // A lone CR behind a quoted cell is neither.
        return end == '\n' || end == none ? Step::Row : passOver(Step::Garbled);
    }
}

} // namespace stashdeck
