// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <concepts>

namespace stashdeck {

/// One Redis command as the words that go over the wire; words are bytes and stay bytes.
class Command {
public:
    Command() = default;
    explicit Command(QList<QByteArray> words)
        : m_words(std::move(words))
    {
    }
    /// Command::of("SET", key, value, "EX", 60)
    template <typename... Words> [[nodiscard]] static Command of(Words &&...words)
    {
        Command command;
        command.m_words.reserve(qsizetype(sizeof...(words)));
        (command.append(std::forward<Words>(words)), ...);
        return command;
    }
    Command &append(QByteArray word)
    {
        m_words.append(std::move(word));
        return *this;
    }
    Command &append(const char *word) { return append(QByteArray(word)); }
    Command &append(QByteArrayView word) { return append(word.toByteArray()); }
    Command &append(std::integral auto number) { return append(QByteArray::number(number)); }

    [[nodiscard]] const QList<QByteArray> &words() const { return m_words; }
    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty(); }
    /// The first word in upper case: "SET".
    [[nodiscard]] QByteArray name() const { return m_words.isEmpty() ? QByteArray() : m_words.first().toUpper(); }
    friend bool operator==(const Command &, const Command &) = default;

private:
    QList<QByteArray> m_words;
};

/// How a command behaves when it is not known whether it was applied (reliability-security.md §5.2).
enum class CommandClass {
    Read, ///< may be sent again
    IdempotentWrite, ///< SET, DEL, HSET…: never by itself; after a check a person may send it again
    NonIdempotentWrite, ///< INCR, LPUSH…, and every command the table does not know
    Conditional, ///< SETNX, SET … NX, RENAMENX, compare-and-set scripts: settled by reading
    Broad, ///< FLUSHDB, RENAME over a key, …
};
/// From the command's name and, where they matter, its options (SET … NX is Conditional, SORT … STORE a write).
[[nodiscard]] CommandClass classOf(const Command &command);
[[nodiscard]] inline bool isWrite(const Command &command)
{
    return classOf(command) != CommandClass::Read;
}

} // namespace stashdeck
