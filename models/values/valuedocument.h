// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/openkey.h"

#include <QObject>

#include <optional>

namespace stashdeck {

/// The value of one key while somebody reads and edits it, whatever its type: what was loaded, what was edited, and
/// everything that may happen between the two. Edits are staged here and written by `save()` in one request that
/// compares with what was loaded; nothing on the server is replaced that was not seen here. Edits survive every state.
/// GUI thread; in flight requests stop with the document.
class ValueDocument : public QObject {
    Q_OBJECT

public:
    enum class State {
        Empty, ///< nothing was loaded
        Ready,
        Partial, ///< the beginning of a large value; read only until the rest is loaded
        LoadingRest,
        Saving, ///< a write, or the read that settles it, is on its way
        Conflict, ///< the server holds neither what was loaded nor what was edited
        Gone, ///< there is no such key any more
        TypeChanged, ///< the key holds another type now: `otherType()`
        UnknownOutcome, ///< a write's answer was lost, and so was the answer of the read that should settle it
        CannotCompare, ///< this server can only overwrite; see `saveUnsafely()`
    };
    Q_ENUM(State)

    ValueDocument(Session *session, QByteArray key, QObject *parent = nullptr);
    ~ValueDocument() override;

    [[nodiscard]] Session *session() const { return m_session; }
    [[nodiscard]] const QByteArray &key() const { return m_key; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QByteArray &otherType() const { return m_otherType; } ///< in TypeChanged
    [[nodiscard]] virtual ValueKind kind() const = 0;
    /// Bytes or elements on the server; -1 when that is not known.
    [[nodiscard]] virtual qint64 length() const = 0;
    [[nodiscard]] virtual bool isDirty() const = 0;
    /// Values, fields, members… that a save will write.
    [[nodiscard]] virtual qsizetype editCount() const { return isDirty() ? 1 : 0; }
    /// What `createAgain()` would give the key: what is left of its expiry, or what it had when it was loaded.
    [[nodiscard]] std::optional<Milliseconds> ttlForCreation() const;

    /// What save() (or createAgain() in Gone) would send, for the label of the button and the preview.
    [[nodiscard]] virtual QList<Command> plannedCommands() const = 0;
    /// The commands that are billed for it: a script counts what runs inside. An upper bound.
    [[nodiscard]] virtual qint64 plannedCost() const { return plannedCommands().size(); }

    /// The key was read (again). Without edits it is taken over; with edits it is compared and never overwrites them.
    virtual void take(const OpenedKey &opened) = 0;
    virtual void setKey(const QByteArray &key) { m_key = key; } ///< after a rename
    void setExpiry(std::optional<WallTime> expiresAt); ///< after it was changed

    virtual void discard() = 0;
    virtual void save() = 0;
    virtual void verify() = 0; ///< in UnknownOutcome: looks again
    virtual void saveUnsafely() = 0; ///< in CannotCompare, after a question
    virtual void createAgain() = 0; ///< in Gone: the key with the edited value, only if it still is not there
    virtual void keepMine() = 0; ///< in Conflict: my value over theirs, compared against theirs
    virtual void loadTheirs() = 0; ///< in Conflict: drops the edits

signals:
    void stateChanged(stashdeck::ValueDocument::State state);
    void dirtyChanged(bool dirty);
    void editsChanged(); ///< other edits than before, also while it stays dirty
    void lengthChanged();
    void saved(const QByteArray &key);
    /// Edits are kept and nothing was written. Cancelled and Locked come here too.
    void failed(const stashdeck::Error &error);
    /// What an act found says that what is shown is out of date: the key is to be read again.
    void reloadNeeded();

protected:
    void setState(State state);
    void setOtherType(const QByteArray &typeName);
    /// Emits dirtyChanged() when isDirty() is another than at the last call, and editsChanged().
    void updateDirty();
    void takeExpiry(const OpenedKey &opened);
    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }

private:
    QPointer<Session> m_session;
    QByteArray m_key;
    State m_state = State::Empty;
    QByteArray m_otherType;
    std::optional<WallTime> m_expiresAt;
    std::optional<Milliseconds> m_ttl;
    bool m_wasDirty = false;
    std::stop_source m_stop;
};

} // namespace stashdeck
