// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/valueview.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/models/codecs/samples.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {samples::gzipJson(), samples::gzipJson().toBase64(),
            samples::zlibJson(), samples::zstdJson(),
            samples::lz4Json(),  samples::messagePack(),
            samples::php(),      R"({"a":[1,2]})"_ba,
            "plain text"_ba,     "12345"_ba};
}

/// Any bytes can be shown, and what was not touched is not changed.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    CodecLimits limits;
    limits.output = 1024 * 1024;
    limits.elements = 20'000;
    const ValueView view = viewOf(bytes, {}, CodecBudget(limits));
    fuzz::promise(!view.shown.isEmpty() && view.shown == view.detected);
    if (view.isEditable() && view.isWritable) {
        const EditedValue same = editedValue(view, view.text.text(), CodecBudget(limits));
        if (view.envelopes.isEmpty())
            fuzz::promise(same.problem == EditedValue::Problem::None && same.bytes == bytes);
        else if (same.problem == EditedValue::Problem::None)
            fuzz::promise(viewOf(same.bytes, view.shown.first(), CodecBudget(limits)).inner == view.inner);
    }
    return 0;
}
