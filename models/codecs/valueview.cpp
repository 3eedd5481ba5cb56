// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codecs/valueview.h"

#include "models/base/bytetext.h"
#include "models/codecs/envelope.h"
#include "models/codecs/jsontext.h"
#include "models/codecs/treeformat.h"

namespace stashdeck {

namespace {

/// Formats without a mark of their own are believed only when they hold this much text.
constexpr qsizetype convincingText = 16;
/// A word of letters is seldom Base64.
constexpr qsizetype convincingBase64 = 24;
constexpr qsizetype convincingPacked = 12;
constexpr qsizetype guessLimit = 1024 * 1024;
constexpr qsizetype editableText = 2 * 1024 * 1024;

bool holdsText(const Node &node)
{
    if (node.kind == Node::Kind::Text && !node.bytes.isEmpty())
        return true;
    return std::any_of(node.children.begin(), node.children.end(), holdsText);
}

bool isJsonContainer(QByteArrayView bytes)
{
    qsizetype first = 0;
    while (first < bytes.size() && QByteArrayView(" \t\r\n").contains(bytes[first]))
        ++first;
    return first < bytes.size() && (bytes[first] == '{' || bytes[first] == '[') && !checkJson(bytes);
}

/// Takes bytes apart, from the outside in.
class Opener {
public:
    explicit Opener(CodecBudget &budget)
        : m_budget(budget)
    {
    }

    QList<Format> chain; ///< with the leaf
    QList<QByteArray> envelopes;
    QByteArray inner;
    std::optional<Node> node; ///< of a tree leaf
    std::optional<CodecIssue> issue;

    void open(const QByteArray &bytes)
    {
        inner = bytes;
        while (!m_budget.isStopped()) {
            const bool isText = isEditableText(inner);
            if (isLeaf(isText))
                return;
            const std::optional<Format> envelope
                = envelopes.size() < m_budget.limits().envelopes ? envelopeOf(isText) : std::nullopt;
            if (!envelope)
                break;
        }
        chain.append(isEditableText(inner) ? Format::Text : Format::Hex);
    }
    /// False, with `issue`, when they are not in this envelope.
    bool enter(Format envelope)
    {
        Decoded<QByteArray> plain = unpacked(envelope, inner, m_budget);
        if (!plain) {
            issue = plain.error();
            return false;
        }
        chain.append(envelope);
        envelopes.append(inner);
        inner = std::move(*plain);
        return true;
    }
    bool read(Format format)
    {
        Decoded<Node> tree = readTree(format, inner, m_budget);
        if (!tree) {
            issue = tree.error();
            return false;
        }
        node = std::move(*tree);
        chain.append(format);
        return true;
    }

private:
    bool isLeaf(bool isText)
    {
        if (inner.isEmpty()) {
            chain.append(Format::Text);
            return true;
        }
        const uchar lead = uchar(inner[0]);
        if (isText && isJsonContainer(inner)) {
            chain.append(Format::Json);
            return true;
        }
        if (QByteArrayView("NbidsaOCE").contains(char(lead)) && read(Format::Php))
            return true;
        if (isText)
            return false;
        if (lead == 0xAC && read(Format::Java))
            return true;
        if (lead == 0x80 && inner.size() > 2 && uchar(inner[1]) >= 2 && uchar(inner[1]) <= 5 && read(Format::Pickle))
            return true;
        const bool mayBeMessagePack = (lead >= 0x80 && lead < 0xA0) || (lead >= 0xDC && lead <= 0xDF);
        if (mayBeMessagePack && convinces(Format::MessagePack))
            return true;
        const bool mayBeCbor = (lead >= 0x80 && lead < 0xC0) || inner.startsWith("\xD9\xD9\xF7");
        return mayBeCbor && convinces(Format::Cbor);
    }
    bool convinces(Format format)
    {
        if (!read(format))
            return false;
        if (holdsText(*node))
            return true;
        node.reset();
        chain.removeLast();
        return false;
    }
    std::optional<Format> envelopeOf(bool isText)
    {
        if (isText) {
            if (inner.size() < convincingBase64 || inner.size() > guessLimit)
                return {};
            return convincingInside(Format::Base64, [](const QByteArray &plain) {
                return looksLikeEnvelope(Format::Gzip, plain) || looksLikeEnvelope(Format::Zstd, plain)
                    || looksLikeEnvelope(Format::Lz4, plain) || plain.startsWith("\xAC\xED")
                    || (isEditableText(plain) && isJsonContainer(plain));
            });
        }
        for (const Format format : {Format::Gzip, Format::Zstd, Format::Lz4, Format::Zlib}) {
            if (looksLikeEnvelope(format, inner) && enter(format))
                return format;
        }
        if (inner.size() < convincingPacked || inner.size() > guessLimit)
            return {};
        for (const Format format : {Format::Brotli, Format::Deflate}) {
            if (const auto found = convincingInside(format, [](const QByteArray &plain) {
                    return plain.size() >= convincingText && isEditableText(plain);
                }))
                return found;
        }
        return {};
    }
    template <typename Test> std::optional<Format> convincingInside(Format format, const Test &test)
    {
        const QByteArray outside = inner;
        if (!enter(format))
            return {};
        if (test(inner))
            return format;
        inner = outside;
        envelopes.removeLast();
        chain.removeLast();
        return {};
    }

    CodecBudget &m_budget;
};

/// Reads the tree that a text stands for, writes it, and makes sure that it reads as the same again.
Decoded<QByteArray> writtenTree(Format format, const Node &node, CodecBudget &budget)
{
    Decoded<QByteArray> bytes = writeTree(format, node);
    if (!bytes)
        return bytes;
    const Decoded<Node> again = readTree(format, *bytes, budget);
    if (!again)
        return tl::unexpected(again.error());
    const bool ownNumbers = format == Format::Php;
    if (toMarkedJson(*again, ownNumbers) != toMarkedJson(node, ownNumbers))
        return codecIssue(CodecIssue::Kind::NotReversible);
    return bytes;
}

/// What was packed or read may be long; a value that is shown as it is was measured by who asked.
void fillText(ValueView &view)
{
    const bool isRaw = view.envelopes.isEmpty() && !isTree(view.leaf());
    view.isTooLong = !isRaw && view.shownBytes.size() > editableText;
    if (!view.isTooLong)
        view.text = TextForm(view.shownBytes);
}

void showTree(ValueView &view, const Node &node, CodecBudget &budget)
{
    const Format format = view.leaf();
    const QByteArray json = toMarkedJson(node, format == Format::Php);
    view.shownBytes = prettyJson(json).value_or(json);
    view.isWritable = false;
    fillText(view);
    if (!isWritable(format) || !view.isEditable())
        return;
    if (const auto parsed = fromMarkedJson(view.shownBytes)) {
        const Decoded<QByteArray> written = writtenTree(format, *parsed, budget);
        view.isWritable = written && *written == view.inner;
    }
}

void showJson(ValueView &view)
{
    if (isMinifiedJson(view.inner)) {
        view.shownBytes = prettyJson(view.inner).value_or(view.inner);
        view.isShownIndented = view.shownBytes != view.inner;
    }
    fillText(view);
}

void show(ValueView &view, const Opener &opener, CodecBudget &budget)
{
    view.shown = opener.chain;
    view.inner = opener.inner;
    view.envelopes = opener.envelopes;
    view.shownBytes = view.inner;
    if (opener.node)
        showTree(view, *opener.node, budget);
    else if (view.leaf() == Format::Json)
        showJson(view);
    else if (view.leaf() != Format::Hex)
        fillText(view);
    view.isNumber = view.envelopes.isEmpty() && view.leaf() == Format::Text && wholeNumber(view.inner).has_value();
}

} // namespace

ValueView viewOf(const QByteArray &bytes, std::optional<Format> wanted, CodecBudget budget)
{
    ValueView view;
    Opener found(budget);
    found.open(bytes);
    view.detected = found.chain;
    // Hex is always of the stored bytes; any other format may be found in an envelope.
    const bool isFound = !wanted || view.detected == QList<Format>{*wanted}
        || (*wanted != Format::Hex && (found.chain.last() == *wanted || found.chain.first() == *wanted));
    if (isFound) {
        show(view, found, budget);
        return view;
    }
    Opener asked(budget);
    asked.inner = bytes;
    bool isGood = true;
    if (isEnvelope(*wanted)) {
        isGood = asked.enter(*wanted);
        if (isGood) {
            const QByteArray plain = asked.inner;
            Opener inside(budget);
            inside.open(plain);
            asked.chain += inside.chain;
            asked.envelopes += inside.envelopes;
            asked.inner = inside.inner;
            asked.node = std::move(inside.node);
        } else if (*wanted == Format::Base64 && !isEditableText(bytes)) {
            view.shown = {Format::Base64};
            view.inner = bytes;
            view.shownBytes = bytes.toBase64();
            view.text = TextForm(view.shownBytes);
            return view;
        }
    } else if (isTree(*wanted)) {
        isGood = asked.read(*wanted);
    } else {
        isGood = *wanted != Format::Json || isEditableText(bytes);
        if (!isGood)
            asked.issue = CodecIssue{CodecIssue::Kind::OtherFormat, 0};
        asked.chain.append(*wanted);
    }
    show(view, isGood ? asked : found, budget);
    if (!isGood)
        view.issue = asked.issue;
    return view;
}

Format formatOfBeginning(QByteArrayView bytes)
{
    // At most three bytes of a character that goes on beyond the cut.
    for (int cut = 0; cut <= 3 && cut < bytes.size(); ++cut) {
        if (isEditableText(bytes.chopped(cut)))
            return Format::Text;
        if ((uchar(bytes[bytes.size() - 1 - cut]) & 0x80) == 0)
            break;
    }
    return bytes.isEmpty() ? Format::Text : Format::Hex;
}

EditedValue editedInner(const ValueView &view, const QByteArray &inner, CodecBudget budget)
{
    EditedValue edited;
    edited.bytes = inner;
    for (qsizetype i = view.envelopes.size() - 1; i >= 0; --i) {
        Decoded<QByteArray> outer = packed(view.shown.at(i), edited.bytes, view.envelopes.at(i), budget);
        if (!outer) {
            edited.problem = EditedValue::Problem::Codec;
            edited.codec = outer.error();
            return edited;
        }
        edited.bytes = std::move(*outer);
    }
    return edited;
}

EditedValue editedValue(const ValueView &view, const QString &text, CodecBudget budget)
{
    const QByteArray typed = view.text.encoded(text);
    EditedValue wrong;
    wrong.bytes = typed;
    const Format leaf = view.leaf();
    if (leaf == Format::Base64) {
        const Decoded<QByteArray> plain = unpacked(Format::Base64, typed, budget);
        if (plain || typed.isEmpty())
            return editedInner(view, plain.value_or(QByteArray()), budget);
        wrong.problem = EditedValue::Problem::Base64;
        return wrong;
    }
    if (leaf == Format::Json) {
        if (const auto issue = checkJson(typed)) {
            wrong = editedInner(view, typed, budget);
            wrong.problem = EditedValue::Problem::Text;
            wrong.text.json = *issue;
            return wrong;
        }
        return editedInner(view, view.isShownIndented ? minifiedJson(typed).value_or(typed) : typed, budget);
    }
    if (!isTree(leaf))
        return editedInner(view, typed, budget);
    const auto node = fromMarkedJson(typed);
    if (!node) {
        wrong.problem = EditedValue::Problem::Text;
        wrong.text = node.error();
        return wrong;
    }
    budget.restart();
    const Decoded<QByteArray> written = writtenTree(leaf, *node, budget);
    if (!written) {
        wrong.problem = EditedValue::Problem::Codec;
        wrong.codec = written.error();
        return wrong;
    }
    return editedInner(view, *written, budget);
}

} // namespace stashdeck
