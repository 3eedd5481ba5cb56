// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/endpoint.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"https://eager-otter-12345.upstash.io"_ba,
            "http://localhost:8079/"_ba,
            "http://[::1]:80"_ba,
            "http://10.0.0.1"_ba,
            " \"https://x.upstash.io\"\n"_ba,
            "https://user:pw@x.upstash.io"_ba,
            "https://x.upstash.io?_token=a#b"_ba,
            "https://b\xc3\xbc"
            "cher.example:65535"_ba,
            "redis://default:x@y:6379"_ba,
            "x.upstash.io."_ba};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)isTokenForm(bytes);
    const auto url = normalizedRestUrl(QString::fromUtf8(bytes));
    if (!url)
        return 0;
    fuzz::promise(url->isValid() && (url->scheme() == "https"_L1 || url->scheme() == "http"_L1));
    fuzz::promise(!url->host().isEmpty() && url->userInfo().isEmpty() && !url->hasQuery() && !url->hasFragment());
    fuzz::promise(url->path().isEmpty());
    const QString text = url->toString(QUrl::FullyEncoded);
    const auto again = normalizedRestUrl(text);
    fuzz::promise(again && *again == *url);
    return 0;
}
