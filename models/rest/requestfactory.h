// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rest/commandencoder.h"
#include "models/rest/endpoint.h"

#include <QNetworkRequest>
#include <QSslConfiguration>

namespace stashdeck {

/// Builds the requests for one endpoint. The one place where the token becomes a header, at the last moment, and only
/// for the endpoint's own origin.
class RequestFactory {
public:
    explicit RequestFactory(Endpoint endpoint);

    [[nodiscard]] QNetworkRequest request(const QByteArray &path, const QByteArray &contentType,
                                          const QByteArray &syncToken) const;
    /// The extra certificate authorities could not be read; nothing may be sent.
    [[nodiscard]] const QString &caProblem() const { return m_caProblem; }

private:
    Endpoint m_endpoint;
    QSslConfiguration m_tls;
    QString m_caProblem;
};

} // namespace stashdeck
