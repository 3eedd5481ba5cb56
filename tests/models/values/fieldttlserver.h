// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/faultserver.h"
#include "tests/support/sandboxprocess.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace stashdeck {

/// A REST server whose hashes' fields expire, on top of a real redis-server that does not know that: the commands about
/// fields' expiry are answered here in the documented shapes, all others there. Lives on the test's thread.
class FieldTtlServer final {
public:
    explicit FieldTtlServer(const SandboxProcess *database)
        : m_database(database)
    {
        m_server.setResponder([this](const Delivery &delivery) { return answer(delivery); });
    }
    [[nodiscard]] QUrl url() const { return m_server.url(); }

    bool hasFieldTtls = true; ///< false: as a server without, "unknown command"
    bool isForbidden = false; ///< as a token that may not
    bool losesNextChange = false; ///< carries it out, and says nothing
    bool dropsNextChange = false; ///< neither
    int requests = 0; ///< without those that only ask how strings are encoded
    QList<QByteArrayList> commands;
    QHash<QByteArray, qint64> expiry; ///< field: milliseconds since 1970

    [[nodiscard]] QList<QByteArrayList> commandsNamed(const QByteArray &word) const
    {
        QList<QByteArrayList> found;
        for (const QByteArrayList &command : commands) {
            if (command.first() == word)
                found.append(command);
        }
        return found;
    }
    [[nodiscard]] static qint64 now() { return QDateTime::currentMSecsSinceEpoch(); }

private:
    static QByteArray encoded(const QVariant &value)
    {
        if (!value.isValid() || value.isNull())
            return "null";
        if (value.typeId() == QMetaType::QVariantList) {
            QByteArrayList parts;
            for (const QVariant &item : value.toList())
                parts.append(encoded(item));
            return '[' + parts.join(',') + ']';
        }
        if (value.typeId() == QMetaType::LongLong)
            return QByteArray::number(value.toLongLong());
        return '"' + value.toByteArray().toBase64() + '"';
    }
    bool isThere(const QByteArray &key, const QByteArray &field)
    {
        if (expiry.contains(field) && expiry.value(field) <= now()) {
            (void)m_database->redis({"HDEL", key, field});
            expiry.remove(field);
        }
        return m_database->redis({"HEXISTS", key, field}).toInt() == 1;
    }
    QVariant aboutExpiry(const QByteArrayList &command)
    {
        const QByteArray word = command.first();
        if (!hasFieldTtls)
            return "-ERR unknown command '" + word + "', with args beginning with: 'k'";
        if (isForbidden)
            return "-NOPERM this user has no permissions to run the '" + word.toLower() + "' command";
        const qsizetype at = command.indexOf("FIELDS");
        QVariantList codes;
        for (qsizetype i = at + 2; i < command.size(); ++i) {
            const QByteArray field = command.at(i);
            qlonglong code = -2;
            if (isThere(command.at(1), field)) {
                const qint64 before = expiry.value(field, -1);
                if (word == "HPTTL") {
                    code = before < 0 ? -1 : before - now();
                } else if (word == "HPERSIST") {
                    code = expiry.remove(field) ? 1 : -1;
                } else {
                    const qint64 when = command.at(2).toLongLong() + (word == "HPEXPIRE" ? now() : 0);
                    const bool isRefused = command.at(3) == "GT" && (before < 0 || when <= before);
                    code = isRefused ? 0 : 1;
                    if (!isRefused)
                        expiry.insert(field, when);
                }
            }
            codes.append(code);
        }
        return codes;
    }
    QByteArray result(const QByteArrayList &command)
    {
        const QByteArray word = command.first();
        const bool isOurs = word == "HPTTL" || word == "HPERSIST" || word == "HPEXPIRE" || word == "HPEXPIREAT";
        const QVariant value = isOurs ? aboutExpiry(command) : m_database->redis(command);
        if (value.typeId() == QMetaType::QByteArray && value.toByteArray().startsWith("-")
            && value.toByteArray().size() > 3 && value.toByteArray().at(1) >= 'A')
            return "{\"error\":\"" + value.toByteArray().mid(1).replace('\\', ' ').replace('"', '\'') + "\"}";
        return "{\"result\":" + encoded(value) + '}';
    }
    static QByteArrayList words(const QJsonArray &array)
    {
        QByteArrayList words;
        for (const QJsonValue &value : array)
            words.append(value.isString() ? value.toString().toUtf8() : value.toVariant().toByteArray());
        return words;
    }
    Fault answer(const Delivery &delivery)
    {
        const QJsonArray request = QJsonDocument::fromJson(delivery.body).array();
        const bool isProbe = request.first().toString() == QLatin1String("ECHO");
        const bool isMany = request.first().isArray();
        QList<QByteArrayList> asked;
        if (isMany) {
            for (const QJsonValue &command : request)
                asked.append(words(command.toArray()));
        } else {
            asked.append(words(request));
        }
        if (!isProbe) {
            ++requests;
            commands += asked;
        }
        const QByteArray first = asked.first().first();
        const bool isChange = first == "HPERSIST" || first.startsWith("HPEXPIRE");
        if (isChange && std::exchange(dropsNextChange, false))
            return Fault::raw({}, Fault::End::Reset);
        QByteArrayList results;
        for (const QByteArrayList &command : asked)
            results.append(result(command));
        if (isChange && std::exchange(losesNextChange, false))
            return Fault::raw({}, Fault::End::Reset);
        if (isMany)
            return Fault::answer(200, '[' + results.join(',') + ']');
        return Fault::answer(results.first().startsWith("{\"error\"") ? 400 : 200, results.first());
    }

    const SandboxProcess *m_database;
    FaultServer m_server;
};

} // namespace stashdeck
