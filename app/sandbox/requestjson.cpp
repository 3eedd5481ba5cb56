// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/requestjson.h"

#include "app/sandbox/utf8.h"

#include <cstdint>

namespace stashdeck::sandbox {
namespace {

/// Reads one body; the first error stands and everything after it fails. Written by hand because every request passes
/// here: a document tree of a JSON library costs more than the rest of the request.
class Parser final {
public:
    explicit Parser(std::string_view body)
        : m_at(body.data())
        , m_end(body.data() + body.size())
    {
    }

    CommandRequest command()
    {
        CommandRequest request;
        skipSpace();
        if (m_at == m_end)
            request.error = "EOF";
        else if (*m_at != '[')
            request.error = "expected JSON array";
        else
            readCommand(request);
        if (request.error.empty() && !atEnd())
            fail("invalid character after top-level value");
        if (!m_error.empty())
            request.error = m_error;
        return request;
    }

    BatchRequest batch()
    {
        BatchRequest request;
        skipSpace();
        if (m_at == m_end)
            m_error = "EOF";
        else if (*m_at != '[')
            m_error = "expected JSON array";
        else
            readBatch(request);
        if (m_error.empty() && !atEnd())
            fail("invalid character after top-level value");
        if (m_error.empty() && request.commands.empty())
            m_error = "ERR empty pipeline request";
        request.error = m_error;
        return request;
    }

private:
    void fail(std::string_view why)
    {
        if (m_error.empty())
            m_error = m_at == m_end ? "unexpected EOF" : std::string(why);
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    bool atEnd()
    {
        skipSpace();
        return m_at == m_end;
    }

    /// After '[' or an element: true while another element follows.
    bool another(bool first)
    {
        skipSpace();
        if (m_at != m_end && *m_at == ']') {
            ++m_at;
            return false;
        }
        if (first)
            return m_at != m_end || (fail("unexpected EOF"), false);
        if (m_at == m_end || *m_at != ',') {
            fail("invalid character after array element");
            return false;
        }
        ++m_at;
        skipSpace();
        if (m_at == m_end || *m_at == ']') {
            fail("invalid character ']' looking for beginning of value");
            return false;
        }
        return true;
    }

    void readBatch(BatchRequest &request)
    {
        ++m_at;
        for (bool first = true; another(first); first = false) {
            if (*m_at != '[') {
                m_error = "expected JSON array";
                return;
            }
            readCommand(request.commands.emplace_back());
            if (!m_error.empty())
                return;
        }
    }

    void readCommand(CommandRequest &request)
    {
        ++m_at;
        for (bool first = true; another(first); first = false) {
            readArgument(request);
            if (!m_error.empty())
                return;
        }
        if (m_error.empty() && request.error.empty() && request.arguments.empty())
            request.error = "ERR empty command";
    }

    void readArgument(CommandRequest &request)
    {
        switch (*m_at) {
        case '"':
            readString(request.arguments.emplace_back());
            return;
        case '[':
        case '{':
            if (request.error.empty())
                request.error = std::string("ERR unsupported arg type: \"") + *m_at + "\": json.Delim";
            skipNested();
            return;
        case 't':
            readWord("true", request.arguments.emplace_back());
            return;
        case 'f':
            readWord("false", request.arguments.emplace_back());
            return;
        case 'n': {
            std::string word;
            readWord("null", word);
            if (request.error.empty())
                request.error = "ERR null args are not supported";
            return;
        }
        default:
            readNumber(request.arguments.emplace_back());
        }
    }

    void readWord(std::string_view word, std::string &out)
    {
        if (static_cast<size_t>(m_end - m_at) < word.size() || std::string_view(m_at, word.size()) != word) {
            fail("invalid character in literal");
            return;
        }
        m_at += word.size();
        out = word;
    }

    void readNumber(std::string &out)
    {
        const char *begin = m_at;
        const auto digits = [this] {
            const char *from = m_at;
            while (m_at != m_end && *m_at >= '0' && *m_at <= '9')
                ++m_at;
            return m_at != from;
        };
        if (*m_at == '-')
            ++m_at;
        bool good = digits();
        if (good && m_at != m_end && *m_at == '.') {
            ++m_at;
            good = digits();
        }
        if (good && m_at != m_end && (*m_at == 'e' || *m_at == 'E')) {
            ++m_at;
            if (m_at != m_end && (*m_at == '+' || *m_at == '-'))
                ++m_at;
            good = digits();
        }
        if (!good) {
            fail("invalid character looking for beginning of value");
            return;
        }
        out.assign(begin, m_at);
    }

    void readString(std::string &out)
    {
        ++m_at;
        bool plainAscii = true;
        for (;;) {
            const char *run = m_at;
            while (m_at != m_end && *m_at != '"' && *m_at != '\\' && static_cast<unsigned char>(*m_at) >= 0x20) {
                plainAscii = plainAscii && static_cast<unsigned char>(*m_at) < 0x80;
                ++m_at;
            }
            out.append(run, m_at);
            if (m_at == m_end) {
                fail("unexpected EOF");
                return;
            }
            if (*m_at == '"') {
                ++m_at;
                break;
            }
            if (*m_at != '\\') {
                fail("invalid character in string literal");
                return;
            }
            ++m_at;
            if (!readEscape(out))
                return;
        }
        // Bytes that are not UTF-8 cannot travel in JSON: the service's decoder replaces them, so do we.
        if (!plainAscii && !isUtf8(out))
            out = replacedInvalidUtf8(out);
    }

    bool readEscape(std::string &out)
    {
        if (m_at == m_end) {
            fail("unexpected EOF");
            return false;
        }
        const char c = *m_at++;
        switch (c) {
        case 'n':
            out += '\n';
            return true;
        case 't':
            out += '\t';
            return true;
        case 'r':
            out += '\r';
            return true;
        case 'b':
            out += '\b';
            return true;
        case 'f':
            out += '\f';
            return true;
        case '"':
        case '\\':
        case '/':
            out += c;
            return true;
        case 'u':
            return readUnicode(out);
        default:
            fail("invalid character in string escape code");
            return false;
        }
    }

    bool readUnicode(std::string &out)
    {
        uint32_t unit = 0;
        if (!readHex(unit))
            return false;
        if (unit >= 0xd800 && unit < 0xdc00 && m_end - m_at >= 2 && m_at[0] == '\\' && m_at[1] == 'u') {
            const char *before = m_at;
            m_at += 2;
            uint32_t low = 0;
            if (!readHex(low))
                return false;
            if (low >= 0xdc00 && low < 0xe000)
                unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            else
                m_at = before;
        }
        appendUtf8(out, unit >= 0xd800 && unit < 0xe000 ? 0xfffd : unit);
        return true;
    }

    bool readHex(uint32_t &unit)
    {
        if (m_end - m_at < 4) {
            m_at = m_end;
            fail("unexpected EOF");
            return false;
        }
        for (int i = 0; i < 4; ++i) {
            const char c = *m_at++;
            unit <<= 4;
            if (c >= '0' && c <= '9')
                unit |= static_cast<uint32_t>(c - '0');
            else if (c >= 'a' && c <= 'f')
                unit |= static_cast<uint32_t>(c - 'a' + 10);
            else if (c >= 'A' && c <= 'F')
                unit |= static_cast<uint32_t>(c - 'A' + 10);
            else {
                fail("invalid character in \\u hexadecimal character escape");
                return false;
            }
        }
        return true;
    }

    /// Passes over an array or object that is refused anyway, so that the commands after it are still read.
    void skipNested()
    {
        int depth = 0;
        std::string ignored;
        while (m_at != m_end) {
            const char c = *m_at;
            if (c == '"') {
                ignored.clear();
                readString(ignored);
                if (!m_error.empty())
                    return;
                continue;
            }
            ++m_at;
            if (c == '[' || c == '{')
                ++depth;
            else if ((c == ']' || c == '}') && --depth == 0)
                return;
        }
        fail("unexpected EOF");
    }

    const char *m_at;
    const char *m_end;
    std::string m_error;
};

} // namespace

CommandRequest parseCommand(std::string_view body)
{
    return Parser(body).command();
}

BatchRequest parseBatch(std::string_view body)
{
    return Parser(body).batch();
}

} // namespace stashdeck::sandbox
