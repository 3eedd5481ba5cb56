// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/options.h"

#include <QByteArray>
#include <QCommandLineParser>
#include <QRandomGenerator>

#include <sys/random.h>

#include <array>

namespace stashdeck::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<QCommandLineOption> commandLineOptions()
{
    return {
        {u"port"_s, u"Listen on this port of 127.0.0.1 (default: any free port)."_s, u"N"_s},
        {u"token"_s, u"The token that may do everything (default: 256 random bits)."_s, u"T"_s},
        {u"read-only-token"_s, u"The token that may only read (default: 256 random bits)."_s, u"R"_s},
        {u"no-sample-data"_s, u"Start with an empty database."_s},
        {u"keys"_s, u"How many keys of sample data to make (default: 20000)."_s, u"N"_s},
        {u"traffic"_s, u"Keep the sample data moving. The rate, 20 commands a second by default, is --traffic-rate."_s},
        {u"traffic-rate"_s, u"Commands a second of the traffic; implies --traffic."_s, u"N"_s},
        {u"redis-url"_s,
         u"Use this Redis (redis://[user:password@]host[:port][/db] or unix:///path) instead of starting one. "
         "Sample data is added only with --keys."_s,
         u"URL"_s},
        {u"redis-server"_s, u"The redis-server program to start (default: the one in PATH)."_s, u"PROGRAM"_s},
        {u"data-dir"_s, u"Keep the data in this folder between runs."_s, u"DIR"_s},
        {u"account-api"_s, u"Also serve the account API's shapes under /v2, with figures of the traffic served."_s},
        {u"account-email"_s, u"User name of the account API (default: sandbox@stashdeck.local)."_s, u"EMAIL"_s},
        {u"account-key"_s, u"API key of the account API (default: 256 random bits)."_s, u"KEY"_s},
        {u"latency-ms"_s, u"Wait this long before each answer."_s, u"N"_s},
        {u"daily-quota"_s, u"Refuse commands after this many a day."_s, u"N"_s},
        {u"monthly-quota"_s, u"Refuse commands after this many a month."_s, u"N"_s},
        {u"capacity-bytes"_s, u"Refuse writes when the data is larger than this."_s, u"N"_s},
        {u"max-request-bytes"_s, u"Largest request and reply (default: 10485760)."_s, u"N"_s},
        {u"watch-parent"_s, u"End when standard input closes."_s},
        {u"print-env"_s, u"Also print the two .env lines for your own project."_s},
        {u"log"_s, u"Write one line for each command served to this file."_s, u"FILE"_s},
        {u"heartbeat-seconds"_s, u"Pause between the heartbeats of an event stream (default: 15)."_s, u"N"_s},
        {u"fault-401"_s, u"Answer every N-th request with 401, for tests."_s, u"N"_s},
        {u"fault-500"_s, u"Answer every N-th request with 500, for tests."_s, u"N"_s},
        {u"fault-html"_s, u"Answer every N-th request with a proxy's HTML page, for tests."_s, u"N"_s},
        {u"fault-cut"_s, u"Run every N-th request and cut the connection within the answer, for tests."_s, u"N"_s},
    };
}

/// Reads numbers out of the parser; the first that is not one makes the message.
class NumberReader final {
public:
    explicit NumberReader(const QCommandLineParser &parser)
        : m_parser(parser)
    {
    }

    template <typename T> void read(const QString &name, qint64 least, qint64 most, T &into)
    {
        if (!m_parser.isSet(name))
            return;
        bool good = false;
        const qint64 value = m_parser.value(name).toLongLong(&good);
        if (!good || value < least || value > most) {
            if (m_error.isEmpty())
                m_error = u"--%1 needs a whole number from %2 to %3, not \"%4\"."_s.arg(name).arg(least).arg(most).arg(
                    m_parser.value(name));
            return;
        }
        into = static_cast<T>(value);
    }

    [[nodiscard]] const QString &error() const { return m_error; }

private:
    const QCommandLineParser &m_parser;
    QString m_error;
};

ParsedOptions failure(const QString &message)
{
    ParsedOptions parsed;
    parsed.message = message.toStdString();
    parsed.failed = true;
    return parsed;
}

ParsedOptions textOnly(const QString &message)
{
    ParsedOptions parsed;
    parsed.message = message.toStdString();
    return parsed;
}

} // namespace

ParsedOptions parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"A local database that speaks the REST dialect of Upstash Redis, in front of a real "
        "redis-server.\nIt listens on this computer only, prints one line of JSON when it is "
        "ready, and runs until Ctrl+C."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions(commandLineOptions());
    if (!parser.parse(arguments))
        return failure(parser.errorText());
    if (parser.isSet(help))
        return textOnly(parser.helpText().trimmed());
    if (parser.isSet(version))
        return textOnly(u"stashdeck-sandbox "_s + QString::fromLatin1(STASHDECK_VERSION));
    if (!parser.positionalArguments().isEmpty())
        return failure(u"\"%1\" is not an option; --help lists them."_s.arg(parser.positionalArguments().constFirst()));

    ParsedOptions parsed;
    Options &o = parsed.options;
    NumberReader numbers(parser);
    constexpr qint64 Million = 1000000;
    numbers.read(u"port"_s, 0, 65535, o.port);
    numbers.read(u"keys"_s, 0, 100 * Million, o.keys);
    numbers.read(u"latency-ms"_s, 0, 60000, o.latency);
    numbers.read(u"daily-quota"_s, 0, Million * Million, o.dailyQuota);
    numbers.read(u"monthly-quota"_s, 0, Million * Million, o.monthlyQuota);
    numbers.read(u"capacity-bytes"_s, 0, Million * Million, o.capacityQuota);
    numbers.read(u"max-request-bytes"_s, 64, 512 * Million, o.maxRequestBytes);
    numbers.read(u"heartbeat-seconds"_s, 1, 3600, o.heartbeatSeconds);
    numbers.read(u"fault-401"_s, 0, Million, o.fault401);
    numbers.read(u"fault-500"_s, 0, Million, o.fault500);
    numbers.read(u"fault-html"_s, 0, Million, o.faultHtml);
    numbers.read(u"fault-cut"_s, 0, Million, o.faultCut);
    if (parser.isSet(u"traffic"_s))
        o.trafficRate = 20;
    numbers.read(u"traffic-rate"_s, 1, 100000, o.trafficRate);
    if (!numbers.error().isEmpty())
        return failure(numbers.error());

    const auto text = [&parser](const QString &name) {
        return parser.value(name).toStdString();
    };
    o.token = parser.isSet(u"token"_s) ? text(u"token"_s) : makeToken();
    o.readOnlyToken = parser.isSet(u"read-only-token"_s) ? text(u"read-only-token"_s) : makeToken();
    o.accountKey = parser.isSet(u"account-key"_s) ? text(u"account-key"_s) : makeToken();
    if (parser.isSet(u"account-email"_s))
        o.accountEmail = text(u"account-email"_s);
    if (o.token.empty() || o.readOnlyToken.empty() || o.token == o.readOnlyToken)
        return failure(u"--token and --read-only-token must not be empty or equal."_s);
    o.redisUrl = text(u"redis-url"_s);
    if (parser.isSet(u"redis-server"_s))
        o.redisProgram = text(u"redis-server"_s);
    o.dataFolder = text(u"data-dir"_s);
    if (!o.redisUrl.empty() && !o.dataFolder.empty())
        return failure(u"--data-dir is for a redis-server of our own; it does not go with --redis-url."_s);
    // Somebody's own Redis is filled with sample data only when they say how much.
    o.sampleData = !parser.isSet(u"no-sample-data"_s) && (o.redisUrl.empty() || parser.isSet(u"keys"_s)) && o.keys > 0;
    o.accountApi = parser.isSet(u"account-api"_s);
    o.watchParent = parser.isSet(u"watch-parent"_s);
    o.printEnv = parser.isSet(u"print-env"_s);
    o.logFile = text(u"log"_s);
    return parsed;
}

std::string makeToken()
{
    std::array<char, 32> bits{};
    if (getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size()))
        QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(bits.data()), bits.size() / sizeof(quint32));
    const QByteArray encoded = QByteArray::fromRawData(bits.data(), bits.size())
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return "A" + encoded.toStdString();
}

} // namespace stashdeck::sandbox
