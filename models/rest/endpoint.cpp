// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/endpoint.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Endpoint", text);
}

/// What copying from a page, a terminal or an .env file leaves around an address.
QString trimmed(const QString &text)
{
    const auto isPadding = [](QChar c) {
        const char16_t u = c.unicode();
        return c.isSpace() || u == u'"' || u == u'\'' || u == u'`' || u == 0xfeff || (u >= 0x200b && u <= 0x200f)
            || u == 0x2060 || u == 0x00ad;
    };
    qsizetype first = 0;
    qsizetype last = text.size();
    while (first < last && isPadding(text[first]))
        ++first;
    while (last > first && isPadding(text[last - 1]))
        --last;
    return text.sliced(first, last - first);
}

bool isLoopbackHost(const QString &host)
{
    if (host == "localhost"_L1 || host.endsWith(".localhost"_L1))
        return true;
    return QHostAddress(host).isLoopback();
}

/// Hosts that the open internet does not route to.
bool isPrivateHost(const QString &host)
{
    if (isLoopbackHost(host))
        return true;
    QHostAddress address(host);
    if (address.isNull()) {
        return !host.contains(u'.') // a name of the local network, such as a container's
            || host.endsWith(".local"_L1) || host.endsWith(".internal"_L1) || host.endsWith(".lan"_L1)
            || host.endsWith(".home.arpa"_L1);
    }
    bool isFour = false;
    const quint32 four = address.toIPv4Address(&isFour); // ::ffff:10.0.0.1 too
    if (isFour)
        address = QHostAddress(four);
    static const std::pair<QHostAddress, int> networks[] = {
        QHostAddress::parseSubnet(u"10.0.0.0/8"_s),     QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s), QHostAddress::parseSubnet(u"169.254.0.0/16"_s),
        QHostAddress::parseSubnet(u"fc00::/7"_s),       QHostAddress::parseSubnet(u"fe80::/10"_s),
    };
    return std::any_of(std::begin(networks), std::end(networks),
                       [&](const auto &network) { return address.isInSubnet(network); });
}

tl::unexpected<Error> refused(const QString &why)
{
    return failure(Error::Kind::NotRestEndpoint, why);
}

} // namespace

Result<QUrl> normalizedRestUrl(const QString &text)
{
    QString address = trimmed(text);
    if (address.isEmpty())
        return refused(tr("The address is empty"));
    for (const QChar c : std::as_const(address)) {
        if (c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            return refused(tr("The address has a blank or an invisible character in it"));
        if (c == u'\\')
            return refused(tr("The address has a backslash in it"));
    }
    const qsizetype colon = address.indexOf("://"_L1);
    bool hasScheme = colon > 0;
    if (hasScheme) {
        const QString scheme = address.first(colon).toLower();
        if (scheme == "redis"_L1 || scheme == "rediss"_L1)
            return refused(tr("This is the address for Redis clients over TCP; the REST address begins with https"));
        if (scheme != "https"_L1 && scheme != "http"_L1)
            return refused(tr("The address must begin with https"));
    } else {
        address.prepend("https://"_L1);
    }
    QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refused(tr("This is not the address of a server"));
    if (!url.userInfo(QUrl::FullyEncoded).isEmpty() || url.authority(QUrl::FullyEncoded).contains(u'@'))
        return refused(tr("The address holds a user name; the server would be %1").arg(url.host(QUrl::FullyEncoded)));
    if (url.hasQuery())
        return refused(tr("The address has a question mark; a token does not belong into it"));
    if (url.hasFragment())
        return refused(tr("The address has a # in it"));
    const QString path = url.path(QUrl::FullyEncoded);
    if (path.count(u'/') != path.size())
        return refused(tr("The address has a path; only the server's name is needed"));
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.endsWith(u'.'))
        host.chop(1); // the same host, but no certificate names it so
    if (host.isEmpty() || host.startsWith(u'.') || host.contains(".."_L1))
        return refused(tr("This is not the address of a server"));
    if (url.port() == 0)
        return refused(tr("The port must be between 1 and 65535"));
    if (!hasScheme && isLoopbackHost(host))
        url.setScheme(u"http"_s);
    if (url.scheme() == "http"_L1 && !isPrivateHost(host))
        return refused(tr("The address must begin with https: over http the token could be read on the way"));

    QUrl normal;
    normal.setScheme(url.scheme());
    normal.setHost(host, QUrl::StrictMode);
    const int standardPort = url.scheme() == "https"_L1 ? 443 : 80;
    if (url.port() > 0 && url.port() != standardPort)
        normal.setPort(url.port());
    if (!normal.isValid() || normal.host().isEmpty())
        return refused(tr("This is not the address of a server"));
    return normal;
}

bool isTokenForm(const QByteArray &token)
{
    if (token.size() < 8 || token.size() > 4096)
        return false;
    return std::all_of(token.begin(), token.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
            || c == '=' || c == '_' || c == '.' || c == '-';
    });
}

} // namespace stashdeck
