// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/requestfactory.h"

#include "models/rest/authorities.h"

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What a server may make us send back to it as a header: visible ASCII, not long.
bool isHeaderValue(const QByteArray &value)
{
    return !value.isEmpty() && value.size() <= 1024
        && std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

RequestFactory::RequestFactory(Endpoint endpoint)
    : m_endpoint(std::move(endpoint))
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (m_endpoint.caFile.isEmpty())
        return;
    const auto authorities = readAuthorities(m_endpoint.caFile);
    if (!authorities) {
        m_caProblem = authorities.error().message;
        return;
    }
    m_tls.addCaCertificates(*authorities);
}

QNetworkRequest RequestFactory::request(const QByteArray &path, const QByteArray &contentType,
                                        const QByteArray &syncToken) const
{
    QUrl url = m_endpoint.url;
    url.setPath(QString::fromLatin1(path), QUrl::StrictMode);
    QNetworkRequest request(url);
    if (url.scheme() == "https"_L1)
        request.setSslConfiguration(m_tls);
    request.setRawHeader("Authorization", "Bearer " + m_endpoint.token.reveal());
    request.setRawHeader("Content-Type", contentType);
    request.setRawHeader("Upstash-Encoding", "base64");
    request.setRawHeader("User-Agent", "Stashdeck/" STASHDECK_VERSION);
    if (isHeaderValue(syncToken))
        request.setRawHeader("Upstash-Sync-Token", syncToken);
    return request;
}

} // namespace stashdeck
