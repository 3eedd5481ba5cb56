// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QObject>
#include <QTimer>

namespace stashdeck {

/// One setting: its key, type and default in one line, used for reading and for writing.
///   inline constexpr Setting<int> scanPageSize{"browser/scanPageSize", 1000};
/// A text default is written as const char16_t*: Setting<QString> separator{"browser/separator", u":"}.
template <typename T> struct Setting {
    const char *key;
    T fallback;
};
template <> struct Setting<QString> {
    const char *key;
    const char16_t *fallback = u"";
};
template <> struct Setting<QByteArray> {
    const char *key;
    const char *fallback = "";
};
template <> struct Setting<QStringList> {
    const char *key;
    const char16_t *fallback = nullptr; ///< always empty
};

/// What the program remembers between two starts, in one small file (0600). Never a secret: these are in the keychain.
/// Values are bool, int, qint64, double, QString, QStringList, QByteArray or an enum. A stored value of another type
/// counts as absent. Lives on one thread; writes are gathered for a moment and done at the latest in the destructor.
class Settings final : public QObject {
    Q_OBJECT

public:
    /// Reads `filePath` if it is there. A file that cannot be understood is kept beside it as `<name>.broken` and the
    /// defaults are used.
    explicit Settings(QString filePath, QObject *parent = nullptr);
    ~Settings() override;

    template <typename T> [[nodiscard]] T value(const Setting<T> &setting) const
    {
        return fromJson<T>(m_values.value(QLatin1StringView(setting.key)), fallbackOf(setting));
    }
    template <typename T> void set(const Setting<T> &setting, const std::type_identity_t<T> &to)
    {
        store(QLatin1StringView(setting.key), toJson(to));
    }
    /// Back to the default.
    template <typename T> void reset(const Setting<T> &setting) { remove(QLatin1StringView(setting.key)); }
    /// Back to the default with every setting whose key begins with this, as those of every database.
    void resetAll(QLatin1StringView prefix);
    /// True when the setting was stored, whatever its value.
    template <typename T> [[nodiscard]] bool isSet(const Setting<T> &setting) const
    {
        return m_values.contains(QLatin1StringView(setting.key));
    }

    [[nodiscard]] const QString &filePath() const { return m_filePath; }
    /// Writes now what is not written yet.
    Result<void> flush();

signals:
    /// A value differs from what it was.
    void changed(const QString &key);
    /// The file cannot be written; the values stay in memory and the next change tries again.
    void writeFailed(const stashdeck::Error &error);

private:
    template <typename T> static T fallbackOf(const Setting<T> &setting) { return setting.fallback; }
    static QString fallbackOf(const Setting<QString> &setting) { return QString::fromUtf16(setting.fallback); }
    static QByteArray fallbackOf(const Setting<QByteArray> &setting) { return QByteArray(setting.fallback); }
    static QStringList fallbackOf(const Setting<QStringList> &) { return {}; }

    template <typename T> static T fromJson(const QJsonValue &json, const T &fallback);
    template <typename T> static QJsonValue toJson(const T &value);

    void load();
    void store(QLatin1StringView key, const QJsonValue &value);
    void remove(QLatin1StringView key);

    QString m_filePath;
    QJsonObject m_values;
    QTimer m_write;
    bool m_dirty = false;
};

template <typename T> T Settings::fromJson(const QJsonValue &json, const T &fallback)
{
    if constexpr (std::is_same_v<T, bool>) {
        return json.isBool() ? json.toBool() : fallback;
    } else if constexpr (std::is_enum_v<T>) {
        return json.isDouble() ? static_cast<T>(json.toInteger()) : fallback;
    } else if constexpr (std::is_integral_v<T>) {
        const qint64 number = json.toInteger(fallback);
        return number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max()
            ? fallback
            : static_cast<T>(number);
    } else if constexpr (std::is_floating_point_v<T>) {
        return json.isDouble() ? static_cast<T>(json.toDouble()) : fallback;
    } else if constexpr (std::is_same_v<T, QString>) {
        return json.isString() ? json.toString() : fallback;
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        return json.isString() ? QByteArray::fromBase64(json.toString().toLatin1()) : fallback;
    } else {
        static_assert(std::is_same_v<T, QStringList>, "a type that settings cannot hold");
        return json.isArray() ? json.toVariant().toStringList() : fallback;
    }
}

template <typename T> QJsonValue Settings::toJson(const T &value)
{
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, QString>)
        return QJsonValue(value);
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
        return QJsonValue(static_cast<qint64>(value));
    else if constexpr (std::is_floating_point_v<T>)
        return QJsonValue(double(value));
    else if constexpr (std::is_same_v<T, QByteArray>)
        return QJsonValue(QString::fromLatin1(value.toBase64()));
    else
        return QJsonValue::fromVariant(QVariant(value));
}

} // namespace stashdeck
