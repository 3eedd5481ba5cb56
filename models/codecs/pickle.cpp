// SPDX-License-Identifier: GPL-3.0-or-later
// A pickle is a program for a stack machine that may call anything. This reads the program and writes down what it
// would build; it knows no classes, calls nothing, and shows a thing that is used twice as a reference.
#include "models/base/bytetext.h"
#include "models/codecs/bytereader.h"
#include "models/codecs/treeformat.h"

#include <unordered_map>

namespace stashdeck::tree {

namespace {

using Kind = CodecIssue::Kind;

class Machine {
public:
    Machine(QByteArrayView bytes, CodecBudget &budget)
        : m_reader(bytes)
        , m_budget(budget)
    {
    }

    Decoded<Node> run()
    {
        for (;;) {
            const qsizetype start = m_reader.offset();
            if (!m_budget.take())
                return m_budget.refusal(Kind::TooManyElements, start);
            if (m_reader.atEnd())
                return codecIssue(Kind::Truncated, start);
            const char code = char(m_reader.byte());
            if (code == '.')
                break;
            if (!step(code) || m_reader.failed())
                return codecIssue(m_tooDeep               ? Kind::TooDeep
                                      : m_reader.failed() ? Kind::Truncated
                                      : start == 0        ? Kind::OtherFormat
                                                          : Kind::Corrupt,
                                  start);
        }
        if (m_stack.size() != 1 || !m_marks.empty())
            return codecIssue(Kind::Corrupt, m_reader.offset());
        if (!m_reader.atEnd())
            return codecIssue(Kind::TrailingBytes, m_reader.offset());
        return std::move(m_stack.back().node);
    }

private:
    struct Item {
        Node node;
        int depth = 0;
    };
    using Items = std::vector<Item>;

    void push(Node node, int depth = 0) { m_stack.push_back({std::move(node), depth}); }
    [[nodiscard]] size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    bool pop(Item &item)
    {
        if (m_stack.size() <= floor())
            return false;
        item = std::move(m_stack.back());
        m_stack.pop_back();
        return true;
    }
    /// Everything above the last mark.
    bool popMark(Items &items)
    {
        if (m_marks.empty())
            return false;
        items.assign(std::make_move_iterator(m_stack.begin() + qsizetype(m_marks.back())),
                     std::make_move_iterator(m_stack.end()));
        m_stack.resize(m_marks.back());
        m_marks.pop_back();
        return true;
    }
    bool add(Item &container, Items &&items)
    {
        for (Item &item : items) {
            container.depth = std::max(container.depth, item.depth + 1);
            container.node.children.push_back(std::move(item.node));
        }
        m_tooDeep = m_tooDeep || container.depth > m_budget.limits().depth;
        return !m_tooDeep;
    }
    bool collect(Node container, Items &&items)
    {
        Item item{std::move(container), 0};
        const bool fits = add(item, std::move(items));
        m_stack.push_back(std::move(item));
        return fits;
    }
    /// The last `count` items become one.
    bool combine(Node container, int count)
    {
        if (m_stack.size() < floor() + size_t(count))
            return false;
        Items items(std::make_move_iterator(m_stack.end() - count), std::make_move_iterator(m_stack.end()));
        m_stack.resize(m_stack.size() - size_t(count));
        return collect(std::move(container), std::move(items));
    }
    bool extend(Items &&items)
    {
        if (m_stack.size() <= floor())
            return false;
        return add(m_stack.back(), std::move(items));
    }
    static Node textOf(QByteArrayView bytes)
    {
        return isUtf8(bytes) ? Node::text(bytes.toByteArray()) : Node::binary(bytes.toByteArray());
    }
    bool remember(quint64 index)
    {
        if (m_stack.size() <= floor())
            return false;
        const Node &top = m_stack.back().node;
        // Small and without parts: copied where it is used again. Everything else is referred to.
        const bool isSmall = top.children.empty() && top.bytes.size() <= 64 && top.kind != Node::Kind::Array
            && top.kind != Node::Kind::Map && top.kind != Node::Kind::Marked;
        const bool isName = top.kind == Node::Kind::Marked && top.bytes == "$global";
        m_memo.insert_or_assign(index, isSmall || isName ? top : Node::marked("$memo", Node::unsignedInteger(index)));
        return true;
    }
    bool recall(quint64 index)
    {
        const auto found = m_memo.find(index);
        if (found == m_memo.end())
            return false;
        push(found->second);
        return true;
    }
    static std::optional<quint64> number(QByteArrayView word)
    {
        bool isNumber = false;
        const quint64 value = word.toByteArray().toULongLong(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }
    /// Little-endian two's complement of any length.
    void pushLong(QByteArrayView raw)
    {
        if (raw.size() > 8) {
            push(Node::marked("$long", Node::text(raw.toByteArray().toHex())));
            return;
        }
        quint64 value = !raw.isEmpty() && (uchar(raw.back()) & 0x80) ? ~quint64(0) : 0;
        for (qsizetype i = raw.size() - 1; i >= 0; --i)
            value = (value << 8) | uchar(raw[i]);
        push(Node::integer(qint64(value)));
    }
    bool pushDecimal(QByteArrayView word)
    {
        if (word == "00" || word == "01") {
            push(Node::boolean(word == "01"));
            return true;
        }
        bool isNumber = false;
        const QByteArray digits = word.endsWith('L') ? word.chopped(1).toByteArray() : word.toByteArray();
        const qint64 value = digits.toLongLong(&isNumber);
        if (isNumber)
            push(Node::integer(value));
        else if (!digits.isEmpty() && isUtf8(digits))
            push(Node::marked("$long", Node::text(digits)));
        else
            return false;
        return true;
    }
    bool global(QByteArrayView module, QByteArrayView name)
    {
        push(Node::marked("$global", textOf(module.toByteArray() + '.' + name.toByteArray())));
        return true;
    }

    bool step(char code)
    {
        switch (code) {
        case '\x80': // protocol
            return m_reader.byte() <= 5;
        case '\x95': // frame
            (void)m_reader.little<quint64>();
            return true;
        case '(':
            m_marks.push_back(m_stack.size());
            return true;
        case '0': {
            Item item;
            return pop(item);
        }
        case '1': {
            Items items;
            return popMark(items);
        }
        case '2':
            // A copy of the top. Only small things are copied, so that the stack cannot be doubled again and again.
            if (m_stack.size() <= floor() || !m_stack.back().node.children.empty())
                return false;
            push(Node(m_stack.back().node));
            return true;
        default:
            return scalar(code) || memo(code) || container(code) || object(code);
        }
    }

    bool scalar(char code)
    {
        switch (code) {
        case 'N':
            push({});
            return true;
        case '\x88':
        case '\x89':
            push(Node::boolean(code == '\x88'));
            return true;
        case 'I':
        case 'L':
            return pushDecimal(m_reader.until('\n'));
        case 'J':
            push(Node::integer(m_reader.little<qint32>()));
            return true;
        case 'K':
            push(Node::unsignedInteger(m_reader.byte()));
            return true;
        case 'M':
            push(Node::unsignedInteger(m_reader.little<quint16>()));
            return true;
        case '\x8a':
            pushLong(m_reader.take(m_reader.byte()));
            return true;
        case '\x8b':
            pushLong(m_reader.take(m_reader.little<quint32>()));
            return true;
        case 'F': {
            bool isNumber = false;
            push(Node::floating(m_reader.until('\n').toByteArray().toDouble(&isNumber)));
            return isNumber;
        }
        case 'G':
            push(Node::floating(m_reader.big<double>()));
            return true;
        case 'S': {
            const QByteArrayView line = m_reader.until('\n');
            push(textOf(line.size() >= 2 ? line.sliced(1, line.size() - 2) : line));
            return line.size() >= 2;
        }
        case 'V':
            push(textOf(m_reader.until('\n')));
            return true;
        case 'T':
            push(textOf(m_reader.take(m_reader.little<quint32>())));
            return true;
        case 'U':
        case '\x8c':
            push(textOf(m_reader.take(m_reader.byte())));
            return true;
        case 'X':
            push(textOf(m_reader.take(m_reader.little<quint32>())));
            return true;
        case '\x8d':
            push(textOf(m_reader.take(m_reader.little<quint64>())));
            return true;
        case 'B':
            push(Node::binary(m_reader.take(m_reader.little<quint32>()).toByteArray()));
            return true;
        case 'C':
            push(Node::binary(m_reader.take(m_reader.byte()).toByteArray()));
            return true;
        case '\x8e':
        case '\x96':
            push(Node::binary(m_reader.take(m_reader.little<quint64>()).toByteArray()));
            return true;
        default:
            return false;
        }
    }

    bool memo(char code)
    {
        switch (code) {
        case 'p': {
            const auto index = number(m_reader.until('\n'));
            return index && remember(*index);
        }
        case 'q':
            return remember(m_reader.byte());
        case 'r':
            return remember(m_reader.little<quint32>());
        case '\x94':
            return remember(m_memo.size());
        case 'g': {
            const auto index = number(m_reader.until('\n'));
            return index && recall(*index);
        }
        case 'h':
            return recall(m_reader.byte());
        case 'j':
            return recall(m_reader.little<quint32>());
        default:
            return false;
        }
    }

    bool container(char code)
    {
        Items items;
        switch (code) {
        case ']':
            push(Node::container(Node::Kind::Array));
            return true;
        case '}':
            push(Node::container(Node::Kind::Map));
            return true;
        case ')':
            push(Node::marked("$tuple"));
            return true;
        case '\x8f':
            push(Node::marked("$set"));
            return true;
        case 'l':
            return popMark(items) && collect(Node::container(Node::Kind::Array), std::move(items));
        case 'd':
            return popMark(items) && items.size() % 2 == 0
                && collect(Node::container(Node::Kind::Map), std::move(items));
        case 't':
            return popMark(items) && collect(Node::marked("$tuple"), std::move(items));
        case '\x91':
            return popMark(items) && collect(Node::marked("$frozenset"), std::move(items));
        case '\x85':
            return combine(Node::marked("$tuple"), 1);
        case '\x86':
            return combine(Node::marked("$tuple"), 2);
        case '\x87':
            return combine(Node::marked("$tuple"), 3);
        case 'a':
            items.resize(1);
            return pop(items[0]) && extend(std::move(items));
        case 'e':
        case '\x90':
            return popMark(items) && extend(std::move(items));
        case 's':
            items.resize(2);
            return pop(items[1]) && pop(items[0]) && setItems(std::move(items));
        case 'u':
            return popMark(items) && items.size() % 2 == 0 && setItems(std::move(items));
        default:
            return false;
        }
    }
    /// Entries of a map, or of an object that behaves like one.
    bool setItems(Items &&items)
    {
        if (m_stack.size() <= floor())
            return false;
        if (m_stack.back().node.kind == Node::Kind::Map)
            return extend(std::move(items));
        Item map{Node::container(Node::Kind::Map), 0};
        if (!add(map, std::move(items)))
            return false;
        m_stack.push_back(std::move(map));
        return combine(Node::marked("$items"), 2);
    }

    bool object(char code)
    {
        Items items;
        switch (code) {
        case 'c': {
            const QByteArrayView module = m_reader.until('\n');
            return global(module, m_reader.until('\n'));
        }
        case '\x93': {
            items.resize(2);
            if (!pop(items[1]) || !pop(items[0]))
                return false;
            return global(items[0].node.bytes, items[1].node.bytes);
        }
        case 'R':
            return combine(Node::marked("$call"), 2);
        case '\x81':
            return combine(Node::marked("$new"), 2);
        case '\x92':
            return combine(Node::marked("$new"), 3);
        case 'b':
            return combine(Node::marked("$build"), 2);
        case 'o':
            return popMark(items) && collect(Node::marked("$new"), std::move(items));
        case 'i': {
            const QByteArrayView module = m_reader.until('\n');
            const QByteArrayView name = m_reader.until('\n');
            if (!popMark(items))
                return false;
            (void)global(module, name);
            items.insert(items.begin(), std::move(m_stack.back()));
            m_stack.pop_back();
            return collect(Node::marked("$new"), std::move(items));
        }
        case 'P':
            push(Node::marked("$persistent", textOf(m_reader.until('\n'))));
            return true;
        case 'Q':
            return combine(Node::marked("$persistent"), 1);
        case '\x82':
            push(Node::marked("$extension", Node::unsignedInteger(m_reader.byte())));
            return true;
        case '\x83':
            push(Node::marked("$extension", Node::unsignedInteger(m_reader.little<quint16>())));
            return true;
        case '\x84':
            push(Node::marked("$extension", Node::unsignedInteger(m_reader.little<quint32>())));
            return true;
        case '\x97':
            push(Node::marked("$buffer"));
            return true;
        case '\x98':
            return m_stack.size() > floor();
        default:
            return false;
        }
    }

    ByteReader m_reader;
    CodecBudget &m_budget;
    Items m_stack;
    std::vector<size_t> m_marks;
    std::unordered_map<quint64, Node> m_memo;
    bool m_tooDeep = false;
};

} // namespace

Decoded<Node> readPickle(QByteArrayView bytes, CodecBudget &budget)
{
    if (bytes.size() < 2 || !bytes.endsWith('.'))
        return codecIssue(bytes.startsWith('\x80') ? Kind::Truncated : Kind::OtherFormat);
    Machine machine(bytes, budget);
    return machine.run();
}

} // namespace stashdeck::tree
