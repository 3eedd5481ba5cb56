// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/scriptaliases.h"

#include "app/sandbox/commandtable.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QRegularExpression>

#include <mutex>

namespace stashdeck::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::string_view LockingFlag = "allow-key-locking";

} // namespace

std::string ScriptAliases::adapt(const std::string &script)
{
    std::string adapted = withoutServiceFlags(script);
    if (adapted != script) {
        const std::unique_lock lock(m_mutex);
        m_hashes[hashOf(script)] = hashOf(adapted);
    }
    return adapted;
}

std::string ScriptAliases::hashForRedis(const std::string &hash) const
{
    const std::shared_lock lock(m_mutex);
    if (m_hashes.empty())
        return hash;
    const auto found = m_hashes.find(lowerCase(hash));
    return found == m_hashes.end() ? hash : found->second;
}

std::string ScriptAliases::hashOf(std::string_view script)
{
    const QByteArrayView bytes(script.data(), static_cast<qsizetype>(script.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex().toStdString();
}

std::string withoutServiceFlags(const std::string &script)
{
    if (script.compare(0, 2, "#!") != 0)
        return script;
    const size_t end = script.find('\n');
    const QByteArray line = QByteArray::fromStdString(script.substr(0, end));
    if (!line.contains(QByteArray(LockingFlag.data(), static_cast<qsizetype>(LockingFlag.size()))))
        return script;
    QByteArray first;
    for (const QByteArray &word : line.split(' ')) {
        if (!word.startsWith("flags=")) {
            first += (first.isEmpty() ? "" : " ") + word;
            continue;
        }
        QByteArrayList flags = word.trimmed().mid(6).split(',');
        flags.removeAll(QByteArray(LockingFlag.data(), static_cast<qsizetype>(LockingFlag.size())));
        if (!flags.isEmpty())
            first += " flags=" + flags.join(',');
    }
    // A shebang without flags asks for stricter checks than a script without one: it goes, its line stays.
    if (!first.contains("flags="))
        first.clear();
    return first.toStdString() + (end == std::string::npos ? std::string() : script.substr(end));
}

std::string libraryWithoutServiceFlags(const std::string &library)
{
    if (library.find(LockingFlag) == std::string::npos)
        return library;
    static const QRegularExpression flag(uR"((['"])allow-key-locking\1\s*,?\s*)"_s);
    return QString::fromStdString(library).remove(flag).toStdString();
}

} // namespace stashdeck::sandbox
