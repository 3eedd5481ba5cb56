// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/envelope.h"

#include <brotli/decode.h>
#include <brotli/encode.h>

#include <memory>

namespace stashdeck::envelope {

namespace {

using Kind = CodecIssue::Kind;

constexpr qsizetype stepBytes = 256 * 1024;
/// The best quality takes seconds for a megabyte; this one some 30 ms, for a few percent more bytes.
constexpr int quality = 7;

struct Free {
    void operator()(BrotliDecoderState *state) const { BrotliDecoderDestroyInstance(state); }
};

} // namespace

Decoded<QByteArray> brotliUnpacked(QByteArrayView bytes, CodecBudget &budget)
{
    const std::unique_ptr<BrotliDecoderState, Free> state(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!state || bytes.isEmpty())
        return codecIssue(Kind::OtherFormat);
    const auto *next = reinterpret_cast<const uint8_t *>(bytes.data());
    size_t left = size_t(bytes.size());
    QByteArray out;
    for (;;) {
        const qsizetype had = out.size();
        const qsizetype step = std::clamp<qsizetype>(bytes.size() * 4, 1024, stepBytes);
        out.resize(had + step);
        auto *to = reinterpret_cast<uint8_t *>(out.data() + had);
        size_t room = size_t(step);
        const BrotliDecoderResult result
            = BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &to, nullptr);
        out.resize(had + step - qsizetype(room));
        const qint64 offset = bytes.size() - qint64(left);
        if (result == BROTLI_DECODER_RESULT_ERROR)
            return codecIssue(out.isEmpty() ? Kind::OtherFormat : Kind::Corrupt, offset);
        if (budget.isStopped())
            return codecIssue(Kind::Cancelled);
        if (!budget.allows(bytes.size(), out.size()))
            return codecIssue(Kind::TooLarge, offset);
        if (result == BROTLI_DECODER_RESULT_SUCCESS)
            break;
        if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
            return codecIssue(Kind::Truncated, offset);
    }
    if (left != 0)
        return codecIssue(Kind::TrailingBytes, bytes.size() - qint64(left));
    return out;
}

Decoded<QByteArray> brotliPacked(QByteArrayView plain)
{
    QByteArray out;
    out.resize(qsizetype(BrotliEncoderMaxCompressedSize(size_t(plain.size()))) + 16);
    size_t size = size_t(out.size());
    if (!BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, size_t(plain.size()),
                               reinterpret_cast<const uint8_t *>(plain.data()), &size,
                               reinterpret_cast<uint8_t *>(out.data())))
        return codecIssue(Kind::NotReversible);
    out.resize(qsizetype(size));
    return out;
}

} // namespace stashdeck::envelope
