// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/authorities.h"

#include "models/base/privatefile.h"

#include <QCoreApplication>

namespace stashdeck {

Result<QList<QSslCertificate>> readAuthorities(const QString &path)
{
    // Read by ourselves: Qt's fromPath takes an empty or odd path for a pattern in the working folder.
    const auto pem = readSmallFile(path, 4LL * 1024 * 1024);
    if (!pem)
        return tl::unexpected(pem.error());
    QList<QSslCertificate> authorities = QSslCertificate::fromData(*pem, QSsl::Pem);
    if (authorities.isEmpty())
        return failure(Error::Kind::Storage,
                       QCoreApplication::translate("Endpoint", "%1 holds no certificate").arg(path));
    return authorities;
}

} // namespace stashdeck
