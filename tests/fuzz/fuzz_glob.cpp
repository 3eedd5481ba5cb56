// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/globpattern.h"
#include "tests/fuzz/fuzztarget.h"

#include <algorithm>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"user:*\0user:1"_ba,
            QByteArray("h[a-e]llo\0hallo", 15),
            QByteArray("h[^e]llo\0hello", 14),
            QByteArray("\\*\\?\\[\\]\\\\\0*?[]\\", 15),
            QByteArray("[\0[", 3),
            QByteArray("[]\0]", 4),
            QByteArray("[\\]]\0]", 6),
            QByteArray("[z-a]x\\\0mx\\", 11),
            QByteArray("a*a*a*a*a*a*b\0aaaaaaaaaaaaaaaaaaaaaaaa", 38),
            QByteArray("[\x80-\xff]\0\xc3", 8),
            "\xf0\x9f\x98\x80{tag}:[1]"_ba};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    // The first NUL parts the pattern from the text.
    const qsizetype cut = bytes.indexOf('\0');
    const QByteArray pattern = cut < 0 ? bytes : bytes.first(cut);
    const QByteArray text = cut < 0 ? bytes : bytes.sliced(cut + 1);

    // An escaped text is matched by itself alone.
    const QByteArray escaped = escapedGlob(bytes);
    fuzz::promise(globMatches(escaped, bytes));
    fuzz::promise(!globMatches(escaped, bytes + 'x') && !globMatches(escaped, 'x' + bytes));
    if (!bytes.isEmpty())
        fuzz::promise(!globMatches(escaped, bytes.chopped(1)));
    for (const qsizetype at : {qsizetype(0), bytes.size() / 2, bytes.size() - 1}) {
        if (at < 0 || at >= bytes.size())
            continue;
        QByteArray other = bytes;
        other[at] = char(other.at(at) ^ 1);
        fuzz::promise(!globMatches(escaped, other));
    }
    fuzz::promise(!hasWildcards(bytes) || escaped.size() > bytes.size());

    const bool matches = globMatches(pattern, text);
    if (!hasWildcards(pattern))
        fuzz::promise(matches == (pattern == text));
    // A star more never takes a match away.
    if (matches)
        fuzz::promise(globMatches(pattern + '*', text) || pattern.endsWith('\\') || pattern.contains('['));
    fuzz::promise(globMatches('*' + escapedGlob(text) + '*', text));
    return 0;
}
