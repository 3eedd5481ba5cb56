// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/csvreader.h"

#include "models/rest/base64.h"

#include <QDateTime>
#include <QTimeZone>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostElements = 1000; ///< of one part
constexpr qsizetype mostBytes = 512LL * 1024;

std::optional<qint64> timeFrom(const QByteArray &cell)
{
    if (cell.isEmpty())
        return TransferEntry::noExpiry;
    bool isNumber = false;
    const qint64 number = cell.toLongLong(&isNumber);
    if (isNumber)
        return number >= 0 ? std::optional(number) : std::nullopt;
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(cell), Qt::ISODateWithMs);
    if (!time.isValid() || time.toMSecsSinceEpoch() < 0)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

} // namespace

/// A row's cells by name, decoded.
struct CsvReader::Cells {
    QByteArray key;
    QByteArray type;
    qint64 expiry = TransferEntry::noExpiry;
    QByteArray field;
    QByteArray value;
    QByteArray score;
    QList<QByteArray> marks;
    bool isReadable = true;

    [[nodiscard]] bool has(const char *mark) const { return marks.contains(mark); }
};

CsvReader::CsvReader(QIODevice *device)
    : m_rows(device, longestLine)
{
}

void CsvReader::tell(ImportProblem::Kind kind, qint64 line, const QString &note)
{
    ImportProblem problem;
    problem.kind = kind;
    problem.line = line;
    problem.note = note;
    m_out.append(std::move(problem));
}

void CsvReader::takeTitle(const QList<QByteArray> &cells)
{
    m_columns.fill(-1);
    for (int i = 0; i < int(cells.size()); ++i) {
        QByteArray name = cells[i].trimmed().toLower();
        if (i == 0 && name.startsWith("\xef\xbb\xbf"))
            name.remove(0, 3);
        for (int column = 0; column < csvColumnCount; ++column) {
            if (name == nameOf(static_cast<CsvColumn>(column)) && m_columns[size_t(column)] < 0)
                m_columns[size_t(column)] = i;
        }
    }
    m_hasTitle = true;
}

/// A row that is lost may have belonged to the key before it or to the one behind.
void CsvReader::damaged()
{
    if (m_key)
        m_key->broken = true;
    m_nextBroken = true;
}

void CsvReader::closeStreamEntry()
{
    if (m_streamId.isEmpty())
        return;
    m_key->words << m_streamId << QByteArray::number(m_streamFields.size());
    m_key->words += m_streamFields;
    m_streamId.clear();
    m_streamFields.clear();
}

void CsvReader::closeKey(bool more)
{
    if (!m_key)
        return;
    if (!more)
        closeStreamEntry();
    if (m_expectMore && !more)
        m_key->broken = true;
    m_key->more = more;
    m_out.append(*m_key);
    m_keyBytes = 0;
    if (!more) {
        m_key.reset();
        m_expectMore = false;
        return;
    }
    m_key->part += 1;
    m_key->words.clear();
    m_key->hiddenFields.clear();
    m_key->hiddenInside = 0;
}

bool CsvReader::takeMeta(const Cells &cells, qint64 line)
{
    if (cells.type == "#export") {
        if (const std::optional<FileHead> head = headFromText(cells.value)) {
            m_head = head;
            if (head->version > transferVersion)
                tell(ImportProblem::Kind::NewerVersion, line);
        }
        return true;
    }
    if (cells.type != "#end")
        return false;
    m_foot = footFromText(cells.value);
    closeKey(false);
    if (m_foot && !m_foot->whole)
        tell(ImportProblem::Kind::NotWhole, line);
    return true;
}

bool CsvReader::startsKey(const Cells &cells) const
{
    if (!m_key || m_key->key != cells.key || m_key->type != keyTypeFromWord(cells.type))
        return true;
    const bool isOne = m_key->type == KeyType::String || m_key->type == KeyType::Json;
    return isOne && !m_expectMore;
}

/// Puts a row into the open key; what is wrong with it, or nothing.
QString CsvReader::takeElement(const Cells &cells)
{
    if (cells.has("masked"))
        ++m_key->hiddenInside;
    if (cells.has("hidden")) {
        m_key->hiddenFields.append(cells.field);
        return {};
    }
    switch (m_key->type) {
    case KeyType::String:
    case KeyType::Json:
        m_key->words = {cells.value};
        m_expectMore = cells.has("more");
        return {};
    case KeyType::Hash:
        m_key->words << cells.field << cells.value;
        return {};
    case KeyType::List:
    case KeyType::Set:
        m_key->words << cells.value;
        return {};
    case KeyType::SortedSet:
        m_key->words << cells.score << cells.value;
        return {};
    case KeyType::Stream:
        if (cells.has("empty")) {
            m_key->stream = StreamState();
            m_key->stream->lastId = cells.score;
            return {};
        }
        if (cells.score.isEmpty())
            return u"no entry ID"_s;
        if (cells.score != m_streamId)
            closeStreamEntry();
        m_streamId = cells.score;
        m_streamFields << cells.field << cells.value;
        return {};
    case KeyType::Unknown:
    case KeyType::Other:
        break;
    }
    return u"an unknown type"_s;
}

void CsvReader::takeRow(const CsvRows::Row &row)
{
    const auto cell = [&](CsvColumn column) {
        const int at = m_columns[size_t(column)];
        return at < 0 ? QByteArray() : row.cells.value(at);
    };
    if (row.cells.size() == 1 && row.cells.first().trimmed().isEmpty())
        return; // an empty line
    Cells cells;
    cells.marks = cell(CsvColumn::Mark).split(' ');
    const auto bytes = [&](CsvColumn column, const char *coded) {
        if (!cells.marks.contains(coded))
            return unguardedCell(cell(column));
        const std::optional<QByteArray> decoded = strictBase64Decoded(cell(column));
        cells.isReadable = cells.isReadable && decoded;
        return decoded.value_or(QByteArray());
    };
    cells.key = bytes(CsvColumn::Key, "key64");
    cells.type = cell(CsvColumn::Type).trimmed();
    cells.field = bytes(CsvColumn::Field, "field64");
    cells.value = bytes(CsvColumn::Value, "value64");
    cells.score = unguardedCell(cell(CsvColumn::Score)).trimmed();
    const std::optional<qint64> expiry = timeFrom(unguardedCell(cell(CsvColumn::Expires)).trimmed());
    if (cells.type.startsWith('#') && takeMeta(cells, row.line))
        return;
    const KeyType type = keyTypeFromWord(cells.type);
    if (!cells.isReadable || !expiry || type == KeyType::Unknown || type == KeyType::Other) {
        tell(ImportProblem::Kind::Garbled, row.line,
             !cells.isReadable ? u"no base64"_s
                 : !expiry     ? u"no time"_s
                               : u"an unknown type"_s);
        damaged();
        return;
    }
    cells.expiry = *expiry;
    if (startsKey(cells)) {
        closeKey(false);
        m_key.emplace();
        m_key->key = cells.key;
        m_key->type = type;
        m_key->expiry = cells.expiry;
        m_key->line = row.line;
        m_key->broken = m_nextBroken;
        m_nextBroken = false;
    } else if (m_expectMore || m_key->words.size() >= mostElements * 2 || m_keyBytes > mostBytes) {
        closeKey(true);
        m_key->line = row.line;
    }
    m_keyBytes += cells.key.size() + cells.field.size() + cells.value.size();
    if (const QString problem = takeElement(cells); !problem.isEmpty()) {
        tell(ImportProblem::Kind::Garbled, row.line, problem);
        damaged();
    }
}

void CsvReader::finish()
{
    m_atEnd = true;
    const bool cut = m_cut || (m_head && !m_foot);
    if (cut && m_key)
        m_key->broken = true;
    closeKey(false);
    if (cut)
        tell(ImportProblem::Kind::Truncated, 0);
}

std::optional<TransferReader::Item> CsvReader::next()
{
    while (m_out.isEmpty() && !m_atEnd) {
        CsvRows::Row row;
        switch (m_rows.next(row)) {
        case CsvRows::Step::Row:
            if (!m_hasTitle)
                takeTitle(row.cells);
            else if (row.terminated || !m_head || m_foot)
                takeRow(row);
            break;
        case CsvRows::Step::Garbled:
            tell(ImportProblem::Kind::Garbled, row.line, u"quotes"_s);
            damaged();
            break;
        case CsvRows::Step::TooLong:
            tell(ImportProblem::Kind::LineTooLong, row.line);
            damaged();
            break;
        case CsvRows::Step::Truncated:
            m_cut = true;
            finish();
            break;
        case CsvRows::Step::End:
            finish();
            break;
        }
    }
    if (m_out.isEmpty())
        return std::nullopt;
    return m_out.takeFirst();
}

} // namespace stashdeck
