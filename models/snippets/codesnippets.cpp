// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of the official packages, @upstash/redis and upstash-redis.
#include "models/snippets/snippetcommands.h"
#include "models/snippets/snippetforms.h"
#include "models/snippets/snippettext.h"

#include <QSet>

namespace stashdeck::snippetForms {

namespace {

enum class Language { TypeScript, Python };

/// One call after the other, each behind "redis.": `hget("k", "f")`. Null when a word is no text or nothing fits.
class Calls {
public:
    Calls(const SnippetSubject &subject, Language language)
        : m_subject(subject)
        , m_language(language)
    {
    }

    [[nodiscard]] QByteArrayList toRead();
    [[nodiscard]] QByteArrayList toWrite();
    [[nodiscard]] Snippet::Issue issue() const { return m_issue; }

private:
    [[nodiscard]] bool isPython() const { return m_language == Language::Python; }
    QByteArray literal(const QByteArray &word)
    {
        const std::optional<QByteArray> text = textLiteral(word);
        if (!text)
            m_issue = Snippet::Issue::NotText;
        return text.value_or("\"\"");
    }
    QByteArray literals(const QList<QByteArray> &words)
    {
        QByteArrayList parts;
        for (const QByteArray &word : words)
            parts.append(literal(word));
        return parts.join(", ");
    }
    /// A score as the number it is.
    [[nodiscard]] QByteArray number(const QByteArray &score) const
    {
        if (score.contains("inf")) {
            if (isPython())
                return score.startsWith('-') ? "float(\"-inf\")" : "float(\"inf\")";
            return score.startsWith('-') ? "-Infinity" : "Infinity";
        }
        return score;
    }
    QByteArray objectOf(const QList<QByteArray> &pairs);
    QByteArray executed(const QList<QByteArray> &words) { return "execute([" + literals(words) + "])"; }

    const SnippetSubject &m_subject;
    Language m_language;
    Snippet::Issue m_issue = Snippet::Issue::None;
};

QByteArray Calls::objectOf(const QList<QByteArray> &pairs)
{
    QByteArrayList parts;
    QSet<QByteArray> names;
    for (qsizetype i = 0; i + 1 < pairs.size(); i += 2) {
        if (names.contains(pairs[i]))
            m_issue = Snippet::Issue::NotPossible; // an object has a name once
        names.insert(pairs[i]);
        QByteArray name = literal(pairs[i]);
        if (!isPython() && pairs[i] == "__proto__")
            name = '[' + name + ']'; // else it would be the object's prototype
        parts.append(name + ": " + literal(pairs[i + 1]));
    }
    return parts.size() > 3 ? "{\n  " + parts.join(",\n  ") + ",\n}" : "{ " + parts.join(", ") + " }";
}

QByteArrayList Calls::toRead()
{
    const QByteArray key = literal(m_subject.key);
    const QList<QByteArray> &words = m_subject.words;
    if (!m_subject.isElement) {
        switch (m_subject.kind) {
        case ValueKind::String:
            return {"get(" + key + ')'};
        case ValueKind::Hash:
            return {"hgetall(" + key + ')'};
        case ValueKind::List:
            return {"lrange(" + key + ", 0, -1)"};
        case ValueKind::Set:
            return {"smembers(" + key + ')'};
        case ValueKind::SortedSet:
            return {"zrange(" + key + (isPython() ? ", 0, -1, withscores=True)" : ", 0, -1, { withScores: true })")};
        case ValueKind::Stream:
            return {"xrange(" + key + ", \"-\", \"+\")"};
        case ValueKind::Json:
            return {"json.get(" + key + ')'};
        case ValueKind::None:
        case ValueKind::Unknown:
            return {"type(" + key + ')'};
        }
    }
    QList<QByteArray> names;
    for (qsizetype i = 0; i < words.size(); i += 2)
        names.append(words[i]);
    switch (m_subject.kind) {
    case ValueKind::Hash:
        return {(names.size() == 1 ? "hget(" : "hmget(") + key + ", " + literals(names) + ')'};
    case ValueKind::List:
        if (m_subject.place.isEmpty())
            return {"lrange(" + key + ", 0, -1)"};
        return {"lindex(" + key + ", " + m_subject.place + ')'};
    case ValueKind::Set:
        if (words.size() == 1)
            return {"sismember(" + key + ", " + literals(words) + ')'};
        return {"smismember(" + key + (isPython() ? ", " + literals(words) + ')' : ", [" + literals(words) + "])")};
    case ValueKind::SortedSet:
        if (names.size() == 1)
            return {"zscore(" + key + ", " + literals(names) + ')'};
        return {"zmscore(" + key + ", [" + literals(names) + "])"};
    case ValueKind::Stream: {
        QByteArrayList calls;
        for (const SnippetEntry &entry : entriesOf(words))
            calls.append("xrange(" + key + ", " + literal(entry.id) + ", " + literal(entry.id) + ')');
        return calls;
    }
    case ValueKind::Json:
        return {"json.get(" + key + ", " + literal(m_subject.place) + ')'};
    default:
        m_issue = Snippet::Issue::NotPossible;
        return {};
    }
}

QByteArrayList Calls::toWrite()
{
    const QByteArray key = literal(m_subject.key);
    const QList<QByteArray> &words = m_subject.words;
    const QByteArray moment = m_subject.expiresAt ? QByteArray::number(*m_subject.expiresAt) : QByteArray();
    QByteArrayList calls;
    switch (m_subject.kind) {
    case ValueKind::String: {
        const QByteArray expiry = moment.isEmpty() ? QByteArray()
            : isPython()                           ? ", pxat=" + moment
                                                   : ", { pxat: " + moment + " }";
        return {"set(" + key + ", " + literal(words.value(0)) + expiry + ')'};
    }
    case ValueKind::Hash:
        calls = {"hset(" + key + (isPython() ? ", values=" : ", ") + objectOf(words) + ')'};
        break;
    case ValueKind::List:
        if (m_subject.isElement && !m_subject.place.isEmpty() && words.size() == 1)
            return {"lset(" + key + ", " + m_subject.place + ", " + literal(words.first()) + ')'};
        calls = {"rpush(" + key + ", " + literals(words) + ')'};
        break;
    case ValueKind::Set:
        calls = {"sadd(" + key + ", " + literals(words) + ')'};
        break;
    case ValueKind::SortedSet: {
        QByteArrayList parts;
        for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
            parts.append(isPython() ? literal(words[i]) + ": " + number(words[i + 1])
                                    : "{ score: " + number(words[i + 1]) + ", member: " + literal(words[i]) + " }");
        }
        calls = {"zadd(" + key + ", " + (isPython() ? "{ " + parts.join(", ") + " }" : parts.join(", ")) + ')'};
        break;
    }
    case ValueKind::Stream:
        for (const SnippetEntry &entry : entriesOf(words)) {
            calls.append(isPython() ? executed(QList<QByteArray>{"XADD", m_subject.key, entry.id} + entry.fields)
                                    : "xadd(" + key + ", " + literal(entry.id) + ", " + objectOf(entry.fields) + ')');
        }
        break;
    case ValueKind::Json: {
        // As text, so that numbers of any size stay what they are.
        const QByteArray place = m_subject.isElement ? m_subject.place : QByteArray("$");
        calls = {isPython() ? executed({"JSON.SET", m_subject.key, place, words.value(0)})
                            : "json.set(" + key + ", " + literal(place) + ", " + literal(words.value(0)) + ')'};
        break;
    }
    case ValueKind::None:
    case ValueKind::Unknown:
        m_issue = Snippet::Issue::NotPossible;
        return {};
    }
    if (!moment.isEmpty() && !m_subject.isElement)
        calls.append("pexpireat(" + key + ", " + moment + ')');
    return calls;
}

Snippet written(const SnippetSubject &subject, SnippetAim aim, Language language)
{
    Calls calls(subject, language);
    const QByteArrayList all = aim == SnippetAim::Read ? calls.toRead() : calls.toWrite();
    if (calls.issue() != Snippet::Issue::None || all.isEmpty())
        return {{}, all.isEmpty() ? Snippet::Issue::NotPossible : calls.issue()};
    const bool isPython = language == Language::Python;
    const QByteArray end = isPython ? "\n" : ";\n";
    QByteArray text = isPython ? "from upstash_redis import Redis\n\nredis = Redis.from_env()\n\n"
                               : "import { Redis } from \"@upstash/redis\";\n\nconst redis = Redis.fromEnv();\n\n";
    const QByteArray await = isPython ? "" : "await ";
    if (all.size() == 1) {
        if (aim == SnippetAim::Read)
            text += isPython ? "value = " : "const value = ";
        text += await + "redis." + all.first() + end;
    } else {
        // All or nothing.
        text += (isPython ? "tx = redis.multi()" : "const tx = redis.multi()") + end;
        for (const QByteArray &call : all)
            text += "tx." + call + end;
        if (aim == SnippetAim::Read)
            text += isPython ? "values = " : "const values = ";
        text += await + "tx.exec" + "()" + end;
    }
    return {QString::fromUtf8(text), Snippet::Issue::None};
}

} // namespace

Snippet typeScript(const SnippetSubject &subject, SnippetAim aim)
{
    return written(subject, aim, Language::TypeScript);
}

Snippet python(const SnippetSubject &subject, SnippetAim aim)
{
    return written(subject, aim, Language::Python);
}

} // namespace stashdeck::snippetForms
