// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/base64.h"

#include <array>

namespace stashdeck {

namespace {

constexpr quint32 bad = 0x80000000;

/// For each of the four places in a quartet the character's value, already shifted; `bad` for a foreign character. One
/// OR tells whether any of the four was foreign.
struct Tables {
    std::array<std::array<quint32, 256>, 4> place{};
};

constexpr Tables makeTables()
{
    Tables tables;
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t p = 0; p < 4; ++p) {
        for (auto &entry : tables.place[p])
            entry = bad;
        for (quint32 value = 0; value < 64; ++value)
            tables.place[p][static_cast<unsigned char>(alphabet[value])] = value << (6 * (3 - p));
    }
    return tables;
}

constexpr Tables tables = makeTables();

} // namespace

std::optional<QByteArray> strictBase64Decoded(QByteArrayView text)
{
    const qsizetype size = text.size();
    if (size % 4 != 0)
        return std::nullopt;
    if (size == 0)
        return QByteArray();
    const auto *in = reinterpret_cast<const unsigned char *>(text.data());
    const int padding = in[size - 1] != '=' ? 0 : in[size - 2] != '=' ? 1 : 2;
    QByteArray out(size / 4 * 3 - padding, Qt::Uninitialized);
    auto *to = reinterpret_cast<unsigned char *>(out.data());
    const auto *const fullEnd = in + size - (padding > 0 ? 4 : 0);
    quint32 seen = 0;
    for (; in != fullEnd; in += 4, to += 3) {
        const quint32 bits
            = tables.place[0][in[0]] | tables.place[1][in[1]] | tables.place[2][in[2]] | tables.place[3][in[3]];
        seen |= bits;
        to[0] = static_cast<unsigned char>(bits >> 16);
        to[1] = static_cast<unsigned char>(bits >> 8);
        to[2] = static_cast<unsigned char>(bits);
    }
    if (padding > 0) {
        quint32 bits = tables.place[0][in[0]] | tables.place[1][in[1]];
        if (padding == 1)
            bits |= tables.place[2][in[2]];
        seen |= bits;
        if ((bits & (padding == 1 ? 0xffu : 0xffffu)) != 0)
            return std::nullopt; // bits that no encoder leaves
        to[0] = static_cast<unsigned char>(bits >> 16);
        if (padding == 1)
            to[1] = static_cast<unsigned char>(bits >> 8);
    }
    if ((seen & bad) != 0)
        return std::nullopt;
    return out;
}

} // namespace stashdeck
