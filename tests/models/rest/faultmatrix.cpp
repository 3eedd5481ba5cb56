// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/rest/faultmatrix.h"

namespace stashdeck {

using namespace Qt::Literals::StringLiterals;

using Kind = Error::Kind;
using Cause = Error::Cause;

namespace {

QByteArray page(const char *text)
{
    return QByteArray("<!DOCTYPE html><html><body>") + text + "</body></html>";
}

Fault dripping(QByteArray bytes)
{
    Fault fault = Fault::raw(std::move(bytes), Fault::End::KeepAlive);
    fault.dripMs = 60;
    return fault;
}

} // namespace

QByteArray answerHead(int status, const QByteArray &more)
{
    return "HTTP/1.1 " + QByteArray::number(status)
        + " Status\r\nContent-Type: application/json\r\nUpstash-Sync-Token: 1\r\n" + more + "\r\n";
}

Fault stalled(QByteArray bytes)
{
    return Fault::raw(std::move(bytes), Fault::End::Stall);
}

QList<FaultRow> faultRows()
{
    const QByteArray result = R"({"result":"dmFsdWU="})";
    QList<FaultRow> rows{
        {"7 accepts, never reads", {{}, Fault::End::Stall, 0, true, -1}, Kind::Timeout, 0, Kind::UnknownOutcome},
        {"8 stall before the first byte", stalled({}), Kind::Timeout, 3, Kind::UnknownOutcome},
        {"9 stall in the body", stalled(answerHead(200, "Content-Length: 100\r\n") + "{\"res"), Kind::Timeout, 3,
         Kind::UnknownOutcome},
        {"9 stall in the headers", stalled("HTTP/1.1 200 OK\r\nContent-Ty"), Kind::Timeout, 3, Kind::UnknownOutcome},
        {"10 slow drip", dripping(answerHead(200, "Content-Length: 100\r\n") + result), Kind::Timeout, 1,
         Kind::UnknownOutcome},
        {"11 close after the request", Fault::raw({}), Kind::Network, 3, Kind::UnknownOutcome},
        {"12 reset after the request", Fault::raw({}, Fault::End::Reset), Kind::Network, 3, Kind::UnknownOutcome},
        {"13 partial status line", Fault::raw("HTTP/1."), Kind::Network, 3, Kind::UnknownOutcome},
        {"13 partial headers", Fault::raw("HTTP/1.1 200 OK\r\nContent-Type: app"), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"13 partial headers, reset", Fault::raw("HTTP/1.1 200 OK\r\nContent-Type: app", Fault::End::Reset),
         Kind::Network, 3, Kind::UnknownOutcome},
        {"14 body shorter than its length", Fault::raw(answerHead(200, "Content-Length: 100\r\n") + result),
         Kind::Network, 3, Kind::UnknownOutcome},
        {"15 no length, cut body", Fault::raw(answerHead(200, "Connection: close\r\n") + "{\"result\":\"dmF"),
         Kind::Network, 3, Kind::UnknownOutcome},
        {"15 no length, no body", Fault::raw(answerHead(200, "Connection: close\r\n")), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"16 chunked, cut in a chunk",
         Fault::raw(answerHead(200, "Transfer-Encoding: chunked\r\n") + "16\r\n{\"result\":\"dmFs"), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"16 chunked, cut between chunks",
         Fault::raw(answerHead(200, "Transfer-Encoding: chunked\r\n") + "a\r\n{\"result\":\r\n"), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"17 reset inside the body",
         Fault::raw(answerHead(200, "Content-Length: 100\r\n") + "{\"result\":\"dmF", Fault::End::Reset), Kind::Network,
         3, Kind::UnknownOutcome},
        {"18 a web page", Fault::answer(200, page("Sign in"), {}, "text/html"), Kind::NotRestEndpoint, 1,
         Kind::UnknownOutcome, Cause::WebPage},
        {"18 a web page that says json", Fault::answer(200, page("Sign in")), Kind::NotRestEndpoint, 1,
         Kind::UnknownOutcome, Cause::WebPage},
        {"19 502 with a page", Fault::answer(502, page("Bad gateway"), {}, "text/html"), Kind::Unavailable, 3,
         Kind::UnknownOutcome, Cause::WebPage},
        {"19 503 with a page", Fault::answer(503, page("Down"), {}, "text/html"), Kind::Unavailable, 3,
         Kind::UnknownOutcome, Cause::WebPage},
        {"19 504 empty", Fault::answer(504, ""), Kind::Unavailable, 3, Kind::UnknownOutcome},
        {"20 500 with an error", Fault::answer(500, R"({"error":"ERR internal"})"), Kind::Unavailable, 3,
         Kind::UnknownOutcome},
        {"21 garbage", Fault::answer(200, "}{"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 empty body", Fault::answer(200, ""), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 wrong type", Fault::answer(200, "\"text\""), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 no result", Fault::answer(200, "{}"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 an object in the result", Fault::answer(200, R"({"result":{"a":1}})"), Kind::Protocol, 1,
         Kind::UnknownOutcome},
        {"21 unknown field", Fault::answer(200, R"({"result":1,"more":2})"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 result and error", Fault::answer(200, R"({"result":1,"error":"x"})"), Kind::Protocol, 1,
         Kind::UnknownOutcome},
        {"21 something behind it", Fault::answer(200, R"({"result":1} x)"), Kind::Protocol, 1, Kind::UnknownOutcome},
        {"21 204", Fault::raw("HTTP/1.1 204 No Content\r\n\r\n", Fault::End::KeepAlive), Kind::Network, 3,
         Kind::UnknownOutcome},
        {"22 error with 200", Fault::answer(200, R"({"error":"ERR syntax error"})"), Kind::Command, 1, Kind::Command},
        {"22 error with 400", Fault::answer(400, R"({"error":"ERR value is not an int or out of range"})"),
         Kind::Command, 1, Kind::Command},
        {"22 wrong type", Fault::answer(400, R"({"error":"WRONGTYPE Operation against a key"})"), Kind::WrongType, 1,
         Kind::WrongType},
        {"23 401", Fault::answer(401, R"({"error":"WRONGPASS invalid or missing auth token."})"), Kind::Unauthorized, 1,
         Kind::Unauthorized},
        {"23 401 without words", Fault::answer(401, ""), Kind::Unauthorized, 1, Kind::Unauthorized},
        {"24 403", Fault::answer(403, ""), Kind::NoPermission, 1, Kind::NoPermission},
        {"24 NOPERM", Fault::answer(400, R"({"error":"NOPERM this user has no permissions to run the 'x' command"})"),
         Kind::NoPermission, 1, Kind::NoPermission},
        {"25 404", Fault::answer(404, page("Not found"), {}, "text/html"), Kind::NotRestEndpoint, 1,
         Kind::NotRestEndpoint, Cause::NotFound},
        {"25 405", Fault::answer(405, ""), Kind::NotRestEndpoint, 1, Kind::NotRestEndpoint, Cause::NotFound},
        {"26 407", Fault::answer(407, "", "Proxy-Authenticate: Basic realm=\"p\"\r\n"), Kind::Proxy, 1, Kind::Proxy,
         Cause::ProxyLogin},
        {"27 413", Fault::answer(413, ""), Kind::TooLarge, 1, Kind::TooLarge},
        {"27 request size", Fault::answer(400, R"({"error":"ERR max request size exceeded. Limit: 10485760 bytes"})"),
         Kind::TooLarge, 1, Kind::TooLarge},
        {"28 429", Fault::answer(429, ""), Kind::RateLimited, 3, Kind::RateLimited},
        {"28 429, wait longer than there is time", Fault::answer(429, "", "Retry-After: 30\r\n"), Kind::RateLimited, 1,
         Kind::RateLimited},
        {"29 daily", Fault::answer(400, R"({"error":"ERR max daily request limit exceeded. Limit: 10000"})"),
         Kind::Quota, 1, Kind::Quota},
        {"29 monthly", Fault::answer(400, R"({"error":"ERR max requests limit exceeded. Limit: 500000"})"), Kind::Quota,
         1, Kind::Quota},
        {"29 capacity", Fault::answer(400, R"({"error":"ERR DB capacity quota exceeded. Threshold: 1"})"), Kind::Quota,
         1, Kind::Quota},
        {"29 record", Fault::answer(400, R"({"error":"ERR max single record size exceeded"})"), Kind::TooLarge, 1,
         Kind::TooLarge},
        {"33 discarded", Fault::answer(400, R"({"error":"ERR wrong number of arguments for 'set' command"})"),
         Kind::Command, 1, Kind::Command},
        {"18 511, sign in", Fault::answer(511, page("Sign in"), {}, "text/html"), Kind::NotRestEndpoint, 1,
         Kind::NotRestEndpoint, Cause::WebPage},
        {"loading", Fault::answer(400, R"({"error":"LOADING Redis is loading the dataset in memory"})"),
         Kind::Unavailable, 3, Kind::Unavailable},
    };
    for (const int status : {301, 302, 303, 307, 308}) {
        rows.append({"30 redirect " + QByteArray::number(status),
                     Fault::answer(status, "", "Location: http://elsewhere.example/\r\n"), Kind::NotRestEndpoint, 1,
                     Kind::NotRestEndpoint, Cause::Redirect});
    }
    return rows;
}

bool isWriteShape(Shape shape)
{
    return shape != Shape::Read && shape != Shape::ReadPipeline;
}

ShapeCall::ShapeCall(RestClient &client, Shape shape, std::stop_token stop)
    : m_isSingle(shape == Shape::Read || shape == Shape::Write || shape == Shape::IdempotentWrite)
{
    const Command get = Command::of("GET", "k");
    switch (shape) {
    case Shape::Read:
        m_single.watch(client.send(get, {}, std::move(stop)));
        break;
    case Shape::IdempotentWrite:
        m_single.watch(client.send(Command::of("SET", "k", "v"), {}, std::move(stop)));
        break;
    case Shape::Write:
        m_single.watch(client.send(Command::of("INCR", "k"), {}, std::move(stop)));
        break;
    case Shape::ReadPipeline:
        m_list.watch(client.pipeline({get, Command::of("TTL", "k")}, {}, std::move(stop)));
        break;
    case Shape::WritePipeline:
        m_list.watch(client.pipeline({get, Command::of("LPUSH", "l", "v")}, {}, std::move(stop)));
        break;
    case Shape::Transaction:
        m_list.watch(client.transaction({get, Command::of("LPUSH", "l", "v")}, {}, std::move(stop)));
        break;
    }
}

bool ShapeCall::isDone() const
{
    return m_single.completions + m_list.completions > 0;
}

ShapeOutcome ShapeCall::outcome()
{
    if (m_isSingle)
        m_single.wait();
    else
        m_list.wait();
    ShapeOutcome outcome;
    outcome.completions = m_single.completions + m_list.completions;
    const auto note = [&outcome](const Error &error) {
        outcome.kind = int(error.kind);
        outcome.cause = error.cause;
        outcome.message = error.message;
    };
    if (m_isSingle) {
        if (!m_single.result)
            note(m_single.result.error());
    } else if (!m_list.result) {
        note(m_list.result.error());
    } else if (const auto &last = m_list.result->back(); !last) {
        note(last.error());
    }
    return outcome;
}

ShapeOutcome outcomeOf(ClientBench &bench, Shape shape)
{
    return ShapeCall(*bench.client, shape).outcome();
}

const TestCertificates &testCertificates()
{
    static const TestCertificates certificates;
    return certificates;
}

void useGoodTls(FaultServer &server)
{
    const TestCertificates &made = testCertificates();
    server.useTls(made.certificate(TestCertificates::Kind::Good), made.key(TestCertificates::Kind::Good));
}

QString authorityFor(bool tls)
{
    return tls ? testCertificates().caFile() : QString();
}

void addShapeRows(std::initializer_list<Shape> shapes)
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<bool>("tls");
    for (const bool tls : {false, true}) {
        for (const auto &[shape, name] : allShapes) {
            if (std::find(shapes.begin(), shapes.end(), shape) != shapes.end())
                QTest::addRow("%s, %s", name, tls ? "tls" : "plain") << int(shape) << tls;
        }
    }
}

} // namespace stashdeck
