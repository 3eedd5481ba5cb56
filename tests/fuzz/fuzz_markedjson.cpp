// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/markedjson.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {R"({"a":[1,-2,3.5,null,true,"x"],"a":2})"_ba,
            R"({"$binary":"3q2+7w=="})"_ba,
            R"({"$text":"/w=="})"_ba,
            R"([{"$float":"NaN"},{"$float32":1.5},{"$float16":-1.0},{"$float":"-Infinity"}])"_ba,
            R"({"$map":[[1,"one"],[{"$binary":""},[]]]})"_ba,
            R"({"$ext":[5,{"$binary":"AA=="}]})"_ba,
            R"("\ud83d\ude00\u0000\u202e\\\"\/\b")"_ba,
            "18446744073709551615"_ba,
            "-18446744073709551616"_ba};
}

/// What is understood is printed in one way only, and read as the same again.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto node = fromMarkedJson(bytes);
    if (!node)
        return 0;
    const QByteArray printed = toMarkedJson(*node);
    const auto again = fromMarkedJson(printed);
    fuzz::promise(again && toMarkedJson(*again) == printed);
    return 0;
}
