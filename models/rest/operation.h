// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/answer.h"
#include "models/rest/commandencoder.h"
#include "models/rest/exchangelane.h"
#include "models/rest/handover.h"
#include "models/rest/requestfactory.h"
#include "models/rest/restclient.h"
#include "models/rest/retrypolicy.h"

#include <qcoro/qcorotask.h>
#include <QPointer>

#include <functional>
#include <memory>
#include <stop_token>

namespace stashdeck {

/// What the operations of one client share. Kept alive by each of them, so that the client may be destroyed while they
/// are in flight.
struct ClientCore {
    ClientCore(QNetworkAccessManager *manager, Endpoint to, const Clock *c);

    const QPointer<QNetworkAccessManager> network;
    const Endpoint endpoint;
    const Clock *const clock;
    const RequestFactory requests;
    const std::shared_ptr<Resumer> resumer = Resumer::make();
    RetryPolicy retries;
    QByteArray syncToken; ///< of the newest completed answer
    std::stop_source shutdown; ///< stops everything in flight when the client goes
    std::function<void(const ExchangeRecord &)> report;

    /// Whether the server encodes its strings. An Upstash database says so by its sync token; any other server is asked
    /// once, with ECHO, when the first text arrives, since `test` or `3432` could be both base64 and plain.
    enum class Encoding { Unknown, Base64, Plain } encoding = Encoding::Unknown;
    bool isProbing = false;
    std::vector<Handover<bool>> waitingForProbe;
    bool lacksRawBody = false;
    bool lacksReadOnlyScripts = false;
};

/// One request and what its commands mean for trying again and for an unknown outcome.
struct Operation {
    EncodedRequest request;
    QByteArray firstName; ///< upper case, for the record
    int commands = 1;
    bool isWrite = false;
    bool isBroad = false;
    bool expectsArray = false;
};

/// How an operation ended: the entries that were understood, and the error that holds for all others.
struct Conclusion {
    std::vector<Envelope> entries;
    std::optional<Error> error;
};

/// Sends an operation, again where that is allowed and useful, until it is concluded. Completes exactly once, always.
[[nodiscard]] QCoro::Task<Conclusion> concluded(std::shared_ptr<ClientCore> core, Operation operation,
                                                RequestOptions options, std::stop_token stop);

} // namespace stashdeck
