// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/errorclassifier.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"WRONGPASS invalid or missing auth token."_ba,
            "NOPERM this user has no permissions to run the 'evalsha' command"_ba,
            "WRONGTYPE Operation against a key holding the wrong kind of value"_ba,
            "ERR max daily request limit exceeded. Limit: 10000, Usage: 10001."_ba,
            "ERR Error running script: @user_script:1: ERR max requests limit exceeded"_ba,
            "ERR Command is not available: 'SLOWLOG'."_ba,
            "<!DOCTYPE html><title>502</title>"_ba,
            "Bearer AXsecretsecretsecret"_ba,
            QByteArray(600, 'x') + "\xf0\x9f\x98\x80",
            "\xf0\x9f\x98\x80\xff\xfe"_ba};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    const QString words = serverWords(text);
    fuzz::promise(words.size() <= 500 && words.isValidUtf16());
    for (const int status : {200, 400, 401, 404, 429, 500}) {
        const Error error = classifiedError(text, status);
        fuzz::promise(error.message == words && error.httpStatus == status);
        // Whatever it says, an error that the server gave is one, and never means that nobody knows what happened.
        fuzz::promise(error.kind != Error::Kind::UnknownOutcome && error.kind != Error::Kind::Cancelled);
        const Error page = classifiedStatus(status, "text/html", text);
        fuzz::promise(page.message.size() <= 200 && page.kind != Error::Kind::Command);
        if (status == 401)
            fuzz::promise(page.kind == Error::Kind::Unauthorized);
    }
    (void)looksLikeWebPage(text, text);
    return 0;
}
