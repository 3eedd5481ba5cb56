// SPDX-License-Identifier: GPL-3.0-or-later
// What RestClient adds to one GET, against the same request on a bare keep-alive socket.
#include "models/rest/restclient.h"
#include "tests/support/sandboxprocess.h"

#include <QCoreApplication>
#include <qcoro/qcorotask.h>
#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QTcpSocket>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int rounds = 4000;

double percentile(std::vector<qint64> nanoseconds, int p)
{
    std::sort(nanoseconds.begin(), nanoseconds.end());
    return double(nanoseconds.at(nanoseconds.size() * size_t(p) / 100)) / 1e6;
}

std::vector<qint64> bareSocket(const SandboxProcess &sandbox)
{
    QTcpSocket socket;
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket.connectToHost(sandbox.url().host(), quint16(sandbox.url().port()));
    if (!socket.waitForConnected())
        return {};
    const QByteArray body = R"(["GET","bench"])";
    const QByteArray request = "POST / HTTP/1.1\r\nHost: " + sandbox.url().authority().toLatin1()
        + "\r\nAuthorization: Bearer " + sandbox.token()
        + "\r\nContent-Type: application/json\r\nUpstash-Encoding: base64\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    std::vector<qint64> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        socket.write(request);
        QByteArray answer;
        while (!answer.endsWith('}') && socket.waitForReadyRead(1000))
            answer += socket.readAll();
        times.push_back(timer.nsecsElapsed());
    }
    return times;
}

std::vector<qint64> restClient(const SandboxProcess &sandbox)
{
    QNetworkAccessManager network;
    const SystemClock clock;
    Endpoint endpoint;
    endpoint.url = sandbox.url();
    endpoint.token = Secret(sandbox.token());
    RestClient client(&network, endpoint, &clock);
    std::vector<qint64> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto reply = QCoro::waitFor(client.send(Command::of("GET", "bench")));
        times.push_back(timer.nsecsElapsed());
        if (!reply)
            return {};
    }
    return times;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    SandboxProcess sandbox({u"--no-sample-data"_s});
    if (!sandbox.start()) {
        std::fprintf(stderr, "no sandbox: %s\n", sandbox.errorText().constData());
        return 1;
    }
    if (sandbox.redis({"SET", "bench", QByteArray(100, 'v')}).toByteArray() != "OK")
        return 1;
    const std::vector<qint64> bare = bareSocket(sandbox);
    const std::vector<qint64> client = restClient(sandbox);
    if (bare.empty() || client.empty())
        return 1;
    std::printf("%-44s %8.3f ms median %8.3f ms p99\n", "GET, bare keep-alive socket", percentile(bare, 50),
                percentile(bare, 99));
    std::printf("%-44s %8.3f ms median %8.3f ms p99\n", "GET, RestClient", percentile(client, 50),
                percentile(client, 99));
    std::printf("%-44s %8.3f ms median (floor 0.5)\n", "overhead of one GET",
                percentile(client, 50) - percentile(bare, 50));
    return 0;
}
