// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QVariant>

#include <memory>

namespace stashdeck {

/// A `stashdeck-sandbox` of the test's own, in front of a real redis-server. It ends with this object, and by itself
/// when the test dies. The program is the one in the environment variable STASHDECK_SANDBOX, which ctest sets, or the
/// one beside the test. Works in any thread that has no need to stay responsive: starting blocks for some 50 ms.
class SandboxProcess final {
public:
    /// Whether commands are written down for servedCommands(); off for measurements.
    enum class Log { On, Off };
    /// Nothing is started yet. `arguments` are the program's own, such as {"--no-sample-data"}; `--watch-parent` and a
    /// `--log` are added.
    explicit SandboxProcess(QStringList arguments = {}, Log log = Log::On);
    ~SandboxProcess();
    SandboxProcess(const SandboxProcess &) = delete;
    SandboxProcess &operator=(const SandboxProcess &) = delete;

    /// Starts and waits for the ready line. False when it did not come; then errorText() says why. Use it in QVERIFY2.
    [[nodiscard]] bool start();
    /// What went wrong, or what the program wrote to standard error.
    [[nodiscard]] QByteArray errorText() const;
    /// Ends it as a person would (SIGTERM) and waits; the exit code, or -1 when it had to be killed.
    int stop();
    /// Kills it without a word (SIGKILL), as a crash would.
    void kill();
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] qint64 processId() const;
    /// The ready line as it came.
    [[nodiscard]] QByteArray readyLine() const;

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QByteArray token() const;
    [[nodiscard]] QByteArray readOnlyToken() const;
    [[nodiscard]] QString redisSocket() const;

    /// Asks the redis-server itself, past the HTTP door: what the database holds, or a second writer. Strings and
    /// statuses are QByteArray, integers qlonglong, nil an invalid QVariant, arrays QVariantList, and errors a
    /// QByteArray that begins with "-".
    QVariant redis(const QByteArrayList &command) const;

    /// One command that came through HTTP.
    struct Served {
        QByteArray route; ///< "single", "pipeline", "multi-exec", "subscribe", "psubscribe" or "monitor"
        QByteArray command; ///< its name in upper case
        int billed = 0; ///< how many commands the service counts for it (a script counts those inside)
        bool readOnlyToken = false;
        bool failed = false;
        QByteArrayList arguments; ///< without the name; each cut to 64 bytes
    };
    /// Everything served since the start, in order.
    [[nodiscard]] QList<Served> servedCommands() const;
    /// The sum of `billed`.
    [[nodiscard]] int billedCommands() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stashdeck
