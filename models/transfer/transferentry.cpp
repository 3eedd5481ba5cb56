// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/transfer/transferentry.h"

#include <algorithm>

namespace stashdeck {

qint64 elementsOf(KeyType type, const QList<QByteArray> &words)
{
    switch (type) {
    case KeyType::Hash:
    case KeyType::SortedSet:
        return words.size() / 2;
    case KeyType::List:
    case KeyType::Set:
        return words.size();
    case KeyType::Stream: {
        qint64 entries = 0;
        for (qsizetype at = 0; at + 1 < words.size(); ++entries)
            at += 2 + std::max<qsizetype>(0, words[at + 1].toLongLong());
        return entries;
    }
    case KeyType::String:
    case KeyType::Json:
    case KeyType::Unknown:
    case KeyType::Other:
        return 0;
    }
    Q_UNREACHABLE();
}

qint64 TransferEntry::elements() const
{
    return elementsOf(type, words);
}

} // namespace stashdeck
