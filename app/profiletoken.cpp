// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/profiletoken.h"

namespace stashdeck {

QCoro::Task<SecretResult<Secret>> profileToken(SecretStore *secrets, QUuid profile, std::stop_token stop)
{
    auto token = co_await secrets->read(profile, TokenKind::Standard, stop);
    if (token || token.error().reason != SecretError::Reason::NotFound)
        co_return token;
    co_return co_await secrets->read(profile, TokenKind::ReadOnly, stop);
}

} // namespace stashdeck
