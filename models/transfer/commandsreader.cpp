// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/commandsreader.h"

#include "models/rest/base64.h"
#include "models/transfer/commandtext.h"
#include "models/transfer/jsonpart.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostCommands = 500; ///< of one part
constexpr qsizetype mostBytes = 512LL * 1024;

std::optional<QByteArray> bytesOf(const JsonPart *part)
{
    if (!part)
        return std::nullopt;
    if (part->kind == JsonPart::Kind::Text)
        return part->text;
    const JsonPart *coded = part->find("b64");
    return coded ? strictBase64Decoded(coded->text) : std::nullopt;
}

} // namespace

CommandsReader::CommandsReader(QIODevice *device)
    : m_lines(device, longestLine)
{
}

void CommandsReader::tell(ImportProblem problem, qint64 line)
{
    problem.line = line;
    m_out.append(std::move(problem));
}

void CommandsReader::openGroup(const QByteArray &key, qint64 line)
{
    m_group.emplace();
    m_group->form = TransferEntry::Form::Commands;
    m_group->key = key;
    m_group->line = line;
    m_group->members = 0;
    m_group->broken = m_nextBroken;
    m_nextBroken = false;
    m_groupBytes = 0;
    m_removed = false;
    if (!m_hiddenFields.isEmpty() && m_hiddenKey == key)
        m_group->hiddenFields = m_hiddenFields;
    m_hiddenFields.clear();
}

void CommandsReader::closeGroup(bool more)
{
    if (!m_group)
        return;
    const TransferEntry whole = *m_group;
    if (whole.commands.isEmpty() && whole.part == 0 && whole.hiddenInside == 0 && whole.hiddenFields.isEmpty()
        && m_removed) {
        ImportProblem problem;
        problem.kind = ImportProblem::Kind::NotAllowed;
        problem.key = whole.key;
        problem.note = u"DEL"_s;
        tell(problem, whole.line);
        m_group.reset();
        return;
    }
    m_group->more = more;
    if (m_group->members == 0)
        m_group->members = -1;
    m_out.append(*m_group);
    if (!more) {
        m_group.reset();
        return;
    }
    m_group->part += 1;
    m_group->commands.clear();
    m_group->hiddenFields.clear();
    m_group->hiddenInside = 0;
    m_group->members = std::max<qint64>(0, whole.members);
    m_groupBytes = 0;
}

/// A hash of which every field was hidden has no commands: the next line is about another key.
void CommandsReader::closeHidden(const QByteArray *next, qint64 line)
{
    if (m_hiddenFields.isEmpty() || (next && m_hiddenKey == *next))
        return;
    closeGroup(false);
    openGroup(m_hiddenKey, line);
    m_group->type = KeyType::Hash;
    closeGroup(false);
}

void CommandsReader::add(const ReplayLine::Part &part, qint64 line)
{
    qsizetype bytes = 0;
    for (const QByteArray &word : part.command.words)
        bytes += word.size();
    closeHidden(&part.key, line);
    if (!m_group || m_group->key != part.key) {
        closeGroup(false);
        openGroup(part.key, line);
    } else if (m_group->commands.size() >= mostCommands
               || (!m_group->commands.isEmpty() && m_groupBytes + bytes > mostBytes)) {
        closeGroup(true);
        m_group->line = line;
    }
    if (part.removes && m_group->part == 0) {
        m_removed = true;
        m_group->commands.clear();
        m_group->members = 0;
        m_groupBytes = 0;
        return;
    }
    if (m_group->type == KeyType::Unknown)
        m_group->type = part.type;
    m_group->members += part.elements;
    m_group->commands.append(part.command);
    m_groupBytes += bytes;
}

/// A line of our own that is lost may have belonged to the key before it or to the one behind.
void CommandsReader::damaged()
{
    if (!m_head)
        return;
    if (m_group)
        m_group->broken = true;
    m_nextBroken = true;
}

void CommandsReader::takeHidden(QByteArrayView json, qint64 line)
{
    const std::optional<JsonPart> object = JsonPart::parse(json);
    const std::optional<QByteArray> key = object ? bytesOf(object->find("key")) : std::nullopt;
    if (!key)
        return;
    closeHidden(&*key, line);
    if (const JsonPart *inside = object->find("inside")) {
        if (!m_group || m_group->key != *key) {
            closeGroup(false);
            openGroup(*key, line);
            if (const JsonPart *type = object->find("type"))
                m_group->type = keyTypeFromWord(type->text);
        }
        m_group->hiddenInside += std::max<qint64>(1, inside->integer().value_or(1));
        return;
    }
    QList<QByteArray> fields;
    if (const JsonPart *list = object->find("fields")) {
        for (const JsonPart &item : list->items) {
            if (const std::optional<QByteArray> field = bytesOf(&item))
                fields.append(*field);
        }
    }
    if (m_group && m_group->key == *key) {
        m_group->hiddenFields += fields;
        return;
    }
    m_hiddenKey = *key;
    m_hiddenFields = fields;
}

bool CommandsReader::takeEcho(const QList<QByteArray> &words, qint64 line)
{
    if (words.size() != 2 || words[0].toUpper() != "ECHO" || !words[1].startsWith("{\"stashdeck\":\""))
        return false;
    if (words[1].startsWith("{\"stashdeck\":\"hidden\"")) {
        takeHidden(words[1], line);
        return true;
    }
    ImportProblem problem;
    if (const std::optional<FileFoot> foot = footFromText(words[1])) {
        m_foot = foot;
        if (!foot->whole) {
            problem.kind = ImportProblem::Kind::NotWhole;
            tell(problem, line);
        }
        return true;
    }
    const std::optional<FileHead> head = headFromText(words[1]);
    if (!head || m_head)
        return false;
    m_head = head;
    if (head->version > transferVersion) {
        problem.kind = ImportProblem::Kind::NewerVersion;
        tell(problem, line);
    }
    return true;
}

void CommandsReader::takeLine(const LineReader::Line &line)
{
    ImportProblem problem;
    if (line.tooLong) {
        problem.kind = ImportProblem::Kind::LineTooLong;
        tell(problem, line.number);
        damaged();
        return;
    }
    QByteArrayView text(line.text);
    if (line.number == 1 && text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    text = text.trimmed();
    if (text.isEmpty() || text.front() == '#')
        return;
    if (!line.terminated && m_head && !m_foot)
        return; // told at the end: a word may be cut off, and what is left of it still be one
    const std::optional<QList<QByteArray>> words = splitCommandLine(text);
    if (!words) {
        problem.kind = ImportProblem::Kind::BadQuotes;
        tell(problem, line.number);
        damaged();
        return;
    }
    if (words->isEmpty() || takeEcho(*words, line.number))
        return;
    const auto replay = replayOf(*words);
    if (!replay) {
        tell(replay.error(), line.number);
        damaged();
        return;
    }
    for (const ReplayLine::Part &part : replay->parts)
        add(part, line.number);
}

std::optional<TransferReader::Item> CommandsReader::next()
{
    while (m_out.isEmpty() && !m_atEnd) {
        LineReader::Line line;
        if (m_lines.next(line)) {
            takeLine(line);
            continue;
        }
        m_atEnd = true;
        const bool cut = m_head && !m_foot;
        if (cut && m_group)
            m_group->broken = true;
        closeGroup(false);
        closeHidden(nullptr, line.number);
        if (cut) {
            ImportProblem problem;
            problem.kind = ImportProblem::Kind::Truncated;
            tell(problem, line.number);
        }
    }
    if (m_out.isEmpty())
        return std::nullopt;
    return m_out.takeFirst();
}

} // namespace stashdeck
