// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/base64.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {""_ba,
            "QQ=="_ba,
            "QUI="_ba,
            "QUJD"_ba,
            "QUJDRA=="_ba,
            "////"_ba,
            "++++"_ba,
            "AAAAAAAAAAAAAAAAAAA="_ba,
            "QR=="_ba,
            "Q==="_ba,
            "===="_ba,
            "QUJ\nD"_ba,
            "dXBzdGFzaC1iNjQtcHJvYmU="_ba};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto decoded = strictBase64Decoded(text);
    // What is accepted is exactly what an encoder would have written, and nothing an encoder writes is refused.
    if (decoded)
        fuzz::promise(decoded->toBase64() == text);
    else
        fuzz::promise(QByteArray::fromBase64(text).toBase64() != text);
    fuzz::promise(strictBase64Decoded(text.toBase64()) == text);
    return 0;
}
