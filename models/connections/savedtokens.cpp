// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/savedtokens.h"

#include <QPointer>

namespace stashdeck {

QCoro::Task<QList<SavedToken>> savedTokens(SecretStore *store, QList<Profile> profiles, std::stop_token stop)
{
    const QPointer alive(store);
    QList<SavedToken> result;
    for (const Profile &profile : std::as_const(profiles)) {
        for (int number = 0; number < tokenKindCount; ++number) {
            const auto kind = TokenKind(number);
            if (!alive || stop.stop_requested())
                co_return result;
            const auto token = co_await alive->read(profile.id, kind, stop);
            if (token) {
                result.append({profile.id, profile.name, profile.url, *token});
            } else if (token.error().reason == SecretError::Reason::Locked
                       || token.error().reason == SecretError::Reason::TimedOut) {
                co_return result; // one question is enough
            }
        }
    }
    co_return result;
}

} // namespace stashdeck
