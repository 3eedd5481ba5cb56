// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/connections/profile.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <optional>

namespace stashdeck {

/// The saved databases, in one small versioned JSON file (0600, atomic), without any token. What a newer version wrote
/// into the file and this one does not know survives. Lives on the GUI thread; changes are gathered for a moment and
/// written at the latest in the destructor.
class ProfileStore final : public QObject {
    Q_OBJECT

public:
    /// What reading the file gave.
    struct Loaded {
        enum class State {
            Missing, ///< a first run
            Read,
            Broken, ///< could not be understood and was kept aside as `keptAs`
            Unreadable, ///< the system refused; nothing is written until `reload` succeeds
        } state
            = State::Missing;
        QString keptAs;
        int skipped = 0; ///< entries that could not be understood; they stay in the file
        Error error; ///< Unreadable only
    };

    explicit ProfileStore(QString filePath, QObject *parent = nullptr);
    ~ProfileStore() override;

    [[nodiscard]] const Loaded &loaded() const { return m_loaded; }
    /// Last used first; those never used after them, in the order they were added.
    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<Profile> find(const QUuid &id) const;
    /// A saved database with the same host and port.
    [[nodiscard]] std::optional<Profile> findByAddress(const QUrl &url) const;

    /// Adds a copy with an id of its own if it has none, and a name that no other has. Returns the id.
    QUuid add(Profile profile);
    /// Does nothing for an unknown id.
    void update(const Profile &profile);
    void remove(const QUuid &id);
    /// The copy is called "name 2"; its token is the caller's to copy. Null for an unknown id.
    QUuid duplicate(const QUuid &id);
    /// Moves it to the front.
    void markUsed(const QUuid &id, WallTime when);

    /// "name", or "name 2", "name 3"… when it is taken.
    [[nodiscard]] QString freeName(const QString &name, const QUuid &except = {}) const;
    Result<void> flush();

signals:
    void added(const stashdeck::Profile &profile);
    void updated(const stashdeck::Profile &profile);
    void removed(const QUuid &id);
    void reordered();
    /// The file cannot be written; the list stays in memory and the next change tries again.
    void writeFailed(const stashdeck::Error &error);

private:
    void load();
    void changed();
    void sort();
    [[nodiscard]] qsizetype indexOf(const QUuid &id) const;

    QString m_filePath;
    Loaded m_loaded;
    QList<Profile> m_profiles;
    QHash<QUuid, QJsonObject> m_stored; ///< as read, so that unknown fields survive
    QJsonObject m_root;
    QList<QJsonValue> m_foreign; ///< entries that were skipped
    QTimer m_write;
    bool m_dirty = false;
};

/// "production"…: the word in files.
[[nodiscard]] QString environmentWord(Environment environment);
[[nodiscard]] QJsonObject profileToJson(const Profile &profile, QJsonObject into = {});
[[nodiscard]] std::optional<Profile> profileFromJson(const QJsonObject &json);

} // namespace stashdeck
