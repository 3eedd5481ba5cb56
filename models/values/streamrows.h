// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/elementrows.h"
#include "models/values/streamcommands.h"

#include <QPointer>

#include <deque>

namespace stashdeck {

/// Which part of a stream is shown, and from which end.
struct StreamView {
    bool newestFirst = true;
    StreamId from = StreamId::smallest();
    StreamId to = StreamId::largest();
    [[nodiscard]] bool isWhole() const { return from == StreamId::smallest() && to == StreamId::largest(); }
    friend bool operator==(const StreamView &, const StreamView &) = default;
};

/// The entries of a stream as a person reads in it: one stretch without a gap, which grows at either end by one command
/// when its end comes on screen, and can be put anywhere by one request. At most some 10,000 entries or 16 MiB are
/// kept; what is furthest from the screen is read again when it is needed. Entries never change; they only come and go.
class StreamRows final : public ElementRows {
    Q_OBJECT

public:
    StreamRows(Session *session, QByteArray key, QObject *parent = nullptr);
    ~StreamRows() override;

    /// Takes over what was read with the key: its newest entries, newest first. What is shown keeps its place.
    void take(const std::vector<CollectionRow> &newest, qint64 length);
    [[nodiscard]] const StreamView &view() const { return m_view; }
    /// Shows another part, from its beginning: one command.
    void setView(const StreamView &view);
    /// Shows what is around this place, within the view: one request of two commands. Ends in jumped().
    void jumpTo(StreamId place);
    /// The first or the last rows of the view: one command when they are not loaded.
    void toBeginning();
    void toEnd();

    [[nodiscard]] int count() const override { return int(m_rows.size()); }
    [[nodiscard]] const CollectionRow *at(int row) const override;
    [[nodiscard]] int rowOf(const QByteArray &name) const override;
    void want(int first, int last) override;
    [[nodiscard]] bool hasMore() const override { return m_hasAfter; }
    void showMore() override;
    [[nodiscard]] bool hasMoreBefore() const { return m_hasBefore; }
    void showBefore();
    [[nodiscard]] bool isLoading() const override { return m_loading; }
    /// Something was read for this view, even if it was nothing.
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; }
    [[nodiscard]] const Error *error() const override { return m_error ? &*m_error : nullptr; }
    void retry(); ///< after an error
    void setKey(const QByteArray &key) override { m_key = key; }

    void setValue(const QByteArray &, const QByteArray &) override { } ///< entries do not change
    void remove(const QByteArray &name) override;
    void add(CollectionRow row) override;

    /// True when the newest entry of the view is among the rows, so that newer ones belong beside it.
    [[nodiscard]] bool isAtNewest() const { return m_view.newestFirst ? !m_hasBefore : !m_hasAfter; }
    /// Puts entries that came after the newest one, oldest first, in their place. Nothing when isAtNewest() is not
    /// true.
    void addNewest(const std::vector<CollectionRow> &rows);
    /// The newest entry that was ever read here; 0-0 when there was none.
    [[nodiscard]] StreamId newestSeen() const { return m_newestSeen; }
    void noteSeen(StreamId id) { m_newestSeen = std::max(m_newestSeen, id); }

signals:
    void jumped(int row);

private:
    enum class Ask { Beginning, End, Before, After, Around };
    void request(Ask ask, StreamId place = {});
    [[nodiscard]] QList<Command> commandsFor(Ask ask, StreamId place) const;
    void takeAnswer(Ask ask, std::vector<std::vector<CollectionRow>> pages, qint64 asked);
    void replace(std::vector<CollectionRow> rows);
    void insertAtFront(std::vector<CollectionRow> rows);
    void appendAtBack(std::vector<CollectionRow> rows);
    void removeRows(int first, int last);
    void noteEnds();
    void forget(bool fromFront);
    bool merge(const std::vector<CollectionRow> &newest, qint64 length);

    QPointer<Session> m_session;
    QByteArray m_key;
    StreamView m_view;
    std::deque<CollectionRow> m_rows;
    qint64 m_bytes = 0;
    // Where the stretch ends, also when the entry there was deleted meanwhile.
    StreamId m_front;
    StreamId m_back;
    StreamId m_newestSeen;
    bool m_hasBefore = false;
    bool m_hasAfter = false;
    bool m_loading = false;
    bool m_isLoaded = false;
    int m_wantedFirst = 0;
    qint64 m_count = streamWindow; ///< fewer when entries are very large
    Ask m_lastAsk = Ask::Beginning;
    StreamId m_lastPlace;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace stashdeck
