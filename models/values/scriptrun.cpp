// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/scriptrun.h"

#include "models/session/capabilities.h"

namespace stashdeck {

QCoro::Task<Result<Reply>> runScript(QPointer<Session> session, Command script, std::stop_token stop)
{
    if (!session)
        co_return failure(Error::Kind::Cancelled);
    if (!session->capabilities()->mayUse(Capabilities::Feature::Scripts))
        co_return failure(Error::Kind::Unsupported);
    RequestOptions options;
    options.purpose = Purpose::Edit;
    const Result<Reply> reply = co_await session->send(script, options, stop);
    if (!session) // whether it was applied is not known any more
        co_return failure(Error::Kind::UnknownOutcome);
    if (reply) {
        session->capabilities()->learn(Capabilities::Feature::Scripts, Capabilities::Support::Available);
        co_return *reply;
    }
    Error error = reply.error();
    if (error.kind == Error::Kind::Unsupported || error.kind == Error::Kind::NoPermission) {
        session->capabilities()->learn(Capabilities::Feature::Scripts,
                                       error.kind == Error::Kind::Unsupported ? Capabilities::Support::Missing
                                                                              : Capabilities::Support::NotPermitted);
        error.kind = Error::Kind::Unsupported;
    }
    co_return tl::unexpected(error);
}

} // namespace stashdeck
