// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/markedjson.h"
#include "models/codecs/treeformat.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/models/codecs/samples.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {samples::messagePack(),   samples::messagePackMarks(),
            samples::cbor(),          "\x9F\x7F\x61\x61\xFF\x5F\x41\x00\xFF\xC1\x1A\x00\xF9\x7E\xFF"_ba,
            samples::php(),           samples::phpArrayObject(),
            samples::protobuf(),      samples::java(),
            samples::javaList(),      samples::pickle0(),
            samples::pickle1(),       samples::pickle4(),
            samples::pickleObjects(), samples::pickleCycle()};
}

/// Every reader of trees on the same bytes: each ends within its limits, and what can be written reads as the same.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    CodecLimits limits;
    limits.elements = 20'000;
    CodecBudget budget(limits);
    for (const Format format : allFormats()) {
        if (!isTree(format))
            continue;
        const Decoded<Node> node = readTree(format, bytes, budget);
        if (!node)
            continue;
        const bool ownNumbers = format == Format::Php;
        const QByteArray json = toMarkedJson(*node, ownNumbers);
        if (!isWritable(format))
            continue;
        const Decoded<QByteArray> written = writeTree(format, *node);
        fuzz::promise(written.has_value());
        const Decoded<Node> again = readTree(format, *written, budget);
        fuzz::promise(again && toMarkedJson(*again, ownNumbers) == json);
        const auto parsed = fromMarkedJson(json);
        if (parsed && format != Format::Php) {
            const Decoded<QByteArray> back = writeTree(format, *parsed);
            fuzz::promise(back.has_value());
            const Decoded<Node> third = readTree(format, *back, budget);
            fuzz::promise(third && toMarkedJson(*third) == json);
        }
    }
    return 0;
}
