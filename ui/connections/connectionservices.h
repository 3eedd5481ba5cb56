// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QNetworkAccessManager;

namespace stashdeck {

class Clock;
class FallbackSecretStore;
class LocalSandbox;
class ProfileStore;
class Settings;

/// What the pages and dialogs about connections work on. Made and owned by the application; outlives them.
struct ConnectionServices {
    ProfileStore *profiles = nullptr;
    FallbackSecretStore *secrets = nullptr;
    QNetworkAccessManager *network = nullptr;
    const Clock *clock = nullptr;
    Settings *settings = nullptr;
    LocalSandbox *sandbox = nullptr; ///< null where there is none: its row is left out then
};

} // namespace stashdeck
