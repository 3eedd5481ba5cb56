// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/presentation.h"

#include "models/base/bytetext.h"
#include "models/codecs/jsontext.h"

namespace stashdeck {

Presentation present(const QByteArray &bytes)
{
    Presentation result;
    result.format = detectFormat(bytes);
    result.text = TextForm(bytes);
    if (result.format == DetectedFormat::Json && isMinifiedJson(bytes)) {
        const QByteArray pretty = prettyJson(bytes).value_or(bytes);
        result.isShownIndented = pretty != bytes;
        result.json = TextForm(pretty);
    } else {
        result.json = result.text;
    }
    return result;
}

DetectedFormat formatOfBeginning(QByteArrayView bytes)
{
    // At most three bytes of a character that goes on beyond the cut.
    for (int cut = 0; cut <= 3 && cut < bytes.size(); ++cut) {
        if (isEditableText(bytes.chopped(cut)))
            return DetectedFormat::Text;
        if ((uchar(bytes[bytes.size() - 1 - cut]) & 0x80) == 0)
            break;
    }
    return bytes.isEmpty() ? DetectedFormat::Empty : DetectedFormat::Binary;
}

} // namespace stashdeck
