// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/envelope.h"

#include <lz4frame.h>

#include <memory>

namespace stashdeck::envelope {

namespace {

using Kind = CodecIssue::Kind;

constexpr qsizetype stepBytes = 256 * 1024;

struct Free {
    void operator()(LZ4F_dctx *context) const { LZ4F_freeDecompressionContext(context); }
};
using Context = std::unique_ptr<LZ4F_dctx, Free>;

Context newContext()
{
    LZ4F_dctx *context = nullptr;
    if (LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)))
        return {};
    return Context(context);
}

} // namespace

Decoded<QByteArray> lz4Unpacked(QByteArrayView bytes, CodecBudget &budget)
{
    if (!looksLikeEnvelope(Format::Lz4, bytes))
        return codecIssue(Kind::OtherFormat);
    if ((uchar(bytes[4]) & 1) != 0)
        return codecIssue(Kind::NeedsDictionary, 4);
    const Context context = newContext();
    if (!context)
        return codecIssue(Kind::Corrupt);
    QByteArray out;
    qsizetype at = 0;
    for (;;) {
        const qsizetype had = out.size();
        const qsizetype step = std::clamp<qsizetype>(bytes.size() * 4, 1024, stepBytes);
        out.resize(had + step);
        size_t written = size_t(step);
        size_t read = size_t(bytes.size() - at);
        const size_t state
            = LZ4F_decompress(context.get(), out.data() + had, &written, bytes.data() + at, &read, nullptr);
        out.resize(had + qsizetype(written));
        at += qsizetype(read);
        if (LZ4F_isError(state))
            return codecIssue(Kind::Corrupt, at);
        if (budget.isStopped())
            return codecIssue(Kind::Cancelled);
        if (!budget.allows(bytes.size(), out.size()))
            return codecIssue(Kind::TooLarge, at);
        if (state == 0)
            break;
        if (at == bytes.size() && written < size_t(step))
            return codecIssue(Kind::Truncated, at);
    }
    if (at != bytes.size())
        return codecIssue(Kind::TrailingBytes, at);
    return out;
}

Decoded<QByteArray> lz4Packed(QByteArrayView plain, QByteArrayView original)
{
    LZ4F_preferences_t preferences{};
    preferences.frameInfo.contentSize = static_cast<unsigned long long>(plain.size());
    if (!original.isEmpty()) {
        const Context context = newContext();
        LZ4F_frameInfo_t info{};
        size_t read = size_t(original.size());
        if (!context || LZ4F_isError(LZ4F_getFrameInfo(context.get(), &info, original.data(), &read)))
            return codecIssue(Kind::NotReversible);
        // A writer that did not state the size is not made to; an empty value has none to state.
        const bool statesSize = (uchar(original[4]) & 0x08) != 0;
        info.contentSize = statesSize ? static_cast<unsigned long long>(plain.size()) : 0;
        preferences.frameInfo = info;
    }
    QByteArray out;
    out.resize(qsizetype(LZ4F_compressFrameBound(size_t(plain.size()), &preferences)));
    const size_t size
        = LZ4F_compressFrame(out.data(), size_t(out.size()), plain.data(), size_t(plain.size()), &preferences);
    if (LZ4F_isError(size))
        return codecIssue(Kind::NotReversible);
    out.resize(qsizetype(size));
    return out;
}

} // namespace stashdeck::envelope
