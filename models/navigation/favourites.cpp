// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/navigation/favourites.h"

#include "models/base/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

Favourites::Favourites(Settings *settings, QUuid database, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_setting("browser/favourites/" + database.toByteArray(QUuid::WithoutBraces))
{
    if (m_settings == nullptr)
        return;
    const QByteArray stored = m_settings->value(Setting<QByteArray>{m_setting.constData()});
    const QJsonArray entries = QJsonDocument::fromJson(stored).array();
    for (const QJsonValue &value : entries) {
        const QJsonObject entry = value.toObject();
        Favourite favourite;
        favourite.kind = entry.value("pattern"_L1).isString() ? Favourite::Kind::Pattern : Favourite::Kind::Key;
        const bool isKey = favourite.kind == Favourite::Kind::Key;
        favourite.name = QByteArray::fromBase64(entry.value(isKey ? "key"_L1 : "pattern"_L1).toString().toLatin1());
        favourite.typeName = entry.value("type"_L1).toString().toUtf8();
        if (!favourite.name.isEmpty() && m_favourites.size() < most && indexOf(favourite.name, favourite.kind) < 0)
            m_favourites.append(favourite);
    }
}

qsizetype Favourites::indexOf(const QByteArray &name, Favourite::Kind kind) const
{
    for (qsizetype i = 0; i < m_favourites.size(); ++i) {
        if (m_favourites.at(i).name == name && m_favourites.at(i).kind == kind)
            return i;
    }
    return -1;
}

qsizetype Favourites::bytes() const
{
    return std::accumulate(m_favourites.cbegin(), m_favourites.cend(), qsizetype(0),
                           [](qsizetype sum, const Favourite &favourite) { return sum + favourite.name.size(); });
}

bool Favourites::contains(const QByteArray &name, Favourite::Kind kind) const
{
    return indexOf(name, kind) >= 0;
}

qsizetype Favourites::add(const QList<Favourite> &favourites)
{
    qsizetype added = 0;
    qsizetype room = mostBytes - bytes();
    for (const Favourite &favourite : favourites) {
        const qsizetype size = favourite.name.size();
        if (size == 0 || size > std::min(longestName, room) || m_favourites.size() >= most
            || contains(favourite.name, favourite.kind))
            continue;
        m_favourites.append(favourite);
        room -= size;
        ++added;
    }
    if (added > 0)
        save();
    return added;
}

void Favourites::remove(const QByteArray &name, Favourite::Kind kind)
{
    const qsizetype index = indexOf(name, kind);
    if (index < 0)
        return;
    m_favourites.removeAt(index);
    save();
}

void Favourites::noteRenamed(const QByteArray &from, const QByteArray &to)
{
    const qsizetype index = indexOf(from, Favourite::Kind::Key);
    if (index < 0)
        return;
    if (contains(to))
        m_favourites.removeAt(index);
    else
        m_favourites[index].name = to;
    save();
}

void Favourites::clear()
{
    if (m_favourites.isEmpty())
        return;
    m_favourites.clear();
    save();
}

void Favourites::save()
{
    if (m_settings != nullptr) {
        QJsonArray entries;
        for (const Favourite &favourite : std::as_const(m_favourites)) {
            QJsonObject entry;
            const bool isKey = favourite.kind == Favourite::Kind::Key;
            entry.insert(isKey ? "key"_L1 : "pattern"_L1, QString::fromLatin1(favourite.name.toBase64()));
            if (!favourite.typeName.isEmpty())
                entry.insert("type"_L1, QString::fromUtf8(favourite.typeName));
            entries.append(entry);
        }
        m_settings->set(Setting<QByteArray>{m_setting.constData()},
                        QJsonDocument(entries).toJson(QJsonDocument::Compact));
    }
    emit changed();
}

} // namespace stashdeck
