// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/credentialtext.h"

#include "models/rest/endpoint.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QUrlQuery>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestToken = 4096;
constexpr qsizetype longestAddress = 2048;

bool isInvisible(QChar c)
{
    const ushort u = c.unicode();
    return u == 0xFEFF || (u >= 0x200B && u <= 0x200F) || (u >= 0x202A && u <= 0x202E) || (u >= 0x2060 && u <= 0x2064)
        || u == 0x00AD;
}

bool isQuote(QChar c)
{
    return u"\"'`\u201C\u201D\u2018\u2019\u00AB\u00BB"_s.contains(c);
}

void note(QList<TextFix> &fixes, TextFix fix)
{
    if (!fixes.contains(fix))
        fixes.append(fix);
}

// Ends that are no part of any value: spaces, line breaks (also written as \n), quotes, and a comma of a JSON line.
QString withoutFrame(QString text, QList<TextFix> &fixes)
{
    const qsizetype before = text.size();
    text.removeIf(isInvisible);
    if (text.size() != before)
        note(fixes, TextFix::InvisibleRemoved);
    for (bool again = true; again && !text.isEmpty();) {
        again = false;
        for (const auto &ending : {u"\\r"_s, u"\\n"_s}) {
            if (text.size() > ending.size() && text.endsWith(ending)) {
                text.chop(ending.size());
                note(fixes, TextFix::LineBreakRemoved);
                again = true;
            }
        }
        if (text.isEmpty())
            break;
        for (const QChar end : {text.back(), text.front()}) {
            if (end == u'\n' || end == u'\r' || end.unicode() == 0x2028 || end.unicode() == 0x2029)
                note(fixes, TextFix::LineBreakRemoved);
            else if (end.isSpace())
                note(fixes, TextFix::SpacesRemoved);
        }
        if (const QString trimmed = text.trimmed(); trimmed.size() != text.size()) {
            text = trimmed;
            again = true;
            continue;
        }
        if (text.endsWith(u',') || text.endsWith(u';')) {
            text.chop(1);
            again = true;
            continue;
        }
        if (isQuote(text.front())) {
            text.remove(0, 1);
            note(fixes, TextFix::QuotesRemoved);
            again = true;
        } else if (isQuote(text.back())) {
            text.chop(1);
            note(fixes, TextFix::QuotesRemoved);
            again = true;
        }
    }
    return text;
}

// "export UPSTASH_REDIS_REST_TOKEN=value" in a field for the value alone.
QString withoutName(const QString &text, QList<TextFix> &fixes)
{
    static const QRegularExpression name(
        uR"(^(?:export\s+|set\s+)?["']?[A-Za-z_][A-Za-z0-9_]*(?:URL|TOKEN|url|token|Url|Token)["']?\s*[=:]\s*(?=[^/\s=:]))"_s);
    const auto match = name.match(text);
    if (!match.hasMatch() || match.capturedLength() == text.size())
        return text;
    note(fixes, TextFix::NameRemoved);
    return withoutFrame(text.mid(match.capturedLength()), fixes);
}

bool hasAddressForm(const QString &text)
{
    static const QRegularExpression form(
        uR"(^(?:(?:https?|rediss?)://\S+|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+upstash\.(?:io|com)(?:[:/]\S*)?)$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(text).hasMatch();
}

QString decoded(const QString &percent)
{
    return QUrl::fromPercentEncoding(percent.toUtf8());
}

} // namespace

bool isUpstashHost(const QString &host)
{
    return host.endsWith(".upstash.io"_L1, Qt::CaseInsensitive);
}

bool isLoopbackHost(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    QString literal = host;
    if (literal.startsWith(u'[') && literal.endsWith(u']'))
        literal = literal.mid(1, literal.size() - 2);
    QHostAddress address;
    return address.setAddress(literal) && address.isLoopback();
}

bool isPlaceholder(const QString &value)
{
    static const QRegularExpression form(
        uR"(^(?:<.*>|\[[A-Za-z _-]+\]|\$.*|%\w+%|\{\{.*|process\.env\b.*|import\.meta\b.*|Deno\.env\b.*|Bun\.env\b.*|os\.environ\b.*|os\.getenv\b.*|env\.[A-Za-z_]+.*|your[-_ ].*|.*[-_]here|x{4,}|(?:url|token|UPSTASH_REDIS_REST_(?:URL|TOKEN))|\.{3}|\x{2026})$)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    return form.match(value).hasMatch();
}

bool looksLikeToken(const QString &word)
{
    if (word.size() < 20 || word.size() > longestToken)
        return false;
    bool letter = false;
    bool digit = false;
    for (const QChar c : word) {
        const ushort u = c.unicode();
        const bool isLetter = (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z');
        const bool isDigit = u >= '0' && u <= '9';
        if (!isLetter && !isDigit && !"+/=_.-"_L1.contains(c))
            return false;
        letter |= isLetter;
        digit |= isDigit;
    }
    // A path or a host name has these too.
    return letter && digit && !word.startsWith(u'/') && !word.startsWith(u'.') && !hasAddressForm(word);
}

CleanedToken cleanedToken(const QString &text)
{
    CleanedToken result;
    QString token = withoutFrame(text.left(longestToken * 2), result.fixes);
    static const QRegularExpression bearer(uR"(^(?:authorization\s*:\s*)?bearer[\s:]+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    // A name may stand before the scheme or behind it; each round makes the text shorter.
    for (QString before; before != token;) {
        before = token;
        token = withoutName(token, result.fixes);
        if (const auto match = bearer.match(token); match.hasMatch()) {
            note(result.fixes, TextFix::BearerRemoved);
            token = withoutFrame(token.mid(match.capturedLength()), result.fixes);
        }
    }
    const auto fail = [&](CleanedToken::Problem problem) {
        result.problem = problem;
        return result;
    };
    if (token.isEmpty())
        return fail(CleanedToken::Problem::Empty);
    if (hasAddressForm(token))
        return fail(CleanedToken::Problem::IsAddress);
    if (isPlaceholder(token))
        return fail(CleanedToken::Problem::Placeholder);
    static const QRegularExpression dots(uR"([\x{2022}\x{25CF}\x{00B7}\x{2026}]|\*{3}|\.{3})"_s);
    if (token.contains(dots))
        return fail(CleanedToken::Problem::Masked);

    // Only what is made of token characters but for line breaks and the spaces around them is one broken token.
    static const QRegularExpression breaks(uR"(\s*(?:\r|\n|\\n|\\\r?\n)\s*)"_s);
    if (QString joined = token; joined.remove(breaks) != token) {
        note(result.fixes, TextFix::LinesJoined);
        // What is still to be mended when joined were several lines, of an .env file say, and no broken token.
        CleanedToken whole = cleanedToken(joined);
        if (whole.problem == CleanedToken::Problem::None && !whole.fixes.isEmpty())
            return fail(CleanedToken::Problem::BadCharacters);
        whole.fixes = result.fixes;
        return whole;
    }
    if (const QByteArray bytes = token.toUtf8(); isTokenForm(bytes)) {
        result.token = Secret(bytes);
        return result;
    }
    for (const QChar c : std::as_const(token)) {
        const bool good = c.unicode() < 128 && (c.isLetterOrNumber() || "+/=_.-"_L1.contains(c));
        if (!good) {
            result.detail = c;
            break;
        }
    }
    return fail(CleanedToken::Problem::BadCharacters);
}

CleanedAddress cleanedAddress(const QString &text)
{
    CleanedAddress result;
    const auto fail = [&](CleanedAddress::Problem problem) {
        result.problem = problem;
        result.url.clear();
        result.fixes.clear(); // it is not right yet
        return result;
    };
    if (text.size() > longestAddress)
        return fail(looksLikeToken(text.trimmed()) ? CleanedAddress::Problem::IsToken
                                                   : CleanedAddress::Problem::Malformed);
    QString address = withoutFrame(text, result.fixes);
    address = withoutName(address, result.fixes);
    if (address.isEmpty())
        return fail(CleanedAddress::Problem::Empty);
    if (isPlaceholder(address))
        return fail(CleanedAddress::Problem::Placeholder);
    if (!address.contains("://"_L1) && looksLikeToken(address)) {
        static const QRegularExpression slug(uR"(^[a-z0-9]+(?:-[a-z0-9]+)+$)"_s);
        if (!slug.match(address).hasMatch())
            return fail(CleanedAddress::Problem::IsToken);
    }

    static const QRegularExpression scheme(uR"(^([a-z][a-z0-9+.-]*)://)"_s, QRegularExpression::CaseInsensitiveOption);
    const auto match = scheme.match(address);
    QString name = match.captured(1).toLower();
    QString rest = address.mid(match.capturedLength());
    if (name.isEmpty()) {
        static const QRegularExpression slug(uR"(^[a-z0-9]+(?:-[a-z0-9]+)+-\d{4,6}$)"_s);
        if (slug.match(rest).hasMatch()) {
            rest += u".upstash.io"_s;
            note(result.fixes, TextFix::SuffixAdded);
        }
    } else if (name == "redis"_L1 || name == "rediss"_L1) {
        result.fromTcp = true;
        note(result.fixes, TextFix::TcpTranslated);
        name = u"https"_s;
    } else if (name != "https"_L1 && name != "http"_L1) {
        return fail(CleanedAddress::Problem::Malformed);
    }

    // The authority is cut out by hand: what QUrl makes of a broken one must never become the host of a token.
    const qsizetype end = [&rest] {
        static const QRegularExpression stop(uR"([/?#\\])"_s);
        const qsizetype at = rest.indexOf(stop);
        return at < 0 ? rest.size() : at;
    }();
    QString authority = rest.left(end);
    const QString tail = rest.mid(end);
    if (!tail.isEmpty() && tail != "/"_L1) {
        if (const qsizetype query = tail.indexOf(u'?'); query >= 0) {
            const QUrlQuery items(tail.mid(query + 1));
            const QString token = items.queryItemValue(u"_token"_s, QUrl::FullyDecoded);
            if (const auto cleaned = cleanedToken(token); cleaned.problem == CleanedToken::Problem::None)
                result.token = cleaned.token;
        }
        note(result.fixes, TextFix::PathRemoved);
    }
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0) {
        const QString user = authority.left(at);
        authority = authority.mid(at + 1);
        if (const qsizetype colon = user.indexOf(u':'); colon >= 0) {
            const auto cleaned = cleanedToken(decoded(user.mid(colon + 1)));
            if (cleaned.problem == CleanedToken::Problem::None)
                result.token = cleaned.token;
        }
        // "https://db.upstash.io@other.example" is a trick or an accident; either way the host is not the first part.
        if (!result.fromTcp)
            note(result.fixes, TextFix::CredentialsRemoved);
    }
    static const QRegularExpression port(uR"(:(\d{1,5})$)"_s);
    if (const auto portMatch = port.match(authority); portMatch.hasMatch()) {
        const bool tcpPort = portMatch.captured(1) == "6379"_L1 || portMatch.captured(1) == "6380"_L1;
        if (result.fromTcp || (tcpPort && isUpstashHost(authority.left(portMatch.capturedStart())))) {
            authority.chop(portMatch.capturedLength());
            note(result.fixes, TextFix::TcpPortRemoved);
        }
    }
    if (name.isEmpty()) {
        static const QRegularExpression trailingPort(uR"(:\d+$)"_s);
        const QString host = QString(authority).remove(trailingPort);
        name = isLoopbackHost(host) ? u"http"_s : u"https"_s;
        note(result.fixes, TextFix::SchemeAdded);
    }
    if (result.fromTcp && isLoopbackHost(authority))
        name = u"http"_s;
    static const QRegularExpression consolePage(uR"(^(?:console|www)\.upstash\.com$|^upstash\.com$)"_s,
                                                QRegularExpression::CaseInsensitiveOption);
    if (consolePage.match(authority).hasMatch())
        return fail(CleanedAddress::Problem::ConsolePage);
    const QString clean = name + u"://"_s + authority;
    auto url = normalizedRestUrl(clean);
    if (!url && name == "http"_L1 && normalizedRestUrl(u"https://"_s + authority))
        return fail(CleanedAddress::Problem::InsecureScheme);
    if (!url)
        return fail(CleanedAddress::Problem::Malformed);
    result.url = *url;
    return result;
}

} // namespace stashdeck
