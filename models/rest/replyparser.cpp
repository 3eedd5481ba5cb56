// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/replyparser.h"

#include "models/rest/base64.h"

#include <array>
#include <charconv>
#include <cstring>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Types, statuses and small numbers come a thousand times a page; equal short strings share one allocation.
class ShortStrings {
public:
    QByteArray *slot(QByteArrayView encoded)
    {
        if (encoded.size() > maxLength || encoded.isEmpty())
            return nullptr;
        auto hash = static_cast<size_t>(encoded.size());
        for (const char c : encoded)
            hash = hash * 31 + static_cast<unsigned char>(c);
        Entry &entry = m_entries[(hash ^ (hash >> 7)) % m_entries.size()];
        m_hit = entry.key.size() == encoded.size()
            && std::memcmp(entry.key.constData(), encoded.data(), size_t(encoded.size())) == 0;
        if (!m_hit)
            entry.key = QByteArray();
        m_last = &entry;
        return &entry.value;
    }
    [[nodiscard]] bool hit() const { return m_hit; }
    void fill(QByteArrayView encoded, const QByteArray &value)
    {
        m_last->key = encoded.toByteArray();
        m_last->value = value;
    }

private:
    static constexpr qsizetype maxLength = 12;
    struct Entry {
        QByteArray key;
        QByteArray value;
    };
    std::array<Entry, 64> m_entries;
    Entry *m_last = nullptr;
    bool m_hit = false;
};

class Scanner {
public:
    Scanner(QByteArrayView body, ParsedBody &out, StringEncoding encoding)
        : m_at(body.data())
        , m_end(body.data() + body.size())
        , m_out(out)
        , m_encoding(encoding)
    {
    }

    void run()
    {
        skipSpace();
        if (m_at == m_end) {
            failHere("the answer is empty");
            return;
        }
        if (*m_at == '[') {
            m_out.isArray = true;
            readArray();
        } else if (*m_at == '{') {
            Envelope entry;
            if (readEnvelope(entry))
                m_out.entries.push_back(std::move(entry));
        } else {
            fail("the answer is neither an object nor an array");
        }
        if (m_failed)
            return;
        skipSpace();
        if (m_at != m_end) {
            fail("something follows the answer");
            if (!m_out.isArray)
                m_out.entries.clear();
            return;
        }
        m_out.complete = true;
    }

private:
    bool fail(const char *problem)
    {
        if (!m_failed)
            m_out.problem = QLatin1StringView(problem);
        m_failed = true;
        return false;
    }

    /// Where something more had to come and nothing did.
    bool failHere(const char *problem)
    {
        m_out.truncated = m_at == m_end;
        return fail(problem);
    }

    bool failTruncated(const char *problem)
    {
        m_out.truncated = true;
        return fail(problem);
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    bool take(char c)
    {
        skipSpace();
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }

    void readArray()
    {
        ++m_at;
        if (take(']'))
            return;
        do {
            skipSpace();
            Envelope entry;
            if (!readEnvelope(entry))
                return;
            m_out.entries.push_back(std::move(entry));
        } while (take(','));
        if (!take(']'))
            failHere("the list of answers does not end");
    }

    bool readEnvelope(Envelope &entry)
    {
        if (!take('{'))
            return failHere("an answer is not an object");
        bool hasResult = false;
        bool hasError = false;
        if (!take('}')) {
            do {
                skipSpace();
                QByteArrayView name;
                bool escaped = false;
                if (!rawString(name, escaped))
                    return false;
                if (!take(':'))
                    return failHere("a field without a value");
                skipSpace();
                if (name == "result" && !hasResult) {
                    hasResult = true;
                    if (!readValue(entry.reply))
                        return false;
                } else if (name == "error" && !hasError) {
                    if (m_end - m_at >= 4 && std::memcmp(m_at, "null", 4) == 0) {
                        m_at += 4; // {"result":…,"error":null} of some stand-ins says: no error
                        continue;
                    }
                    hasError = true;
                    QByteArray text;
                    if (!plainString(text))
                        return false;
                    entry.error = std::move(text);
                } else {
                    return fail("an answer has an unknown or repeated field");
                }
            } while (take(','));
            if (!take('}'))
                return failHere("an answer does not end");
        }
        if (hasResult == hasError && !(hasError && entry.reply.isNil()))
            return fail(hasResult ? "an answer holds both a result and an error"
                                  : "an answer holds neither a result nor an error");
        return true;
    }

    /// The characters between the quotes, escapes untouched.
    bool rawString(QByteArrayView &text, bool &escaped)
    {
        if (m_at == m_end || *m_at != '"')
            return failHere("a string was expected");
        const char *const begin = ++m_at;
        escaped = false;
        for (;;) {
            const auto *quote = static_cast<const char *>(std::memchr(m_at, '"', size_t(m_end - m_at)));
            if (!quote)
                return failTruncated("a string does not end");
            const auto *backslash = static_cast<const char *>(std::memchr(m_at, '\\', size_t(quote - m_at)));
            if (!backslash) {
                text = QByteArrayView(begin, quote - begin);
                m_at = quote + 1;
                return true;
            }
            escaped = true;
            if (m_end - backslash < 2)
                return failTruncated("a string does not end");
            m_at = backslash + 2;
        }
    }

    static int hexValue(char c)
    {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        if (c >= 'A' && c <= 'F')
            return c - 'A' + 10;
        return -1;
    }

    static int hex4(const char *at, const char *end)
    {
        if (end - at < 4)
            return -1;
        int value = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = hexValue(at[i]);
            if (digit < 0)
                return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    static void appendUtf8(QByteArray &out, char32_t c)
    {
        if (c < 0x80) {
            out.append(char(c));
        } else if (c < 0x800) {
            out.append(char(0xc0 | (c >> 6)));
            out.append(char(0x80 | (c & 0x3f)));
        } else if (c < 0x10000) {
            out.append(char(0xe0 | (c >> 12)));
            out.append(char(0x80 | ((c >> 6) & 0x3f)));
            out.append(char(0x80 | (c & 0x3f)));
        } else {
            out.append(char(0xf0 | (c >> 18)));
            out.append(char(0x80 | ((c >> 12) & 0x3f)));
            out.append(char(0x80 | ((c >> 6) & 0x3f)));
            out.append(char(0x80 | (c & 0x3f)));
        }
    }

    /// Undoes JSON's escapes. A lone surrogate, which no bytes can be, becomes U+FFFD.
    bool unescape(QByteArrayView text, QByteArray &out)
    {
        out.clear();
        out.reserve(text.size());
        const char *at = text.data();
        const char *const end = at + text.size();
        while (at != end) {
            const auto *backslash = static_cast<const char *>(std::memchr(at, '\\', size_t(end - at)));
            const char *const plainEnd = backslash ? backslash : end;
            out.append(at, plainEnd - at);
            if (!backslash)
                break;
            if (end - backslash < 2)
                return fail("an escape does not end");
            at = backslash + 2;
            switch (backslash[1]) {
            case '"':
            case '\\':
            case '/':
                out.append(backslash[1]);
                break;
            case 'b':
                out.append('\b');
                break;
            case 'f':
                out.append('\f');
                break;
            case 'n':
                out.append('\n');
                break;
            case 'r':
                out.append('\r');
                break;
            case 't':
                out.append('\t');
                break;
            case 'u': {
                const int unit = hex4(at, end);
                if (unit < 0)
                    return fail("an unknown escape");
                at += 4;
                auto c = static_cast<char32_t>(unit);
                if (unit >= 0xd800 && unit <= 0xdbff && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
                    const int low = hex4(at + 2, end);
                    if (low >= 0xdc00 && low <= 0xdfff) {
                        c = 0x10000 + ((c - 0xd800) << 10) + (static_cast<char32_t>(low) - 0xdc00);
                        at += 6;
                    }
                }
                appendUtf8(out, c >= 0xd800 && c <= 0xdfff ? 0xfffd : c);
                break;
            }
            default:
                return fail("an unknown escape");
            }
        }
        return true;
    }

    bool holdsControl(QByteArrayView text)
    {
        for (const char c : text) {
            if (static_cast<unsigned char>(c) < 0x20)
                return true;
        }
        return false;
    }

    bool plainString(QByteArray &out)
    {
        QByteArrayView raw;
        bool escaped = false;
        if (!rawString(raw, escaped))
            return false;
        if (holdsControl(raw))
            return fail("a bare control character in a string");
        if (escaped)
            return unescape(raw, out);
        out = raw.toByteArray();
        return true;
    }

    bool readString(Reply &reply)
    {
        if (m_encoding == StringEncoding::Plain) {
            reply.kind = Reply::Kind::String;
            return plainString(reply.bytes);
        }
        QByteArrayView raw;
        bool escaped = false;
        if (!rawString(raw, escaped))
            return false;
        if (raw == "OK") { // never base64: its length is no multiple of four
            reply.kind = Reply::Kind::String;
            reply.bytes = m_ok;
            return true;
        }
        QByteArray unescaped;
        if (escaped) { // '/' may come as '\/'
            if (!unescape(raw, unescaped))
                return false;
            raw = unescaped;
        }
        QByteArray *const known = m_short.slot(raw);
        if (known && m_short.hit()) {
            reply.kind = Reply::Kind::String;
            reply.bytes = *known;
            return true;
        }
        if (auto decoded = strictBase64Decoded(raw)) {
            m_out.holdsText = m_out.holdsText || !raw.isEmpty();
            reply.kind = Reply::Kind::String;
            reply.bytes = std::move(*decoded);
            if (known)
                m_short.fill(raw, reply.bytes);
            return true;
        }
        if (holdsControl(raw) && !escaped)
            return fail("a bare control character in a string");
        ++m_out.undecodable;
        reply.kind = Reply::Kind::Undecodable;
        reply.bytes = raw.toByteArray();
        return true;
    }

    bool readNumber(Reply &reply)
    {
        const char *const begin = m_at;
        if (m_at != m_end && *m_at == '-')
            ++m_at;
        const char *const digits = m_at;
        while (m_at != m_end && *m_at >= '0' && *m_at <= '9')
            ++m_at;
        if (m_at == digits || (*digits == '0' && m_at - digits > 1))
            return failHere("not a number");
        bool isInteger = true;
        if (m_at != m_end && *m_at == '.') {
            isInteger = false;
            const char *const fraction = ++m_at;
            while (m_at != m_end && *m_at >= '0' && *m_at <= '9')
                ++m_at;
            if (m_at == fraction)
                return failHere("not a number");
        }
        if (m_at != m_end && (*m_at == 'e' || *m_at == 'E')) {
            isInteger = false;
            ++m_at;
            if (m_at != m_end && (*m_at == '+' || *m_at == '-'))
                ++m_at;
            const char *const exponent = m_at;
            while (m_at != m_end && *m_at >= '0' && *m_at <= '9')
                ++m_at;
            if (m_at == exponent)
                return failHere("not a number");
        }
        if (isInteger) {
            const auto [end, code] = std::from_chars(begin, m_at, reply.integer);
            if (code == std::errc() && end == m_at) {
                reply.kind = Reply::Kind::Integer;
                return true;
            }
            reply.integer = 0;
        }
        reply.kind = Reply::Kind::String;
        reply.bytes = QByteArray(begin, m_at - begin);
        return true;
    }

    bool literal(const char *word, size_t length)
    {
        if (size_t(m_end - m_at) < length && std::memcmp(m_at, word, size_t(m_end - m_at)) == 0)
            return failTruncated("a word does not end");
        if (size_t(m_end - m_at) < length || std::memcmp(m_at, word, length) != 0)
            return fail("an unknown word");
        m_at += length;
        return true;
    }

    bool readScalar(Reply &reply)
    {
        switch (*m_at) {
        case '"':
            return readString(reply);
        case 'n':
            reply.kind = Reply::Kind::Nil;
            return literal("null", 4);
        case 't':
            reply = Reply::fromInteger(1);
            return literal("true", 4);
        case 'f':
            reply = Reply::fromInteger(0);
            return literal("false", 5);
        case '{':
            return fail("an object inside a result");
        default:
            return readNumber(reply);
        }
    }

    /// One value with all that is in it. Open arrays are kept on a stack of their own: a hostile depth costs no calls.
    bool readValue(Reply &value)
    {
        std::vector<std::vector<Reply>> open;
        for (;;) {
            skipSpace();
            if (m_at == m_end)
                return failHere("the answer ends in the middle of a value");
            Reply item;
            if (*m_at == '[') {
                ++m_at;
                if (!take(']')) {
                    if (open.size() >= size_t(replyDepthLimit))
                        return fail("arrays are nested too deeply");
                    open.emplace_back();
                    continue;
                }
                item.kind = Reply::Kind::Array;
            } else if (!readScalar(item)) {
                return false;
            }
            // The value is whole: it joins the innermost open array, which may thereby be whole as well.
            for (;;) {
                if (open.empty()) {
                    value = std::move(item);
                    return true;
                }
                open.back().push_back(std::move(item));
                if (take(','))
                    break;
                if (!take(']'))
                    return failHere("an array does not end");
                item = Reply::fromArray(std::move(open.back()));
                open.pop_back();
            }
        }
    }

    const char *m_at;
    const char *const m_end;
    ParsedBody &m_out;
    const StringEncoding m_encoding;
    const QByteArray m_ok = "OK"_ba;
    ShortStrings m_short;
    bool m_failed = false;
};

} // namespace

ParsedBody parseBody(QByteArrayView body, StringEncoding encoding)
{
    ParsedBody parsed;
    Scanner(body, parsed, encoding).run();
    return parsed;
}

} // namespace stashdeck
