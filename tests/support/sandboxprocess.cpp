// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxprocess.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QVariantList>

#include <hiredis/hiredis.h>

#include <csignal>
#include <vector>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int StartPatience = 120000;
constexpr int StopPatience = 20000;

struct ContextDeleter {
    void operator()(redisContext *context) const { redisFree(context); }
};

QVariant toVariant(const redisReply &reply)
{
    const QByteArray bytes
        = reply.str != nullptr ? QByteArray(reply.str, static_cast<qsizetype>(reply.len)) : QByteArray();
    switch (reply.type) {
    case REDIS_REPLY_INTEGER:
        return QVariant::fromValue<qlonglong>(reply.integer);
    case REDIS_REPLY_NIL:
        return {};
    case REDIS_REPLY_ERROR:
        return QByteArray("-" + bytes);
    case REDIS_REPLY_ARRAY: {
        QVariantList list;
        for (size_t i = 0; i < reply.elements; ++i)
            list.append(toVariant(*reply.element[i]));
        return list;
    }
    default:
        return bytes.isNull() ? QByteArray("") : bytes;
    }
}

QString sandboxProgram()
{
    const QString named = qEnvironmentVariable("STASHDECK_SANDBOX");
    return named.isEmpty() ? QCoreApplication::applicationDirPath() + u"/stashdeck-sandbox"_s : named;
}

} // namespace

struct SandboxProcess::Private {
    QStringList arguments;
    QTemporaryDir folder;
    QProcess process;
    QByteArray readyLine;
    QJsonObject ready;
    QByteArray error;
    mutable std::unique_ptr<redisContext, ContextDeleter> redis;

    [[nodiscard]] QString logFile() const { return folder.filePath(u"served.log"_s); }
};

SandboxProcess::SandboxProcess(QStringList arguments, Log log)
    : d(std::make_unique<Private>())
{
    d->arguments = std::move(arguments) << u"--watch-parent"_s;
    if (log == Log::On)
        d->arguments << u"--log"_s << d->logFile();
}

SandboxProcess::~SandboxProcess()
{
    stop();
}

bool SandboxProcess::start()
{
    d->process.setProgram(sandboxProgram());
    d->process.setArguments(d->arguments);
    d->process.start();
    if (!d->process.waitForStarted()) {
        d->error = "cannot start " + sandboxProgram().toUtf8() + ": " + d->process.errorString().toUtf8();
        return false;
    }
    while (!d->process.canReadLine()) {
        if (!d->process.waitForReadyRead(StartPatience)) {
            d->error = "no ready line: " + d->process.readAllStandardError();
            return false;
        }
    }
    d->readyLine = d->process.readLine().trimmed();
    d->ready = QJsonDocument::fromJson(d->readyLine).object();
    if (d->ready.value("ready"_L1).toBool())
        return true;
    d->error = "this is not a ready line: " + d->readyLine;
    return false;
}

QByteArray SandboxProcess::errorText() const
{
    return d->error.isEmpty() ? d->process.readAllStandardError() : d->error;
}

int SandboxProcess::stop()
{
    if (d->process.state() == QProcess::NotRunning)
        return d->process.exitCode();
    d->redis.reset();
    d->process.terminate();
    if (d->process.waitForFinished(StopPatience))
        return d->process.exitCode();
    kill();
    return -1;
}

void SandboxProcess::kill()
{
    d->redis.reset();
    d->process.kill();
    d->process.waitForFinished(StopPatience);
}

bool SandboxProcess::isRunning() const
{
    return d->process.state() == QProcess::Running;
}

qint64 SandboxProcess::processId() const
{
    return d->process.processId();
}

QByteArray SandboxProcess::readyLine() const
{
    return d->readyLine;
}

QUrl SandboxProcess::url() const
{
    return QUrl(d->ready.value("url"_L1).toString());
}

QByteArray SandboxProcess::token() const
{
    return d->ready.value("token"_L1).toString().toUtf8();
}

QByteArray SandboxProcess::readOnlyToken() const
{
    return d->ready.value("readOnlyToken"_L1).toString().toUtf8();
}

QString SandboxProcess::redisSocket() const
{
    return d->ready.value("redisSocket"_L1).toString();
}

QVariant SandboxProcess::redis(const QByteArrayList &command) const
{
    if (!d->redis)
        d->redis.reset(redisConnectUnix(QFile::encodeName(redisSocket()).constData()));
    if (!d->redis || d->redis->err != 0) {
        d->redis.reset();
        return QByteArray("-cannot connect to " + redisSocket().toUtf8());
    }
    std::vector<const char *> pointers;
    std::vector<size_t> lengths;
    for (const QByteArray &argument : command) {
        pointers.push_back(argument.constData());
        lengths.push_back(static_cast<size_t>(argument.size()));
    }
    auto *reply = static_cast<redisReply *>(
        redisCommandArgv(d->redis.get(), static_cast<int>(pointers.size()), pointers.data(), lengths.data()));
    if (reply == nullptr) {
        d->redis.reset();
        return QByteArray("-the connection to redis-server ended");
    }
    const QVariant value = toVariant(*reply);
    freeReplyObject(reply);
    return value;
}

QList<SandboxProcess::Served> SandboxProcess::servedCommands() const
{
    QList<Served> served;
    QFile log(d->logFile());
    if (!log.open(QIODevice::ReadOnly))
        return served;
    while (!log.atEnd()) {
        const QByteArray line = log.readLine().trimmed();
        // time, route, access, ok or error, billed, command, arguments; percent-encoded words.
        const QByteArrayList words = line.split(' ');
        if (words.size() < 6)
            continue;
        Served entry;
        entry.route = words.at(1);
        entry.readOnlyToken = words.at(2) == "ro";
        entry.failed = words.at(3) == "error";
        entry.billed = words.at(4).toInt();
        entry.command = words.at(5);
        for (const QByteArray &word : words.sliced(6))
            entry.arguments.append(QByteArray::fromPercentEncoding(word));
        served.append(entry);
    }
    return served;
}

int SandboxProcess::billedCommands() const
{
    int sum = 0;
    for (const Served &entry : servedCommands())
        sum += entry.billed;
    return sum;
}

} // namespace stashdeck
