// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections/profile.h"
#include "models/connections/secretstore.h"

namespace stashdeck {

/// A saved database with one of its tokens, for comparing on this computer.
struct SavedToken {
    QUuid profile;
    QString name;
    QUrl url;
    Secret token;
};

/// All tokens the store gives without an error. Stops asking after the first refusal of a locked or silent keychain.
[[nodiscard]] QCoro::Task<QList<SavedToken>> savedTokens(SecretStore *store, QList<Profile> profiles,
                                                         std::stop_token stop);

} // namespace stashdeck
