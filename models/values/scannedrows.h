// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/session/session.h"
#include "models/values/elementrows.h"

#include <QHash>
#include <QPointer>

#include <vector>

namespace stashdeck {

/// The fields of a hash or the members of a set or sorted set in the order in which a scan returns them, page by page.
/// A pattern lets the server filter; a scan may return an element twice, it is shown once.
class ScannedRows final : public ElementRows {
    Q_OBJECT

public:
    ScannedRows(ValueKind kind, Session *session, QByteArray key, QObject *parent = nullptr);
    ~ScannedRows() override;

    /// Takes over the first page of a scan without a pattern that was read with the key.
    void take(CollectionPage page);
    /// Scans anew with MATCH `pattern`; empty for all. Ends the request that is on its way.
    void search(const QByteArray &pattern);
    [[nodiscard]] const QByteArray &pattern() const { return m_pattern; }
    /// Commands that this object has sent since search() or take(): a rare match takes many.
    [[nodiscard]] qint64 commands() const { return m_commands; }
    void stop(); ///< what was loaded stays

    [[nodiscard]] int count() const override { return int(m_rows.size()); }
    [[nodiscard]] const CollectionRow *at(int row) const override;
    [[nodiscard]] int rowOf(const QByteArray &name) const override { return m_index.value(name, -1); }
    void want(int first, int last) override;
    [[nodiscard]] bool hasMore() const override { return !m_next.isEmpty(); }
    void showMore() override;
    [[nodiscard]] bool isLoading() const override { return m_loading; }
    [[nodiscard]] const Error *error() const override { return m_error ? &*m_error : nullptr; }
    void setKey(const QByteArray &key) override { m_key = key; }
    void setValue(const QByteArray &name, const QByteArray &value) override;
    void remove(const QByteArray &name) override;
    void add(CollectionRow row) override;

private:
    void request();
    void append(CollectionPage page);
    void reindex(int from);

    const ValueKind m_kind;
    QPointer<Session> m_session;
    QByteArray m_key;
    QByteArray m_pattern;
    std::vector<CollectionRow> m_rows;
    QHash<QByteArray, int> m_index;
    QByteArray m_next;
    qint64 m_commands = 0;
    int m_emptyPages = 0; ///< in a row: a scan with a pattern goes on by itself over a few
    bool m_loading = false;
    std::optional<Error> m_error;
    std::stop_source m_stop;
};

} // namespace stashdeck
