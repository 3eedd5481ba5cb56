// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/models/rest/clientbench.h"
#include "tests/support/testcertificates.h"

namespace stashdeck {

/// The command shapes a fault is tried with.
enum class Shape { Read, IdempotentWrite, Write, ReadPipeline, WritePipeline, Transaction };

struct NamedShape {
    Shape shape;
    const char *name;
};
inline constexpr NamedShape allShapes[] = {{Shape::Read, "read"},
                                           {Shape::IdempotentWrite, "idempotent write"},
                                           {Shape::Write, "write"},
                                           {Shape::ReadPipeline, "read pipeline"},
                                           {Shape::WritePipeline, "write pipeline"},
                                           {Shape::Transaction, "transaction"}};
[[nodiscard]] bool isWriteShape(Shape shape);

/// One row of the fault matrix (reliability-security.md §5.4): what the server does and what each shape must come to.
struct FaultRow {
    QByteArray name; ///< begins with the row's number
    Fault fault;
    Error::Kind read;
    int readDeliveries; ///< 3 where a read is tried again
    Error::Kind write; ///< delivered once, always
    Error::Cause cause = Error::Cause::None;
};

/// The rows that a server makes by what it answers to a request. Rows 1 to 6 and 37 are about getting a connection,
/// 26 about a proxy, 31, 32 and 39 about parts of an answer, 35 and 36 about the computer, 40 about times: they have
/// tests of their own. 34 cannot be seen by a client; 41 and 42 belong to the keychain and to exports.
[[nodiscard]] QList<FaultRow> faultRows();

/// Status line and headers of a JSON answer.
[[nodiscard]] QByteArray answerHead(int status, const QByteArray &more);
[[nodiscard]] Fault stalled(QByteArray bytes);

inline constexpr int noError = -1;

/// What a shape's outer error or, for a pipeline that ran, its last command's error is.
struct ShapeOutcome {
    int kind = noError;
    Error::Cause cause = Error::Cause::None;
    int completions = 0;
    QString message;
};

/// The call of a shape. It is watched until the outcome is asked for.
class ShapeCall final {
public:
    ShapeCall(RestClient &client, Shape shape, std::stop_token stop = {});
    [[nodiscard]] bool isDone() const;
    /// Waits at most 20 s: far beyond every deadline that the tests set, so that one that is missed shows.
    [[nodiscard]] ShapeOutcome outcome();

private:
    Watched<Reply> m_single;
    Watched<Replies> m_list;
    bool m_isSingle;
};
[[nodiscard]] ShapeOutcome outcomeOf(ClientBench &bench, Shape shape);

/// The certificates of a test program, made once. Check `isValid()` in initTestCase.
[[nodiscard]] const TestCertificates &testCertificates();
/// Makes the server speak TLS with the good certificate.
void useGoodTls(FaultServer &server);
/// What a client needs to trust it; empty for plain.
[[nodiscard]] QString authorityFor(bool tls);

/// Two columns: the shape (int) and tls (bool), with a row for each pair.
void addShapeRows(std::initializer_list<Shape> shapes
                  = {Shape::Read, Shape::IdempotentWrite, Shape::Write, Shape::ReadPipeline, Shape::WritePipeline,
                     Shape::Transaction});

} // namespace stashdeck
