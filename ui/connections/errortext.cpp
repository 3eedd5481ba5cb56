// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/errortext.h"

#include "models/base/bytetext.h"

#include <QCoreApplication>

#include <optional>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ErrorText", text);
}

QString serverWords(const Error &error)
{
    return displayText(error.message.simplified().toUtf8(), 300);
}

// "It said: …" behind our own sentence; nothing when it said nothing.
QString withWords(const QString &sentence, const Error &error)
{
    const QString words = serverWords(error);
    return words.isEmpty() ? sentence : tr("%1 It said: %2").arg(sentence, words);
}

QString wordsOr(const Error &error, const QString &sentence)
{
    const QString words = serverWords(error);
    return words.isEmpty() ? sentence : words;
}

// What is known about the cause, in words; nothing when the kind has to do.
std::optional<ErrorText> forCause(const Error &error)
{
    const auto unsent = [](const QString &sentence) {
        return tr("%1 Nothing was sent.").arg(sentence);
    };
    const QString copyUrl = tr("Copy the REST URL from the database's page in the Upstash console.");
    switch (error.cause) {
    case Error::Cause::None:
    case Error::Cause::TlsHandshake:
    case Error::Cause::ProxyFailed:
        break;
    case Error::Cause::HostNotFound:
        return {{tr("The host was not found"), unsent(tr("No computer of that name is known.")),
                 tr("Check the address for a slip, and whether this computer is online. A deleted or archived database "
                    "loses its name too.")}};
    case Error::Cause::ConnectionRefused:
        return {{tr("The connection was refused"), tr("The computer is there, but nothing listens on that port."),
                 tr("Check the port. A local sandbox must be running.")}};
    case Error::Cause::ConnectTimeout:
        return {{tr("No answer within 10 seconds"), unsent(tr("The connection could not be opened.")),
                 tr("Check the network, a VPN, and the database's list of allowed addresses.")}};
    case Error::Cause::Unreachable:
        return {{tr("The network is unreachable"), tr("There is no way from this computer to that host."),
                 tr("Check the network connection or the VPN.")}};
    case Error::Cause::CertificateUntrusted:
        return {{tr("The certificate is not trusted"), unsent(tr("Nobody this computer trusts has signed it.")),
                 tr("A company proxy may look into connections: add its certificate file under More when you edit this "
                    "database.")}};
    case Error::Cause::CertificateExpired:
        return {{tr("The certificate has expired"), unsent(tr("Its last day is over by this computer's clock.")),
                 tr("Check this computer's date and time first.")}};
    case Error::Cause::CertificateNotYetValid:
        return {{tr("The certificate is not valid yet"),
                 unsent(tr("Its first day is still to come by this computer's clock.")),
                 tr("Check this computer's date and time.")}};
    case Error::Cause::CertificateHostMismatch:
        return {{tr("The certificate belongs to another host"),
                 unsent(tr("The server that answers is not the one in the address.")),
                 tr("Check the address. A sign-in page of a network can do this too.")}};
    case Error::Cause::PlainHttpPeer:
        return {{tr("The server does not speak HTTPS"), tr("The handshake got an answer that is not TLS."),
                 tr("Check the port: 6379 is for Redis clients, the REST address has none.")}};
    case Error::Cause::ProxyLogin:
        return {{tr("The proxy wants a login"), tr("Nothing was sent to the database."),
                 tr("Enter the proxy's user name and password in the system's network settings.")}};
    case Error::Cause::Redirect:
        return {{tr("The server sends requests elsewhere"),
                 withWords(tr("Redirects are not followed, so that the token stays where it belongs."), error),
                 copyUrl}};
    case Error::Cause::WebPage:
        return {{tr("A web page answered instead of the database"),
                 tr("This network may want you to sign in first, or the address belongs to a website."),
                 tr("Open any page in a browser to sign in to the network, then test again.")}};
    case Error::Cause::NotFound:
        return {{tr("This is not a REST endpoint"), tr("A web server answered, but it does not know this dialect."),
                 copyUrl}};
    }
    return std::nullopt;
}

} // namespace

ErrorText errorText(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return {};
    case Error::Kind::NotSent:
        return forCause(error).value_or(ErrorText{tr("The server could not be reached"),
                                                  wordsOr(error, tr("The request did not leave this computer.")),
                                                  tr("Check the network connection and the address.")});
    case Error::Kind::Tls:
        return forCause(error).value_or(
            ErrorText{tr("The secure connection failed"),
                      withWords(tr("The TLS handshake was broken off. Nothing was sent."), error),
                      tr("Check the address and port, and whether a proxy is in between.")});
    case Error::Kind::Proxy:
        return forCause(error).value_or(ErrorText{tr("The proxy failed"),
                                                  withWords(tr("Nothing was sent to the database."), error),
                                                  tr("Check the proxy in the system's network settings.")});
    case Error::Kind::Timeout:
        return {tr("No answer in time"), tr("The server did not answer completely. Nothing was changed."),
                tr("Try again. A large value may need more time.")};
    case Error::Kind::Network:
        return {tr("Lost the connection"), tr("It broke before the answer was complete. Nothing was changed."),
                tr("Check the network and try again.")};
    case Error::Kind::UnknownOutcome:
        return {tr("The change may or may not have been applied"),
                tr("The request left, but no complete answer came back."),
                tr("Reload to see what the database holds before you try again.")};
    case Error::Kind::Unauthorized:
        return {tr("The token was refused"),
                error.httpStatus == 401
                    ? tr("The server answered 401 Unauthorized. The URL is right and the database is up.")
                    : withWords(tr("The URL is right and the database is up."), error),
                tr("Copy the token again from the database's page. Resetting the password makes old tokens invalid.")};
    case Error::Kind::NoPermission:
        return {tr("This token may not run it"), wordsOr(error, tr("The server refused the command.")),
                tr("Use the standard token for this, or ask for the permission.")};
    case Error::Kind::Quota:
        return {tr("A limit of the plan is used up"), wordsOr(error, tr("The server refuses commands for now.")),
                tr("Wait for the next period or raise the plan in the Upstash console.")};
    case Error::Kind::RateLimited:
        return {tr("Too many requests"), tr("The server asked to slow down. Nothing was changed."),
                error.retryAfter.count() > 0 ? tr("Try again in %1 s.").arg((error.retryAfter.count() + 999) / 1000)
                                             : tr("Try again in a moment.")};
    case Error::Kind::TooLarge:
        return {tr("Too large"), wordsOr(error, tr("The request or the answer is over a size limit.")),
                tr("Load or save it in smaller parts.")};
    case Error::Kind::Unavailable:
        return {tr("The database is not available right now"),
                withWords(error.httpStatus != 0 ? tr("The server answered %1.").arg(error.httpStatus)
                                                : tr("The server is busy or being upgraded."),
                          error),
                tr("Try again in a moment.")};
    case Error::Kind::Unsupported:
        return {tr("This server does not know the command"), serverWords(error), {}};
    case Error::Kind::NotRestEndpoint:
        return forCause(error).value_or(
            ErrorText{tr("This is not a REST endpoint"),
                      withWords(tr("What answered does not speak Upstash's REST dialect."), error),
                      tr("Copy the REST URL from the database's page in the Upstash console.")});
    case Error::Kind::WrongType:
        return {tr("The key holds another type"), tr("It was changed since it was loaded."), tr("Reload the key.")};
    case Error::Kind::Command:
        return {tr("The command failed"), wordsOr(error, tr("The server gave no reason.")), {}};
    case Error::Kind::Protocol:
        return {tr("The answer was not understood"),
                withWords(tr("It was complete, but not in the form that was asked for."), error),
                tr("Check whether a proxy changes answers.")};
    case Error::Kind::Locked:
        return {tr("Read-only"), tr("Writing is locked in this window. Nothing was sent."),
                tr("Unlock writing in the top bar (Ctrl+Shift+L).")};
    case Error::Kind::Storage:
        return {tr("This computer refused"), wordsOr(error, tr("A file or the keychain could not be used.")),
                tr("Check the permissions and the free space.")};
    }
    Q_UNREACHABLE();
}

QString shortErrorText(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return {};
    case Error::Kind::Unauthorized:
        return tr("Token refused");
    case Error::Kind::NoPermission:
        return tr("Not permitted");
    case Error::Kind::Quota:
        return tr("Quota used up");
    case Error::Kind::RateLimited:
        return tr("Slowed down");
    case Error::Kind::Timeout:
        return tr("No answer");
    case Error::Kind::Unavailable:
        return tr("Not available");
    case Error::Kind::NotSent:
    case Error::Kind::Tls:
    case Error::Kind::Proxy:
    case Error::Kind::Network:
    case Error::Kind::NotRestEndpoint:
        return tr("Unreachable");
    case Error::Kind::UnknownOutcome:
    case Error::Kind::TooLarge:
    case Error::Kind::Unsupported:
    case Error::Kind::WrongType:
    case Error::Kind::Command:
    case Error::Kind::Protocol:
    case Error::Kind::Locked:
    case Error::Kind::Storage:
        break;
    }
    return tr("Failed");
}

} // namespace stashdeck
