// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/connectiontext.h"
#include "models/rest/endpoint.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"UPSTASH_REDIS_REST_URL=\"https://eager-otter-12345.upstash.io\"\n"
            "UPSTASH_REDIS_REST_TOKEN=\"AZ_kAAIjcDE5Nzk4NjQ1ZGY0NzQ0\"\n"_ba,
            "export KV_REST_API_URL=https://a-b-1.upstash.io KV_REST_API_TOKEN=AZ1aaaaaaaaaaaaaaaaaaaaaaaaaa"_ba,
            "redis://default:AZ1aaaaaaaaaaaaaaaaaaaaaaaaaa@a-b-1.upstash.io:6379"_ba,
            "redis-cli --tls -u rediss://default:secretsecretsecret12@host.example:6380"_ba,
            "curl https://a-b-1.upstash.io/set/foo/bar -H \"Authorization: Bearer AZ1aaaaaaaaaaaaaaaaaaaaaaaaaa\""_ba,
            "const redis = new Redis({ url: 'https://a-b-1.upstash.io', token: 'AZ1aaaaaaaaaaaaaaaaaaaaaaaaaa' })"_ba,
            "{\"endpoint\":\"a-b-1.upstash.io\",\"rest_token\":\"AZ1aaaaaaaaaaaaaaaaaaaaaaaaaa\"}"_ba,
            "AZ1aaaaaaaaaaaaa\naaaaaaaaaaaaaaaaaaaa"_ba,
            "Authorization: Bearer \\\nAZ1aaaaaaaaaaaaaaaaaaaaaaaaaa"_ba,
            "https://a-b-1.upstash.io?_token=AZ1aaaaaaaaaaaaaaaaaaaaaaaaaa"_ba};
}

/// Whatever is pasted: what is taken from it can be sent, and cleaning what is clean changes nothing.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const CleanedToken token = cleanedToken(text);
    fuzz::promise(token.token.isEmpty() == (token.problem != CleanedToken::Problem::None));
    if (!token.token.isEmpty()) {
        fuzz::promise(isTokenForm(token.token.reveal()));
        const CleanedToken again = cleanedToken(QString::fromUtf8(token.token.reveal()));
        fuzz::promise(again.token == token.token && again.fixes.isEmpty());
    }
    const CleanedAddress address = cleanedAddress(text);
    fuzz::promise(address.url.isEmpty() == (address.problem != CleanedAddress::Problem::None));
    if (!address.url.isEmpty()) {
        fuzz::promise(address.url.userInfo().isEmpty() && !address.url.host().isEmpty());
        const CleanedAddress again = cleanedAddress(address.url.toString(QUrl::FullyEncoded));
        fuzz::promise(again.url == address.url);
    }
    const ConnectionText found = connectionsInText(text, u".env.production"_s);
    fuzz::promise(found.candidates.size() <= ConnectionText::maxCandidates);
    for (const ConnectionCandidate &candidate : found.candidates) {
        fuzz::promise(!candidate.name.isEmpty());
        fuzz::promise(candidate.token.isEmpty() || isTokenForm(candidate.token.reveal()));
        fuzz::promise(candidate.url.isEmpty() || !candidate.url.host().isEmpty());
    }
    return 0;
}
