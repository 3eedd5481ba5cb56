// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/localsandbox.h"

#include "models/rest/endpoint.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

// The exit codes of app/sandbox/sandbox.h that have a cure of their own.
constexpr int exitNoRedis = 3;
constexpr int exitPortInUse = 4;
constexpr qsizetype longestOutput = 64 * 1024;

QString lastLine(const QByteArray &output)
{
    const QList<QByteArray> lines = output.trimmed().split('\n');
    return QString::fromUtf8(lines.constLast()).trimmed().left(300);
}

} // namespace

LocalSandbox::LocalSandbox(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_state == State::Starting) {
            fail(Failure::TooSlow);
        } else if (m_state == State::Stopping && m_process) {
            m_process->kill(); // it was asked twice
        }
    });
}

LocalSandbox::~LocalSandbox()
{
    letGo();
}

// Not a wait, not a kill: a closed standard input ends it with all that it started.
void LocalSandbox::letGo()
{
    m_patience.stop();
    if (!m_process)
        return;
    QProcess *process = m_process.release();
    process->disconnect();
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    process->setParent(nullptr);
    process->closeWriteChannel();
    process->terminate();
}

void LocalSandbox::start()
{
    if (m_state == State::Starting || m_state == State::Running)
        return;
    if (m_state == State::Stopping) {
        m_startAgain = true;
        return;
    }
    launch();
}

void LocalSandbox::startOnPort(quint16 port)
{
    m_setup.port = port;
    start();
}

void LocalSandbox::launch()
{
    letGo();
    m_failure = Failure::None;
    m_detail.clear();
    m_line.clear();
    m_errors.clear();
    if (!QFileInfo(m_setup.program).isExecutable()) {
        fail(Failure::ProgramMissing, m_setup.program);
        return;
    }
    m_process.reset(new QProcess);
    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &LocalSandbox::readOutput);
    connect(m_process.get(), &QProcess::readyReadStandardError, this,
            [this] { m_errors = (m_errors + m_process->readAllStandardError()).right(longestOutput); });
    connect(m_process.get(), &QProcess::finished, this, &LocalSandbox::ended);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(Failure::ProgramMissing, m_process->errorString());
    });
    QStringList arguments{u"--watch-parent"_s};
    if (m_setup.port != 0)
        arguments << u"--port"_s << QString::number(m_setup.port);
    if (m_setup.keys > 0)
        arguments << u"--keys"_s << QString::number(m_setup.keys);
    else
        arguments << u"--no-sample-data"_s;
    if (m_setup.traffic)
        arguments << u"--traffic"_s;
    setState(State::Starting);
    m_patience.start(m_setup.patience);
    m_process->start(m_setup.program, arguments);
}

void LocalSandbox::readOutput()
{
    m_line += m_process->readAllStandardOutput();
    const qsizetype end = m_line.indexOf('\n');
    if (m_state != State::Starting || end < 0) {
        if (m_line.size() > longestOutput)
            m_line.clear();
        return;
    }
    const QJsonObject ready = QJsonDocument::fromJson(m_line.left(end)).object();
    m_line.clear();
    const auto url = normalizedRestUrl(ready.value("url"_L1).toString());
    const QByteArray token = ready.value("token"_L1).toString().toUtf8();
    if (!url || !isTokenForm(token)) {
        fail(Failure::Ended, tr("Its first line could not be understood."));
        return;
    }
    m_patience.stop();
    m_url = *url;
    m_setup.port = quint16(url->port(80));
    m_token = Secret(token);
    m_readOnlyToken = Secret(ready.value("readOnlyToken"_L1).toString().toUtf8());
    setState(State::Running);
}

void LocalSandbox::ended(int exitCode, QProcess::ExitStatus status)
{
    m_patience.stop();
    const QString said = lastLine(m_errors + m_process->readAllStandardError());
    m_process.reset();
    m_url.clear();
    m_token = Secret();
    m_readOnlyToken = Secret();
    if (m_state == State::Stopping) {
        setState(State::Stopped);
        if (std::exchange(m_startAgain, false))
            launch();
        return;
    }
    if (status == QProcess::NormalExit && exitCode == exitNoRedis)
        fail(Failure::RedisMissing, said);
    else if (status == QProcess::NormalExit && exitCode == exitPortInUse)
        fail(Failure::PortInUse, said);
    else
        fail(Failure::Ended, said);
}

void LocalSandbox::stop()
{
    m_startAgain = false;
    if (m_state == State::Failed) {
        m_failure = Failure::None;
        setState(State::Stopped);
        return;
    }
    if (!m_process || (m_state != State::Starting && m_state != State::Running))
        return;
    setState(State::Stopping);
    m_process->closeWriteChannel();
    m_process->terminate();
    m_patience.start(std::chrono::seconds(5));
}

void LocalSandbox::reset()
{
    if (m_state == State::Running || m_state == State::Starting) {
        stop();
        m_startAgain = true;
    } else {
        start();
    }
}

quint16 LocalSandbox::suggestedPort() const
{
    return m_setup.port < 65535 ? quint16(m_setup.port + 1) : quint16(8079);
}

void LocalSandbox::fail(Failure failure, const QString &detail)
{
    letGo();
    m_failure = failure;
    m_detail = detail.left(300);
    setState(State::Failed);
}

void LocalSandbox::setState(State state)
{
    m_state = state;
    emit stateChanged(state);
}

} // namespace stashdeck
