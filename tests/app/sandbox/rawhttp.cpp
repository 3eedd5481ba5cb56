// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sandbox/rawhttp.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <algorithm>

namespace stashdeck {
namespace {

constexpr int Patience = 15000;

bool names(const QByteArrayList &headers, const QByteArray &name)
{
    return std::any_of(headers.begin(), headers.end(), [&](const QByteArray &header) {
        return header.left(name.size() + 1).toLower() == name.toLower() + ":";
    });
}

} // namespace

QByteArray RawAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

RawHttp::RawHttp(int port)
    : m_port(port)
    , m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
    m_socket->waitForConnected(Patience);
}

RawHttp::~RawHttp() = default;

RawAnswer RawHttp::request(const QByteArray &method, const QByteArray &target, const QByteArrayList &headers,
                           const QByteArray &body)
{
    QByteArray bytes = method + " " + target + " HTTP/1.1\r\n";
    if (!names(headers, "Host"))
        bytes += "Host: 127.0.0.1:" + QByteArray::number(m_port) + "\r\n";
    if (!body.isEmpty() && !names(headers, "Content-Length") && !names(headers, "Transfer-Encoding"))
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const QByteArray &header : headers)
        bytes += header + "\r\n";
    send(bytes + "\r\n" + body);
    return readAnswer(method == "HEAD");
}

void RawHttp::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    while (m_socket->bytesToWrite() > 0 && m_socket->waitForBytesWritten(Patience)) { }
}

bool RawHttp::more()
{
    if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(Patience))
        return false;
    m_bytes += m_socket->readAll();
    return true;
}

RawAnswer RawHttp::readAnswer(bool bodyless)
{
    RawAnswer answer;
    while (!m_bytes.contains("\r\n\r\n")) {
        if (!more())
            return answer;
    }
    const qsizetype end = m_bytes.indexOf("\r\n\r\n");
    const QByteArrayList lines = m_bytes.left(end).split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    m_bytes.remove(0, end + 4);
    const qsizetype length = bodyless ? 0 : answer.header("Content-Length").toLongLong();
    while (m_bytes.size() < length) {
        if (!more())
            return answer;
    }
    answer.body = m_bytes.left(length);
    m_bytes.remove(0, length);
    answer.status = lines.constFirst().split(' ').value(1).toInt();
    return answer;
}

QByteArray RawHttp::readUntil(const QByteArray &text)
{
    while (!m_bytes.contains(text) && more()) { }
    return m_bytes;
}

} // namespace stashdeck
