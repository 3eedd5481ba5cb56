// SPDX-License-Identifier: GPL-3.0-or-later
// restprobe: drives models/rest from the command line. See --help.
#include "models/base/clock.h"
#include "models/base/logredactor.h"
#include "models/rest/networkmanager.h"
#include "tests/tools/linesource.h"
#include "tests/tools/proberunner.h"

#include <QCommandLineParser>

#include <cstdio>

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char description[] = R"(Sends commands to a server of Upstash's REST dialect and prints what came of them.

Input, one JSON object a line:
  {"command":["SET","k","v"]}
  {"pipeline":[["INCR","n"],["GET","k"]]}
  {"transaction":[["INCR","n"],["GET","k"]]}
An argument is a string, a number, true, false or {"base64":"..."}.

Output, one JSON object a line, in the order of the input:
  class     ok, command-error, unauthorized, no-permission, quota, too-large, network, timeout, protocol,
            unknown-outcome, cancelled; bad-request for a line of input that cannot be understood
  reply     strings as base64 text, integers as numbers, nil as null, arrays as arrays; a string that should have been
            base64 and was not as {"undecodable":"<base64 of its text>"}. For a pipeline or transaction one object a
            command, each with its own class, reply and error
  error     the server's words or a technical reason; null when there is none
  attempts  requests sent; ms  milliseconds in all; commands  commands that may have been billed
  kind, cause, status  more about an error, where known

Requests are sent one after the other. On SIGINT or SIGTERM the one in flight ends as cancelled or unknown-outcome and
the lines read but not sent as cancelled. Exit status: 0, or 2 when it could not start.)";

int refuse(const QString &why)
{
    std::fprintf(stderr, "restprobe: %s\n", why.toLocal8Bit().constData());
    return 2;
}

void print(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"restprobe"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(STASHDECK_VERSION));
    LogRedactor redactor;

    QCommandLineParser parser;
    parser.setApplicationDescription(QString::fromUtf8(description));
    const QCommandLineOption urlOption(u"url"_s, u"Address of the database."_s, u"URL"_s);
    const QCommandLineOption tokenOption(u"token-env"_s, u"Environment variable that holds the token."_s, u"NAME"_s);
    const QCommandLineOption deadlineOption(u"deadline-ms"_s, u"Longest time for one request in all."_s, u"N"_s);
    const QCommandLineOption caOption(u"ca-file"_s, u"More certificate authorities, PEM."_s, u"FILE"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({urlOption, tokenOption, deadlineOption, caOption});
    parser.process(app);

    const auto url = normalizedRestUrl(parser.value(urlOption));
    if (!url)
        return refuse(u"--url: %1"_s.arg(url.error().message));
    const QByteArray variable = parser.value(tokenOption).toLocal8Bit();
    if (variable.isEmpty() || qEnvironmentVariableIsEmpty(variable.constData()))
        return refuse(u"--token-env must name an environment variable that holds the token"_s);
    Endpoint endpoint;
    endpoint.url = *url;
    endpoint.token = Secret(qgetenv(variable.constData()).trimmed());
    qunsetenv(variable.constData());
    redactor.addSecret(endpoint.token);
    endpoint.caFile = parser.value(caOption);
    if (parser.isSet(deadlineOption)) {
        bool isNumber = false;
        const int deadline = parser.value(deadlineOption).toInt(&isNumber);
        if (!isNumber || deadline <= 0)
            return refuse(u"--deadline-ms must be a number above 0"_s);
        endpoint.deadline = std::chrono::milliseconds{deadline};
    }

    const SystemClock clock;
    const auto network = makeNetworkManager();
    RestClient client(network.get(), endpoint, &clock);
    ProbeRunner runner(&client);
    LineSource input;
    QObject::connect(&input, &LineSource::line, &runner, &ProbeRunner::take);
    QObject::connect(&input, &LineSource::tooLong, &runner, [&] { runner.takeBad(u"the line is too long"_s); });
    QObject::connect(&input, &LineSource::ended, &runner, &ProbeRunner::endInput);
    QObject::connect(&input, &LineSource::interrupted, &runner, &ProbeRunner::interrupt);
    QObject::connect(&runner, &ProbeRunner::answered, &app, &print);
    QObject::connect(&runner, &ProbeRunner::finished, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    return QCoreApplication::exec();
}
