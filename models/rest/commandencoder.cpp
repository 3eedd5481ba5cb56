// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/commandencoder.h"

#include "models/base/bytetext.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestPath = 6LL * 1024;
/// Lua's unpack() stops at 8000 values.
constexpr qsizetype mostScriptWords = 7000;

/// Undoes `twoByteForm` on a list: the bytes C2/C3 xx stand for one byte each.
constexpr char decodeFunction[] = R"(local function stashdeck_bytes(list)
  local out = {}
  for i = 1, #list do
    out[i] = string.gsub(list[i], '([\194\195])([\128-\191])', function(high, low)
      return string.char((string.byte(high) - 194) * 64 + string.byte(low))
    end)
  end
  return out
end
)";

/// Runs the command in ARGV and returns just what it returns. pcall hands an error back as the server's own reply.
/// A counter beyond 2^53 would lose digits as a Lua number, so it is read again as text.
constexpr char wrapperTail[] = R"(local words = stashdeck_bytes(ARGV)
local reply = redis.pcall(unpack(words))
if type(reply) == 'number' and (reply > 9007199254740991 or reply < -9007199254740991) then
  local name = string.upper(words[1])
  if name == 'INCR' or name == 'INCRBY' or name == 'DECR' or name == 'DECRBY' then
    return redis.call('GET', words[2])
  elseif name == 'HINCRBY' then
    return redis.call('HGET', words[2], words[3])
  end
end
return reply)";

bool isCarriable(const QList<QByteArray> &words)
{
    return std::all_of(words.begin(), words.end(), [](const QByteArray &word) { return isUtf8(word); });
}

/// Bytes as the characters U+0000–U+00FF in UTF-8.
QByteArray twoByteForm(const QByteArray &bytes)
{
    const auto isHigh = [](char c) {
        return static_cast<unsigned char>(c) >= 0x80;
    };
    QByteArray out;
    out.reserve(bytes.size() + std::count_if(bytes.begin(), bytes.end(), isHigh));
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            out.append(c);
        } else {
            out.append(char(0xc0 | (byte >> 6)));
            out.append(char(0x80 | (byte & 0x3f)));
        }
    }
    return out;
}

tl::unexpected<Error> refused(Error::Kind kind, const QString &why)
{
    return failure(kind, why);
}

/// A script of the caller's with binary KEYS or ARGV: both lists are decoded before its first line.
Result<Command> evalWithBytes(const QList<QByteArray> &words)
{
    if (words.size() < 3 || !isUtf8(words[1]) || !isUtf8(words[2]))
        return refused(Error::Kind::Unsupported, u"a script that is not UTF-8 cannot be sent over REST"_s);
    QByteArray script = words[1];
    QByteArray shebang;
    if (script.startsWith("#!")) {
        const qsizetype end = script.indexOf('\n');
        shebang = end < 0 ? script : script.first(end);
        script = end < 0 ? QByteArray() : script.sliced(end + 1);
        // The keys declared are the encoded ones, so locking by key would refuse the real ones.
        for (const char *flag : {",allow-key-locking", "allow-key-locking,", "allow-key-locking"})
            shebang.replace(flag, "");
        if (shebang.endsWith("flags="))
            shebang.chop(int(std::strlen("flags=")));
        shebang = shebang.trimmed() + '\n';
    }
    // No line is added before the script's first, so that line numbers in errors stay true.
    QByteArray prelude(decodeFunction);
    prelude.append("local KEYS, ARGV = stashdeck_bytes(KEYS), stashdeck_bytes(ARGV)\n");
    prelude.replace('\n', ' ');
    Command wrapped;
    wrapped.append(words[0]).append(shebang + prelude + script).append(words[2]);
    for (qsizetype i = 3; i < words.size(); ++i)
        wrapped.append(twoByteForm(words[i]));
    return wrapped;
}

/// A path segment no proxy or URL library will rewrite.
bool isSafeSegment(const QByteArray &word)
{
    return !word.isEmpty() && word != "." && word != "..";
}

bool fitsRawBody(const QList<QByteArray> &words)
{
    if (words.size() < 2 || !isCarriable(words.first(words.size() - 1)))
        return false;
    qsizetype length = 0;
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (!isSafeSegment(words[i]) || words[i].contains('\0'))
            return false;
        length += 1 + words[i].size() * 3;
    }
    return length <= longestPath;
}

EncodedRequest rawBodyRequest(const QList<QByteArray> &words)
{
    EncodedRequest request;
    request.isRawBody = true;
    request.contentType = "application/octet-stream"_ba;
    request.path.clear();
    for (qsizetype i = 0; i + 1 < words.size(); ++i)
        request.path.append('/').append(words[i].toPercentEncoding());
    request.body = words.last();
    return request;
}

} // namespace

void appendJson(QByteArray &out, const QList<QByteArray> &words)
{
    out.append('[');
    bool first = true;
    for (const QByteArray &word : words) {
        out.append(first ? "\"" : ",\"");
        first = false;
        const char *plain = word.constData();
        const char *const end = plain + word.size();
        for (const char *at = plain; at != end; ++at) {
            const auto byte = static_cast<unsigned char>(*at);
            if (byte >= 0x20 && byte != '"' && byte != '\\')
                continue;
            out.append(plain, at - plain);
            plain = at + 1;
            switch (byte) {
            case '"':
                out.append("\\\"");
                break;
            case '\\':
                out.append("\\\\");
                break;
            case '\n':
                out.append("\\n");
                break;
            case '\r':
                out.append("\\r");
                break;
            case '\t':
                out.append("\\t");
                break;
            default:
                out.append("\\u00");
                out.append("0123456789abcdef"[byte >> 4]);
                out.append("0123456789abcdef"[byte & 0xf]);
                break;
            }
        }
        out.append(plain, end - plain);
        out.append('"');
    }
    out.append(']');
}

Result<Command> carriable(const Command &command, ReadScript readScript)
{
    const QList<QByteArray> &words = command.words();
    if (isCarriable(words))
        return command;
    const QByteArray name = command.name();
    if (name == "EVAL" || name == "EVAL_RO")
        return evalWithBytes(words);
    if (name == "EVALSHA" || name == "EVALSHA_RO")
        return refused(Error::Kind::Command, u"NOSCRIPT No matching script. Please use EVAL."_s);
    if (name == "FCALL" || name == "FCALL_RO" || name == "SCRIPT" || name == "FUNCTION")
        return refused(Error::Kind::Unsupported, u"words that are not UTF-8 cannot be sent with this command"_s);
    if (words.size() > mostScriptWords)
        return refused(Error::Kind::TooLarge, u"a command with binary words can hold 7000 words at most"_s);
    Command wrapped;
    wrapped.append(isWrite(command) || readScript == ReadScript::Eval ? "EVAL" : "EVAL_RO");
    wrapped.append(QByteArray(decodeFunction) + wrapperTail).append("0");
    for (const QByteArray &word : words)
        wrapped.append(twoByteForm(word));
    return wrapped;
}

Result<EncodedRequest> encodedCommand(const Command &command, BinaryForm binary, ReadScript readScript)
{
    const QList<QByteArray> &words = command.words();
    if (binary == BinaryForm::RawBody && !words.isEmpty() && !isUtf8(words.last()) && fitsRawBody(words))
        return rawBodyRequest(words);
    const auto sendable = carriable(command, readScript);
    if (!sendable)
        return tl::unexpected(sendable.error());
    EncodedRequest request;
    qsizetype size = 2;
    for (const QByteArray &word : sendable->words())
        size += word.size() + 3;
    request.body.reserve(size + size / 16);
    appendJson(request.body, sendable->words());
    request.wrappedCommands = sendable->name() == command.name() ? 0 : 1;
    return request;
}

Result<EncodedBatch> encodedPipeline(const QList<Command> &commands, qsizetype first, qsizetype mostCommands,
                                     qsizetype mostBytes, ReadScript readScript)
{
    EncodedBatch batch;
    QByteArray &body = batch.request.body;
    batch.request.path = "/pipeline"_ba;
    body.append('[');
    for (qsizetype i = first; i < commands.size() && batch.count < mostCommands; ++i) {
        const auto sendable = carriable(commands[i], readScript);
        if (!sendable)
            return tl::unexpected(sendable.error());
        const qsizetype sizeBefore = body.size();
        if (batch.count > 0)
            body.append(',');
        appendJson(body, sendable->words());
        if (batch.count > 0 && body.size() >= mostBytes) {
            body.truncate(sizeBefore);
            break;
        }
        batch.request.wrappedCommands += sendable->name() == commands[i].name() ? 0 : 1;
        ++batch.count;
    }
    body.append(']');
    return batch;
}

Result<EncodedRequest> encodedTransaction(const QList<Command> &commands)
{
    // Reads in a transaction may follow its writes, and EVAL_RO inside it would gain nothing.
    auto batch = encodedPipeline(commands, 0, commands.size(), std::numeric_limits<qsizetype>::max(), ReadScript::Eval);
    if (!batch)
        return tl::unexpected(batch.error());
    batch->request.path = "/multi-exec"_ba;
    return std::move(batch->request);
}

void restoreInteger(const Command &original, Reply &reply)
{
    if (!reply.isString())
        return;
    const QByteArray name = original.name();
    if (name != "INCR" && name != "INCRBY" && name != "DECR" && name != "DECRBY" && name != "HINCRBY")
        return;
    bool isNumber = false;
    const qint64 number = reply.bytes.toLongLong(&isNumber);
    if (isNumber)
        reply = Reply::fromInteger(number);
}

void restoreError(const Command &original, Error &error)
{
    const QString name = displayText(original.words().first(), 64);
    if (error.message.startsWith("ERR Wrong number of args calling Redis command"_L1)) {
        error.message = u"ERR wrong number of arguments for '%1' command"_s.arg(name.toLower());
    } else if (error.message.startsWith("ERR Unknown Redis command called from script"_L1)) {
        error.message = u"ERR Command is not available: '%1'"_s.arg(name);
        error.kind = Error::Kind::Unsupported;
    }
}

} // namespace stashdeck
