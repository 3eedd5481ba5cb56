// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/bytetext.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"user:1"_ba,
            "\\n\\x41\\u00e4\\uD83D\\uDE00\\0"_ba,
            "a\nb\x1b[31m\x7f"_ba,
            "\xe2\x80\xae\xe2\x80\x8b\xef\xbb\xbf"_ba,
            "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84"_ba,
            "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"_ba,
            "\xff\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80"_ba,
            "<b>x</b>"_ba};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    fuzz::promise(bytesFromEscaped(escapedFromBytes(bytes)) == bytes);
    for (const qsizetype cap : {0, 7, 512}) {
        const QString shown = displayText(bytes, cap);
        fuzz::promise(shown.size() <= cap + 1 && shown.isValidUtf16());
        for (const QChar c : shown)
            fuzz::promise(c.category() != QChar::Other_Control);
    }
    if (isEditableText(bytes))
        fuzz::promise(QString::fromUtf8(bytes).toUtf8() == bytes);
    (void)bytesFromEscaped(QString::fromUtf8(bytes));
    return 0;
}
