// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/secret.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>

namespace stashdeck {

/// A real Redis behind the same REST dialect on this computer: the program `stashdeck-sandbox`, started and stopped
/// without ever waiting for it. It ends when this object does, and when this program dies.
class LocalSandbox final : public QObject {
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Running, Stopping, Failed };
    Q_ENUM(State)
    enum class Failure {
        None,
        ProgramMissing, ///< stashdeck-sandbox itself is not there
        RedisMissing, ///< no redis-server on this computer
        PortInUse, ///< `port()` is taken; `suggestedPort()` is another
        TooSlow, ///< not ready within the time
        Ended, ///< it ended by itself; `detail()` has its last line
    };
    Q_ENUM(Failure)

    /// What to start.
    struct Setup {
        QString program; ///< absolute path of stashdeck-sandbox
        quint16 port = 8079; ///< 0 for any
        qint64 keys = 20'000; ///< of sample data; 0 for none
        bool traffic = true;
        std::chrono::milliseconds patience{std::chrono::seconds(60)};
    };

    explicit LocalSandbox(Setup setup, QObject *parent = nullptr);
    ~LocalSandbox() override;

    void start();
    void startOnPort(quint16 port);
    void stop();
    /// Stop and start again: with fresh data, for nothing is kept.
    void reset();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Failure failure() const { return m_failure; }
    [[nodiscard]] const QString &detail() const { return m_detail; } ///< plain text, capped
    [[nodiscard]] quint16 port() const { return m_setup.port; }
    [[nodiscard]] quint16 suggestedPort() const;
    /// While Running.
    [[nodiscard]] const QUrl &url() const { return m_url; }
    [[nodiscard]] const Secret &token() const { return m_token; }
    [[nodiscard]] const Secret &readOnlyToken() const { return m_readOnlyToken; }

signals:
    void stateChanged(stashdeck::LocalSandbox::State state);

private:
    void launch();
    void readOutput();
    void ended(int exitCode, QProcess::ExitStatus status);
    void fail(Failure failure, const QString &detail = {});
    void setState(State state);
    void letGo();

    Setup m_setup;
    State m_state = State::Stopped;
    Failure m_failure = Failure::None;
    QString m_detail;
    QUrl m_url;
    Secret m_token;
    Secret m_readOnlyToken;
    QByteArray m_line;
    QByteArray m_errors;
    std::unique_ptr<QProcess, QScopedPointerDeleteLater> m_process;
    QTimer m_patience;
    bool m_startAgain = false;
};

} // namespace stashdeck
