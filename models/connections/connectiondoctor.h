// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/connections/credentialtext.h"
#include "models/connections/savedtokens.h"
#include "models/rest/endpoint.h"

#include <qcoro/qcorotask.h>
#include <QObject>

#include <stop_token>

class QNetworkAccessManager;

namespace stashdeck {

/// One thing the doctor found. Words for it are chosen in `ui/`.
struct DoctorFinding {
    enum class Id {
        // What was typed, before anything is sent.
        AddressFixed, ///< `fix`
        TokenFixed, ///< `fix`
        AddressMissing,
        AddressIsToken, ///< address and token are swapped
        AddressIsConsolePage,
        AddressIsPlaceholder,
        AddressInsecure, ///< http:// to a host of the internet
        AddressMalformed,
        HostIsNotUpstash, ///< `text`: the host
        TokenMissing,
        TokenIsAddress,
        TokenMasked,
        TokenIsPlaceholder,
        TokenBadCharacters, ///< `text`: the first such character
        TokenFormGood,
        TokenOfOtherDatabase, ///< `text`: its name, `other`: its address, `profile`; the token was not sent
        AlreadySaved, ///< `text`: its name, `profile`
        // What the network said.
        Reached, ///< `milliseconds`, `text`: the host
        ConnectionFailed, ///< `error`
        // What the database said.
        TokenRefused, ///< `error`
        TokenCutOff, ///< 401, and the token is shorter than tokens are; `number`: its length
        TokenIsTcpPassword, ///< 401, and it was the password of a redis:// address
        ReadOnlyToken,
        UserToken, ///< `text`: the user of the access list
        StandardToken,
        TokenKindUnknown,
        DatabaseIdentity, ///< `number`: keys or -1, `text`: version words
        ClockWrong, ///< `milliseconds`: this computer's clock minus the server's
        ClockSuspect, ///< a certificate's dates do not fit this computer's clock; `number`: its time, ms since 1970
        ClockGood,
        Refused, ///< `error`: an answer that is not about the token: quota, unavailable…
        Cancelled,
    };
    enum class Severity { Ok, Fixed, Info, Warning, Error };

    Id id = Id::Cancelled;
    Severity severity = Severity::Info;
    TextFix fix = TextFix::SpacesRemoved;
    QString text; ///< hostile: plain text only
    QString other;
    qint64 number = 0;
    std::chrono::milliseconds milliseconds{0};
    QUuid profile;
    Error error;
};

/// What to examine.
struct DoctorQuestion {
    QString addressText;
    QString tokenText; ///< as typed; the doctor keeps a cleaned Secret of it
    bool tokenIsTcpPassword = false;
    QUuid editing; ///< the profile that is edited; it does not count as another one
    QString caFile;
    QList<SavedToken> saved; ///< compared on this computer only
    /// Send the token although it is known as another database's.
    bool sendAnyway = false;
};

/// The outcome so far, and at the end.
struct DoctorReport {
    QList<DoctorFinding> findings;
    QUrl url; ///< cleaned; empty when unusable
    Secret token; ///< cleaned; empty when unusable
    int commands = 0; ///< sent in all
    std::chrono::milliseconds elapsed{0};
    bool passed = false; ///< the database can be opened with this
    bool isReadOnlyToken = false;

    [[nodiscard]] bool has(DoctorFinding::Id id) const;
    [[nodiscard]] int fixes() const;
};

/// Says why an address and a token do not open a database, or what they open. At most five commands, counted; none of
/// them writes. A token is sent to the typed host only, and not at all when it is known as another database's.
class ConnectionDoctor final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive the doctor.
    ConnectionDoctor(QNetworkAccessManager *network, const Clock *clock, QObject *parent = nullptr);
    ~ConnectionDoctor() override;

    /// Only what can be told without the network: at once, nothing is sent.
    [[nodiscard]] static DoctorReport examineText(const DoctorQuestion &question);

    /// Stops a run that is under way and begins anew.
    void run(const DoctorQuestion &question);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] const DoctorReport &report() const { return m_report; }

signals:
    /// A finding was added.
    void progressed();
    void finished();

private:
    void take(const DoctorReport &report, bool last);

    QNetworkAccessManager *m_network;
    const Clock *m_clock;
    std::stop_source m_stop;
    DoctorReport m_report;
    int m_round = 0;
    bool m_running = false;
};

/// The report as lines in English for a forum or a colleague: no token, and nothing a server said holds it.
[[nodiscard]] QString doctorReportText(const DoctorReport &report);
/// The technical word of a finding in that text.
[[nodiscard]] QString findingWord(DoctorFinding::Id id);

} // namespace stashdeck
