// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/connectiontext.h"

#include "models/base/privatefile.h"
#include "models/connections/connectiontextscan.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

namespace {

using namespace textscan;

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
    std::for_each(tokens.crbegin(), tokens.crend(), [&list](int token) { list.removeAt(token); });
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

    const Scan scan = scanned(clean);
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
