// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/keyspace/scanpage.h"

#include "models/session/capabilities.h"
#include "models/session/session.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr qsizetype longestCursor = 256;

Command scanCommand(const ScanStep &step, bool withTypes)
{
    Command command = Command::of("SCAN", step.cursor);
    if (step.pattern != "*")
        command.append("MATCH").append(step.pattern);
    command.append("COUNT").append(keysPerScan);
    if (step.onlyType != KeyType::Unknown)
        command.append("TYPE").append(wordOf(step.onlyType));
    else if (withTypes)
        command.append("WITHTYPE");
    return command;
}

bool mayMeanNoWithType(const Error &error)
{
    return error.kind == Error::Kind::Command || error.kind == Error::Kind::Unsupported;
}

} // namespace

Result<ScanPage> scanPageFromReply(Reply reply, bool withTypes)
{
    if (!reply.isArray() || reply.items.size() != 2 || !reply.items[1].isArray())
        return failure(Error::Kind::Protocol, u"SCAN did not answer with a cursor and a list"_s);
    ScanPage page;
    const Reply &cursor = reply.items[0];
    page.cursor = cursor.isInteger() ? QByteArray::number(cursor.integer) : cursor.bytes;
    if (page.cursor.isEmpty() || page.cursor.size() > longestCursor)
        return failure(Error::Kind::Protocol, u"SCAN answered with a cursor that cannot be used"_s);
    std::vector<Reply> &items = reply.items[1].items;
    page.keys.reserve(items.size());
    for (size_t i = 0; i < items.size(); ++i) {
        ScannedKey scanned;
        if (items[i].isArray()) { // a server that nests its pairs
            if (items[i].items.size() != 2 || !withTypes)
                return failure(Error::Kind::Protocol, u"SCAN answered with a list inside its list"_s);
            scanned.key = std::move(items[i].items[0].bytes);
            scanned.type = keyTypeFromWord(items[i].items[1].bytes);
        } else if (!items[i].isString()) {
            return failure(Error::Kind::Protocol, u"SCAN answered with a key that is no string"_s);
        } else {
            scanned.key = std::move(items[i].bytes);
            if (withTypes) {
                if (++i == items.size())
                    return failure(Error::Kind::Protocol, u"SCAN answered with a key without a type"_s);
                scanned.type = keyTypeFromWord(items[i].bytes);
            }
        }
        page.keys.push_back(std::move(scanned));
    }
    return page;
}

namespace {

// One SCAN, with DBSIZE before it when the total is wanted.
QCoro::Task<Result<ScanPage>> scanOnce(QPointer<Session> session, ScanStep step, bool withTypes, std::stop_token stop)
{
    const Command scan = scanCommand(step, withTypes);
    RequestOptions options;
    options.priority = step.background ? RequestOptions::Priority::Background : RequestOptions::Priority::Visible;
    if (!step.askTotal) {
        auto reply = co_await session->send(scan, options, stop);
        if (!reply)
            co_return tl::unexpected(reply.error());
        auto page = scanPageFromReply(std::move(*reply), withTypes && step.onlyType == KeyType::Unknown);
        if (page)
            page->commands = 1;
        co_return page;
    }
    const QList<Command> both{Command::of("DBSIZE"), scan};
    auto replies = co_await session->pipeline(both, options, stop);
    if (!replies)
        co_return tl::unexpected(replies.error());
    if (replies->size() != 2)
        co_return failure(Error::Kind::Protocol, u"The pipeline's answer is incomplete"_s);
    Result<Reply> &total = (*replies)[0];
    Result<Reply> &scanned = (*replies)[1];
    if (!scanned)
        co_return tl::unexpected(scanned.error());
    auto page = scanPageFromReply(std::move(*scanned), withTypes && step.onlyType == KeyType::Unknown);
    if (page) {
        page->commands = 2;
        page->total = total ? total->toInteger(-1) : -1; // a token that may scan may still not ask DBSIZE
    }
    co_return page;
}

QCoro::Task<Result<ScanPage>> addTypes(QPointer<Session> session, ScanPage page, std::stop_token stop)
{
    QList<Command> questions;
    questions.reserve(static_cast<qsizetype>(page.keys.size()));
    for (const ScannedKey &scanned : page.keys)
        questions.append(Command::of("TYPE", scanned.key));
    RequestOptions options;
    options.priority = RequestOptions::Priority::Background;
    const auto types = co_await session->pipeline(questions, options, stop);
    if (!types)
        co_return tl::unexpected(types.error());
    for (size_t i = 0; i < page.keys.size() && i < types->size(); ++i) {
        if ((*types)[i])
            page.keys[i].type = keyTypeFromWord((*types)[i]->bytes);
    }
    page.commands += static_cast<int>(page.keys.size());
    co_return page;
}

} // namespace

QCoro::Task<Result<ScanPage>> scanPage(QPointer<Session> session, ScanStep step, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    using Feature = Capabilities::Feature;
    using Support = Capabilities::Support;
    const bool wantsTypes = step.onlyType == KeyType::Unknown;
    const bool withTypes = wantsTypes && session->capabilities()->mayUse(Feature::ScanWithType);
    auto page = co_await scanOnce(session, step, withTypes, stop);
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    int refused = 0;
    if (!page && withTypes && mayMeanNoWithType(page.error())
        && session->capabilities()->support(Feature::ScanWithType) == Support::Unknown) {
        refused = step.askTotal ? 2 : 1;
        page = co_await scanOnce(session, step, false, stop);
        if (!session)
            co_return failure(Error::Kind::Cancelled);
        if (page)
            session->capabilities()->learn(Feature::ScanWithType, Support::Missing);
    } else if (page && withTypes) {
        session->capabilities()->learn(Feature::ScanWithType, Support::Available);
    }
    if (!page) {
        if (page.error().kind == Error::Kind::NoPermission)
            session->capabilities()->learn(Feature::KeyListing, Support::NotPermitted);
        co_return page;
    }
    session->capabilities()->learn(Feature::KeyListing, Support::Available);
    page->commands += refused;
    const bool typesCame = withTypes && refused == 0;
    if (!wantsTypes) {
        for (ScannedKey &scanned : page->keys)
            scanned.type = step.onlyType;
    } else if (!typesCame && !page->keys.empty()) {
        ScanPage untyped = std::move(*page);
        co_return co_await addTypes(session, std::move(untyped), stop);
    }
    co_return page;
}

} // namespace stashdeck
