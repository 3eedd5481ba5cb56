// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/values/jsonpath.h"

#include <QStringList>

#include <algorithm>
#include <limits>

namespace stashdeck {

namespace {

/// One step of a path: which children of a place it goes on to.
struct Step {
    enum class Select { All, Names, Indexes, Slice };
    bool isDeep = false; ///< "..": of the place and of everything in it
    Select select = Select::All;
    QStringList names;
    std::vector<int> indexes; ///< of a slice: from, to, step
};

class Parser {
public:
    explicit Parser(QStringView path)
        : m_path(path)
    {
    }

    /// False when it is not a path; then isFilter() says whether it is one of the server's.
    bool parse(std::vector<Step> &steps)
    {
        if (peek() == u'$')
            ++m_at;
        else if (m_path.isEmpty())
            return false;
        bool isFirst = true;
        while (m_at < m_path.size()) {
            Step step;
            if (!parseStep(step, isFirst))
                return false;
            steps.push_back(std::move(step));
            isFirst = false;
        }
        return true;
    }
    [[nodiscard]] bool isFilter() const { return m_isFilter; }

private:
    [[nodiscard]] QChar peek() const { return m_at < m_path.size() ? m_path[m_at] : QChar(); }
    bool accept(QChar c)
    {
        if (peek() != c || m_at >= m_path.size())
            return false;
        ++m_at;
        return true;
    }
    void skipSpace()
    {
        while (peek() == u' ')
            ++m_at;
    }

    bool parseStep(Step &step, bool isFirst)
    {
        if (accept(u'.')) {
            step.isDeep = accept(u'.');
            if (step.isDeep && peek() == u'[')
                return parseBracket(step);
            return parseName(step);
        }
        if (peek() == u'[')
            return parseBracket(step);
        return isFirst && parseName(step); // "a.b" without "$."
    }

    bool parseName(Step &step)
    {
        if (accept(u'*'))
            return true;
        const qsizetype from = m_at;
        while (m_at < m_path.size() && peek() != u'.' && peek() != u'[' && peek() != u'*')
            ++m_at;
        if (m_at == from)
            return false;
        step.select = Step::Select::Names;
        step.names.append(m_path.sliced(from, m_at - from).toString());
        return true;
    }

    bool parseBracket(Step &step)
    {
        ++m_at;
        skipSpace();
        if (peek() == u'?' || peek() == u'(') {
            m_isFilter = true;
            return false;
        }
        if (accept(u'*')) {
            skipSpace();
            return accept(u']');
        }
        if (peek() == u'\'' || peek() == u'"') {
            step.select = Step::Select::Names;
            do {
                skipSpace();
                QString name;
                if (!parseQuoted(name))
                    return false;
                step.names.append(name);
                skipSpace();
            } while (accept(u','));
            return accept(u']');
        }
        return parseNumbers(step);
    }

    bool parseQuoted(QString &name)
    {
        const QChar quote = peek();
        if (quote != u'\'' && quote != u'"')
            return false;
        ++m_at;
        while (m_at < m_path.size() && peek() != quote) {
            if (peek() == u'\\' && m_at + 1 < m_path.size())
                ++m_at;
            name += m_path[m_at++];
        }
        return accept(quote);
    }

    bool parseNumber(std::optional<int> &number)
    {
        skipSpace();
        const qsizetype from = m_at;
        (void)accept(u'-');
        while (peek().isDigit())
            ++m_at;
        if (m_at == from)
            return true; // may be left out in a slice
        bool isFine = false;
        number = m_path.sliced(from, m_at - from).toInt(&isFine);
        skipSpace();
        return isFine;
    }

    bool parseNumbers(Step &step)
    {
        std::optional<int> first;
        if (!parseNumber(first))
            return false;
        if (peek() == u':') {
            std::optional<int> to;
            std::optional<int> by;
            ++m_at;
            if (!parseNumber(to) || (accept(u':') && !parseNumber(by)) || by.value_or(1) < 1)
                return false;
            step.select = Step::Select::Slice;
            step.indexes = {first.value_or(0), to.value_or(std::numeric_limits<int>::max()), by.value_or(1)};
            return accept(u']');
        }
        step.select = Step::Select::Indexes;
        while (first) {
            step.indexes.push_back(*first);
            first.reset();
            if (accept(u',') && !parseNumber(first))
                return false;
        }
        return !step.indexes.empty() && accept(u']');
    }

    QStringView m_path;
    qsizetype m_at = 0;
    bool m_isFilter = false;
};

void select(const JsonTree &tree, int node, const Step &step, std::vector<int> &found)
{
    if (!tree.isContainer(node))
        return;
    const int count = tree.childCount(node);
    const bool isArray = tree.type(node) == JsonTree::Type::Array;
    switch (step.select) {
    case Step::Select::All:
        for (int row = 0; row < count; ++row)
            found.push_back(tree.child(node, row));
        break;
    case Step::Select::Names:
        for (const QString &name : step.names) {
            const int member = isArray ? JsonTree::none : tree.member(node, name);
            if (member != JsonTree::none)
                found.push_back(member);
        }
        break;
    case Step::Select::Indexes:
        for (const int index : step.indexes) {
            const int row = index < 0 ? count + index : index;
            if (isArray && row >= 0 && row < count)
                found.push_back(tree.child(node, row));
        }
        break;
    case Step::Select::Slice: {
        const auto place = [count](int index) {
            return std::clamp(index < 0 ? count + index : index, 0, count);
        };
        for (qint64 row = place(step.indexes[0]); isArray && row < place(step.indexes[1]); row += step.indexes[2])
            found.push_back(tree.child(node, int(row)));
        break;
    }
    }
}

void sortOnce(std::vector<int> &nodes)
{
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

/// Nodes are numbered as they begin: what is in one follows it, up to the first whose parent lies before it.
void addAllIn(const JsonTree &tree, int node, std::vector<int> &found)
{
    found.push_back(node);
    for (int next = node + 1; next < tree.size() && tree.parent(next) >= node; ++next)
        found.push_back(next);
}

} // namespace

bool namesManyPlaces(const QString &path)
{
    std::vector<Step> steps;
    Parser parser(path);
    if (!parser.parse(steps))
        return parser.isFilter();
    return std::any_of(steps.cbegin(), steps.cend(), [](const Step &step) {
        return step.isDeep || step.select == Step::Select::All || step.select == Step::Select::Slice
            || step.names.size() > 1 || step.indexes.size() > 1;
    });
}

JsonMatches jsonMatches(const JsonTree &tree, const QString &path)
{
    JsonMatches matches;
    std::vector<Step> steps;
    Parser parser(path);
    if (!parser.parse(steps)) {
        matches.kind = parser.isFilter() ? JsonMatches::Kind::Filter : JsonMatches::Kind::NotAPath;
        return matches;
    }
    std::vector<int> places{0};
    for (const Step &step : steps) {
        std::vector<int> from;
        if (step.isDeep) {
            int last = -1; // what is in one place is in it once, also when a place around it was chosen
            for (const int place : places) {
                if (place <= last)
                    continue;
                addAllIn(tree, place, from);
                last = from.back();
            }
        } else {
            from = std::move(places);
        }
        std::vector<int> found;
        for (const int place : from)
            select(tree, place, step, found);
        sortOnce(found);
        places = std::move(found);
    }
    matches.nodes = std::move(places);
    return matches;
}

} // namespace stashdeck
