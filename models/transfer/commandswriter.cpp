// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/commandswriter.h"

#include "models/base/bytetext.h"
#include "models/transfer/commandtext.h"
#include "models/transfer/entrycommands.h"
#include "models/transfer/jsonpart.h"

namespace stashdeck {

namespace {

void appendLine(QByteArray &out, const QList<QByteArray> &words)
{
    bool first = true;
    for (const QByteArray &word : words) {
        if (!first)
            out.append(' ');
        first = false;
        appendCommandWord(out, word);
    }
    out.append('\n');
}

void appendKeyed(QByteArray &out, KeyedCommand command, const QByteArray &key)
{
    command.words[command.keyAt] = key;
    appendLine(out, command.words);
}

void appendBytes(QByteArray &out, const QByteArray &bytes)
{
    if (isUtf8(bytes))
        appendJsonString(out, bytes);
    else
        out.append("{\"b64\":\"").append(bytes.toBase64()).append("\"}");
}

QByteArray hiddenText(const TransferEntry &entry)
{
    QByteArray text = "{\"stashdeck\":\"hidden\",\"key\":";
    appendBytes(text, entry.key);
    if (!entry.hiddenFields.isEmpty()) {
        text.append(",\"fields\":[");
        for (qsizetype i = 0; i < entry.hiddenFields.size(); ++i) {
            if (i > 0)
                text.append(',');
            appendBytes(text, entry.hiddenFields[i]);
        }
        text.append(']');
    }
    if (entry.hiddenInside > 0) {
        text.append(",\"type\":\"").append(wordOf(entry.type));
        text.append("\",\"inside\":").append(QByteArray::number(entry.hiddenInside));
    }
    return text + '}';
}

void appendEntry(QByteArray &out, const TransferEntry &entry)
{
    if (!entry.hiddenFields.isEmpty() || entry.hiddenInside > 0)
        appendLine(out, {"ECHO", hiddenText(entry)});
    if (entry.hiddenInside > 0)
        return; // a mask must not be played into a database
    // Short enough for every plan's limit, whatever the bytes are.
    const QList<KeyedCommand> commands = commandsOf(entry, {1000, 64LL * 1024});
    const bool isWhole = entry.part == 0 && !entry.more;
    if (isWhole && commands.isEmpty())
        return; // every field of it was hidden
    if (entry.part == 0 && entry.type != KeyType::String && entry.type != KeyType::Json)
        appendLine(out, {"DEL", entry.key});
    for (const KeyedCommand &command : commands)
        appendKeyed(out, command, entry.key);
    if (!entry.more && needsExpiry(entry))
        appendKeyed(out, expiryCommand(entry.expiry), entry.key);
}

} // namespace

void CommandsWriter::begin(const FileHead &head, QByteArray &out)
{
    appendLine(out, {"ECHO", headText(head)});
}

void CommandsWriter::add(const TransferEntry &entry, QByteArray &out)
{
    appendEntry(out, entry);
}

void CommandsWriter::end(const FileFoot &foot, QByteArray &out)
{
    appendLine(out, {"ECHO", footText(foot)});
}

QByteArray commandLinesOf(const TransferEntry &entry)
{
    QByteArray out;
    appendEntry(out, entry);
    return out;
}

} // namespace stashdeck
