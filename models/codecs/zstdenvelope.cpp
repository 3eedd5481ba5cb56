// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/envelope.h"

#include <zstd.h>

#include <memory>

namespace stashdeck::envelope {

namespace {

using Kind = CodecIssue::Kind;

constexpr qsizetype stepBytes = 256 * 1024;
/// 2^27 bytes: what zstd itself allows a stream to ask for.
constexpr int windowLogLimit = 27;

struct Free {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
};

} // namespace

Decoded<QByteArray> zstdUnpacked(QByteArrayView bytes, CodecBudget &budget)
{
    if (!looksLikeEnvelope(Format::Zstd, bytes))
        return codecIssue(Kind::OtherFormat);
    // Dictionary id: two low bits of the descriptor.
    if ((uchar(bytes[4]) & 3) != 0)
        return codecIssue(Kind::NeedsDictionary, 4);
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    if (!context || ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, windowLogLimit)))
        return codecIssue(Kind::Corrupt);
    ZSTD_inBuffer in{bytes.data(), size_t(bytes.size()), 0};
    QByteArray out;
    for (;;) {
        const qsizetype had = out.size();
        const qsizetype step = std::clamp<qsizetype>(bytes.size() * 4, 1024, stepBytes);
        out.resize(had + step);
        ZSTD_outBuffer to{out.data() + had, size_t(step), 0};
        const size_t state = ZSTD_decompressStream(context.get(), &to, &in);
        out.resize(had + qsizetype(to.pos));
        if (ZSTD_isError(state))
            return codecIssue(Kind::Corrupt, qint64(in.pos));
        if (budget.isStopped())
            return codecIssue(Kind::Cancelled);
        if (!budget.allows(bytes.size(), out.size()))
            return codecIssue(Kind::TooLarge, qint64(in.pos));
        if (state == 0)
            break;
        if (in.pos == in.size && to.pos < to.size)
            return codecIssue(Kind::Truncated, qint64(in.pos));
    }
    if (in.pos != in.size)
        return codecIssue(Kind::TrailingBytes, qint64(in.pos));
    return out;
}

Decoded<QByteArray> zstdPacked(QByteArrayView plain, QByteArrayView original)
{
    const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    if (!context)
        return codecIssue(Kind::NotReversible);
    const uchar descriptor = original.size() > 4 ? uchar(original[4]) : uchar(0x24);
    const bool hasSize = (descriptor >> 6) != 0 || (descriptor & 0x20) != 0;
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, (descriptor & 0x04) != 0 ? 1 : 0);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, hasSize ? 1 : 0);
    QByteArray out;
    out.resize(qsizetype(ZSTD_compressBound(size_t(plain.size()))));
    const size_t size
        = ZSTD_compress2(context.get(), out.data(), size_t(out.size()), plain.data(), size_t(plain.size()));
    if (ZSTD_isError(size))
        return codecIssue(Kind::NotReversible);
    out.resize(qsizetype(size));
    return out;
}

} // namespace stashdeck::envelope
