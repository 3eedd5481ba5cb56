// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/logredactor.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"Authorization: Bearer AZsecretsecret=="_ba, "GET /?_token=AZsecretsecret&x=1"_ba,
            "rediss://default:AZsecretsecret@x.upstash.io:6379"_ba, "UPSTASH_REDIS_REST_TOKEN=\"AZsecretsecret\""_ba,
            "bearer token :// @"_ba};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString line = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    // Whatever stands before it, a credential that follows is taken out.
    const QString secret = u"AZsecretsecret"_s;
    if (line.contains(secret))
        return 0;
    for (const QString &tail : {u" Bearer AZsecretsecret="_s, u"?_token=AZsecretsecret"_s,
                                u" rediss://x:AZsecretsecret@host"_s, u"\nTOKEN=\"AZsecretsecret\""_s})
        fuzz::promise(!withoutCredentials(line + tail).contains(secret));
    return 0;
}
