// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/utf8.h"

#include <cstddef>

namespace stashdeck::sandbox {

size_t utf8Length(const char *at, const char *end)
{
    const auto byte = [&](std::ptrdiff_t i) {
        return static_cast<unsigned char>(at[i]);
    };
    const auto tail = [&](std::ptrdiff_t i) {
        return end - at > i && (byte(i) & 0xc0) == 0x80;
    };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return tail(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        if (!tail(1) || !tail(2) || (first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f))
            return 0;
        return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        if (!tail(1) || !tail(2) || !tail(3) || (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f))
            return 0;
        return 4;
    }
    return 0;
}

bool isUtf8(std::string_view bytes)
{
    const char *at = bytes.data();
    const char *end = at + bytes.size();
    while (at != end) {
        const size_t length = utf8Length(at, end);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::string replacedInvalidUtf8(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size());
    const char *at = bytes.data();
    const char *end = at + bytes.size();
    while (at != end) {
        if (const size_t length = utf8Length(at, end)) {
            out.append(at, length);
            at += length;
        } else {
            out += "\xef\xbf\xbd";
            ++at;
        }
    }
    return out;
}

void appendUtf8(std::string &out, uint32_t codePoint)
{
    const auto put = [&out](uint32_t byte) {
        out += static_cast<char>(byte);
    };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xc0 | (codePoint >> 6));
        put(0x80 | (codePoint & 0x3f));
    } else if (codePoint < 0x10000) {
        put(0xe0 | (codePoint >> 12));
        put(0x80 | ((codePoint >> 6) & 0x3f));
        put(0x80 | (codePoint & 0x3f));
    } else {
        put(0xf0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3f));
        put(0x80 | ((codePoint >> 6) & 0x3f));
        put(0x80 | (codePoint & 0x3f));
    }
}

} // namespace stashdeck::sandbox
