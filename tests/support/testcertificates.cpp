// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcertificates.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

TestCertificates::TestCertificates()
{
    make();
}

QString TestCertificates::path(const QString &name) const
{
    return m_folder.filePath(name);
}

QString TestCertificates::caFile() const
{
    return path(u"ca.pem"_s);
}

bool TestCertificates::run(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    process.start(u"openssl"_s, arguments);
    if (!process.waitForFinished(30'000) || process.exitCode() != 0) {
        m_problem = "openssl " + arguments.join(u' ').toUtf8() + ": " + process.readAll();
        return false;
    }
    return true;
}

void TestCertificates::make()
{
    QFile config(path(u"ca.conf"_s));
    if (!m_folder.isValid() || !config.open(QIODevice::WriteOnly))
        return;
    config.write("[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\n"
                 "policy=p\nemail_in_dn=no\nunique_subject=no\ncopy_extensions=copy\n[p]\ncommonName=supplied\n");
    config.close();
    for (const auto &[name, content] : {std::pair{u"index.txt"_s, ""_ba}, {u"serial"_s, "01\n"_ba}}) {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
            return;
    }
    const QStringList fresh{u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s};
    const QString local = u"subjectAltName=IP:127.0.0.1,IP:::1,DNS:localhost"_s;
    const auto authority = [&](const QString &name) {
        return run(QStringList{u"req"_s, u"-x509"_s} + fresh
                   + QStringList{u"-days"_s, u"30"_s, u"-subj"_s, u"/CN="_s + name, u"-keyout"_s, name + u".key"_s,
                                 u"-out"_s, name + u".pem"_s});
    };
    const auto issued
        = [&](const QString &name, const QString &by, const QString &from, const QString &to, const QString &san) {
              return run(QStringList{u"req"_s} + fresh
                         + QStringList{u"-subj"_s, u"/CN="_s + name, u"-addext"_s, san, u"-keyout"_s, name + u".key"_s,
                                       u"-out"_s, name + u".csr"_s})
                  && run({u"ca"_s, u"-batch"_s, u"-config"_s, u"ca.conf"_s, u"-cert"_s, by + u".pem"_s, u"-keyfile"_s,
                          by + u".key"_s, u"-startdate"_s, from, u"-enddate"_s, to, u"-in"_s, name + u".csr"_s,
                          u"-out"_s, name + u".pem"_s, u"-notext"_s});
          };
    const auto stamp = [](int days) {
        return QDateTime::currentDateTimeUtc().addDays(days).toString(u"yyyyMMddhhmmss'Z'"_s);
    };
    m_valid = authority(u"ca"_s) && authority(u"strangers"_s)
        && run(QStringList{u"req"_s, u"-x509"_s} + fresh
               + QStringList{u"-days"_s, u"30"_s, u"-subj"_s, u"/CN=selfsigned"_s, u"-addext"_s, local, u"-keyout"_s,
                             u"selfsigned.key"_s, u"-out"_s, u"selfsigned.pem"_s})
        && issued(u"good"_s, u"ca"_s, stamp(-1), stamp(10), local)
        && issued(u"unknown"_s, u"strangers"_s, stamp(-1), stamp(10), local)
        && issued(u"expired"_s, u"ca"_s, stamp(-10), stamp(-1), local)
        && issued(u"future"_s, u"ca"_s, stamp(5), stamp(10), local)
        && issued(u"otherhost"_s, u"ca"_s, stamp(-1), stamp(10), u"subjectAltName=DNS:other.example"_s);
}

namespace {

QString fileName(TestCertificates::Kind kind)
{
    switch (kind) {
    case TestCertificates::Kind::Good:
        return u"good"_s;
    case TestCertificates::Kind::SelfSigned:
        return u"selfsigned"_s;
    case TestCertificates::Kind::UnknownAuthority:
        return u"unknown"_s;
    case TestCertificates::Kind::Expired:
        return u"expired"_s;
    case TestCertificates::Kind::NotYetValid:
        return u"future"_s;
    case TestCertificates::Kind::WrongHost:
        return u"otherhost"_s;
    }
    return {};
}

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QSslCertificate TestCertificates::certificate(Kind kind) const
{
    return QSslCertificate(content(path(fileName(kind) + u".pem"_s)), QSsl::Pem);
}

QSslKey TestCertificates::key(Kind kind) const
{
    return QSslKey(content(path(fileName(kind) + u".key"_s)), QSsl::Ec, QSsl::Pem);
}

} // namespace stashdeck
