// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/replyparser.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {R"({"result":"aMOkbGxv"})"_ba,
            R"({"result":"OK"})"_ba,
            R"({"result":null})"_ba,
            R"({"result":-9223372036854775808})"_ba,
            R"({"result":1.5e10})"_ba,
            R"({"result":[true,false,["MA==",[]],"T0s="]})"_ba,
            R"({"result":["MA==",["azE=","c3RyaW5n","azI=","c3RyaW5n"]]})"_ba,
            R"({"error":"ERR \u00e4\ud83d\ude00 \"x\" \\ \/ \n"})"_ba,
            R"([{"result":1},{"error":"x"},{"result":["not base64"]}])"_ba,
            R"({"result":"a\/8=","error":null})"_ba,
            R"( [ { "result" : [ [ [ [ 1 , 2 ] ] ] ] } ] )"_ba,
            "{\"result\":" + QByteArray(520, '[') + QByteArray(520, ']') + "}",
            "<html>"_ba,
            "{}"_ba,
            "[]"_ba};
}

namespace {

int depthOf(const Reply &reply)
{
    int deepest = 0;
    for (const Reply &item : reply.items)
        deepest = std::max(deepest, depthOf(item));
    return reply.isArray() ? deepest + 1 : deepest;
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView body(data, qsizetype(size));
    for (const StringEncoding encoding : {StringEncoding::Base64, StringEncoding::Plain}) {
        const ParsedBody parsed = parseBody(body, encoding);
        fuzz::promise(parsed.complete == parsed.problem.isEmpty());
        fuzz::promise(!parsed.complete || !parsed.truncated);
        fuzz::promise(!parsed.complete || parsed.isArray || parsed.entries.size() == 1);
        for (const Envelope &entry : parsed.entries) {
            fuzz::promise(depthOf(entry.reply) <= replyDepthLimit + 1);
            fuzz::promise(!entry.error || entry.reply.isNil());
        }
        // A whole body with its last byte gone is never whole, unless that byte was a blank.
        if (parsed.complete && size > 0 && (body.back() == '}' || body.back() == ']'))
            fuzz::promise(!parseBody(body.chopped(1), encoding).complete);
    }
    return 0;
}
