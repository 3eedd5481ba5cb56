// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/codecwording.h"

#include "ui/values/valuewording.h"

#include <QCoreApplication>

namespace stashdeck::codecWords {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("stashdeck::codecWords", text);
}

/// In the middle of a sentence: names of formats as they are written.
QString plainName(Format format)
{
    switch (format) {
    case Format::Text:
        return tr("text");
    case Format::Hex:
        return tr("binary");
    case Format::Gzip:
        return tr("gzip");
    case Format::Deflate:
        return tr("raw deflate");
    case Format::MessagePack:
        return tr("MessagePack");
    case Format::Php:
        return tr("PHP");
    case Format::Java:
        return tr("Java");
    case Format::Pickle:
        return tr("Pickle");
    case Format::Json:
    case Format::Base64:
    case Format::Zlib:
    case Format::Zstd:
    case Format::Lz4:
    case Format::Brotli:
    case Format::Cbor:
    case Format::Protobuf:
        break;
    }
    return name(format);
}

} // namespace

QString name(Format format)
{
    switch (format) {
    case Format::Text:
        return tr("Text");
    case Format::Json:
        return tr("JSON");
    case Format::Hex:
        return tr("Hex");
    case Format::Base64:
        return tr("Base64");
    case Format::Gzip:
        return tr("Gzip");
    case Format::Zlib:
        return tr("zlib");
    case Format::Deflate:
        return tr("Deflate");
    case Format::Zstd:
        return tr("Zstandard");
    case Format::Lz4:
        return tr("LZ4");
    case Format::Brotli:
        return tr("Brotli");
    case Format::MessagePack:
        return tr("MsgPack");
    case Format::Cbor:
        return tr("CBOR");
    case Format::Php:
        return tr("PHP");
    case Format::Protobuf:
        return tr("Protobuf raw");
    case Format::Java:
        return tr("Java (read)");
    case Format::Pickle:
        return tr("Pickle (read)");
    }
    return {};
}

QString chain(const QList<Format> &formats)
{
    QString words;
    for (const Format format : formats)
        words = words.isEmpty() ? plainName(format) : tr("%1, then %2").arg(words, plainName(format));
    if (!words.isEmpty())
        words[0] = formats.first() == Format::Gzip || formats.first() == Format::Zlib ? words[0] : words[0].toUpper();
    return words;
}

QString detected(const ValueView &view)
{
    QString words;
    if (view.isNumber)
        words = tr("Number");
    else if (view.envelopes.isEmpty() && view.inner.isEmpty())
        words = tr("Empty");
    else if (view.detected.last() == Format::Text || view.detected.last() == Format::Hex)
        words = chain(view.detected);
    else
        words = tr("%1 detected").arg(chain(view.detected));
    if (view.shown != view.detected && view.leaf() == Format::Base64)
        words = tr("%1 · shown in Base64").arg(words);
    if (view.isShownIndented)
        words = tr("%1 · stored on one line, shown indented").arg(words);
    if (view.leaf() == Format::Text && view.text.lineEnding() == TextForm::LineEnding::CrLf)
        words = tr("%1 · CRLF line endings").arg(words);
    return words;
}

QString issue(const CodecIssue &issue, Format format)
{
    const QString what = plainName(format);
    switch (issue.kind) {
    case CodecIssue::Kind::OtherFormat:
        return tr("These bytes are not %1.").arg(what);
    case CodecIssue::Kind::Truncated:
        return tr("They begin as %1 and end in the middle of it, at byte %2.").arg(what).arg(issue.offset);
    case CodecIssue::Kind::Corrupt:
        return tr("They begin as %1, but are damaged near byte %2.").arg(what).arg(issue.offset);
    case CodecIssue::Kind::TrailingBytes:
        return tr("The %1 in it ends at byte %2, and something else follows.").arg(what).arg(issue.offset);
    case CodecIssue::Kind::TooLarge:
        return tr("As %1 it would unpack to far more than is stored. It was not unpacked.").arg(what);
    case CodecIssue::Kind::TooDeep:
        return tr("As %1 it is nested too deep to be shown.").arg(what);
    case CodecIssue::Kind::TooManyElements:
        return tr("As %1 it has too many parts to be shown.").arg(what);
    case CodecIssue::Kind::NeedsDictionary:
        return tr("This %1 was packed with a dictionary, which is not here.").arg(what);
    case CodecIssue::Kind::NotRepresentable:
        return tr("%1 has no way to store this.").arg(what);
    case CodecIssue::Kind::NotReversible:
        return tr("Stored as %1 it would not come back the same, so it is not saved.").arg(what);
    case CodecIssue::Kind::Cancelled:
        return tr("Reading it was cancelled.");
    }
    return {};
}

QString problem(const EditedValue &edited, Format format)
{
    const JsonIssue &place = edited.text.json;
    switch (edited.problem) {
    case EditedValue::Problem::None:
        return {};
    case EditedValue::Problem::Base64:
        return tr("This is not Base64: only A–Z, a–z, 0–9, + and /, with = at the end.");
    case EditedValue::Problem::Codec:
        return issue(edited.codec, format);
    case EditedValue::Problem::Text:
        break;
    }
    const QString at = tr("Line %1, column %2: %3").arg(place.line).arg(place.column);
    switch (edited.text.kind) {
    case MarkedJsonIssue::Kind::NotJson:
        return valueWords::jsonIssue(place);
    case MarkedJsonIssue::Kind::BadMark:
        return at.arg(
            tr("an object with one key that begins with $ stands for something special; this one is not known."));
    case MarkedJsonIssue::Kind::BadNumber:
        return at.arg(tr("this number does not fit 64 bits."));
    case MarkedJsonIssue::Kind::BadText:
        return at.arg(tr("this text has half a character in it."));
    }
    return {};
}

int problemLine(const EditedValue &edited)
{
    return edited.problem == EditedValue::Problem::Text ? edited.text.json.line : 0;
}

} // namespace stashdeck::codecWords
