// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/bulk/bulkpreview.h"
#include "models/bulk/keygather.h"
#include "models/transfer/exportplan.h"

#include <QObject>

namespace stashdeck {

/// Before an export: makes the fixed list of its keys, and measures a sample of them. For a dialog: begin() again
/// whenever the selection changes. What is added to the database later is not in the list.
class ExportDraft final : public QObject {
    Q_OBJECT

public:
    enum class State {
        Idle, ///< begin() was not called
        Listing, ///< found() grows; can be stopped
        Measuring, ///< the list is whole
        Ready, ///< keys(), bytes() and price() are known
        Stopped, ///< by a person; resume() goes on
        Failed, ///< see error(); resume() tries again, a connection that comes back as well
        NotPermitted, ///< this token may not list keys
    };
    Q_ENUM(State)

    /// The list lies in `folder` in a private file of its own until the draft, and the run made of it, are gone.
    ExportDraft(Session *session, QString folder, QObject *parent = nullptr);
    ~ExportDraft() override;

    /// Costs one command a thousand keys, then two or three for each of fifty keys. What was listed before is dropped.
    void begin(const KeySelection &selection);
    void stop();
    void resume();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] Session *session() const { return m_session; }
    [[nodiscard]] const KeySelection &selection() const { return m_selection; }
    /// Keys in the list so far; final from Measuring on.
    [[nodiscard]] qint64 keys() const;
    /// Keys the server looked at, and all of its keys; -1 when not known.
    [[nodiscard]] qint64 examined() const;
    [[nodiscard]] qint64 total() const;
    /// In the server's memory, from the sample; -1 when it does not tell. `bytesError` is half of the 95 % interval, 0
    /// when every key was measured.
    [[nodiscard]] qint64 bytes() const { return m_preview.bytes; }
    [[nodiscard]] qint64 bytesError() const { return m_preview.bytesError; }
    /// The measured keys, with types and times to live.
    [[nodiscard]] const QList<SampleKey> &sample() const { return m_preview.sample; }
    /// Whether the server hands out DUMPs; where it does not, an archive holds the typed form. True while not known.
    [[nodiscard]] bool canDump() const { return m_preview.copiesPossible; }
    [[nodiscard]] ExportPrice price(TransferFormat format, bool hides = false) const;
    /// Commands spent on the list and the sample.
    [[nodiscard]] qint64 commandsUsed() const;
    /// For ExportRun; null before Listing.
    [[nodiscard]] const std::shared_ptr<BulkJournal> &journal() const { return m_journal; }

signals:
    void stateChanged(stashdeck::ExportDraft::State state);
    void progressed();

private:
    void setState(State state);
    void gather();
    void takeGather(KeyGather::State state);
    void measure();
    void drop();
    [[nodiscard]] double commandsFor(const SampleKey &key, TransferFormat format, bool hides) const;

    QPointer<Session> m_session;
    QString m_folder;
    KeySelection m_selection;
    std::shared_ptr<BulkJournal> m_journal;
    std::unique_ptr<KeyGather> m_gather;
    BulkPreview m_preview;
    std::stop_source m_stop;
    Error m_error;
    State m_state = State::Idle;
    quint64 m_round = 0;
};

} // namespace stashdeck
