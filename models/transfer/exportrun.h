// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkjournal.h"
#include "models/session/session.h"
#include "models/transfer/exportplan.h"
#include "models/transfer/filehead.h"
#include "models/transfer/transferentry.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>

namespace stashdeck {

class EntrySink;
struct EntriesRead;
struct LargeRead;
struct SinkState;

/// Writes the keys of a list into a file: read in the background, some hundreds a request, encoded and compressed on a
/// worker. Small keys are read whole by one command each; large ones in windows, so that memory stays flat. Can be
/// paused anywhere. What breaks the connection makes it wait and go on by itself; what needs a person (quota, token, a
/// full disk) pauses it with hold(). The file lies beside its target under another name until it is whole.
class ExportRun final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Ready, ///< nothing was sent yet
        Running,
        Halting, ///< asked to pause or stop; what is in flight ends first
        Paused, ///< by a person, or because of hold(); resume() goes on
        Waiting, ///< for the connection or the server; goes on by itself
        Finished, ///< the file is at its place
        Cancelled, ///< by cancel(); the file is not at its place
    };
    Q_ENUM(State)
    /// What becomes of the part that is written when a run is cancelled.
    enum class Partial {
        Remove,
        Keep, ///< closed with a mark that says it is not whole, at partialPath()
    };

    /// `keys` in the list of `journal` (ExportDraft). Nothing is sent or written before start().
    ExportRun(Session *session, std::shared_ptr<BulkJournal> journal, qint64 keys, ExportPlan plan,
              QObject *parent = nullptr);
    /// Removes what is not finished.
    ~ExportRun() override;

    void start();
    void pause();
    void resume();
    void cancel(Partial partial = Partial::Remove);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isActive() const
    {
        return m_state == State::Running || m_state == State::Halting || m_state == State::Waiting;
    }
    /// Why it waits or paused; nothing when a person paused it.
    [[nodiscard]] const std::optional<Error> &hold() const { return m_hold; }
    [[nodiscard]] const ExportPlan &plan() const { return m_plan; }
    [[nodiscard]] const ExportTally &tally() const { return m_tally; }
    /// The key that is read in windows now, with elements (bytes of a string) so far and in all; empty between such.
    struct Large {
        QByteArray key;
        qint64 read = 0;
        qint64 total = 0;
    };
    [[nodiscard]] const Large &large() const { return m_large; }
    /// The first thousand, in the order of the list. tally() counts all.
    [[nodiscard]] const QList<ExportProblem> &problems() const { return m_problems; }
    [[nodiscard]] double keysPerSecond() const;
    /// Nothing while it cannot be told.
    [[nodiscard]] std::optional<Milliseconds> timeLeft() const;
    /// Where the unfinished file lies.
    [[nodiscard]] const QString &partialPath() const { return m_partialPath; }
    /// An archive holds typed values instead of DUMPs, because this server hands out none.
    [[nodiscard]] bool wroteTypedForm() const { return m_typedOnly; }

signals:
    void stateChanged(stashdeck::ExportRun::State state);
    void progressed();

private:
    void setState(State state);
    void beginFile(const QString &serverVersion);
    void pump();
    void take();
    void takeRows(const Result<QList<JournalRow>> &rows);
    void launch(const QList<JournalRow> &rows);
    void finishBatch(const QList<JournalRow> &rows, const EntriesRead &read);
    void write(const QList<TransferEntry> &entries);
    void readLarge();
    void finishLarge(const JournalRow &row, const LargeRead &read);
    void noteSink(const Result<SinkState> &written);
    void addProblem(const ExportProblem &problem);
    void holdFor(const Error &error);
    void settleHalt();
    void endFile();
    [[nodiscard]] int rowsAtOnce() const;
    [[nodiscard]] bool isBusy() const
    {
        return m_active > 0 || m_taking || m_writing > 0 || m_readingLarge || m_ending;
    }
    [[nodiscard]] FileFoot foot() const;

    QPointer<Session> m_session;
    std::shared_ptr<BulkJournal> m_journal;
    ExportPlan m_plan;
    QString m_partialPath;
    std::shared_ptr<EntrySink> m_sink;
    ExportTally m_tally;
    QList<ExportProblem> m_problems;
    State m_state = State::Ready;
    State m_haltTo = State::Paused;
    Partial m_partial = Partial::Remove;
    std::optional<Error> m_hold;
    std::stop_source m_stop;
    QTimer m_retry;
    QElapsedTimer m_clock;
    qint64 m_countedMs = 0;
    std::optional<FileHead> m_head; ///< once it is known
    bool m_begun = false; ///< the head is in the file
    QList<QList<JournalRow>> m_again; ///< batches that were held
    QList<JournalRow> m_largeRows; ///< to be read in windows, one after the other
    Large m_large;
    qint64 m_cursor = 0;
    qint64 m_averageBytes = 0;
    int m_largest = 0;
    int m_active = 0;
    int m_writing = 0;
    int m_failures = 0;
    bool m_taking = false;
    bool m_atEnd = false;
    bool m_readingLarge = false;
    bool m_typedOnly = false;
    bool m_ending = false;
};

} // namespace stashdeck
