// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/sandboxprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace stashdeck {

/// A REST server with JSON commands, on top of a real redis-server without them: a document is a string there, and a
/// few lines of Lua in front of each script read and write it by path, in the same atomic step. So our own script runs
/// as it is, in the real interpreter. As some servers do, setting the root drops the key's expiry. Lives on the test's
/// thread.
class JsonServer final : public QTcpServer {
public:
    explicit JsonServer(const SandboxProcess *database)
        : m_database(database)
    {
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    bool hasScripts = true;
    bool hasJson = true;
    bool losesNextAnswer = false; ///< of a request with a script
    int requests = 0; ///< without those that only ask how strings are encoded
    int commands = 0;
    std::function<void()> before; ///< runs before each request is carried out
    std::function<void()> after; ///< and after, before the answer leaves

    /// As a second client would, at once.
    QVariant run(const QByteArrayList &command) const
    {
        const QByteArray word = command.first().toUpper();
        const bool isScript = word == "EVAL";
        if (!isScript && word != "TYPE" && !word.startsWith("JSON."))
            return m_database->redis(command);
        if (isScript && !hasScripts)
            return QByteArray("-ERR Command is not available: 'EVAL'.");
        if (word.startsWith("JSON.") && !hasJson)
            return QByteArray("-ERR Command is not available: '" + word + "'.");
        QByteArrayList script{"EVAL", shim()};
        if (isScript) {
            script.last() += command.at(1);
            script += command.sliced(2);
        } else {
            script.last() += "return redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2))";
            script += {"1", command.at(1), word};
            script += command.sliced(2);
        }
        return m_database->redis(script);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        auto buffer = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] {
            *buffer += socket->readAll();
            const qsizetype head = buffer->indexOf("\r\n\r\n");
            if (head < 0)
                return;
            const qsizetype mark = buffer->toLower().indexOf("content-length:");
            const qsizetype length
                = buffer->mid(mark + 15, buffer->indexOf('\r', mark) - mark - 15).trimmed().toLongLong();
            if (buffer->size() < head + 4 + length)
                return;
            const QByteArray route = buffer->split(' ').value(1);
            const QByteArray body = buffer->mid(head + 4, length);
            buffer->clear();
            answer(socket, route, body);
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

private:
    static QByteArrayList words(const QJsonArray &array)
    {
        QByteArrayList words;
        for (const QJsonValue &value : array)
            words.append(value.isString() ? value.toString().toUtf8() : value.toVariant().toByteArray());
        return words;
    }
    static QByteArray encoded(const QVariant &value)
    {
        if (!value.isValid() || value.isNull())
            return "null";
        if (value.typeId() == QMetaType::QVariantList) {
            QByteArrayList parts;
            for (const QVariant &item : value.toList())
                parts.append(encoded(item));
            return '[' + parts.join(',') + ']';
        }
        if (value.typeId() == QMetaType::LongLong)
            return QByteArray::number(value.toLongLong());
        return '"' + value.toByteArray().toBase64() + '"';
    }
    QByteArray result(const QByteArrayList &command)
    {
        ++commands;
        const QVariant value = run(command);
        if (value.typeId() == QMetaType::QByteArray && value.toByteArray().startsWith('-')
            && value.toByteArray().size() > 3 && value.toByteArray().at(1) >= 'A')
            return "{\"error\":\"" + value.toByteArray().mid(1).replace('\\', ' ').replace('"', '\'') + "\"}";
        return "{\"result\":" + encoded(value) + '}';
    }
    void answer(QTcpSocket *socket, const QByteArray &route, const QByteArray &body)
    {
        const QJsonArray request = QJsonDocument::fromJson(body).array();
        const bool isProbe = request.first().toString() == QLatin1String("ECHO");
        requests += isProbe ? 0 : 1;
        if (before && !isProbe)
            before();
        QByteArray json;
        bool isScript = false;
        int status = 200;
        if (route.size() > 1) {
            QByteArrayList parts;
            for (const QJsonValue &command : request)
                parts.append(result(words(command.toArray())));
            json = '[' + parts.join(',') + ']';
        } else {
            isScript = request.first().toString() == QLatin1String("EVAL");
            json = result(words(request));
            status = json.startsWith("{\"error\"") ? 400 : 200;
        }
        if (after && !isProbe)
            after();
        commands -= isProbe ? 1 : 0;
        if (isScript && std::exchange(losesNextAnswer, false)) {
            socket->abort();
            return;
        }
        socket->write("HTTP/1.1 " + QByteArray::number(status)
                      + " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size())
                      + "\r\n\r\n" + json);
    }
    static QByteArray shim()
    {
        return R"(local real = redis
local function stop(s, i)
  local c = s:sub(i, i)
  if c == '"' then
    i = i + 1
    while s:sub(i, i) ~= '"' do
      if s:sub(i, i) == '\\' then i = i + 1 end
      i = i + 1
    end
    return i
  elseif c == '{' or c == '[' then
    local depth = 0
    while true do
      c = s:sub(i, i)
      if c == '"' then i = stop(s, i)
      elseif c == '{' or c == '[' then depth = depth + 1
      elseif c == '}' or c == ']' then
        depth = depth - 1
        if depth == 0 then return i end
      end
      i = i + 1
    end
  end
  local e = s:find('[,%]}]', i)
  return e and e - 1 or #s
end
local function kids(s, i)
  local list, object = {}, s:sub(i, i) == '{'
  if s:sub(i + 1, i + 1) == (object and '}' or ']') then return list end
  i = i + 1
  while true do
    local k = {from = i}
    if object then
      local e = stop(s, i)
      k.name = s:sub(i + 1, e - 1)
      i = e + 2
    end
    k.at = i
    k.to = stop(s, i)
    list[#list + 1] = k
    i = k.to + 1
    if s:sub(i, i) ~= ',' then return list end
    i = i + 1
  end
end
local function steps(path)
  local list, i = {}, 2
  while i <= #path do
    local n = path:match('^%.([%w_]+)', i)
    if n then
      list[#list + 1] = n
      i = i + 1 + #n
    else
      n = path:match('^%[(%d+)%]', i)
      if n then
        list[#list + 1] = tonumber(n) + 1
        i = i + 2 + #n
      else
        n = path:match('^%[(%b"")%]', i)
        list[#list + 1] = n:sub(2, -2)
        i = i + 2 + #n
      end
    end
  end
  return list
end
local function place(s, list, count)
  local at = {at = 1, to = #s}
  for k = 1, count do
    local found, first = nil, s:sub(at.at, at.at)
    if first ~= '{' and first ~= '[' then return nil end
    local all = kids(s, at.at)
    for n, kid in ipairs(all) do
      if (type(list[k]) == 'number' and first == '[' and n == list[k])
        or (type(list[k]) == 'string' and first == '{' and kid.name == list[k]) then
        found = kid
        found.row = n
        found.all = all
      end
    end
    if not found then return nil end
    at = found
  end
  return at
end
local names = {['{'] = 'object', ['['] = 'array', ['"'] = 'string', t = 'boolean', f = 'boolean', n = 'null'}
local redis = {pcall = real.pcall}
redis.call = function(...)
  local word, key, path, value = ...
  if word == 'TYPE' then
    local t = real.call('TYPE', key).ok
    return {ok = t == 'string' and 'ReJSON-RL' or t}
  end
  if word:sub(1, 5) ~= 'JSON.' then return real.call(...) end
  if real.call('TYPE', key).ok ~= 'string' and real.call('EXISTS', key) == 1 then
    error('WRONGTYPE Operation against a key holding the wrong kind of value')
  end
  local s = real.call('GET', key)
  if word == 'JSON.SET' and path == '$' then
    real.call('SET', key, value)
    return {ok = 'OK'}
  end
  if not s then return false end
  if word == 'JSON.GET' and not path then return s end
  local list = steps(path)
  local at = place(s, list, #list)
  if word == 'JSON.GET' then return at and '[' .. s:sub(at.at, at.to) .. ']' or '[]' end
  if word == 'JSON.TYPE' then return at and {names[s:sub(at.at, at.at)] or 'number'} or
        {
        }
        end if word == 'JSON.ARRLEN' then return at and {#kids(s, at.at)} or { } end
  if word == 'JSON.SET' then
    if value == '1E2' then value = '100.0' end
    if at then
      s = s:sub(1, at.at - 1) .. value .. s:sub(at.to + 1)
    else
      local up = place(s, list, #list - 1)
      if not up or s:sub(up.at, up.at) ~= '{' then return false end
      local comma = #kids(s, up.at) > 0 and ',' or ''
      s = s:sub(1, up.to - 1) .. comma .. '"' .. list[#list] .. '":' .. value .. s:sub(up.to)
    end
  elseif word == 'JSON.DEL' then
    if not at then return 0 end
    local from, to = at.from, at.to
    if at.row < #at.all then to = at.all[at.row + 1].from - 1
    elseif at.row > 1 then from = at.all[at.row - 1].to + 1 end
    s = s:sub(1, from - 1) .. s:sub(to + 1)
  elseif word == 'JSON.ARRINSERT' then
    local all, words = kids(s, at.at), {select(5, ...)}
    local index, new = tonumber(value), table.concat(words, ',')
    if #all == 0 then s = s:sub(1, at.at) .. new .. s:sub(at.at + 1)
    elseif index >= #all then s = s:sub(1, at.to - 1) .. ',' .. new .. s:sub(at.to)
    else s = s:sub(1, all[index + 1].from - 1) .. new .. ',' .. s:sub(all[index + 1].from) end
  else
    error('ERR unknown command')
  end
  real.call('SET', key, s, 'KEEPTTL')
  return {ok = 'OK'}
end
)";
    }

    const SandboxProcess *m_database;
};

} // namespace stashdeck
