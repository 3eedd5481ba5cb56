// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/connectiontext.h"

#include "models/base/privatefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

enum class Field { Url, Token, ReadOnlyToken, TcpUrl, Name, HostName };
// How sure it is that a name means an Upstash Redis database.
enum class Trust { Certain, Snippet, Weak };

struct Item {
    Field field = Field::Url;
    Trust trust = Trust::Certain;
    QString group; // what belongs together: the words around the known name
    QString words; // those words alone, for the name and the environment
    QString variable;
    QString comment; // the comment line above
    QString value;
    qsizetype position = 0;
};

struct Scan {
    QList<Item> items;
    QList<std::pair<qsizetype, qsizetype>> taken; // ranges of assignments: free text is looked for outside
    int placeholders = 0;
    int otherProducts = 0;
};

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

void noteFixes(ConnectionCandidate &candidate, const QList<TextFix> &fixes)
{
    for (const TextFix fix : fixes) {
        if (!candidate.fixes.contains(fix))
            candidate.fixes.append(fix);
    }
}

// One candidate while it is put together.
struct Draft {
    ConnectionCandidate candidate;
    QString group;
    QString words;
    QString comment;
    QString givenName;
    Trust trust = Trust::Certain;
    QList<Field> fields;
    qsizetype firstPosition = 0;
    bool isTcp = false;
};

void take(Draft &draft, const Item &item)
{
    ConnectionCandidate &candidate = draft.candidate;
    draft.fields.append(item.field);
    if (draft.words.isEmpty())
        draft.words = item.words;
    if (draft.comment.isEmpty())
        draft.comment = item.comment;
    switch (item.field) {
    case Field::Url:
    case Field::TcpUrl:
    case Field::HostName: {
        const auto address = cleanedAddress(item.value);
        candidate.url = address.url;
        candidate.addressProblem = address.problem;
        draft.isTcp = address.fromTcp;
        if (candidate.variable.isEmpty() && item.trust != Trust::Snippet)
            candidate.variable = item.variable;
        noteFixes(candidate, address.fixes);
        if (!address.token.isEmpty() && candidate.token.isEmpty()) {
            candidate.token = address.token;
            candidate.tokenProblem = CleanedToken::Problem::None;
            candidate.tokenIsTcpPassword = address.fromTcp;
        }
        return;
    }
    case Field::Token:
    case Field::ReadOnlyToken: {
        const auto token = cleanedToken(item.value);
        noteFixes(candidate, token.fixes);
        if (item.field == Field::ReadOnlyToken) {
            candidate.readOnlyToken = token.token;
        } else {
            candidate.token = token.token;
            candidate.tokenProblem = token.problem;
            candidate.tokenIsTcpPassword = false;
        }
        return;
    }
    case Field::Name:
        draft.givenName = item.value.trimmed().left(100);
        return;
    }
}

QList<Draft> drafts(QList<Item> items)
{
    std::stable_sort(items.begin(), items.end(), [](const Item &a, const Item &b) { return a.position < b.position; });
    QList<Draft> result;
    QHash<QString, int> open; // the draft of a group that still takes fields
    for (const Item &item : std::as_const(items)) {
        const int at = open.value(item.group, -1);
        const bool starts = at < 0 || result.at(at).fields.contains(item.field);
        if (starts) {
            if (result.size() == ConnectionText::maxCandidates)
                break;
            Draft draft;
            draft.group = item.group;
            draft.trust = item.trust;
            draft.firstPosition = item.position;
            result.append(draft);
            open.insert(item.group, int(result.size()) - 1);
        }
        Draft &draft = result[open.value(item.group)];
        if (item.trust < draft.trust)
            draft.trust = item.trust;
        take(draft, item);
    }
    return result;
}

bool isWorthKeeping(const Draft &draft)
{
    const ConnectionCandidate &found = draft.candidate;
    const bool hasToken = !found.token.isEmpty() || !found.readOnlyToken.isEmpty();
    switch (draft.trust) {
    case Trust::Certain:
        return draft.fields != QList{Field::TcpUrl} || draft.isTcp;
    case Trust::Snippet:
        return !found.url.isEmpty() && (hasToken || isUpstashHost(found.url.host()));
    case Trust::Weak:
        // Somebody's CACHE_URL and CACHE_TOKEN: only if the address is Upstash's.
        return hasToken && isUpstashHost(found.url.host()) && !found.url.host().contains("-vector"_L1)
            && !found.url.host().contains("-search"_L1);
    }
    return false;
}

// An address alone and a token alone in one text belong together.
void joinHalves(QList<Draft> &list)
{
    QList<int> addresses;
    QList<int> tokens;
    for (int i = 0; i < list.size(); ++i) {
        const ConnectionCandidate &candidate = list.at(i).candidate;
        const bool hasToken = !candidate.token.isEmpty() || !candidate.readOnlyToken.isEmpty();
        if (!candidate.url.isEmpty() && (!hasToken || candidate.tokenIsTcpPassword))
            addresses.append(i);
        else if (candidate.url.isEmpty() && candidate.addressProblem == CleanedAddress::Problem::Empty && hasToken)
            tokens.append(i);
    }
    if (addresses.isEmpty() || addresses.size() != tokens.size())
        return;
    for (int k = 0; k < addresses.size(); ++k) {
        ConnectionCandidate &address = list[addresses.at(k)].candidate;
        const ConnectionCandidate &token = list.at(tokens.at(k)).candidate;
        if (!token.token.isEmpty()) {
            address.token = token.token;
            address.tokenProblem = token.tokenProblem;
            address.tokenIsTcpPassword = false;
        }
        address.readOnlyToken = token.readOnlyToken;
        noteFixes(address, token.fixes);
    }
    for (auto it = tokens.crbegin(); it != tokens.crend(); ++it)
        list.removeAt(*it);
}

// The same database under two names (KV_… beside UPSTASH_…, REDIS_URL beside the REST pair).
void mergeTwins(QList<Draft> &list)
{
    for (int i = 0; i < list.size(); ++i) {
        for (int k = int(list.size()) - 1; k > i; --k) {
            ConnectionCandidate &first = list[i].candidate;
            ConnectionCandidate &second = list[k].candidate;
            if (first.url.isEmpty() || first.url.host() != second.url.host() || first.url.port() != second.url.port())
                continue;
            const bool passwordOnly = first.tokenIsTcpPassword || second.tokenIsTcpPassword;
            const bool differ = !first.token.isEmpty() && !second.token.isEmpty() && !(first.token == second.token);
            if (differ && !passwordOnly)
                continue; // two tokens of one database are two candidates
            if (first.token.isEmpty() || (first.tokenIsTcpPassword && !second.token.isEmpty())) {
                first.token = second.token;
                first.tokenProblem = second.tokenProblem;
                first.tokenIsTcpPassword = second.tokenIsTcpPassword;
                if (!second.tokenIsTcpPassword)
                    first.fixes = second.fixes;
            }
            if (first.readOnlyToken.isEmpty())
                first.readOnlyToken = second.readOnlyToken;
            if (list.at(i).words.isEmpty())
                list[i].words = list.at(k).words;
            list.removeAt(k);
        }
    }
}

void nameCandidates(QList<Draft> &list, const QString &sourceName)
{
    QHash<QString, int> seen;
    for (Draft &draft : list) {
        ConnectionCandidate &candidate = draft.candidate;
        const QString words = QString(draft.words).toLower().replace(u' ', u'-');
        candidate.environment = environmentFromWords(draft.givenName);
        for (const QString &hint : {draft.words, draft.comment, sourceName}) {
            if (!candidate.environment)
                candidate.environment = environmentFromWords(hint);
        }
        const QString host = candidate.url.host();
        if (!candidate.environment && isLoopbackHost(host))
            candidate.environment = Environment::Development;
        if (!draft.givenName.isEmpty())
            candidate.name = draft.givenName;
        else if (!words.isEmpty())
            candidate.name = words;
        else if (!draft.comment.isEmpty())
            candidate.name = draft.comment;
        else if (isLoopbackHost(host))
            candidate.name = u"localhost:%1"_s.arg(candidate.url.port(80));
        else if (isUpstashHost(host))
            candidate.name = host.section(u'.', 0, 0);
        else
            candidate.name = host.isEmpty() ? u"database"_s : host;
        if (const int count = ++seen[candidate.name]; count > 1)
            candidate.name += u" %1"_s.arg(count);
    }
}

} // namespace

int ConnectionText::completeCount() const
{
    return int(std::count_if(candidates.cbegin(), candidates.cend(),
                             [](const ConnectionCandidate &candidate) { return candidate.isComplete(); }));
}

std::optional<Environment> environmentFromWords(const QString &words)
{
    struct Row {
        QLatin1StringView pattern;
        Environment environment;
    };
    static const std::array rows{
        Row{R"((?:^|[^a-z])(?:staging|stage|stg|test|testing|qa|uat|preprod|pre-prod|canary)(?:[^a-z]|$))"_L1,
            Environment::Staging},
        Row{R"((?:^|[^a-z])(?:prod|production|live|prd)(?:[^a-z]|$))"_L1, Environment::Production},
        Row{R"((?:^|[^a-z])(?:dev|devel|development|local|preview|localhost)(?:[^a-z]|$))"_L1,
            Environment::Development},
    };
    for (const Row &row : rows) {
        const QRegularExpression pattern(row.pattern, QRegularExpression::CaseInsensitiveOption);
        if (words.contains(pattern))
            return row.environment;
    }
    return std::nullopt;
}

ConnectionText connectionsInText(const QString &text, const QString &sourceName)
{
    ConnectionText result;
    if (text.size() > ConnectionText::maxBytes) {
        result.tooLarge = true;
        return result;
    }
    QString clean = text;
    clean.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n').replace(QChar(0x2028), u'\n').replace(QChar(0), u' ');

    Scan scan;
    scanAssignments(clean, scan);
    scanFreeText(clean, scan);
    result.placeholders = scan.placeholders;
    result.otherProducts = scan.otherProducts;

    QList<Draft> list = drafts(scan.items);
    list.removeIf([](const Draft &draft) { return !isWorthKeeping(draft); });
    joinHalves(list);
    mergeTwins(list);
    result.placeholders += int(list.removeIf([](const Draft &draft) {
        const ConnectionCandidate &candidate = draft.candidate;
        return candidate.url.isEmpty() && candidate.token.isEmpty() && candidate.readOnlyToken.isEmpty();
    }));
    nameCandidates(list, sourceName);
    for (const Draft &draft : std::as_const(list))
        result.candidates.append(draft.candidate);
    return result;
}

Result<ConnectionText> connectionsInFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.isSymLink()) {
        const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
        const QString target = info.canonicalFilePath();
        if (target.isEmpty() || !target.startsWith(folder + u'/')) {
            return failure(Error::Kind::Storage,
                           QCoreApplication::translate("ConnectionText", "%1 is a link that leads out of its folder")
                               .arg(info.fileName()));
        }
    }
    const auto content = readSmallFile(path, ConnectionText::maxBytes);
    if (!content)
        return tl::unexpected(content.error());
    QString text;
    if (content->startsWith("\xFF\xFE") || content->startsWith("\xFE\xFF"))
        text = QStringDecoder(QStringDecoder::Utf16).decode(*content); // PowerShell's > writes UTF-16
    else
        text = QString::fromUtf8(*content);
    return connectionsInText(text, info.fileName());
}

} // namespace stashdeck
