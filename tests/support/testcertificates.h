// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace stashdeck {

/// Certificates for 127.0.0.1 and localhost, made by openssl into a folder that goes with the object.
class TestCertificates final {
public:
    TestCertificates();
    [[nodiscard]] bool isValid() const { return m_valid; }
    [[nodiscard]] QByteArray problem() const { return m_problem; }
    [[nodiscard]] QString caFile() const;

    enum class Kind { Good, SelfSigned, UnknownAuthority, Expired, NotYetValid, WrongHost };
    [[nodiscard]] QSslCertificate certificate(Kind kind) const;
    [[nodiscard]] QSslKey key(Kind kind) const;

private:
    bool run(const QStringList &arguments);
    [[nodiscard]] QString path(const QString &name) const;
    void make();

    QTemporaryDir m_folder;
    bool m_valid = false;
    QByteArray m_problem;
};

} // namespace stashdeck
