// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tools/proberunner.h"

#include <QJsonDocument>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

ProbeRunner::ProbeRunner(RestClient *client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    connect(client, &RestClient::exchanged, this, [this](const ExchangeRecord &record) {
        ++m_attempts;
        m_commands += record.commands;
    });
}

ProbeRunner::~ProbeRunner()
{
    m_stop.request_stop();
}

void ProbeRunner::take(const QByteArray &line)
{
    if (line.trimmed().isEmpty())
        return;
    m_waiting.push_back(parsedProbeRequest(line));
    next();
}

void ProbeRunner::takeBad(const QString &why)
{
    m_waiting.emplace_back(failure(Error::Kind::Protocol, why));
    next();
}

void ProbeRunner::endInput()
{
    m_ended = true;
    next();
}

void ProbeRunner::interrupt()
{
    m_interrupted = true;
    m_ended = true;
    m_stop.request_stop();
    next();
}

void ProbeRunner::next()
{
    while (!m_busy && !m_waiting.empty()) {
        auto request = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_clock.start();
        m_attempts = 0;
        m_commands = 0;
        if (m_interrupted) {
            Error error;
            error.kind = Error::Kind::Cancelled;
            answer(probeError(error));
            continue;
        }
        if (request)
            send(std::move(*request));
        else
            answer(probeBadRequest(request.error().message));
    }
    if (!m_busy && m_ended && m_waiting.empty())
        emit finished();
}

void ProbeRunner::send(ProbeRequest request)
{
    m_busy = true;
    RequestOptions options;
    options.purpose = Purpose::Console;
    const auto done = [this](QJsonObject object) {
        answer(std::move(object));
        m_busy = false;
        next();
    };
    const std::stop_token stop = m_stop.get_token();
    switch (request.form) {
    case ProbeRequest::Form::Command:
        QCoro::connect(m_client->send(request.commands.first(), options, stop), this,
                       [done](const Result<Reply> &result) { done(probeResult(result)); });
        break;
    case ProbeRequest::Form::Pipeline:
        QCoro::connect(m_client->pipeline(request.commands, options, stop), this,
                       [done](const Result<Replies> &results) { done(probeResults(results)); });
        break;
    case ProbeRequest::Form::Transaction:
        QCoro::connect(m_client->transaction(request.commands, options, stop), this,
                       [done](const Result<Replies> &results) { done(probeResults(results)); });
        break;
    }
}

void ProbeRunner::answer(QJsonObject object)
{
    object.insert("attempts"_L1, m_attempts);
    object.insert("ms"_L1, double(m_clock.nsecsElapsed() / 1000) / 1000.0);
    object.insert("commands"_L1, m_commands);
    emit answered(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace stashdeck
