// SPDX-License-Identifier: GPL-3.0-or-later
// Java's object stream by its specification (java.io.ObjectStreamConstants). No class is known and none is loaded.
#include "models/base/bytetext.h"
#include "models/codecs/bytereader.h"
#include "models/codecs/treeformat.h"

#include <memory>

namespace stashdeck::tree {

namespace {

using Kind = CodecIssue::Kind;

enum Tag : uchar {
    TagNull = 0x70,
    TagReference,
    TagClassDescription,
    TagObject,
    TagString,
    TagArray,
    TagClass,
    TagBlock,
    TagEndBlock,
    TagReset,
    TagLongBlock,
    TagException,
    TagLongString,
    TagProxyClass,
    TagEnum,
};
enum Flag : uchar { FlagWrites = 1, FlagSerializable = 2, FlagExternal = 4, FlagBlocks = 8 };

constexpr quint32 firstHandle = 0x7E0000;
constexpr int superclasses = 64;

class Reader {
public:
    Reader(QByteArrayView bytes, CodecBudget &budget)
        : m_reader(bytes)
        , m_budget(budget)
    {
    }

    Decoded<Node> run()
    {
        (void)m_reader.take(4); // magic and version were looked at
        Node all = Node::container(Node::Kind::Array);
        while (!m_reader.atEnd()) {
            Node node = content(0);
            if (m_issue)
                return tl::unexpected(*m_issue);
            all.children.push_back(std::move(node));
        }
        if (all.children.empty())
            return codecIssue(Kind::Truncated, m_reader.offset());
        if (all.children.size() == 1) {
            Node only = std::move(all.children.front());
            return only;
        }
        return all;
    }

private:
    struct Field {
        char type = 0;
        QByteArray name;
    };
    struct Description {
        QByteArray name;
        uchar flags = 0;
        std::vector<Field> fields;
        std::shared_ptr<const Description> super;
    };
    using DescriptionPointer = std::shared_ptr<const Description>;
    /// What a handle stands for: the text of a string, a class, or only that it was there.
    struct Handle {
        DescriptionPointer description;
        Node shown;
    };

    Node fail(Kind kind)
    {
        if (!m_issue)
            m_issue = CodecIssue{m_budget.isStopped() ? Kind::Cancelled : kind, m_reader.offset()};
        return {};
    }
    bool good()
    {
        if (m_reader.failed())
            fail(Kind::Truncated);
        return !m_issue;
    }
    /// Java writes NUL and characters beyond the first plane its own way; what is not UTF-8 then stays bytes.
    static Node textOf(QByteArrayView bytes)
    {
        return isUtf8(bytes) ? Node::text(bytes.toByteArray()) : Node::binary(bytes.toByteArray());
    }
    QByteArray name() { return m_reader.take(m_reader.big<quint16>()).toByteArray(); }
    size_t newHandle(Node shown, DescriptionPointer description = {})
    {
        m_handles.push_back({std::move(description), std::move(shown)});
        return m_handles.size() - 1;
    }
    Node referenceTo(size_t handle) { return Node::marked("$ref", Node::unsignedInteger(handle)); }
    const Handle *reference()
    {
        const quint32 handle = m_reader.big<quint32>();
        if (handle < firstHandle || handle - firstHandle >= m_handles.size()) {
            fail(m_reader.failed() ? Kind::Truncated : Kind::Corrupt);
            return nullptr;
        }
        return &m_handles[handle - firstHandle];
    }

    Node content(int depth)
    {
        if (!m_budget.take())
            return fail(Kind::TooManyElements);
        if (depth > m_budget.limits().depth)
            return fail(Kind::TooDeep);
        const uchar tag = m_reader.byte();
        if (!good())
            return {};
        switch (tag) {
        case TagNull:
            return {};
        case TagReference: {
            const Handle *handle = reference();
            return handle ? handle->shown : Node();
        }
        case TagClassDescription:
        case TagProxyClass: {
            const DescriptionPointer found = newDescription(tag, depth);
            return found ? Node::marked("$class", textOf(found->name)) : Node();
        }
        case TagObject:
            return object(depth);
        case TagString:
        case TagLongString: {
            const quint64 length = tag == TagString ? m_reader.big<quint16>() : m_reader.big<quint64>();
            Node text = textOf(m_reader.take(length));
            const size_t handle = newHandle({});
            m_handles[handle].shown = text.bytes.size() <= 256 ? text : referenceTo(handle);
            return text;
        }
        case TagArray:
            return array(depth);
        case TagClass: {
            const DescriptionPointer found = description(depth);
            Node node = Node::marked("$class", textOf(found ? found->name : QByteArray()));
            newHandle(node);
            return node;
        }
        case TagBlock:
        case TagLongBlock: {
            const quint64 length = tag == TagBlock ? m_reader.byte() : m_reader.big<quint32>();
            return Node::binary(m_reader.take(length).toByteArray());
        }
        case TagReset:
            m_handles.clear();
            return Node::marked("$reset");
        case TagException:
            m_handles.clear();
            return Node::marked("$exception", content(depth + 1));
        case TagEnum: {
            const DescriptionPointer found = description(depth);
            const size_t handle = newHandle({});
            const Node constant = content(depth + 1);
            Node node = Node::marked("$enum", textOf(found ? found->name : QByteArray()), constant);
            m_handles[handle].shown = node;
            return node;
        }
        default:
            return fail(Kind::Corrupt);
        }
    }

    DescriptionPointer description(int depth)
    {
        const uchar tag = m_reader.byte();
        if (!good() || tag == TagNull)
            return {};
        if (tag == TagReference) {
            const Handle *handle = reference();
            if (handle && !handle->description)
                fail(Kind::Corrupt);
            return handle ? handle->description : DescriptionPointer();
        }
        if (tag == TagClassDescription || tag == TagProxyClass)
            return newDescription(tag, depth);
        fail(Kind::Corrupt);
        return {};
    }
    DescriptionPointer newDescription(uchar tag, int depth)
    {
        if (depth > m_budget.limits().depth) {
            fail(Kind::TooDeep);
            return {};
        }
        auto made = std::make_shared<Description>();
        if (tag == TagProxyClass) {
            newHandle({}, made);
            const quint32 count = m_reader.big<quint32>();
            if (count > 0xFFFF)
                fail(Kind::Corrupt);
            for (quint32 i = 0; i < count && good(); ++i)
                made->name += (i > 0 ? ", " : "") + name();
            made->flags = FlagSerializable;
        } else {
            made->name = name();
            (void)m_reader.big<quint64>(); // serialVersionUID
            newHandle(Node::marked("$class", textOf(made->name)), made);
            made->flags = m_reader.byte();
            const quint16 count = m_reader.big<quint16>();
            for (quint16 i = 0; i < count && good(); ++i) {
                Field field;
                field.type = char(m_reader.byte());
                field.name = name();
                if (field.type == 'L' || field.type == '[')
                    (void)content(depth + 1); // the field's class
                made->fields.push_back(std::move(field));
                if (!m_budget.take())
                    fail(Kind::TooManyElements);
            }
        }
        (void)annotations(depth);
        if (!good())
            return made;
        const DescriptionPointer super = description(depth + 1);
        // A class that is its own ancestor would own itself for ever.
        int ancestors = 0;
        for (const Description *one = super.get(); one; one = one->super.get()) {
            if (one == made.get() || ++ancestors > superclasses) {
                fail(Kind::Corrupt);
                return made;
            }
        }
        made->super = super;
        return made;
    }
    Node annotations(int depth)
    {
        Node list = Node::marked("$data");
        while (good()) {
            if (m_reader.peek() == TagEndBlock) {
                (void)m_reader.byte();
                break;
            }
            list.children.push_back(content(depth + 1));
        }
        return list;
    }

    Node primitive(char type, int depth)
    {
        switch (type) {
        case 'B':
            return Node::integer(m_reader.big<qint8>());
        case 'C':
            return Node::unsignedInteger(m_reader.big<quint16>());
        case 'D':
            return Node::floating(m_reader.big<double>());
        case 'F':
            return Node::floating(double(m_reader.big<float>()), 32);
        case 'I':
            return Node::integer(m_reader.big<qint32>());
        case 'J':
            return Node::integer(m_reader.big<qint64>());
        case 'S':
            return Node::integer(m_reader.big<qint16>());
        case 'Z':
            return Node::boolean(m_reader.byte() != 0);
        case 'L':
        case '[':
            return content(depth + 1);
        default:
            return fail(Kind::Corrupt);
        }
    }

    Node object(int depth)
    {
        const DescriptionPointer found = description(depth);
        if (!found) {
            fail(Kind::Corrupt);
            return {};
        }
        const size_t handle = newHandle({});
        m_handles[handle].shown = referenceTo(handle);
        // The data of the top class comes first.
        std::vector<const Description *> chain;
        for (const Description *one = found.get(); one; one = one->super.get()) {
            if (chain.size() >= superclasses)
                return fail(Kind::TooDeep);
            chain.push_back(one);
        }
        Node fields = Node::container(Node::Kind::Map);
        for (auto one = chain.rbegin(); one != chain.rend() && good(); ++one) {
            const Description &part = **one;
            if ((part.flags & FlagExternal) != 0) {
                // The first version of the protocol does not say where such data ends.
                if ((part.flags & FlagBlocks) == 0)
                    return fail(Kind::OtherFormat);
                fields.append(Node::text("$data"), annotations(depth));
                continue;
            }
            for (const Field &field : part.fields) {
                fields.append(textOf(field.name), primitive(field.type, depth));
                if (!good() || !m_budget.take())
                    return fail(Kind::TooManyElements);
            }
            if ((part.flags & FlagWrites) != 0) {
                Node data = annotations(depth);
                if (!data.children.empty())
                    fields.append(textOf("(" + part.name + ")"), std::move(data));
            }
        }
        return Node::marked("$object", textOf(found->name), std::move(fields));
    }

    Node array(int depth)
    {
        const DescriptionPointer found = description(depth);
        const size_t handle = newHandle({});
        m_handles[handle].shown = referenceTo(handle);
        const quint32 count = m_reader.big<quint32>();
        if (!good() || !found || found->name.size() < 2 || count > quint64(m_reader.left()))
            return fail(Kind::Corrupt);
        if (found->name == "[B")
            return Node::binary(m_reader.take(count).toByteArray());
        Node list = Node::container(Node::Kind::Array);
        for (quint32 i = 0; i < count && good(); ++i) {
            if (!m_budget.take())
                return fail(Kind::TooManyElements);
            list.children.push_back(primitive(found->name.at(1), depth));
        }
        return list;
    }

    ByteReader m_reader;
    CodecBudget &m_budget;
    std::vector<Handle> m_handles;
    std::optional<CodecIssue> m_issue;
};

} // namespace

Decoded<Node> readJava(QByteArrayView bytes, CodecBudget &budget)
{
    if (!bytes.startsWith(QByteArrayView("\xAC\xED\x00\x05", 4)))
        return codecIssue(Kind::OtherFormat);
    Reader reader(bytes, budget);
    return reader.run();
}

} // namespace stashdeck::tree
