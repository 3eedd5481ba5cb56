// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/keycell.h"

#include "models/base/bytetext.h"

#include <QCoreApplication>

namespace stashdeck {

namespace {
constexpr qsizetype cellCharacters = 300;
}

QVariant keyCell(const KeyTable &keys, KeyRow row, const KeyFacts &facts, int role)
{
    switch (role) {
    case KeyNameRole:
        return keys.at(row).toByteArray();
    case KeyTypeRole:
        return QVariant::fromValue(keys.typeAt(row));
    case KeyTtlRole:
        return QVariant::fromValue(facts.expiry(row));
    case KeySizeRole:
        if (const auto size = facts.size(row))
            return *size;
        return {};
    case IsFolderRole:
        return false;
    case CountRole:
        return qint64(1);
    case GoneRole:
        return facts.isGone(row);
    case MoreRole:
        return qint64(0);
    default:
        return {};
    }
}

QString keyCellText(QByteArrayView name)
{
    if (name.isEmpty())
        return QCoreApplication::translate("stashdeck::KeyListModel", "(empty name)");
    QString text = displayText(name, cellCharacters);
    // Spaces at the ends would make two names look alike.
    for (qsizetype i = 0; i < text.size() && text[i] == u' '; ++i)
        text[i] = u'␣';
    for (qsizetype i = text.size() - 1; i >= 0 && text[i] == u' '; --i)
        text[i] = u'␣';
    return text;
}

QVariant keyColumnHeader(int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KeyNameColumn:
        return QCoreApplication::translate("stashdeck::KeyListModel", "Key");
    case KeyTtlColumn:
        return QCoreApplication::translate("stashdeck::KeyListModel", "TTL");
    case KeySizeColumn:
        return QCoreApplication::translate("stashdeck::KeyListModel", "Size");
    default:
        return {};
    }
}

} // namespace stashdeck
