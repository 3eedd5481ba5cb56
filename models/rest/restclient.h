// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/rest/command.h"
#include "models/rest/endpoint.h"
#include "models/rest/reply.h"

#include <qcoro/qcorotask.h>
#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

class QNetworkAccessManager;

namespace stashdeck {

class EventStream;

/// Why a command was sent: commands are the user's money and are counted by purpose.
enum class Purpose { Browse, Poll, Edit, Console, Analysis };
inline constexpr int purposeCount = 5;

struct RequestOptions {
    Purpose purpose = Purpose::Browse;
    /// Background exchanges wait while any visible one waits for a connection.
    enum class Priority { Visible, Background } priority = Priority::Visible;
    std::chrono::milliseconds deadline{0}; ///< 0: the endpoint's
    qint64 maxBodyBytes = 0; ///< 0: the endpoint's
    /// Bytes of the answer so far and in all (-1 when unknown); called on the client's thread, at most every 50 ms.
    std::function<void(qint64 received, qint64 total)> progress;
};

/// What one exchange over HTTP was, for the meter, the latency figures and the log. Holds no argument and no value.
struct ExchangeRecord {
    Purpose purpose = Purpose::Browse;
    int commands = 0; ///< billed on this attempt, pipeline entries one by one
    qint64 bytesOut = 0;
    qint64 bytesIn = 0;
    std::chrono::microseconds duration{0};
    int attempt = 1;
    bool answered = false; ///< a complete answer came, even if it says error
    QByteArray commandName; ///< of the first command, upper case
    WallTime finishedAt{};
};

/// The wire: commands in, results out, over Upstash's REST dialect (upstash-rest-api.md).
///
/// Every operation completes exactly once and never throws. Reads are tried up to 3 times with full jitter within a
/// retry budget; a write is sent again only if it surely never left. At most 6 exchanges run at once, visible ones
/// first. When the connections are lost (see ConnectionEpoch), reads in flight are sent again. A stopped read completes
/// as Cancelled; a stopped write that had left completes as UnknownOutcome. Lives on one thread (its own QObject
/// thread). Destroying the client completes what is in flight as Cancelled or UnknownOutcome; the QNetworkAccessManager
/// must outlive it.
class RestClient : public QObject {
    Q_OBJECT

public:
    explicit RestClient(QNetworkAccessManager *network, Endpoint endpoint, const Clock *clock,
                        QObject *parent = nullptr);
    ~RestClient() override;

    [[nodiscard]] const Endpoint &endpoint() const;

    /// One command. Words that JSON cannot carry go in the raw-body form, else through a constant Lua wrapper.
    [[nodiscard]] QCoro::Task<Result<Reply>> send(Command command, RequestOptions options = {},
                                                  std::stop_token stop = {});
    /// `/pipeline`, not atomic, at most 1000 commands and 5 MB a request: longer lists are cut into several requests
    /// one after the other. The outer result is for what failed as a whole before any command ran; after that every
    /// command has a result of its own (UnknownOutcome for those of a request that got no answer).
    [[nodiscard]] QCoro::Task<Result<Replies>> pipeline(QList<Command> commands, RequestOptions options = {},
                                                        std::stop_token stop = {});
    /// `/multi-exec`, atomic, one request. The outer error says that nothing was applied (or UnknownOutcome).
    [[nodiscard]] QCoro::Task<Result<Replies>> transaction(QList<Command> commands, RequestOptions options = {},
                                                           std::stop_token stop = {});
    enum class StreamKind { Subscribe, PatternSubscribe, Monitor };
    /// Opens an event stream; `parent` owns it. It reconnects by itself with back-off and tells of the gap.
    [[nodiscard]] EventStream *openStream(StreamKind kind, QByteArray channel, QObject *parent);

    /// The jitter of retries, a number in [0, 1): tests give 0 and never wait. Refills the retry budget.
    void setRetryRandom(std::function<double()> random);

signals:
    /// After every attempt of every exchange.
    void exchanged(const stashdeck::ExchangeRecord &record);

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace stashdeck
