// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/openkey.h"
#include "models/values/stringdocument.h"

#include <memory>

namespace stashdeck {

/// One key that is open in a tab: its type, its expiry as a moment of this computer's clock, and its value.
class KeyDocument : public QObject {
    Q_OBJECT

public:
    enum class State {
        Loading, ///< nothing to show yet
        Ready, ///< also while it is read again
        Gone, ///< there is no such key (any more); what was loaded stays
        Failed, ///< it could never be read: `error()`
    };
    Q_ENUM(State)

    KeyDocument(Session *session, QByteArray key, QObject *parent = nullptr);
    ~KeyDocument() override;

    [[nodiscard]] Session *session() const { return m_session; }
    [[nodiscard]] const QByteArray &key() const { return m_key; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isReloading() const { return m_reloading; }
    [[nodiscard]] ValueKind kind() const { return m_kind; }
    [[nodiscard]] const QByteArray &typeName() const { return m_typeName; } ///< as the server says it
    [[nodiscard]] std::optional<WallTime> expiresAt() const { return m_expiresAt; }
    /// The whole time to live that the countdown bar runs down from.
    [[nodiscard]] Milliseconds ttlAtLoad() const { return m_ttl; }
    [[nodiscard]] WallTime loadedAt() const { return m_loadedAt; }
    [[nodiscard]] qint64 length() const; ///< bytes or elements; -1 when not known
    [[nodiscard]] const Error &error() const { return m_error; } ///< of the last reading that failed
    [[nodiscard]] bool hasFailedReload() const { return m_reloadFailed; }
    [[nodiscard]] bool isDirty() const { return m_value && m_value->isDirty(); }

    /// What is edited; nullptr while the type is not known, and for types that can only be looked at.
    [[nodiscard]] ValueDocument *value() const { return m_value.get(); }
    [[nodiscard]] StringDocument *string() const { return qobject_cast<StringDocument *>(m_value.get()); }

    /// Reads the key, for the first time or again. `known` is what the key list believes. Never loses an edit.
    void load(ValueKind known = ValueKind::None, Purpose purpose = Purpose::Browse);
    void noteRenamed(const QByteArray &key);
    /// It is known to be gone, without asking: what was loaded and what is edited stays.
    void noteGone();
    void noteExpiry(std::optional<WallTime> expiresAt);

signals:
    void stateChanged();
    void metaChanged(); ///< type, expiry, length, loaded-at, reloading
    /// value() is another object; the old one is destroyed when all slots have run.
    void valueReplaced();
    void renamed(const QByteArray &key);

private:
    void take(const Result<OpenedKey> &opened);
    void replaceValue(std::unique_ptr<ValueDocument> value);

    QPointer<Session> m_session;
    QByteArray m_key;
    State m_state = State::Loading;
    bool m_reloading = false;
    bool m_reloadFailed = false;
    ValueKind m_kind = ValueKind::None;
    QByteArray m_typeName;
    std::optional<WallTime> m_expiresAt;
    Milliseconds m_ttl{0};
    WallTime m_loadedAt{};
    Error m_error;
    std::unique_ptr<ValueDocument> m_value;
    std::stop_source m_stop;
};

} // namespace stashdeck
