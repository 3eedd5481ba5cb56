// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/keyoperations.h"

#include <QHash>
#include <QObject>

namespace stashdeck {

/// When one field of a hash expires by itself, as far as it is known. Moments are of this computer's clock.
struct FieldTtl {
    enum class Kind {
        Unknown,
        Never,
        At,
        Gone, ///< it expired, or it was removed
    };
    Kind kind = Kind::Unknown;
    WallTime at{};
    friend bool operator==(const FieldTtl &, const FieldTtl &) = default;
};
using FieldTtlsByName = QHash<QByteArray, FieldTtl>;

/// At most this many fields are asked for, or changed, by one command.
inline constexpr qsizetype mostFieldTtls = 1000;

/// Asks when these fields expire.
[[nodiscard]] Command readFieldTtlsCommand(const QByteArray &key, const QList<QByteArray> &names);
/// The answer to it, to a request that was sent at `sentAt`. A key that is gone has no fields.
[[nodiscard]] Result<FieldTtlsByName> decodeFieldTtls(const Result<Reply> &reply, const QList<QByteArray> &names,
                                                      const ServerClock &clock, WallTime sentAt);
/// Tells the session what an answer about fields' expiry says of the server. False when it has no such thing.
bool learnFieldTtls(Session *session, const Result<Reply> &reply);

/// The command that changes when these fields expire; one for all of them.
[[nodiscard]] Command fieldTtlCommand(const QByteArray &key, const QList<QByteArray> &names, const TtlChange &change);

struct FieldTtlOutcome {
    FieldTtlsByName now; ///< as they are now, as far as it is known
    qsizetype changed = 0;
    qsizetype gone = 0; ///< were not there any more; nothing was changed for them
    qsizetype notLonger = 0; ///< `onlyIfLonger`, and they live longer already
};
/// One command for at most `mostFieldTtls` fields; atomic. A second command reads them when the answer was lost.
[[nodiscard]] QCoro::Task<Result<FieldTtlOutcome>> changeFieldTtls(QPointer<Session> session, QByteArray key,
                                                                   QList<QByteArray> names, TtlChange change,
                                                                   std::stop_token stop);

/// When the fields of one hash expire, read for those that are on screen: one command for all of them that are not
/// known yet. Counting down costs nothing. Asks nothing of a server that is known not to have it. GUI thread.
class FieldTtls final : public QObject {
    Q_OBJECT

public:
    FieldTtls(Session *session, QByteArray key, QObject *parent = nullptr);
    ~FieldTtls() override;

    /// True once the server is known to have it.
    [[nodiscard]] bool isShown() const;
    /// By the clock: a field whose moment is over is Gone.
    [[nodiscard]] FieldTtl of(const QByteArray &name) const;
    /// Milliseconds, or one of the three below.
    [[nodiscard]] qint64 timeLeft(const QByteArray &name) const;
    static constexpr qint64 never = -1;
    static constexpr qint64 gone = -2;
    static constexpr qint64 unknown = -3;
    /// True while a countdown is to be seen.
    [[nodiscard]] bool hasExpiring() const;

    /// These are on screen.
    void want(const QList<QByteArray> &names);
    /// All may be out of date; `known` is what was read just now. What is on screen is asked for again by want().
    void replace(FieldTtlsByName known);
    void take(const FieldTtlsByName &known);
    void setKey(const QByteArray &key) { m_key = key; }

signals:
    void changed();
    void shownChanged();

private:
    void request();

    QPointer<Session> m_session;
    QByteArray m_key;
    FieldTtlsByName m_known;
    QList<QByteArray> m_wanted;
    bool m_loading = false;
    std::stop_source m_stop;
};

} // namespace stashdeck
