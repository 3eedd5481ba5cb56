// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/restclient.h"

#include "models/rest/errorclassifier.h"
#include "models/rest/eventstream.h"
#include "models/rest/operation.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostCommandsARequest = 1000;
constexpr qsizetype mostBytesARequest = 5LL * 1000 * 1000;

tl::unexpected<Error> emptyCommand()
{
    return failure(Error::Kind::Command, u"ERR empty command"_s);
}

/// The server has no /set/key form: it does not know the path, or wants JSON in every body. Nothing was run.
bool refusesRawBody(const Error &error)
{
    if (error.httpStatus == 404 || error.httpStatus == 405 || error.httpStatus == 415)
        return true;
    return error.httpStatus == 400
        && (error.message.contains("content type"_L1, Qt::CaseInsensitive)
            || error.message.contains("content-type"_L1, Qt::CaseInsensitive)
            || error.message.contains("json"_L1, Qt::CaseInsensitive));
}

bool lacksEvalRo(const Error &error)
{
    return error.kind == Error::Kind::Unsupported && error.message.contains("EVAL_RO"_L1, Qt::CaseInsensitive);
}

Result<Reply> resultOf(Envelope &&entry)
{
    if (entry.error)
        return tl::unexpected(classifiedError(*entry.error, 200));
    return std::move(entry.reply);
}

/// Undoes what going through a script did to a result.
void restore(const Command &command, Result<Reply> &result)
{
    if (result)
        restoreInteger(command, *result);
    else
        restoreError(command, result.error());
}

Operation operationFor(const QList<Command> &commands, qsizetype first, qsizetype count)
{
    Operation operation;
    operation.firstName = commands[first].name();
    operation.commands = int(count);
    for (qsizetype i = first; i < first + count; ++i) {
        const CommandClass commandClass = classOf(commands[i]);
        operation.isWrite = operation.isWrite || commandClass != CommandClass::Read;
        operation.isBroad = operation.isBroad || commandClass == CommandClass::Broad;
    }
    return operation;
}

} // namespace

/// The coroutines behind the public calls. They own the core, so that they outlive the client.
class RestClient::Private final {
public:
    using Core = std::shared_ptr<ClientCore>;

    explicit Private(Core c)
        : core(std::move(c))
    {
    }
    const Core core;

    static QCoro::Task<Result<Reply>> send(Core core, Command command, RequestOptions options, std::stop_token stop);
    static QCoro::Task<Result<Replies>> pipeline(Core core, QList<Command> commands, RequestOptions options,
                                                 std::stop_token stop);
    static QCoro::Task<Result<Replies>> transaction(Core core, QList<Command> commands, RequestOptions options,
                                                    std::stop_token stop);
};

QCoro::Task<Result<Reply>> RestClient::Private::send(Core core, Command command, RequestOptions options,
                                                     std::stop_token stop)
{
    if (command.isEmpty())
        co_return emptyCommand();
    Operation operation = operationFor({command}, 0, 1);
    bool mayUseRawBody = !core->lacksRawBody;
    for (;;) {
        const ReadScript script = core->lacksReadOnlyScripts ? ReadScript::Eval : ReadScript::EvalRo;
        auto encoded = encodedCommand(command, mayUseRawBody ? BinaryForm::RawBody : BinaryForm::Script, script);
        if (!encoded)
            co_return tl::unexpected(encoded.error());
        operation.request = std::move(*encoded);
        const bool isRawBody = operation.request.isRawBody;
        const bool isWrapped = operation.request.wrappedCommands > 0;
        Conclusion conclusion = co_await concluded(core, operation, options, stop);
        if (!conclusion.error) {
            Result<Reply> result = resultOf(std::move(conclusion.entries.front()));
            if (isWrapped)
                restore(command, result);
            co_return result;
        }
        if (isRawBody && refusesRawBody(*conclusion.error)) {
            mayUseRawBody = false;
            core->lacksRawBody = true;
            continue;
        }
        if (isWrapped && script == ReadScript::EvalRo && lacksEvalRo(*conclusion.error)) {
            core->lacksReadOnlyScripts = true;
            continue;
        }
        if (isWrapped)
            restoreError(command, *conclusion.error);
        co_return tl::unexpected(std::move(*conclusion.error));
    }
}

QCoro::Task<Result<Replies>> RestClient::Private::pipeline(Core core, QList<Command> commands, RequestOptions options,
                                                           std::stop_token stop)
{
    // Whatever cannot be sent at all is said before anything is.
    for (const Command &command : std::as_const(commands)) {
        if (command.isEmpty())
            co_return emptyCommand();
        if (const auto sendable = carriable(command); !sendable)
            co_return tl::unexpected(sendable.error());
    }
    Replies replies;
    replies.reserve(size_t(commands.size()));
    for (qsizetype first = 0; first < commands.size();) {
        const ReadScript script = core->lacksReadOnlyScripts ? ReadScript::Eval : ReadScript::EvalRo;
        auto batch = encodedPipeline(commands, first, mostCommandsARequest, mostBytesARequest, script);
        if (!batch)
            co_return tl::unexpected(batch.error());
        const qsizetype count = batch->count;
        Operation operation = operationFor(commands, first, count);
        operation.expectsArray = true;
        operation.request = std::move(batch->request);
        const bool isWrapped = operation.request.wrappedCommands > 0;
        const bool isWriting = operation.isWrite;
        Conclusion conclusion = co_await concluded(core, std::move(operation), options, stop);
        // Nothing at all happened: one error says it for the whole list.
        const bool nothingRan = conclusion.error && conclusion.entries.empty()
            && (!isWriting || conclusion.error->kind != Error::Kind::UnknownOutcome);
        if (nothingRan && first == 0)
            co_return tl::unexpected(std::move(*conclusion.error));
        for (qsizetype i = 0; i < count; ++i) {
            const Command &command = commands[first + i];
            if (size_t(i) < conclusion.entries.size()) {
                Result<Reply> result = resultOf(std::move(conclusion.entries[size_t(i)]));
                if (!result && isWrapped && lacksEvalRo(result.error()))
                    core->lacksReadOnlyScripts = true;
                if (isWrapped)
                    restore(command, result);
                replies.push_back(std::move(result));
                continue;
            }
            Error error = *conclusion.error;
            // A read that got no answer has no outcome to be in doubt about.
            if (error.kind == Error::Kind::UnknownOutcome && !stashdeck::isWrite(command))
                error.kind = Error::Kind::Network;
            replies.push_back(tl::unexpected(std::move(error)));
        }
        first += count;
        if (conclusion.error) {
            // The rest is not sent into a fault.
            Error unsent = *conclusion.error;
            if (!surelyNotApplied(unsent.kind))
                unsent.kind = Error::Kind::NotSent;
            for (; first < commands.size(); ++first)
                replies.push_back(tl::unexpected(unsent));
        }
    }
    co_return replies;
}

QCoro::Task<Result<Replies>> RestClient::Private::transaction(Core core, QList<Command> commands,
                                                              RequestOptions options, std::stop_token stop)
{
    if (commands.isEmpty())
        co_return Replies();
    for (const Command &command : std::as_const(commands)) {
        if (command.isEmpty())
            co_return emptyCommand();
    }
    auto encoded = encodedTransaction(commands);
    if (!encoded)
        co_return tl::unexpected(encoded.error());
    Operation operation = operationFor(commands, 0, commands.size());
    operation.expectsArray = true;
    operation.request = std::move(*encoded);
    const bool isWrapped = operation.request.wrappedCommands > 0;
    Conclusion conclusion = co_await concluded(core, std::move(operation), options, stop);
    if (conclusion.error)
        co_return tl::unexpected(std::move(*conclusion.error));
    Replies replies;
    replies.reserve(conclusion.entries.size());
    for (qsizetype i = 0; i < commands.size(); ++i) {
        Result<Reply> result = resultOf(std::move(conclusion.entries[size_t(i)]));
        if (isWrapped)
            restore(commands[i], result);
        replies.push_back(std::move(result));
    }
    co_return replies;
}

RestClient::RestClient(QNetworkAccessManager *network, Endpoint endpoint, const Clock *clock, QObject *parent)
    : QObject(parent)
    , d(std::make_shared<Private>(std::make_shared<ClientCore>(network, std::move(endpoint), clock)))
{
    d->core->report = [this](const ExchangeRecord &record) {
        emit exchanged(record);
    };
}

RestClient::~RestClient()
{
    d->core->report = {};
    d->core->shutdown.request_stop();
}

const Endpoint &RestClient::endpoint() const
{
    return d->core->endpoint;
}

QCoro::Task<Result<Reply>> RestClient::send(Command command, RequestOptions options, std::stop_token stop)
{
    return Private::send(d->core, std::move(command), std::move(options), std::move(stop));
}

QCoro::Task<Result<Replies>> RestClient::pipeline(QList<Command> commands, RequestOptions options, std::stop_token stop)
{
    return Private::pipeline(d->core, std::move(commands), std::move(options), std::move(stop));
}

QCoro::Task<Result<Replies>> RestClient::transaction(QList<Command> commands, RequestOptions options,
                                                     std::stop_token stop)
{
    return Private::transaction(d->core, std::move(commands), std::move(options), std::move(stop));
}

EventStream *RestClient::openStream(StreamKind kind, QByteArray channel, QObject *parent)
{
    return new EventStream(d->core, kind, std::move(channel), parent);
}

void RestClient::setRetryRandom(std::function<double()> random)
{
    d->core->retries = RetryPolicy(std::move(random));
}

} // namespace stashdeck
