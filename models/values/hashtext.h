// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <stop_token>

namespace stashdeck {

/// One field as it stands on the server.
struct HashField {
    QByteArray name;
    QByteArray value;
};

enum class HashTextForm {
    Json, ///< one object; what is not UTF-8 as base64, since JSON cannot carry it
    Raw, ///< names and values by turns, numbered, quoted as redis-cli does: nothing is lost in it
};

struct HashText {
    QByteArray bytes; ///< UTF-8
    qsizetype encoded = 0; ///< Json: names and values that are not text, and so are base64
};

/// Fields as one text, in their order. Takes time for many: for a worker. A stop gives what was made until then.
[[nodiscard]] HashText hashText(const QList<HashField> &fields, HashTextForm form, const std::stop_token &stop);

} // namespace stashdeck
