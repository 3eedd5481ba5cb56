// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/connectiontextscan.h"

#include "models/connections/credentialtext.h"

#include <QRegularExpression>
#include <QUrl>

#include <optional>

namespace stashdeck::textscan {

using namespace Qt::Literals::StringLiterals;

namespace {

QString unescaped(const QString &quoted)
{
    QString text;
    text.reserve(quoted.size());
    for (qsizetype i = 0; i < quoted.size(); ++i) {
        if (quoted.at(i) != u'\\' || i + 1 == quoted.size()) {
            text += quoted.at(i);
            continue;
        }
        const QChar next = quoted.at(++i);
        if (next == u'n') {
            text += u'\n';
        } else if (next == u'r') {
            text += u'\r';
        } else if (next == u't') {
            text += u'\t';
        } else if (next == u'u' && i + 4 < quoted.size()) {
            bool ok = false;
            const ushort code = quoted.mid(i + 1, 4).toUShort(&ok, 16);
            text += ok ? QChar(code) : u'u';
            i += ok ? 4 : 0;
        } else {
            text += next;
        }
    }
    return text;
}

QString separated(QString name)
{
    // restUrl, readOnlyToken → REST_URL, READ_ONLY_TOKEN
    static const QRegularExpression hump(uR"(([a-z0-9])([A-Z]))"_s);
    if (name.toUpper() != name)
        name.replace(hump, u"\\1_\\2"_s);
    return name.toUpper().replace(u'-', u'_').replace(u'.', u'_');
}

QStringList wordsOf(const QString &name)
{
    return name.split(u'_', Qt::SkipEmptyParts);
}

// The words that say whose database it is: without Upstash's own and those of web frameworks.
QString owner(QStringList words)
{
    static const QStringList known{u"UPSTASH"_s, u"REDIS"_s, u"KV"_s,  u"REST"_s, u"API"_s,
                                   u"VITE"_s,    u"NUXT"_s,  u"URL"_s, u"TOKEN"_s};
    static const QStringList pairs{u"NEXT PUBLIC"_s, u"REACT APP"_s, u"EXPO PUBLIC"_s, u"PUBLIC"_s, u"GATSBY"_s};
    words.removeIf([](const QString &word) { return known.contains(word); });
    QString joined = words.join(u' ');
    for (const QString &prefix : pairs) {
        if (joined == prefix)
            joined.clear();
        else if (joined.startsWith(prefix + u' '))
            joined.remove(0, prefix.size() + 1);
    }
    return joined;
}

// What a name means; nothing for a name of somebody else.
std::optional<Item> itemFor(const QString &rawName, Scan &scan)
{
    const QString name = separated(rawName);
    static const QRegularExpression otherProduct(
        uR"((?:^|_)(?:VECTOR|SEARCH|QSTASH|KAFKA|WORKFLOW|BLOB|BOX)(?:_|$))"_s);
    if (name.contains(otherProduct)) {
        if (name.contains("UPSTASH"_L1) || name.contains("QSTASH"_L1))
            ++scan.otherProducts;
        return std::nullopt;
    }
    Item item;
    item.variable = rawName;

    // The account API's JSON.
    static const QRegularExpression readOnlyRest(uR"(^READ_?ONLY_REST_TOKEN$)"_s);
    if (readOnlyRest.match(name).hasMatch()) {
        item.field = Field::ReadOnlyToken;
        item.group = u"|redis"_s;
        return item;
    }

    static const QRegularExpression rest(
        uR"(^(.*?)REST(?:_API)?_(READ_?ONLY_TOKEN|READ_?ONLY_API_TOKEN|URL|TOKEN)(?:_(.*))?$)"_s);
    if (const auto match = rest.match(name); match.hasMatch()) {
        const QString kind = match.captured(2);
        item.field = kind == "URL"_L1 ? Field::Url : kind == "TOKEN"_L1 ? Field::Token : Field::ReadOnlyToken;
        item.words = owner(wordsOf(match.captured(1) + u'_' + match.captured(3)));
        const QStringList words = wordsOf(name);
        const QString family = words.contains("KV"_L1) ? u"kv"_s : u"redis"_s;
        item.group = item.words + u'|' + family;
        return item;
    }
    if (name == "DATABASE_NAME"_L1) {
        item.field = Field::Name;
        item.trust = Trust::Weak;
        item.group = u"|redis"_s;
        return item;
    }
    if (name == "ENDPOINT"_L1) {
        item.field = Field::HostName;
        item.trust = Trust::Weak;
        item.group = u"|redis"_s;
        return item;
    }
    static const QRegularExpression tcp(uR"(^(.*?)(?:REDIS|KV)(?:_TLS)?_(?:URL|URI)(?:_(.*))?$)"_s);
    if (const auto match = tcp.match(name); match.hasMatch()) {
        item.field = Field::TcpUrl;
        item.words = owner(wordsOf(match.captured(1) + u'_' + match.captured(2)));
        item.group = item.words + u"|tcp"_s;
        return item;
    }
    // url and token of a code sample, or MY_CACHE_URL with MY_CACHE_TOKEN beside it.
    static const QRegularExpression pair(uR"(^(?:(.+)_)?(URL|TOKEN|READ_?ONLY_TOKEN)$)"_s);
    if (const auto match = pair.match(name); match.hasMatch()) {
        const QString kind = match.captured(2);
        item.field = kind == "URL"_L1 ? Field::Url : kind == "TOKEN"_L1 ? Field::Token : Field::ReadOnlyToken;
        item.words = owner(wordsOf(match.captured(1)));
        item.trust = match.captured(1).isEmpty() ? Trust::Snippet : Trust::Weak;
        item.group = item.words + u"|pair"_s;
        return item;
    }
    return std::nullopt;
}

QString commentAbove(const QString &text, qsizetype position)
{
    const qsizetype lineStart = text.lastIndexOf(u'\n', qMax<qsizetype>(0, position - 1)) + 1;
    if (lineStart < 2)
        return {};
    const qsizetype above = text.lastIndexOf(u'\n', lineStart - 2) + 1;
    QString line = text.mid(above, lineStart - 1 - above).trimmed();
    static const QRegularExpression sign(uR"(^(?:#+|//+|;+)\s*)"_s);
    const auto match = sign.match(line);
    if (!match.hasMatch())
        return {};
    line.remove(0, match.capturedLength());
    static const QRegularExpression frame(uR"(^[-=*#\s]+|[-=*#:\s]+$)"_s);
    line.remove(frame);
    return line.size() <= 40 && !line.contains(u'=') && !line.contains("://"_L1) ? line : QString();
}

void scanAssignments(const QString &text, Scan &scan)
{
    // NAME=value, export NAME="value", "name": "value", name: 'value'. A value that runs into the next line is none.
    static const QRegularExpression assignment(
        uR"re((?<![\w.-])(["']?)([A-Za-z_][\w.-]{0,127})\1[ \t]*(?:=|:(?!//))[ \t]*(?:"((?:[^"\\\r\n]|\\.)*)"|'([^'\r\n]*)'|`([^`\r\n]*)`|([^\s"'`,;{}()\[\]#][^\s"'`,;{}()]*)))re"_s);
    auto matches = assignment.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString name = match.captured(2);
        // "-H 'Authorization: Bearer x'", "_token=x" in a URL and the user of an address are not variables.
        const QString lower = name.toLower();
        if (lower == "authorization"_L1 || lower == "bearer"_L1 || lower == "_token"_L1 || lower == "default"_L1
            || lower == "default_ro"_L1 || lower == "http"_L1 || lower == "https"_L1)
            continue;
        const qsizetype lineStart = text.lastIndexOf(u'\n', match.capturedStart()) + 1;
        const QString before = text.mid(lineStart, match.capturedStart() - lineStart).trimmed();
        scan.taken.append({match.capturedStart(), match.capturedEnd()});
        if (before.startsWith(u'#') || before.startsWith("//"_L1))
            continue; // commented out
        auto item = itemFor(name, scan);
        if (!item)
            continue;
        item->position = match.capturedStart();
        item->value = match.capturedStart(3) >= 0 ? unescaped(match.captured(3))
            : match.capturedStart(4) >= 0         ? match.captured(4)
            : match.capturedStart(5) >= 0         ? match.captured(5)
                                                  : match.captured(6);
        if (isPlaceholder(item->value.trimmed()) || item->value.trimmed().endsWith(u'!')) {
            if (item->trust == Trust::Certain || item->trust == Trust::Snippet)
                ++scan.placeholders;
            continue;
        }
        if (item->value.trimmed().isEmpty())
            continue;
        item->comment = commentAbove(text, item->position);
        scan.items.append(*item);
    }
}

bool isTaken(const Scan &scan, qsizetype position)
{
    return std::any_of(scan.taken.cbegin(), scan.taken.cend(),
                       [position](const auto &range) { return position >= range.first && position < range.second; });
}

// Addresses and tokens that stand in the text without a name: a pasted pair, curl, redis-cli.
void scanFreeText(const QString &text, Scan &scan)
{
    const auto has = [&scan](Field field) {
        return std::any_of(scan.items.cbegin(), scan.items.cend(),
                           [field](const Item &item) { return item.trust == Trust::Certain && item.field == field; });
    };
    const bool wantsUrl = !has(Field::Url) && !has(Field::TcpUrl);
    const bool wantsToken = !has(Field::Token) && !has(Field::ReadOnlyToken);
    const auto add = [&scan](Field field, const QString &value, qsizetype position) {
        scan.items.append({field, Trust::Certain, u"|free"_s, {}, {}, {}, value, position});
        scan.taken.append({position, position + value.size()});
    };

    static const QRegularExpression cliHost(uR"(redis-cli\b[^\r\n]*?\s-h\s+["']?([A-Za-z0-9.-]+)["']?)"_s);
    static const QRegularExpression cliPassword(uR"(redis-cli\b[^\r\n]*?\s(?:-a|--pass)\s+["']?([^\s"']+)["']?)"_s);
    if (const auto host = cliHost.match(text); wantsUrl && host.hasMatch()) {
        const auto password = cliPassword.match(text);
        const bool known = password.hasMatch() && !isPlaceholder(password.captured(1));
        const QString address = known
            ? u"rediss://default:%1@%2:6379"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(password.captured(1))),
                                                   host.captured(1))
            : u"rediss://%1:6379"_s.arg(host.captured(1));
        add(Field::TcpUrl, address, host.capturedStart());
        if (password.hasMatch())
            scan.taken.append({password.capturedStart(1), password.capturedEnd(1)});
    }

    static const QRegularExpression address(
        uR"((?:https?|rediss?)://[^\s"'`<>,;(){}\\|]+|(?<![\w./@-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.upstash\.io(?::\d+)?)"_s,
        QRegularExpression::CaseInsensitiveOption);
    auto addresses = address.globalMatch(text);
    while (addresses.hasNext()) {
        const auto match = addresses.next();
        const bool known = isTaken(scan, match.capturedStart());
        scan.taken.append({match.capturedStart(), match.capturedEnd()});
        if (known || !wantsUrl || isPlaceholder(match.captured()))
            continue;
        const bool tcp = match.captured().startsWith("redis"_L1, Qt::CaseInsensitive);
        add(tcp ? Field::TcpUrl : Field::Url, match.captured(), match.capturedStart());
    }
    if (!wantsToken)
        return;

    static const QRegularExpression bearer(uR"(\bbearer\s+["']?([^\s"'`\\,;]+))"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    bool found = false;
    auto bearers = bearer.globalMatch(text);
    while (bearers.hasNext()) {
        const auto match = bearers.next();
        if (isPlaceholder(match.captured(1))) {
            ++scan.placeholders;
            continue;
        }
        if (!looksLikeToken(match.captured(1)) && match.captured(1).size() < 8)
            continue;
        add(Field::Token, match.captured(1), match.capturedStart(1));
        found = true;
    }
    if (found)
        return;

    static const QRegularExpression word(uR"([A-Za-z0-9+/=_.-]{20,})"_s);
    auto words = word.globalMatch(text);
    while (words.hasNext()) {
        const auto match = words.next();
        QString value = match.captured();
        while (value.endsWith(u'.'))
            value.chop(1); // the end of a sentence
        if (isTaken(scan, match.capturedStart()) || !looksLikeToken(value))
            continue;
        const qsizetype lineStart = text.lastIndexOf(u'\n', match.capturedStart()) + 1;
        const qsizetype lineAbove = lineStart < 2 ? 0 : text.lastIndexOf(u'\n', lineStart - 2) + 1;
        static const QRegularExpression readOnly(uR"(read[\s_-]*only)"_s, QRegularExpression::CaseInsensitiveOption);
        const bool isReadOnly = text.mid(lineAbove, match.capturedStart() - lineAbove).contains(readOnly);
        add(isReadOnly ? Field::ReadOnlyToken : Field::Token, value, match.capturedStart());
    }
}

} // namespace

Scan scanned(const QString &text)
{
    Scan scan;
    scanAssignments(text, scan);
    scanFreeText(text, scan);
    return scan;
}

} // namespace stashdeck::textscan
