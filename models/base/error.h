// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <chrono>

namespace stashdeck {

/// Why an operation did not give a value. Errors travel as values from the wire to the window; words for a person are
/// chosen only in `ui/`, by a switch over `kind` without `default`, so that a new kind is a compiler warning there.
struct Error {
    enum class Kind {
        Cancelled, ///< the owner asked to stop, and nothing was or could have been written
        NotSent, ///< the request surely never left: name not found, refused, no route, proxy refused the tunnel
        Tls, ///< the certificate or the handshake was refused; nothing was sent
        Proxy, ///< the proxy wants a login (407) or failed; nothing was sent to the database
        Timeout, ///< no complete answer in time; only for reads (a write becomes UnknownOutcome)
        Network, ///< the connection broke in mid-exchange; only for reads (a write becomes UnknownOutcome)
        UnknownOutcome, ///< a write left and no complete answer came: it may or may not have been applied
        Unauthorized, ///< 401 or WRONGPASS/NOAUTH: the token was refused
        NoPermission, ///< 403 or NOPERM: this token may not run this command
        Quota, ///< daily, monthly, capacity or budget limit of the plan; stop polling
        RateLimited, ///< 429; `retryAfter` may be set; not executed
        TooLarge, ///< request, record, key or answer over a limit (the server's or our own byte cap)
        Unavailable, ///< 5xx of a gateway, LOADING, READONLY during an upgrade, BUSY
        Unsupported, ///< this server does not know the command ("Command is not available", "not allowed in REST")
        NotRestEndpoint, ///< 404, 405, redirect, a web page: the address is not an Upstash REST endpoint
        WrongType, ///< WRONGTYPE: the key holds another type than the command needs
        Command, ///< any other error text of the server about this command
        Protocol, ///< a complete answer that could not be understood
        Locked, ///< writing is locked in this window; nothing was sent
        Storage, ///< a file or the keychain on this computer refused
    };
    /// What lies behind NotSent, Tls, Proxy and NotRestEndpoint, where it is known. For the connection doctor.
    enum class Cause {
        None,
        HostNotFound,
        ConnectionRefused,
        ConnectTimeout,
        Unreachable,
        CertificateUntrusted,
        CertificateExpired,
        CertificateNotYetValid,
        CertificateHostMismatch,
        TlsHandshake,
        PlainHttpPeer,
        ProxyLogin,
        ProxyFailed,
        Redirect,
        WebPage,
        NotFound,
    };

    Kind kind = Kind::Protocol;
    Cause cause = Cause::None;
    /// The server's own words, capped at 500 characters, or a technical detail. Hostile text: show it as plain text
    /// only. Never holds a token.
    QString message;
    int httpStatus = 0; ///< 0 when no status line came
    std::chrono::milliseconds retryAfter{0}; ///< RateLimited only

    friend bool operator==(const Error &, const Error &) = default;
};

template <typename T> using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(Error::Kind kind, QString message = {},
                                                   Error::Cause cause = Error::Cause::None)
{
    Error error;
    error.kind = kind;
    error.cause = cause;
    error.message = std::move(message);
    return tl::unexpected<Error>(std::move(error));
}

/// True when nothing can have been changed on the server: a write may be sent again without a question.
[[nodiscard]] constexpr bool surelyNotApplied(Error::Kind kind)
{
    return kind != Error::Kind::UnknownOutcome && kind != Error::Kind::Protocol;
}

} // namespace stashdeck
