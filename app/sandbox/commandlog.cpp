// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandlog.h"

#include "app/sandbox/commandtable.h"

#include <sys/stat.h>

#include <chrono>

namespace stashdeck::sandbox {
namespace {

constexpr size_t MaxArgument = 64;

void appendWord(std::string &line, std::string_view word)
{
    static constexpr char Hex[] = "0123456789ABCDEF";
    line += ' ';
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7f && c != '%') {
            line += c;
        } else {
            line += '%';
            line += Hex[byte >> 4];
            line += Hex[byte & 15];
        }
    }
}

} // namespace

bool CommandLog::open(const std::string &fileName)
{
    // Keys and values of a person's own: nobody else may read them.
    const mode_t before = umask(077);
    m_file.reset(std::fopen(fileName.c_str(), "ae"));
    umask(before);
    return m_file != nullptr;
}

void CommandLog::add(const ServedCommand &command)
{
    if (!m_file)
        return;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const std::lock_guard lock(m_mutex);
    m_line = std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
    appendWord(m_line, command.route);
    m_line += command.readOnlyToken ? " ro" : " rw";
    m_line += command.failed ? " error" : " ok";
    appendWord(m_line, std::to_string(command.billed));
    appendWord(m_line, command.arguments.empty() ? "-" : upperCase(command.arguments.front()));
    for (size_t i = 1; i < command.arguments.size(); ++i)
        appendWord(m_line, std::string_view(command.arguments[i]).substr(0, MaxArgument));
    m_line += '\n';
    std::fwrite(m_line.data(), 1, m_line.size(), m_file.get());
    std::fflush(m_file.get());
}

} // namespace stashdeck::sandbox
