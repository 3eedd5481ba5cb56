// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <tl/expected.hpp>

#include <stop_token>

namespace stashdeck {

/// Why bytes could not be read or written in a format. Words for it are chosen in `ui/`.
struct CodecIssue {
    enum class Kind {
        OtherFormat, ///< they do not begin, or do not read, as this format
        Truncated, ///< they end in the middle
        Corrupt, ///< a checksum or a rule is broken
        TrailingBytes, ///< whole, and then something follows
        TooLarge, ///< the result would be over the cap, or too many times what is stored: perhaps a bomb
        TooDeep,
        TooManyElements,
        NeedsDictionary, ///< compressed against a dictionary that only its writer has
        NotRepresentable, ///< this format cannot hold that value
        NotReversible, ///< written again it would not be the same
        Cancelled,
    };
    Kind kind = Kind::OtherFormat;
    qint64 offset = 0;
    friend bool operator==(const CodecIssue &, const CodecIssue &) = default;
};

template <typename T> using Decoded = tl::expected<T, CodecIssue>;

[[nodiscard]] inline tl::unexpected<CodecIssue> codecIssue(CodecIssue::Kind kind, qint64 offset = 0)
{
    return tl::unexpected<CodecIssue>(CodecIssue{kind, offset});
}

/// What hostile bytes may cost. One budget serves one value, with everything that is packed inside it.
struct CodecLimits {
    qint64 output = 64LL * 1024 * 1024; ///< bytes of one unpacked envelope
    qint64 ratioFreeBytes = 4LL * 1024 * 1024; ///< up to here any ratio is fine
    qint64 ratio = 250; ///< above it, output is at most this many times the input
    int depth = 128; ///< of nested containers
    qint64 elements = 400'000;
    int envelopes = 3; ///< one in another
};

/// Counts what was spent. Pure code asks it; any thread, one at a time.
class CodecBudget {
public:
    explicit CodecBudget(CodecLimits limits = {}, std::stop_token stop = {})
        : m_limits(limits)
        , m_stop(std::move(stop))
    {
    }

    [[nodiscard]] const CodecLimits &limits() const { return m_limits; }
    [[nodiscard]] bool isStopped() const { return m_stop.stop_requested(); }
    /// False when there are too many elements or the work was cancelled.
    [[nodiscard]] bool take(qint64 elements = 1)
    {
        m_elements += elements;
        return m_elements <= m_limits.elements && ((m_elements & 1023) != 0 || !isStopped());
    }
    /// Of an envelope of `input` bytes that has given `output` bytes so far.
    [[nodiscard]] bool allows(qint64 input, qint64 output) const
    {
        return output <= m_limits.output && (output <= m_limits.ratioFreeBytes || output / m_limits.ratio <= input);
    }
    /// Why take() or allows() said no.
    [[nodiscard]] tl::unexpected<CodecIssue> refusal(CodecIssue::Kind kind, qint64 offset = 0) const
    {
        return codecIssue(isStopped() ? CodecIssue::Kind::Cancelled : kind, offset);
    }
    /// Another try at the same bytes spends from the start.
    void restart() { m_elements = 0; }

private:
    CodecLimits m_limits;
    std::stop_token m_stop;
    qint64 m_elements = 0;
};

} // namespace stashdeck
