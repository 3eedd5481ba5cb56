// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/csvwriter.h"

#include "models/base/bytetext.h"
#include "models/transfer/csvtext.h"
#include "models/transfer/entryjson.h"

#include <QDateTime>
#include <QTimeZone>

namespace stashdeck {

namespace {

QByteArray timeText(qint64 ms)
{
    if (ms == TransferEntry::noExpiry)
        return {};
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
    // Beyond the year 9999 ISO 8601 has no form.
    return time.date().year() > 9999 ? QByteArray::number(ms) : time.toString(Qt::ISODateWithMs).toLatin1();
}

/// One row, and what its cells are marked with.
class Row {
public:
    explicit Row(const TransferEntry &entry)
    {
        bytes(entry.key, "key64");
        m_line.append(',').append(wordOf(entry.type)).append(',').append(timeText(entry.expiry)).append(',');
    }
    Row &bytes(const QByteArray &cell, const char *coded)
    {
        if (isUtf8(cell) && !cell.contains('\0')) {
            appendCsvCell(m_line, cell);
        } else {
            m_line.append(cell.toBase64());
            mark(coded);
        }
        return *this;
    }
    Row &text(QByteArrayView cell)
    {
        appendCsvCell(m_line, cell);
        return *this;
    }
    Row &next()
    {
        m_line.append(',');
        return *this;
    }
    Row &mark(const char *word)
    {
        if (!m_marks.isEmpty())
            m_marks.append(' ');
        m_marks.append(word);
        return *this;
    }
    void write(QByteArray &out) const { out.append(m_line).append(',').append(m_marks).append("\r\n"); }

private:
    QByteArray m_line;
    QByteArray m_marks;
};

void appendMeta(QByteArray &out, const char *type, const QByteArray &text)
{
    out.append(',').append(type).append(",,,");
    appendCsvCell(out, text);
    out.append(",,\r\n");
}

} // namespace

void CsvWriter::begin(const FileHead &head, QByteArray &out)
{
    for (int column = 0; column < csvColumnCount; ++column)
        out.append(column > 0 ? "," : "").append(nameOf(static_cast<CsvColumn>(column)));
    out.append("\r\n");
    appendMeta(out, "#export", headText(head));
}

void CsvWriter::add(const TransferEntry &entry, QByteArray &out)
{
    if (entry.part == 0)
        m_place = 0;
    const QList<QByteArray> &words = entry.words;
    bool masked = entry.hiddenInside > 0;
    const auto write = [&](Row &row) {
        if (masked)
            row.mark("masked");
        masked = false;
        row.write(out);
    };
    switch (entry.type) {
    case KeyType::String:
    case KeyType::Json: {
        Row row(entry);
        row.next().bytes(words.value(0), "value64").next();
        if (entry.more)
            row.mark("more");
        write(row);
        break;
    }
    case KeyType::Hash:
        for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
            Row row(entry);
            row.bytes(words[i], "field64").next().bytes(words[i + 1], "value64").next();
            write(row);
        }
        for (const QByteArray &field : entry.hiddenFields) {
            Row row(entry);
            row.bytes(field, "field64").next().text(hiddenMask).next().mark("hidden");
            write(row);
        }
        break;
    case KeyType::List:
        for (const QByteArray &element : words) {
            Row row(entry);
            row.text(QByteArray::number(m_place++)).next().bytes(element, "value64").next();
            write(row);
        }
        break;
    case KeyType::Set:
        for (const QByteArray &member : words) {
            Row row(entry);
            row.next().bytes(member, "value64").next();
            write(row);
        }
        break;
    case KeyType::SortedSet:
        for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
            Row row(entry);
            row.next().bytes(words[i + 1], "value64").next().text(words[i]);
            write(row);
        }
        break;
    case KeyType::Stream:
        for (qsizetype at = 0; at + 1 < words.size();) {
            const qsizetype count = words[at + 1].toLongLong();
            for (qsizetype i = at + 2; i + 1 < std::min(at + 2 + count, words.size()); i += 2) {
                Row row(entry);
                row.bytes(words[i], "field64").next().bytes(words[i + 1], "value64").next().text(words[at]);
                write(row);
            }
            at += 2 + count;
        }
        if (words.isEmpty() && entry.part == 0 && !entry.more) {
            Row row(entry);
            row.next().next().text(entry.stream ? entry.stream->lastId : QByteArray("0-0")).mark("empty");
            write(row);
        }
        break;
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
}

void CsvWriter::end(const FileFoot &foot, QByteArray &out)
{
    appendMeta(out, "#end", footText(foot));
}

} // namespace stashdeck
