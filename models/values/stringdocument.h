// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/openkey.h"
#include "models/values/savestring.h"

#include <QObject>

#include <optional>

namespace stashdeck {

/// The value of a string key while somebody reads and edits it: the bytes that were loaded, the bytes as edited, and
/// everything that may happen between the two. Nothing is written but by `save()`, `createAgain()` and
/// `saveUnsafely()`, and nothing on the server is replaced that was not seen here. Edits survive every state.
class StringDocument : public QObject {
    Q_OBJECT

public:
    enum class State {
        Empty, ///< nothing was loaded
        Ready,
        Partial, ///< the beginning of a large value; read only until the rest is loaded
        LoadingRest,
        Saving, ///< a write, or the read that settles it, is on its way
        Conflict, ///< the server holds `theirs()`, neither what was loaded nor what was edited
        Gone, ///< there is no such key any more
        TypeChanged, ///< the key holds another type now: `otherType()`
        UnknownOutcome, ///< a write's answer was lost, and so was the answer of the read that should settle it
        CannotCompare, ///< this server can only overwrite; see `saveUnsafely()`
    };
    Q_ENUM(State)

    StringDocument(Session *session, QByteArray key, QObject *parent = nullptr);
    ~StringDocument() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QByteArray &base() const { return m_base; } ///< as loaded or last saved
    [[nodiscard]] const QByteArray &current() const { return m_current; }
    [[nodiscard]] const QByteArray &theirs() const { return m_theirs; } ///< in Conflict
    [[nodiscard]] const QByteArray &otherType() const { return m_otherType; } ///< in TypeChanged
    [[nodiscard]] qint64 length() const { return m_length; } ///< of the whole value on the server
    [[nodiscard]] bool isDirty() const;
    /// Whole, small enough to be edited, and not in the middle of a save. The write lock is the caller's to ask.
    [[nodiscard]] bool isEditable() const;
    /// What `createAgain()` would give the key: what is left of its expiry, or what it had when it was loaded.
    [[nodiscard]] std::optional<Milliseconds> ttlForCreation() const;

    /// What save() (or createAgain() in Gone) would send, for the label of the button and the preview.
    [[nodiscard]] QList<Command> plannedCommands() const;

    /// The key was read (again). Without edits it is taken over; with edits it is compared and never overwrites them.
    void take(const OpenedKey &opened);
    void setKey(QByteArray key) { m_key = std::move(key); } ///< after a rename
    void setExpiry(std::optional<WallTime> expiresAt); ///< after it was changed

    void setCurrent(const QByteArray &bytes);
    void discard();
    void save();
    void verify(); ///< in UnknownOutcome: looks again
    void saveUnsafely(); ///< in CannotCompare, after a question
    void createAgain(); ///< in Gone: the key with the edited value, only if it still is not there
    void keepMine(); ///< in Conflict: my value over theirs, compared against theirs
    void loadTheirs(); ///< in Conflict: drops the edits
    void acceptMerge(const QByteArray &bytes); ///< in Conflict: `bytes` becomes the edit, compared against theirs
    void loadRest();
    void cancelLoadRest();

signals:
    void stateChanged(stashdeck::StringDocument::State state);
    void currentChanged(); ///< the bytes changed by other than setCurrent()
    void dirtyChanged(bool dirty);
    void progressed(qint64 received, qint64 total); ///< of loadRest()
    void saved(const QByteArray &key);
    /// Edits are kept and nothing was written. Cancelled and Locked come here too.
    void failed(const stashdeck::Error &error);

private:
    void setState(State state);
    void replace(const QByteArray &bytes);
    void settle(const CurrentString &now);
    void write(const QByteArray &value, const QByteArray &against, bool unsafely);
    void finishWrite(const Result<SaveOutcome> &outcome);
    void look();
    void finishSaved(const QByteArray &value);
    void updateDirty();

    QPointer<Session> m_session;
    QByteArray m_key;
    State m_state = State::Empty;
    QByteArray m_base;
    QByteArray m_current;
    QByteArray m_theirs;
    QByteArray m_sent; ///< the value of the write that is on its way
    QByteArray m_otherType;
    qint64 m_length = 0;
    std::optional<WallTime> m_expiresAt;
    std::optional<Milliseconds> m_ttl;
    bool m_wasDirty = false;
    std::stop_source m_stop;
    std::stop_source m_restStop;
};

} // namespace stashdeck
