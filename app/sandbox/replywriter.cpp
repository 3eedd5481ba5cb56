// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/replywriter.h"

#include "app/sandbox/utf8.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace stashdeck::sandbox {
namespace {

void appendInteger(std::string &out, long long value)
{
    std::array<char, 24> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), result.ptr);
}

void appendValue(std::string &out, const redisReply &reply, bool base64, bool topLevel)
{
    switch (reply.type) {
    case REDIS_REPLY_INTEGER:
        appendInteger(out, reply.integer);
        return;
    case REDIS_REPLY_NIL:
        out += "null";
        return;
    case REDIS_REPLY_ARRAY:
        out += '[';
        for (size_t i = 0; i < reply.elements; ++i) {
            if (i != 0)
                out += ',';
            appendValue(out, *reply.element[i], base64, false);
        }
        out += ']';
        return;
    case REDIS_REPLY_STATUS:
        if (topLevel && text(reply) == "OK") {
            out += "\"OK\"";
            return;
        }
        break;
    case REDIS_REPLY_ERROR:
        appendJsonString(out, text(reply));
        return;
    default:
        break;
    }
    if (base64) {
        out += '"';
        appendBase64(out, text(reply));
        out += '"';
    } else {
        appendJsonString(out, text(reply));
    }
}

} // namespace

void appendJsonString(std::string &out, std::string_view bytes)
{
    static constexpr char Hex[] = "0123456789abcdef";
    out += '"';
    const char *at = bytes.data();
    const char *end = at + bytes.size();
    const char *run = at;
    const auto flush = [&] {
        out.append(run, at);
    };
    while (at != end) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\') {
            ++at;
            continue;
        }
        if (byte >= 0x80) {
            if (const size_t length = utf8Length(at, end)) {
                at += length;
                continue;
            }
        }
        flush();
        switch (byte) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (byte >= 0x80) {
                out += "\xef\xbf\xbd";
            } else {
                out += "\\u00";
                out += Hex[byte >> 4];
                out += Hex[byte & 15];
            }
        }
        run = ++at;
    }
    flush();
    out += '"';
}

void appendBase64(std::string &out, std::string_view bytes)
{
    static constexpr char Alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t at = out.size();
    out.resize(at + (bytes.size() + 2) / 3 * 4);
    const auto byte = [&](size_t i) {
        return static_cast<uint32_t>(static_cast<unsigned char>(bytes[i]));
    };
    size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        out[at++] = Alphabet[group >> 18];
        out[at++] = Alphabet[(group >> 12) & 63];
        out[at++] = Alphabet[(group >> 6) & 63];
        out[at++] = Alphabet[group & 63];
    }
    if (const size_t rest = bytes.size() - i; rest != 0) {
        const uint32_t group = byte(i) << 16 | (rest == 2 ? byte(i + 1) << 8 : 0);
        out[at++] = Alphabet[group >> 18];
        out[at++] = Alphabet[(group >> 12) & 63];
        out[at++] = rest == 2 ? Alphabet[(group >> 6) & 63] : '=';
        out[at++] = '=';
    }
}

void appendErrorObject(std::string &out, std::string_view message)
{
    out += "{\"error\":";
    appendJsonString(out, message);
    out += '}';
}

void appendReplyObject(std::string &out, const redisReply &reply, bool base64)
{
    if (reply.type == REDIS_REPLY_ERROR) {
        appendErrorObject(out, text(reply));
        return;
    }
    out += "{\"result\":";
    appendValue(out, reply, base64, true);
    out += '}';
}

void appendResp(std::string &out, const redisReply &reply)
{
    switch (reply.type) {
    case REDIS_REPLY_INTEGER:
        out += ':';
        appendInteger(out, reply.integer);
        out += "\r\n";
        return;
    case REDIS_REPLY_NIL:
        out += "$-1\r\n";
        return;
    case REDIS_REPLY_ARRAY:
        appendArrayHead(out, reply.elements);
        for (size_t i = 0; i < reply.elements; ++i)
            appendResp(out, *reply.element[i]);
        return;
    case REDIS_REPLY_STATUS:
    case REDIS_REPLY_ERROR:
        out += reply.type == REDIS_REPLY_STATUS ? '+' : '-';
        out += text(reply);
        out += "\r\n";
        return;
    default:
        appendBulk(out, text(reply));
    }
}

} // namespace stashdeck::sandbox
