// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QUuid>

namespace stashdeck {

class Settings;

/// A key or a pattern that a person starred.
struct Favourite {
    enum class Kind { Key, Pattern };
    Kind kind = Kind::Key;
    QByteArray name; ///< of a pattern: as MATCH takes it
    QByteArray typeName; ///< of a key, as far as it is known
    friend bool operator==(const Favourite &, const Favourite &) = default;
};

/// The starred keys and patterns of one database, the newest last; remembered in the settings by name, never by value.
/// They follow renames that are told to them and outlive deletes: a deleted key may come back.
class Favourites final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype most = 1000;
    static constexpr qsizetype longestName = 1024;
    static constexpr qsizetype mostBytes = 128 * 1024; ///< of all names together: the settings are one small file

    /// `settings` may be null: then nothing is remembered beyond this object. It must outlive this object.
    Favourites(Settings *settings, QUuid database, QObject *parent = nullptr);

    [[nodiscard]] const QList<Favourite> &all() const { return m_favourites; }
    [[nodiscard]] bool contains(const QByteArray &name, Favourite::Kind kind = Favourite::Kind::Key) const;
    /// Returns how many were added: those that are there already, have too long a name, or for whom there is no
    /// room are not.
    qsizetype add(const QList<Favourite> &favourites);
    void remove(const QByteArray &name, Favourite::Kind kind = Favourite::Kind::Key);
    void noteRenamed(const QByteArray &from, const QByteArray &to);
    void clear();

signals:
    void changed();

private:
    [[nodiscard]] qsizetype indexOf(const QByteArray &name, Favourite::Kind kind) const;
    [[nodiscard]] qsizetype bytes() const;
    void save();

    Settings *m_settings;
    QByteArray m_setting;
    QList<Favourite> m_favourites;
};

} // namespace stashdeck
