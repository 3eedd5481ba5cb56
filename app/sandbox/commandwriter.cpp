// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandwriter.h"

namespace stashdeck::sandbox {
namespace {

constexpr size_t CommandsInFlight = 5000;

} // namespace

void CommandWriter::add(const Arguments &command)
{
    appendArrayHead(m_buffer, command.size());
    for (const std::string &argument : command)
        appendBulk(m_buffer, argument);
    if (++m_waiting == CommandsInFlight)
        finish();
}

void CommandWriter::setText(const std::string &key, const std::string &value, std::chrono::seconds life)
{
    if (life.count() > 0)
        add({"SET", key, value, "EX", std::to_string(life.count())});
    else
        add({"SET", key, value});
}

void CommandWriter::expire(const std::string &key, std::chrono::seconds life)
{
    add({"EXPIRE", key, std::to_string(life.count())});
}

void CommandWriter::finish()
{
    m_connection.appendRaw(m_buffer);
    m_buffer.clear();
    for (; m_waiting > 0; --m_waiting) {
        const ReplyPtr reply = m_connection.read();
        if (reply->type == REDIS_REPLY_ERROR && m_error.empty())
            m_error = text(*reply);
        if (m_connection.broken())
            m_waiting = 1;
    }
}

} // namespace stashdeck::sandbox
