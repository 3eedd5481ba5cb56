// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/values/streamdocument.h"

#include <QObject>

namespace stashdeck {

/// The consumer groups of a stream, and of one of them its consumers and pending entries. Reads only when it is told
/// to: open() is at most two requests. What acts found is taken over without asking again.
class StreamGroups final : public QObject {
    Q_OBJECT

public:
    explicit StreamGroups(StreamDocument *document, QObject *parent = nullptr);
    ~StreamGroups() override;

    [[nodiscard]] StreamDocument *document() const { return m_document; }
    [[nodiscard]] bool isLoaded() const { return m_isLoaded; } ///< groups were read once
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] const Error *error() const { return m_error ? &*m_error : nullptr; } ///< of the last reading

    [[nodiscard]] const QList<StreamGroup> &groups() const { return m_groups; }
    [[nodiscard]] const QByteArray &group() const { return m_group; } ///< that is looked into; null for none
    [[nodiscard]] const StreamGroup *current() const;
    [[nodiscard]] const QList<StreamConsumer> &consumers() const { return m_consumers; }
    [[nodiscard]] const QList<PendingEntry> &pending() const { return m_pending; }
    [[nodiscard]] const PendingQuery &query() const { return m_query; }
    [[nodiscard]] bool hasMorePending() const { return m_hasMorePending; }

    /// Reads the groups: one command; then, when there is one to look into, its inside: one request of two commands.
    void reload();
    /// Looks into another group: one request of two commands.
    void select(const QByteArray &group);
    /// Filters the pending entries: one command.
    void setQuery(const PendingQuery &query);
    void showMorePending(); ///< one command

signals:
    void changed(); ///< anything of the above
    void groupsChanged();
    void insideChanged(); ///< consumers or pending entries

private:
    enum class What { Groups, Inside, Pending, MorePending };
    void read(What what);
    void takeGroups(const QList<StreamGroup> &groups);
    void takePending(const QList<PendingEntry> &entries, bool more);
    void takeOutcome(const StreamAct &act, const StreamOutcome &outcome);

    StreamDocument *m_document;
    QList<StreamGroup> m_groups;
    QByteArray m_group;
    QList<StreamConsumer> m_consumers;
    QList<PendingEntry> m_pending;
    PendingQuery m_query;
    bool m_hasMorePending = false;
    bool m_isLoaded = false;
    bool m_loading = false;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace stashdeck
