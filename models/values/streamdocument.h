// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamact.h"
#include "models/values/streamrows.h"
#include "models/values/valuedocument.h"

namespace stashdeck {

/// A stream while somebody reads it. Its entries never change, so nothing is staged: what a person does is done at once
/// by act(), one at a time, and is settled by looking when its answer was lost. The state is Saving meanwhile.
class StreamDocument final : public ValueDocument {
    Q_OBJECT

public:
    StreamDocument(Session *session, QByteArray key, QObject *parent = nullptr);
    ~StreamDocument() override;

    [[nodiscard]] ValueKind kind() const override { return ValueKind::Stream; }
    [[nodiscard]] qint64 length() const override { return m_length; }
    [[nodiscard]] bool isDirty() const override { return false; }
    [[nodiscard]] QList<Command> plannedCommands() const override { return {}; }

    [[nodiscard]] StreamRows *rows() { return &m_rows; }
    [[nodiscard]] const StreamRows *rows() const { return &m_rows; }
    /// It was there and is not any more, as far as the last reading says; what was loaded stays.
    [[nodiscard]] bool isGone() const { return m_gone; }
    /// What is known of the whole: length and newest ID always, the rest after readFacts().
    [[nodiscard]] const StreamFacts &facts() const { return m_facts; }
    /// One command; ends in factsChanged() or factsFailed().
    void readFacts();

    /// False while another one is on its way, or is not settled. `act.key` and what it has to know of the stream are
    /// filled in here. Ends in acted() or actFailed(); a lost answer that looking could not settle ends in the state
    /// UnknownOutcome and is looked for again by verify().
    bool act(StreamAct act);
    [[nodiscard]] bool mayAct() const;
    /// Adds a copy of an entry and, when that surely was done, deletes the original: two requests, so that there is no
    /// moment without the entry. acted() comes for each.
    bool addCopy(const NewStreamEntry &copy, const QByteArray &original);

    void take(const OpenedKey &opened) override;
    void setKey(const QByteArray &key) override;
    void discard() override { }
    void save() override { }
    void verify() override;
    void saveUnsafely() override { }
    void createAgain() override { }
    void keepMine() override { }
    void loadTheirs() override { }

signals:
    void acted(const stashdeck::StreamAct &act, const stashdeck::StreamOutcome &outcome);
    /// It was not done. Locked and Cancelled come here too.
    void actFailed(const stashdeck::StreamAct &act, const stashdeck::Error &error);
    void factsChanged();
    void factsFailed(const stashdeck::Error &error);
    void goneChanged();
    void loaded(); ///< the key was read (again)

private:
    void finish(const Result<StreamOutcome> &outcome);
    void look();
    void fail(const Error &error);
    void apply(const StreamOutcome &outcome);
    void setLength(qint64 length);

    StreamRows m_rows;
    StreamFacts m_facts;
    StreamAct m_act; ///< that is on its way or not settled
    QByteArray m_original; ///< to be deleted when the copy is there
    qint64 m_length = -1;
    bool m_gone = false;
    bool m_readingFacts = false;
};

} // namespace stashdeck
