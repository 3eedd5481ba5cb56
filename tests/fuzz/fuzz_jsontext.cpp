// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/jsontext.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"{}"_ba,
            "[]"_ba,
            " { \"b\" : 1.10 , \"a\" : [ 1E5 , -0.0e-10 , true , false , null ] } "_ba,
            "{\"a\":1,\"a\":2}"_ba,
            "9223372036854775808"_ba,
            "\"\\ud83d\\ude00 \\u00e4 \\\" \\\\ \\/ \\b\\f\\n\\r\\t\""_ba,
            "\"\\ud800\""_ba,
            "\"\xff\""_ba,
            "\xef\xbb\xbf{}"_ba,
            "01"_ba,
            "1."_ba,
            "-"_ba,
            "[1,]"_ba,
            "{\"a\"}"_ba,
            "{\"a\":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30]}"_ba,
            "nul"_ba,
            "{} {}"_ba,
            QByteArray(520, '[') + QByteArray(520, ']'),
            "\"a\nb\""_ba};
}

namespace {

QByteArrayList tokensOf(QByteArrayView text)
{
    QByteArrayList tokens;
    JsonLexer lexer(text);
    qsizetype at = 0;
    for (;;) {
        const JsonLexer::Token token = lexer.next();
        fuzz::promise(token.offset >= at && token.offset + token.length <= text.size());
        at = token.offset + token.length;
        if (token.type == JsonLexer::Type::End || token.type == JsonLexer::Type::Error)
            return tokens;
        fuzz::promise(token.length > 0); // it always gets on
        tokens.append(lexer.text(token).toByteArray());
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    const QByteArrayList tokens = tokensOf(text);
    const auto issue = checkJson(text);
    const auto pretty = prettyJson(text);
    const auto minified = minifiedJson(text);
    fuzz::promise(pretty.has_value() == !issue && minified.has_value() == !issue);
    if (issue) {
        fuzz::promise(issue->offset >= 0 && issue->offset <= text.size() && issue->line >= 1 && issue->column >= 1);
        return 0;
    }
    // Only the white space changes, in both directions.
    fuzz::promise(tokensOf(*pretty) == tokens && tokensOf(*minified) == tokens);
    fuzz::promise(!checkJson(*pretty) && !checkJson(*minified));
    fuzz::promise(minifiedJson(*pretty) == minified && minifiedJson(*minified) == minified);
    fuzz::promise(prettyJson(*minified) == pretty && prettyJson(*pretty) == pretty);
    fuzz::promise(minified->size() <= text.size());
    return 0;
}
