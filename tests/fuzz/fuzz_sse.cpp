// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rest/ssesplitter.h"
#include "tests/fuzz/fuzztarget.h"

using namespace stashdeck;
using namespace Qt::Literals::StringLiterals;

QList<QByteArray> fuzz::seeds()
{
    return {"data: a\n\n"_ba,
            "data: a\r\ndata: b\r\n\r\n"_ba,
            "data: a\r\rdata\r\r"_ba,
            ": ping\n\ndata:x\n\n"_ba,
            "event: e\nid: 1\nretry: 2\ndata: message,chat,hello\n\n"_ba,
            "\xef\xbb\xbf"
            "data: a\n\n"_ba,
            "data: " + QByteArray(300, 'x') + "\n\ndata: y\n\n",
            "\n\n\r\r\r\n"_ba};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr qsizetype limit = 256;
    const QByteArrayView bytes(data, qsizetype(size));
    SseSplitter whole(limit);
    const QList<QByteArray> events = whole.feed(bytes);
    fuzz::promise(whole.buffered() <= limit);
    for (const QByteArray &event : events)
        fuzz::promise(event.size() <= limit);
    // However the bytes arrive, the events are the same.
    SseSplitter drops(limit);
    QList<QByteArray> again;
    for (const char c : bytes) {
        again += drops.feed(QByteArrayView(&c, 1));
        fuzz::promise(drops.buffered() <= limit);
    }
    fuzz::promise(again == events && drops.dropped() == whole.dropped() && drops.comments() == whole.comments());
    return 0;
}
