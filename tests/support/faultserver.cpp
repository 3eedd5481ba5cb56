// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultserver.h"

#include <QFile>
#include <QPointer>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

Fault Fault::answer(int status, const QByteArray &body, const QByteArray &moreHeaders, const QByteArray &contentType)
{
    Fault fault;
    fault.bytes = "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Type: " + contentType
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + moreHeaders + "\r\n" + body;
    return fault;
}

Fault Fault::raw(QByteArray bytes, End end)
{
    Fault fault;
    fault.bytes = std::move(bytes);
    fault.end = end;
    return fault;
}

// ---- certificates ---------------------------------------------------------------------------------------------------

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

// ---- one connection -------------------------------------------------------------------------------------------------

class FaultServer::Connection final : public QObject {
public:
    Connection(FaultServer *server, QTcpSocket *socket, int number)
        : QObject(server)
        , m_server(server)
        , m_socket(socket)
        , m_number(number)
    {
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
        m_drip.setSingleShot(false);
        connect(&m_drip, &QTimer::timeout, this, &Connection::dripOne);
    }

    void end(Fault::End how)
    {
        switch (how) {
        case Fault::End::KeepAlive:
            takeRequests();
            break;
        case Fault::End::Close:
            m_socket->disconnectFromHost();
            break;
        case Fault::End::Reset:
            reset();
            break;
        case Fault::End::Stall:
            m_stalls = true;
            break;
        }
    }

private:
    void reset()
    {
        m_socket->flush();
        linger option = {1, 0};
        ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &option, sizeof option);
        m_socket->abort();
    }

    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        m_server->m_received += bytes;
        m_buffer += bytes;
        takeRequests();
    }

    void takeRequests()
    {
        if (m_stalls || m_drip.isActive())
            return;
        const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        Delivery delivery;
        delivery.connection = m_number;
        const QByteArrayList lines = m_buffer.first(headEnd).split('\n');
        const QByteArrayList first = lines.first().trimmed().split(' ');
        delivery.method = first.value(0);
        delivery.path = first.value(1);
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            delivery.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
        }
        const qsizetype length = delivery.headers.value("content-length").toLongLong();
        if (m_buffer.size() < headEnd + 4 + length)
            return;
        delivery.body = m_buffer.mid(headEnd + 4, length);
        m_buffer.remove(0, headEnd + 4 + length);
        m_server->m_deliveries.append(delivery);
        const Fault fault = m_server->nextFault();
        const QPointer<Connection> self(this);
        perform(fault);
        if (self)
            emit m_server->delivered();
    }

    void perform(const Fault &fault)
    {
        if (fault.dripMs > 0) {
            m_dripping = fault;
            m_drip.start(fault.dripMs);
            return;
        }
        m_socket->write(fault.bytes);
        end(fault.end);
    }

    void dripOne()
    {
        m_socket->write(m_dripping.bytes.first(1));
        m_dripping.bytes.remove(0, 1);
        if (!m_dripping.bytes.isEmpty())
            return;
        m_drip.stop();
        end(m_dripping.end);
    }

    FaultServer *m_server;
    QTcpSocket *m_socket;
    const int m_number;
    QByteArray m_buffer;
    QTimer m_drip;
    Fault m_dripping;
    bool m_stalls = false;
};

// ---- the server -----------------------------------------------------------------------------------------------------

FaultServer::FaultServer()
{
    listen(QHostAddress::LocalHost);
}

FaultServer::~FaultServer()
{
    dropConnections();
}

void FaultServer::dropConnections()
{
    const auto connections = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : connections)
        socket->abort();
    for (const qintptr descriptor : std::exchange(m_unread, {}))
        ::close(int(descriptor));
}

void FaultServer::useTls(QSslCertificate certificate, QSslKey key)
{
    m_tls = {std::move(certificate), std::move(key)};
}

void FaultServer::setFaults(QList<Fault> faults)
{
    m_faults = std::move(faults);
}

QUrl FaultServer::url() const
{
    QUrl url;
    url.setScheme(m_tls ? u"https"_s : u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(serverPort());
    return url;
}

void FaultServer::clear()
{
    m_deliveries.clear();
    m_received.clear();
    m_connections = 0;
}

Fault FaultServer::nextFault()
{
    if (m_faults.isEmpty())
        return Fault::answer(500, "{\"error\":\"no fault set\"}");
    return m_faults.size() > 1 ? m_faults.takeFirst() : m_faults.first();
}

void FaultServer::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    if (!m_faults.isEmpty() && m_faults.first().neverRead) {
        m_unread.append(descriptor);
        return;
    }
    if (!m_tls) {
        auto *socket = new QTcpSocket;
        socket->setSocketDescriptor(descriptor);
        new Connection(this, socket, m_connections);
        return;
    }
    auto *socket = new QSslSocket;
    socket->setSocketDescriptor(descriptor);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(m_tls->first);
    configuration.setPrivateKey(m_tls->second);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(configuration);
    new Connection(this, socket, m_connections);
    socket->startServerEncryption();
}

} // namespace stashdeck
