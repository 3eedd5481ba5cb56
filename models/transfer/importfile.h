// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"
#include "models/transfer/importfacts.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace stashdeck {

/// Looks into a file that may be imported: what it is by its content, and what it holds. Reads it once from end to end
/// on a worker, with bounded memory. Costs no command.
class ImportFile final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle,
        Reading, ///< facts() grow
        Ready,
        Failed, ///< see error(): Storage for the disk, Protocol when it is not a file of keys
        Stopped,
    };
    Q_ENUM(State)

    /// The clock tells what has expired.
    explicit ImportFile(const Clock *clock, QObject *parent = nullptr);
    ~ImportFile() override;

    /// `requestLimit` decides which keys count as large.
    void open(const QString &path, qint64 requestLimit = 1024LL * 1024);
    void stop();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const ImportFacts &facts() const { return m_facts; }
    /// Bytes of the file that were read.
    [[nodiscard]] qint64 bytesRead() const { return m_bytesRead; }

signals:
    void stateChanged(stashdeck::ImportFile::State state);
    void progressed();

private:
    struct Found;
    void setState(State state);
    void take(quint64 round, const Found &found);

    const Clock *m_clock;
    ImportFacts m_facts;
    Error m_error;
    State m_state = State::Idle;
    qint64 m_bytesRead = 0;
    quint64 m_round = 0;
    std::stop_source m_stop;
};

} // namespace stashdeck
